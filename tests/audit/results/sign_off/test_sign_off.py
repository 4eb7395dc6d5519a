"""Signing off: the result is kept as it is, whatever happens to the answers; and taking that back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from audit.exports.as_json.summary import summary_of
from audit.models import Answer, Audit
from audit.planning.locking import AuditClosed
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.report import report_on_audit
from audit.results.rollup import EVERY_CASE, roll_up
from audit.results.sign_off.actions.sign_off import SignOffRefused, sign_off, take_back_sign_off
from audit.results.sign_off.reads import default_keep_until
from audit.retention.actions import remove_cases
from audit.reviewing.actions.import_answers import import_answers
from audit.reviewing.answers_file.table import check_answers
from cases.models import Case, Event, User
from cases.spreadsheets.read import Sheet
from tests.audit.an_audit import NO, NOT_APPLICABLE, YES, add_case, add_cases, an_audit, fetched

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def audit():
    """Four cases submitted, one not; 2.1.3 is sufficient in three; one standard judged on evidence."""
    audit = an_audit()
    add_cases(audit, 4, {"2.1.3": 3})
    add_case(audit, {"2.1.1": YES, "2.3.1d": NOT_APPLICABLE, "gone": NO}, submitted=False)
    record_judgement(audit=audit, standard="1.1", rating="Good", rationale="Seen.", decided_by="Panel")
    return audit


def summary(audit):
    return summary_of(report_on_audit(fetched(audit)))


def without_notes(found):
    """What is neither about the sign-off itself nor a note."""
    return {key: value for key, value in found.items() if key not in ("notes", "version")}


def test_the_result_of_a_signed_off_audit_is_the_one_it_had(audit):
    before = summary(audit)
    sign_off(audit=audit)
    assert without_notes(summary(audit)) == without_notes(before) | {"provisional": False}
    assert before["notes"][0] == "Not signed off yet: the result can still change."
    assert [note for note in summary(audit)["notes"] if "Signed off" not in note] == before["notes"][1:]


def test_the_published_figures_survive_signing_off(suffolk_audit):
    before = summary(suffolk_audit)
    sign_off(audit=suffolk_audit)
    assert without_notes(summary(suffolk_audit)) == without_notes(before)


def test_it_does_not_move_when_an_answer_is_changed_afterwards_by_whatever_way(audit):
    sign_off(audit=audit)
    before = summary(audit)
    Answer.objects.update(value=NO)
    assert summary(audit) == before


@pytest.mark.usefixtures("few_cases_are_rated")
def test_what_is_stored_says_how_it_was_rated_so_that_later_rules_can_be_compared(audit):
    stored = sign_off(audit=audit).snapshot
    rating = report_on_audit(fetched(audit)).rating
    assert stored["ratings"]["overall"] == rating.overall
    of_assessment = {"rating": "Good", "decided": None, "score": 2, "left_out": False}
    assert stored["ratings"]["standards"]["2.1"] == of_assessment
    assert stored["rolled_up"]["tallies"]["2.1.3"] == [3, 1, 0, 0]
    assert (stored["rules"], stored["reviewed"]) == (3, [4, 5])


def test_an_audit_of_too_few_cases_is_signed_off_without_ratings(audit):
    ratings = sign_off(audit=audit).snapshot["ratings"]
    assert (ratings["overall"], ratings["score"], ratings["max_score"]) == (None, None, 21)
    assert {ratings["standards"][code]["rating"] for code in ("2.1", "2.2", "2.3", "2.4")} == {None}
    assert "2.1.1, 2.1.2 and 2.1.3 are based on fewer than 10 cases" in " ".join(summary(audit)["notes"])


def test_reading_it_again_costs_no_query_and_groups_are_counted_while_cases_are_kept(audit, django_assert_num_queries):
    sign_off(audit=audit)
    audit = fetched(audit)
    with django_assert_num_queries(0):
        alone = roll_up(audit)
    assert alone.overall == roll_up(audit, by=("sex",)).tallies[EVERY_CASE]


def test_a_signed_off_audit_takes_no_judgement_and_no_answers(audit):
    sign_off(audit=audit)
    with pytest.raises(AuditClosed, match="Take the sign-off back first"):
        record_judgement(audit=audit, standard="1.2", rating="Good", rationale="Seen.", decided_by="Panel")
    table = check_answers(audit.framework, Sheet("a.csv", "", (), [["case", "2.1.1"], ["X9", "yes"]]))
    with pytest.raises(AuditClosed):
        import_answers(audit=audit, table=table, add_cases=True)
    with pytest.raises(AuditClosed):
        sign_off(audit=audit)


def test_an_audit_without_a_submitted_review_cannot_be_signed_off():
    audit = an_audit()
    add_case(audit, {"2.1.1": YES}, submitted=False)
    with pytest.raises(SignOffRefused, match="No review is submitted"):
        sign_off(audit=audit)
    assert Audit.objects.get().snapshot is None


def test_an_audit_that_is_given_up_is_signed_off_without_a_result_and_its_cases_can_be_removed():
    audit = an_audit()
    add_case(audit, {"2.1.1": YES}, submitted=False)
    sign_off(audit=audit, without_result=True)
    assert report_on_audit(fetched(audit)).rating.overall is None
    notes = fetched(audit).notes_on_sign_off()
    assert notes[0].startswith("Signed off without a result on ")
    Audit.objects.update(keep_until=timezone.localdate() - timedelta(days=1))
    remove_cases(audit=audit)
    assert (Case.objects.count(), Case.history.count()) == (0, 0)
    assert "figures" not in "".join(fetched(audit).notes_on_sign_off())


def test_without_a_result_cases_are_kept_as_briefly_as_can_be():
    audit = sign_off(audit=an_audit(), without_result=True)
    assert audit.keep_until == timezone.localdate() + timedelta(days=30)


def test_a_review_that_was_submitted_meanwhile_is_not_signed_off_unseen(audit):
    with pytest.raises(SignOffRefused, match="A review has just been submitted"):
        sign_off(audit=audit, without_result=True)


@pytest.mark.parametrize("days", [-1, 0, 29, 3651])
def test_cases_are_kept_for_thirty_days_at_least_and_not_for_ever(audit, days):
    with pytest.raises(SignOffRefused, match="between 30 days and ten years from now: once the cases are deleted"):
        sign_off(audit=audit, keep_until=timezone.localdate() + timedelta(days=days))


def test_thirty_days_are_enough(audit):
    keep_until = timezone.localdate() + timedelta(days=30)
    assert sign_off(audit=audit, keep_until=keep_until).keep_until == keep_until


@pytest.mark.parametrize(
    ("planned", "today", "end"),
    [
        ({}, "2026-11-22", "2027-11-22"),
        ({}, "2028-02-29", "2029-02-28"),
        ({}, "2027-02-28", "2028-02-28"),
        ({"keep_months": 3}, "2026-08-31", "2026-11-30"),
        ({"keep_months": 3}, "2026-11-30", "2027-02-28"),
    ],
)
def test_cases_are_kept_for_twelve_months_or_the_months_that_were_planned(planned, today, end):
    assert default_keep_until(Audit(**planned), date.fromisoformat(today)) == date.fromisoformat(end)


@pytest.mark.usefixtures("few_cases_are_rated")
def test_taking_it_back_needs_a_reason_and_lets_the_result_follow_its_answers_again(audit):
    sign_off(audit=audit)
    with pytest.raises(SignOffRefused, match="needs a reason"):
        take_back_sign_off(audit=audit, reason=" ")
    take_back_sign_off(audit=audit, reason="Two cases were added.")
    Answer.objects.filter(question="2.1.3").update(value=NO)
    assert next(s for s in summary(audit)["standards"] if s["code"] == "2.1")["rating"] == "Inadequate"
    with pytest.raises(SignOffRefused, match="is not signed off"):
        take_back_sign_off(audit=audit, reason="Again.")


def test_the_trail_says_who_signed_off_and_who_took_it_back_and_why(audit):
    asha = User.objects.create(username="asha")
    sign_off(audit=audit, by=asha)
    take_back_sign_off(audit=audit, reason="Two cases were added.", by=asha)
    back, off = Event.objects.all()
    assert (off.kind, off.user, off.audit, off.unit) == (Event.Kind.SIGNED_OFF, asha, audit.pk, audit.unit)
    assert (back.kind, back.details["reason"]) == (Event.Kind.SIGN_OFF_UNDONE, "Two cases were added.")
