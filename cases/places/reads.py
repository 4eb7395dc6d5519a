"""Into which teams an administrator may not move a practitioner."""

from cases.models import Team, User
from cases.permissions import Permission, roles_with


def teams_with_cases_of(user: User | None) -> set[int]:
    """The numbers of the teams whose cases the user sees, or will see, by a role in the team; none for None."""
    if user is None:
        return set()
    held = user.memberships.not_ended().exclude(team=None).filter(role__in=roles_with(Permission.SEE_CASES))
    return set(held.values_list("team", flat=True))


def why_not_moved_into(team: Team) -> str:
    """Why an administrator may not move a practitioner here: it would open cases to themselves."""
    return f"You hold a role in {team} yourself, so you would see these cases: ask another administrator."
