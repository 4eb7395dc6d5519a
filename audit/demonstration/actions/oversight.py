"""Load the demonstration's oversight: an SPO's team, rounds half a year apart, findings in every state, alerts, a list.

What happened before today is stored directly, since actions stamp the moment at which they run; the rest is done by the
actions that people use.
"""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from audit.demonstration.actions.demonstration import LEAD, SUPERUSER, add_places
from audit.demonstration.actions.looks import add_looks
from audit.demonstration.oversight import INVENTED, PRACTITIONERS, TEAM, InventedCase, Inventor, moment, workday
from audit.models import Look, OversightApproval
from audit.oversight.alerts.actions import answer_alert, raise_alert
from audit.oversight.approval.actions import record_approval
from audit.oversight.team_lists.actions import replace_team_list
from audit.oversight.team_lists.reads import version_of
from cases.extract.drawn import PickedCase
from cases.models import Event, Practitioner, Team, User
from cases.places.actions.accounts import link_account

APPROVED_BY = "Data protection officer (invented for the demonstration)"
SPO, PRACTITIONER = "spo", "practitioner"
# how many days ago a person opened what is filed under the linked practitioner's name
OPENINGS = ((SPO, 12, "the findings"), (LEAD, 8, "a finding"), (SPO, 4, "a finding"))


@transaction.atomic
def load_oversight() -> bool:
    """Load it unless oversight was approved in the demonstration's unit before. Returns whether it did.

    The demonstration's people must be there.
    """
    team = add_places()[TEAM.lower()]
    if OversightApproval.objects.filter(unit=team.unit).exists():
        return False
    today = localdate()
    people = {user.username: user for user in User.objects.filter(demonstration=True)}
    _approve(team, today, people[SUPERUSER])
    holders = _add_practitioners(team, people)
    inventor, looks = Inventor(today), []
    for told in (*INVENTED["rounds"], *INVENTED["singles"]):
        looks += add_looks(team=team, told=told, inventor=inventor, holders=holders, people=people)
    _add_alerts([stored for _, stored in looks], today, people)
    running = [look.case for look, _ in looks if look.case.facts["end_date"] >= today]
    _add_list(team, [*running, *inventor.listed()], holders, people[SPO])
    _add_openings(holders[INVENTED["linked"]], today, people)
    return True


def _approve(team, today, admin):
    record_approval(
        unit=team.unit,
        approved_by=APPROVED_BY,
        approved_on=workday(today, 240),
        team_lists=True,
        based_on=None,
        by=admin,
    )


def _add_practitioners(team: Team, people: dict[str, User]) -> dict[str, Practitioner]:
    """Return {name: Practitioner} of the team; one is linked to the sign-in for practitioners."""
    holders = {
        name: Practitioner.objects.get_or_create(name=name, team=team, defaults={"grade": grade})[0]
        for name, grade in PRACTITIONERS.items()
    }
    linked = INVENTED["linked"]
    holders[linked] = link_account(practitioner=holders[linked], account=people[PRACTITIONER], by=people[SUPERUSER])
    return holders


def _add_alerts(looks: list[Look], today: date, people: dict[str, User]) -> None:
    """Raise the invented alerts, answer those that have an answer, and put both back to their days."""
    finished = sorted((look for look in looks if look.finished_at), key=lambda look: look.finished_at)
    for told in INVENTED["alerts"]:
        look, day = finished[told["look"]], workday(today, told["ago"])
        facts = {"what": told["what"], "told": told["told"], "told_at": moment(day, 9, 40)}
        look.needs_action_today, look._history_user = True, people[SPO]
        look.save()
        alert = raise_alert(case=look.case, review=look.review, **facts, by=people[SPO])
        if "done" in told:
            alert = answer_alert(alert=alert, done=told["done"], by=people[SPO])
            alert.answered_at = moment(day, 16)
        alert.at, alert._history_user = moment(day, 9, 55), people[SPO]
        alert.save()


def _add_list(team: Team, cases: list[InventedCase], holders: dict[str, Practitioner], spo: User) -> None:
    listed = [(holders[case.practitioner].pk, _as_listed(row, case)) for row, case in enumerate(cases, start=2)]
    replace_team_list(team=team, cases=listed, based_on=version_of(team), by=spo)


def _as_listed(row: int, case: InventedCase) -> PickedCase:
    days = {name: case.facts[name].isoformat() for name in ("start_date", "end_date")}
    facts = {name: case.facts[name] for name in ("rosh_level", "flags")} | days
    facts["allocated_on"] = case.allocated_on.isoformat()
    return PickedCase(reference=case.facts["reference"], stratum="", position=row, reserve=False, facts=facts)


def _add_openings(practitioner: Practitioner, today: date, people: dict[str, User]) -> None:
    facts = {"kind": Event.Kind.PRACTITIONER_VIEWED, "unit": practitioner.team.unit, "practitioner": practitioner}
    for username, ago, page in OPENINGS:
        when = moment(workday(today, ago), 11)
        Event.objects.create(user=people[username], happened_at=when, details={"page": page}, **facts)
