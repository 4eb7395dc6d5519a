"""My team of an SPO with twelve practitioners, 500 listed cases and three years of rounds."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from audit.models import Entry, Finding, ListedCase, Look, Recheck, Review, TeamList
from cases.models import Case, Membership, Practitioner
from cases.permissions import Role
from tests.audit.an_audit import a_unit
from tests.audit.oversight.a_team import a_round, a_team, approve
from tests.bench.in_database import measured

PRACTITIONERS, LISTED, QUARTERS, CASES = 12, 500, 12, 36
DAY = timedelta(days=1)


def lines():
    """The Lines about oversight."""
    client, team = make_team()
    for name, address in (("My team", "/team/"), ("the list, first page", f"/team/{team.pk}/list/")):
        assert client.get(address).status_code == 200, address
        yield measured(name, lambda address=address: client.get(address), "150 ms, 12 queries", times=9)


def make_team():
    """Return a client of the SPO, and the team: its people, its list, and a round of CASES looks in each quarter."""
    unit = a_unit("Oversight", "Bench")
    approve(unit, team_lists=True)
    team = a_team("Oversight", unit)
    spo = get_user_model().objects.create_user("oversight")
    Membership.objects.create(user=spo, role=Role.SPO, team=team)
    people = Practitioner.objects.bulk_create(Practitioner(team=team, name=f"Person {n}") for n in range(PRACTITIONERS))
    Case.objects.create(unit=unit, reference="removed-1", restricted_digest="0123456789ab")
    _make_list(team, people)
    for quarter in range(QUARTERS):
        _make_round(team, people, quarter, spo)
    client = Client(SERVER_NAME="localhost")
    client.force_login(spo)
    return client, team


def _make_list(team, people):
    today = timezone.localdate()
    listed = TeamList.objects.create(team=team, uploaded_at=timezone.now(), delete_on=today + 56 * DAY)
    ListedCase.objects.bulk_create(
        ListedCase(
            team_list=listed,
            reference=f"Q{number % CASES:02}{number:04}",
            practitioner=people[number % PRACTITIONERS],
            allocated_on=today - number * DAY,
            end_date=today + number * DAY,
            rosh_level=("medium", "high")[number % 2],
        )
        for number in range(LISTED)
    )


def _make_round(team, people, quarter, spo):
    """Looks at CASES cases, finished but for two in the last quarter; a gap in each, of which most were put right."""
    held = [(people[n % PRACTITIONERS], f"Q{n:02}{quarter * CASES + n:04}") for n in range(CASES)]
    cases = Case.objects.bulk_create(
        Case(unit=team.unit, team=team, practitioner=person, reference=reference) for person, reference in held
    )
    days = 14 - 91 * quarter
    stored = a_round(team, cases, title=f"Round {QUARTERS - quarter}", days=days, spo=spo)
    at = timezone.now() + (days - 14) * DAY
    reviews = list(Review.objects.filter(sampled_case__audit=stored.audit)[2 if quarter == 0 else 0 :])
    Review.objects.filter(pk__in=[each.pk for each in reviews]).update(submitted_at=at)
    Look.objects.bulk_create(Look(review=review) for review in reviews)
    said = {"framework_code": "pdu-2023", "framework_version": "1", "wording": "A question", "text": "A gap."}
    findings = Finding.objects.bulk_create(
        Finding(
            **said,
            case=case,
            team=team,
            practitioner=case.practitioner,
            owner=case.practitioner,
            question=f"2.{1 + n % 4}.1",
            made_at=at,
            released_at=at,
            due=at.date() + 14 * DAY,
        )
        for n, case in enumerate(cases)
    )
    Entry.objects.bulk_create(Entry(finding=each, kind="agree", at=at + DAY) for each in findings)
    done = {"kind": "done", "text": "Done.", "holds_from": at.date()}
    Entry.objects.bulk_create(Entry(finding=each, at=at + 2 * DAY, **done) for each in findings)
    right = {"put_right": True, "words": "Seen."}
    Recheck.objects.bulk_create(Recheck(finding=each, at=at + 3 * DAY, **right) for each in findings[quarter % 2 :])
