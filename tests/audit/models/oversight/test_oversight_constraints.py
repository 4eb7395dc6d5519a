"""What the database refuses to store about oversight."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import (
    Alert,
    Audit,
    Entry,
    Finding,
    ListedCase,
    Look,
    OversightApproval,
    QuarterCount,
    Recommendation,
    Response,
    Round,
    Step,
    TeamList,
)
from cases.models import Team
from tests.audit.an_audit import YES, add_case, an_audit
from tests.audit.models.test_constraints import copies, updates

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
DAY, NOW = datetime.date(2026, 12, 14), timezone.now()


@pytest.fixture
def records():
    """One record of each kind."""
    audit = an_audit()
    sampled = add_case(audit, {"2.1.1": YES})
    team = Team.objects.create(unit=audit.unit, name="Ipswich")
    OversightApproval.objects.create(unit=audit.unit, approved_by="Data protection officer", approved_on=DAY)
    Round.objects.create(audit=audit, team=team, standing_for="2026-Q4 oversight-short 1", closes_on=DAY)
    Look.objects.create(review=sampled.reviews.get())
    finding = Finding.objects.create(
        case=sampled.case, team=team, question="own-voice", wording="Own voice?", text="Nothing in their words.",
        framework_code="oversight-short", framework_version="1", made_at=NOW, due=DAY,
    )  # fmt: skip
    Entry.objects.create(finding=finding, kind="withdraw", at=NOW)
    Alert.objects.create(case=sampled.case, unit=audit.unit, what="A threat.", told="The SPO", told_at=NOW, at=NOW)
    ListedCase.objects.create(
        team_list=TeamList.objects.create(team=team, uploaded_at=NOW, delete_on=DAY), reference="X000001"
    )
    counts = dict.fromkeys(("looks", "gaps", "strengths", "put_right", "reopened"), 10)
    QuarterCount.objects.create(team=team, framework_code="oversight-short", question="q", quarter="2026-Q4", **counts)
    advice = Recommendation.objects.create(audit=audit, text="Plan.", about=["2.2"], written_at=NOW)
    Response.objects.create(recommendation=advice, agreement="agreed", at=NOW)
    Step.objects.create(recommendation=advice, text="Train.", owner="Head of PDU", due=DAY, written_at=NOW)


def second_audit_with_the_same_standing_round():
    first = Round.objects.get()
    audit = Audit.objects.create(unit=first.audit.unit, title="Another", framework_code="oversight-short")
    Round.objects.bulk_create([Round(audit=audit, team=first.team, standing_for=first.standing_for, closes_on=DAY)])


REFUSED = [
    ("one_approval_in_force_per_unit", copies(OversightApproval)),
    ("one_standing_round_of_a_kind", second_audit_with_the_same_standing_round),
    ("look_mode_is_known", updates(Look, mode="asleep")),
    ("look_direction_is_known", updates(Look, direction_by="everyone")),
    ("finding_kind_is_known", updates(Finding, kind="opinion", due=None)),
    ("finding_has_a_text", updates(Finding, text="")),
    ("a_strength_has_no_task", updates(Finding, kind="strength")),
    ("an_example_is_a_strength", updates(Finding, example=True)),
    ("entry_kind_is_known", copies(Entry, kind="gossip")),
    ("closing_reason_is_known", updates(Entry, reason="bored")),
    ("closing_has_a_reason", updates(Entry, kind="close")),
    ("done_holds_from_a_day", updates(Entry, kind="done")),
    ("a_finding_is_ended_once", copies(Entry)),
    ("an_alert_says_who_was_told", updates(Alert, told="")),
    ("an_answered_alert_says_what_was_done", updates(Alert, answered_at=NOW)),
    ("listed_case_rosh_level_is_known", updates(ListedCase, rosh_level="RHRH")),
    ("one_count_per_team_question_quarter", copies(QuarterCount)),
    ("response_is_known", updates(Response, agreement="perhaps", text="Because.")),
    ("a_response_gives_its_reason", updates(Response, agreement="not_agreed")),
    ("step_has_a_text", updates(Step, text="")),
    ("a_step_done_shows_evidence", updates(Step, holds_from=DAY)),
]


@pytest.mark.parametrize(("constraint", "write"), REFUSED, ids=[name for name, _ in REFUSED])
def test_the_database_refuses(records, constraint, write):
    with pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE constraint failed"), transaction.atomic():
        write()
