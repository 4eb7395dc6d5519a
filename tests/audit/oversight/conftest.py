"""What tests of oversight share: an approved team, its people, their cases, and a round in which looking has begun."""

import pytest
from django.utils import timezone

from audit.oversight.alerts.actions import raise_alert
from cases.permissions import Role
from tests.audit.oversight.a_team import a_case, a_look, a_practitioner, a_round, a_team
from tests.audit.oversight.findings.a_finding import a_finding
from tests.people import a_user


@pytest.fixture
def team(db):
    """Ipswich, in a PDU where oversight is approved."""
    return a_team()


@pytest.fixture
def spo(team):
    return a_user("spo", Role.SPO, team, first_name="Spo")


@pytest.fixture
def quality_lead(team):
    return a_user("lead", Role.QUALITY_LEAD, team.unit, first_name="Lead")


@pytest.fixture
def head_of_service(team):
    return a_user("head", Role.HEAD_OF_SERVICE, team.unit, first_name="Head")


@pytest.fixture
def officer(team):
    """The account of Practitioner A, once the practitioners are there."""
    return a_user("practitioner", Role.PRACTITIONER, team, first_name="Practitioner")


@pytest.fixture
def practitioners(team, officer):
    """[A, B, C]; the first has an account."""
    first = a_practitioner(team, "Practitioner A", account=officer)
    return [first, *(a_practitioner(team, f"Practitioner {letter}") for letter in "BC")]


@pytest.fixture
def cases(practitioners):
    """[X120001 and X120002 of A, X120003 and X120004 of B, X120005 and X120006 of C]"""
    return [a_case(practitioners[n // 2], f"X12000{n + 1}", flags=["ADVP"]) for n in range(6)]


@pytest.fixture
def oversight_round(team, cases, spo):
    """A round of the six cases; no look has begun."""
    return a_round(team, cases, spo=spo)


@pytest.fixture
def sampled_cases(oversight_round):
    return list(oversight_round.audit.sampled_cases.all())


@pytest.fixture
def look(sampled_cases, spo):
    """The SPO's look at the first case, of Practitioner A: begun, nothing answered."""
    return a_look(sampled_cases[0], spo)


@pytest.fixture
def finished_look(sampled_cases, spo):
    """The SPO's look at the second case, of Practitioner A: finished."""
    return a_look(sampled_cases[1], spo, finished=True)


@pytest.fixture
def stranger(db):
    """The SPO of another team of the same PDU."""
    return a_user("stranger spo", Role.SPO, a_team("Lowestoft"))


@pytest.fixture
def gap(look, spo):
    """Released on X120001 of Practitioner A, who has to act."""
    return a_finding(look, spo)


@pytest.fixture
def alert(look, spo):
    case = look.review.sampled_case.case
    return raise_alert(case=case, review=look.review, what="Harm.", told="Police", told_at=timezone.now(), by=spo)
