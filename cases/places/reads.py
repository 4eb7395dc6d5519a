"""The teams into which an administrator may not move a practitioner."""

from cases.models import Team, User
from cases.permissions import Permission, roles_with


def teams_with_cases_of(user: User | None) -> set[int]:
    """Return the numbers of the teams where a role in the team shows the user cases, now or later; none for None."""
    if user is None:
        return set()
    held = user.memberships.not_ended().exclude(team=None).filter(role__in=roles_with(Permission.SEE_CASES))
    return set(held.values_list("team", flat=True))


def why_not_moved_into(team: Team) -> str:
    """Say why an administrator may not move a practitioner here: the move would show them the cases."""
    return f"You have a role in {team} yourself, so you would see these cases. Ask another administrator."
