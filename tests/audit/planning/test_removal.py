"""Removed for good before any retention date: cases that are not drawn any more, and restricted ones."""

import datetime

import pytest
from django.utils import timezone

from audit.models import ReserveCase, SampledCase
from audit.planning.actions.replacement import replace_case
from cases.models import Case
from cases.permissions import Role
from tests.audit.a_sample import a_drawn_sample, picked, store_drawn
from tests.audit.an_audit import YES, an_audit, note_facts
from tests.audit.tables import everything_stored
from tests.people import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def audit(audit):
    store_drawn(audit)
    return audit


def close(audit):
    replace_case(sampled=audit.sampled_cases.get(number=1), reason="restricted", note="Since yesterday.")


def test_a_case_that_is_restricted_by_now_leaves_nothing_and_nobody_opens_it(audit):
    sampled = audit.sampled_cases.get(number=1)
    case = sampled.case
    case.disability = "Told once"
    case.save()
    note_facts(sampled, other_characteristics="Copied once")
    sampled.reviews.create().answers.create(question="2.1.1", value=YES, comment="About somebody")
    lead = a_user("lead", Role.QUALITY_LEAD, audit.unit)
    close(audit)
    told = everything_stored()
    assert [secret for secret in ("X000001", "Told once", "Copied once", "About somebody") if secret in told] == []
    case.refresh_from_db()
    assert [(each.facts, each.held_by_id) for each in SampledCase.objects.filter(pk=sampled.pk)] == [({}, None)]
    assert {each.held_by_id for each in SampledCase.history.filter(id=sampled.pk)} == {None}
    assert (case.sex, case.date_of_birth, case.practitioner, case.team, case.flags) == ("", None, None, None, [])
    assert [each.number for each in SampledCase.objects.visible_to(lead)] == [2, 3, 4]


def test_cases_of_an_earlier_draw_that_no_audit_has_any_more_go_with_their_history(audit):
    store_drawn(audit, a_drawn_sample([picked(2), picked(9)]))
    assert sorted(case.reference for case in Case.objects.all()) == ["X000002", "X000009"]
    assert [reference for reference in ("X000001", "X000003", "X000004") if reference in everything_stored()] == []
    assert not ReserveCase.history.exists()


def test_a_case_that_another_audit_has_stays_when_a_sample_is_drawn_again(audit):
    other = an_audit(title="Another")
    SampledCase.objects.create(audit=other, case=audit.sampled_cases.get(number=1).case, number=1)
    ReserveCase.objects.create(audit=other, case=audit.reserves.get().case, stratum="Men", position=1)
    store_drawn(audit, a_drawn_sample([picked(9)]))
    assert sorted(case.reference for case in Case.objects.all()) == ["X000001", "X000004", "X000009"]
    assert other.sampled_cases.get().case.start_date == datetime.date(2026, 7, 6)


def test_what_was_copied_of_a_restricted_case_stays_only_where_it_counts(audit):
    sampled = audit.sampled_cases.get(number=1)
    reviewed, other = an_audit(title="Reviewed"), an_audit(title="Left")
    counts, left = (SampledCase.objects.create(audit=each, case=sampled.case, number=1) for each in (reviewed, other))
    counts.reviews.create(submitted_at=timezone.now())
    for each in (sampled, counts, left):
        note_facts(each, disability=f"Told in {each.audit}")
    other.sampled_cases.all().delete()
    close(audit)
    assert "Told in Reviewed" in everything_stored()
    assert [text for text in ("Told in Mock inspection", "Told in Left") if text in everything_stored()] == []
