"""A person on probation and a practitioner, with every kind of record about them."""

import pytest
from django.utils import timezone

from audit.models import (
    AccessToken,
    Alert,
    Correction,
    Entry,
    Finding,
    ListedCase,
    Notice,
    Reading,
    ReadingAnswer,
    Recheck,
    ReserveCase,
    SendBack,
    SharedCase,
    StandIn,
    TeamList,
)
from cases.actions.trail import record_event
from cases.models import Event
from cases.permissions import Role
from tests.audit.an_audit import NO, an_audit
from tests.people import a_user


@pytest.fixture
def administrator(team):
    return a_user("admin", Role.ADMINISTRATOR, team.unit, first_name="Admin")


@pytest.fixture
def answer(finished_look, spo):
    """The answer of the look at X120002, with an earlier wording."""
    answer = finished_look.review.new_answer("keep-safe-plan")
    for version, comment in ((1, "First wording."), (2, "Mr Kestrel was not asked.")):
        answer.value, answer.comment, answer.version, answer.answered_by = NO, comment, version, spo
        answer.save()
    return answer


@pytest.fixture
def finding(finished_look, answer, spo, practitioners):
    now = timezone.now()
    case = finished_look.case
    return Finding.objects.create(
        case=case,
        sampled_case=finished_look.sampled_case,
        answer=answer,
        practitioner=practitioners[0],
        team=practitioners[0].team,
        framework_code="oversight-short",
        framework_version="1",
        question="keep-safe-plan",
        wording="Is it safe?",
        text="Ask for the police log.",
        owner=practitioners[0],
        made_by=spo,
        made_at=now,
        released_at=now,
    )


@pytest.fixture
def alert(finding, spo):
    now = timezone.now()
    facts = {"case": finding.case, "practitioner": finding.practitioner, "team": finding.team}
    return Alert.objects.create(
        unit=finding.team.unit, what="A threat.", told="police", told_at=now, by=spo, at=now, **facts
    )


@pytest.fixture
def listed(team, cases):
    now = timezone.now()
    stored = TeamList.objects.create(team=team, uploaded_at=now, delete_on=now.date())
    return ListedCase.objects.create(
        team_list=stored, reference=cases[1].reference, practitioner=cases[1].practitioner, rosh_level="high"
    )


@pytest.fixture
def everything(finding, alert, listed, finished_look, spo, practitioners):
    """Every kind of record about X120002 of Practitioner A, and returns the case."""
    now, case, audit = timezone.now(), finding.case, an_audit(unit=finding.team.unit)
    ReserveCase.objects.create(audit=audit, case=case, stratum="Men", position=1)
    shared = SharedCase(audit=audit, case=case, number=1, stratum="Men", position=2)
    shared.copy_facts()
    shared.save()
    reading = Reading.objects.create(shared_case=shared, reviewer=spo)
    ReadingAnswer.objects.create(reading=reading, question="2.1.1", value=NO)
    SendBack.objects.create(review=finished_look.review, note="Say more.", sent_at=now)
    Correction.objects.create(look=finished_look, question="keep-safe-plan", reason="A slip.", at=now)
    Entry.objects.create(finding=finding, kind=Entry.Kind.AGREE, text="Yes.", at=now)
    Recheck.objects.create(finding=finding, put_right=True, at=now)
    AccessToken.objects.create(user=practitioners[0].account, name="Dashboard", digest="0", expires_at=now)
    StandIn.objects.create(audit=audit, practitioner=practitioners[0], number=4071)
    Notice.objects.create(user=spo, kind=Notice.Kind.FINDING, finding=finding)
    record_event(kind=Event.Kind.CASE_VIEWED, unit=case.unit, case=case, by=spo, what="case 2")
    record_event(
        kind=Event.Kind.PRACTITIONER_VIEWED, unit=case.unit, practitioner=practitioners[0], by=spo, what="their page"
    )
    return case
