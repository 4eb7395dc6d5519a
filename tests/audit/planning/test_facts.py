"""Correcting a fact of a case: both copies change, its trail says from what, to what and why; never after sign-off."""

import datetime

import pytest

from audit.models import SampledCase
from audit.planning.actions.facts import FactRefused, correct_fact
from audit.planning.actions.plan import ChangedMeanwhile, create_audit
from audit.planning.actions.replacement import replace_case
from audit.planning.locking import AuditClosed
from audit.planning.reads import fact_version
from audit.results.report import report_on_audit
from audit.results.rollup import roll_up
from audit.results.sign_off.actions.sign_off import sign_off
from audit.retention.actions import remove_cases
from audit.trail.audit_trail import AuditTrail
from audit.trail.case_trail import CaseTrail
from cases.models import Case, User
from tests.audit.a_sample import replace_by_hand
from tests.audit.an_audit import YES, add_case, fetched
from tests.audit.retention.test_retention import past_retention
from tests.audit.tables import everything_stored

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
LICENCE_ONLY = "2.3.1d"
WHY = "The order of 3 March says so."


@pytest.fixture
def sampled(audit):
    sampled = add_case(audit, {"2.1.1": YES, LICENCE_ONLY: YES}, sentence_type="licence", sex="female")
    sampled.save()  # this starts its history
    return sampled


@pytest.fixture
def lead(db):
    return User.objects.create(username="lead")


def correct(sampled, value="community_order", fact="sentence_type", **more):
    return correct_fact(sampled=sampled, fact=fact, value=value, **{"why": WHY} | more)


def test_both_copies_hold_the_new_value(sampled):
    correct(sampled)
    sampled.refresh_from_db()
    assert (sampled.facts["sentence_type"], Case.objects.get().sentence_type) == ("community_order",) * 2


def test_an_answer_that_no_longer_applies_is_set_aside_and_comes_back(audit, sampled):
    correct(sampled)
    set_aside = roll_up(audit)
    correct(sampled, "licence")
    assert (set_aside.set_aside, LICENCE_ONLY in set_aside.overall) == (1, False)
    assert (roll_up(audit).set_aside, LICENCE_ONLY in roll_up(audit).overall) == (0, True)


def test_the_trail_of_the_case_says_who_corrected_what_from_what_to_what_and_why(sampled, lead):
    correct(sampled, by=lead)
    (entry,) = (each for each in CaseTrail(sampled)[:] if each.what == "Corrected a fact of Case 1: Sentence type")
    told = [(change.field, change.before, change.after) for change in entry.changes]
    assert (entry.who, told) == ("lead", [("Sentence type", "Licence", "Community order"), ("Why", "", WHY)])


def test_the_trail_of_the_audit_says_which_fact_and_no_value_since_some_who_read_it_see_no_case(audit, sampled):
    correct(sampled)
    (entry,) = (each for each in AuditTrail(audit, in_full=True)[:] if "Corrected" in each.what)
    assert (entry.what, entry.changes) == ("Corrected a fact of Case 1: Sentence type", ())


def test_the_second_of_two_who_correct_at_once_is_shown_what_the_first_wrote(sampled):
    seen = fact_version("licence")
    correct(sampled, based_on=seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        correct(sampled, "post_sentence_supervision", based_on=seen)
    assert (refused.value.stored, refused.value.version) == ("community_order", fact_version("community_order"))
    assert Case.objects.get().sentence_type == "community_order"


def test_another_open_audit_keeps_its_copy_and_a_signed_off_one_its_result(audit, sampled):
    sign_off(audit=audit)
    before = report_on_audit(fetched(audit)), roll_up(audit, by=("sentence_type",))
    later, third = (
        create_audit(unit=audit.unit, title=title, framework_code="pdu-2023") for title in ("Later", "Third")
    )
    here, there = (SampledCase.objects.create(audit=each, case=sampled.case, number=1) for each in (later, third))
    correct(here)
    there.refresh_from_db()
    assert there.facts["sentence_type"] == "licence"
    assert (report_on_audit(fetched(audit)), roll_up(fetched(audit), by=("sentence_type",))) == before


def test_a_signed_off_audit_takes_no_correction(audit, sampled):
    sign_off(audit=audit)
    with pytest.raises(AuditClosed):
        correct(sampled)
    assert Case.objects.get().sentence_type == "licence"


@pytest.mark.parametrize(
    ("sent", "reason"), [({"why": " "}, "Say why"), ({"value": "licence"}, "Sentence type is “Licence” already.")]
)
def test_a_correction_without_a_reason_or_without_a_change_is_refused(sampled, sent, reason):
    with pytest.raises(FactRefused, match=reason):
        correct(sampled, **sent)


def test_a_replaced_case_takes_none(sampled):
    with pytest.raises(FactRefused, match="replaced"):
        correct(replace_by_hand(sampled))


def test_nothing_of_a_correction_stays_when_its_case_turns_out_to_be_restricted(audit):
    sampled = add_case(audit, {}, submitted=False)
    correct(sampled, "Was deaf once", fact="disability")
    correct(sampled, "Hears badly", fact="disability")
    replace_case(sampled=sampled, reason="restricted", note="Since yesterday.")
    told = everything_stored()
    assert [text for text in ("Was deaf once", "Hears badly", WHY) if text in told] == []


def test_nothing_of_a_correction_stays_past_the_retention_date(audit, sampled):
    correct(sampled, "Was deaf once", fact="disability")
    sign_off(audit=audit)
    remove_cases(audit=past_retention(audit))
    assert [text for text in ("Was deaf once", WHY) if text in everything_stored()] == []


START = datetime.date(2026, 7, 6)


def test_a_corrected_date_counts_in_the_case_and_the_audit_and_the_age_at_the_start_follows_it(sampled):
    Case.objects.update(date_of_birth=datetime.date(1990, 7, 7))
    correct(sampled, START, "start_date")
    sampled.refresh_from_db()
    assert (Case.objects.get().start_date, sampled.facts["start_date"]) == (START, "2026-07-06")
    assert (sampled.facts["age_at_start"], sampled.case_then.start_date) == (35, START)
    (entry,) = (each for each in CaseTrail(sampled)[:] if each.what == "Corrected a fact of Case 1: Start date")
    assert ("Start date", "6 July 2026") in [(change.field, change.after) for change in entry.changes]


def test_a_date_is_refused_that_turns_the_order_round_or_is_of_another_case_of_the_person(sampled):
    correct(sampled, START, "start_date")
    with pytest.raises(FactRefused, match="The end date would be before the start date"):
        correct(sampled, datetime.date(2026, 7, 5), "end_date")
    other = Case.objects.get()
    Case.objects.create(unit=other.unit, reference=other.reference, start_date=datetime.date(2025, 1, 1))
    with pytest.raises(FactRefused, match="The person has another case with this start date"):
        correct(sampled, datetime.date(2025, 1, 1), "start_date")
