"""The teams into which an administrator may not move a practitioner; the accounts that a practitioner may have."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from cases.models import Membership, Practitioner, Team, User
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


def accounts_for(practitioner: Practitioner) -> QuerySet[User]:
    """Return the people with an open account who hold the role of a practitioner in the team or its PDU, by name."""
    team = practitioner.team
    held = Membership.objects.current().filter(Q(team=team) | Q(unit=team.unit_id))
    held = held.filter(role__in=roles_with(Permission.ANSWER_FINDINGS))
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return people.order_by(Lower("last_name"), Lower("first_name"), "username")
