"""Who saw and changed what: the trail of an audit, of a case, and of everything as a table."""

import csv
import datetime
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.core.paginator import Paginator
from django.utils import timezone

from audit.models import Answer, Audit, Review, SampledCase, StandardJudgement
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.listed_cases import CaseSheet
from audit.results.report import CaseRow
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from audit.retention.actions import remove_cases
from audit.reviewing.actions.import_answers import import_answers
from audit.reviewing.answers_file.table import check_answers
from audit.trail.actions import record_case_view, record_cases_listed, record_export
from audit.trail.audit_trail import AuditTrail
from audit.trail.case_trail import CaseTrail
from audit.trail.sentences import sentence_of
from cases.actions.trail import record_event
from cases.models import Case, Event, User
from cases.spreadsheets.read import Sheet
from tests.audit.an_audit import ABSENT, NO, YES, an_audit
from tests.audit.statements import rows_of, statements_of
from tests.audit.trail.slow_trail import slow_trail

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def asha():
    return User.objects.create(username="asha", first_name="Asha", last_name="Okonkwo")


@pytest.fixture
def audit(asha):
    """Two cases with answers, put in by Asha."""
    audit = an_audit()
    rows = [["case", "2.1.1", "2.1.2"], ["X000001", "yes", "no"], ["X000002", "no", ""]]
    import_answers(
        audit=audit, table=check_answers(audit.framework, Sheet("a.csv", "", (), rows)), add_cases=True, by=asha
    )
    return audit


@pytest.fixture
def first(audit):
    return audit.sampled_cases.get(number=1)


def told(entries):
    return [(entry.who, entry.what) for entry in entries]


def change_answer(first, **fields):
    answer = Answer.objects.get(review__sampled_case=first, question="2.1.1")
    for name, value in fields.items():
        setattr(answer, name, value)
    answer.save()


def test_a_changed_answer_tells_old_new_who_and_when(first, asha):
    answer = Answer.objects.get(review__sampled_case=first, question="2.1.1")
    answer.value, answer._history_user = NO, asha
    answer.save()
    newest = CaseTrail(first)[:][0]
    assert (newest.who, newest.what) == ("Asha Okonkwo (asha)", "Answer to 2.1.1 changed")
    assert [(c.field, c.before, c.after) for c in newest.changes] == [("2.1.1", "Yes", "No")]
    assert newest.at == answer.history.latest().history_date


def test_answers_given_at_once_are_one_entry_with_each_of_them_in_it(first):
    imported, newest, *_ = CaseTrail(first)[:]
    assert imported.what == "Imported 2 reviews with 3 answers, from a file: cases 1, 2"
    assert newest.what == "2 answers added"
    assert {(c.field, c.after) for c in newest.changes} == {("2.1.1", "Yes"), ("2.1.2", "No")}


def test_the_trail_of_a_case_begins_with_its_facts_and_holds_nothing_of_other_cases(audit, first):
    change_answer(audit.sampled_cases.get(number=2), comment="of the second case")
    entries = CaseTrail(first)[:]
    assert {what for _, what in told(entries[-3:])} == {"Facts of the case added", "Case 1 added", "Review added"}
    assert "of the second case" not in str(entries)


def test_who_opened_a_case_saw_it_in_a_list_or_exported_it_is_in_its_trail(audit, first, asha):
    record_case_view(audit=audit, sampled=first, by=asha)
    record_cases_listed(audit=audit, numbers=[2, 1], what="the cases of 2.1.1", by=asha)
    record_cases_listed(audit=audit, numbers=[2], what="the cases of 2.1.2", by=asha)
    rows = [CaseRow(f"Case {number}", {}, {}, number) for number in (1, 2)]
    record_export(audit=audit, what="workbook (.xlsx)", cases=CaseSheet(rows), by=asha)
    record_export(audit=audit, what="workbook without it (.xlsx)", cases=CaseSheet(rows[1:], {1}), by=asha)
    record_export(audit=audit, what="summary (.json)", by=asha)
    assert told(CaseTrail(first)[:])[:3] == [
        ("Asha Okonkwo (asha)", "Exported workbook (.xlsx), with every case's answers and comments, 2 case rows"),
        ("Asha Okonkwo (asha)", "Saw the cases of 2.1.1: cases 1, 2"),
        ("Asha Okonkwo (asha)", "Opened Case 1"),
    ]
    assert len(told(AuditTrail(audit, in_full=True)[:])) == 7 + 1


def test_the_trail_of_an_audit_tells_judgements_and_sign_off_in_words(audit, asha):
    Review.objects.update(submitted_at="2026-01-01T00:00Z")
    for rating in ("Good", "Outstanding"):
        record_judgement(audit=audit, standard="1.1", rating=rating, rationale="Seen.", decided_by="Panel", by=asha)
    sign_off(audit=audit, by=asha)
    take_back_sign_off(audit=audit, reason="One more case.", by=asha)
    entries = AuditTrail(audit, in_full=True)[:]
    assert ("Asha Okonkwo (asha)", "Took back the sign-off: One more case.") in told(entries)
    changed = next(entry for entry in entries if entry.what == "Judgement of 1.1 changed")
    assert ("Rating", "Good", "Outstanding") in [(c.field, c.before, c.after) for c in changed.changes]


def test_a_sign_off_is_told_once_with_what_it_changed_in_words(audit, asha):
    Review.objects.update(submitted_at="2026-01-01T00:00Z")
    sign_off(audit=audit, keep_until=timezone.localdate() + datetime.timedelta(days=40), by=asha)
    take_back_sign_off(audit=audit, reason="One more case.", by=asha)
    audit.refresh_from_db()
    audit.title = "Another title"
    audit.save()
    entries = AuditTrail(audit, in_full=True)[:]
    assert [entry.what for entry in entries if entry.what == "Audit changed"] == ["Audit changed"]
    signed = next(entry for entry in entries if entry.what.startswith("Signed off"))
    kept = {change.field: change.after for change in signed.changes}["Keep until"]
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", kept)
    back = next(entry for entry in entries if entry.what.startswith("Took back"))
    assert ("Keep until", kept, "") in [(c.field, c.before, c.after) for c in back.changes]


@pytest.mark.parametrize("in_full", [True, False])
def test_pages_of_a_trail_are_those_of_the_whole_trail_put_together_slowly(audit, asha, in_full):
    _decide_and_look(audit, asha)
    whole, trail = slow_trail(audit, in_full=in_full), AuditTrail(audit, in_full=in_full)
    pages = [trail[start : start + 4] for start in range(0, len(whole), 4)]
    assert len(trail) == len(whole) > 20
    assert [entry for page in pages for entry in page] == whole


def _decide_and_look(audit, by):
    """Two judgements, a sign-off taken back, a change; and cases seen before, at and after the moment of each."""
    for rating in ("Good", "Outstanding"):
        record_judgement(audit=audit, standard="1.1", rating=rating, rationale="Seen.", decided_by="Panel", by=by)
    Review.objects.update(submitted_at="2026-01-01T00:00Z")
    sign_off(audit=audit, by=by)
    take_back_sign_off(audit=audit, reason="One more case.", by=by)
    Audit.objects.get(pk=audit.pk).save()
    StandardJudgement.history.update(history_date=Audit.history.latest().history_date)
    moments = [*Event.objects.values_list("happened_at", flat=True)]
    moments += [*Audit.history.values_list("history_date", flat=True)]
    for number, moment in enumerate(moments * 3):
        when = moment + datetime.timedelta(milliseconds=number % 3 - 1)
        facts = {"what": f"Case {number}", "cases": [number]}
        Event.objects.create(kind=Event.Kind.CASES_LISTED, audit=audit.pk, user=by, happened_at=when, details=facts)


def test_a_page_of_a_trail_reads_no_more_however_long_the_trail_is(audit, asha):
    def rows_of_a_page():
        for number in range(30):
            record_cases_listed(audit=audit, numbers=[number + 1], what="a list", by=asha)
        asked = statements_of(lambda: Paginator(AuditTrail(audit, in_full=True), 5).get_page(3).object_list)
        return [len(rows_of(statement)) for statement in asked]

    short = rows_of_a_page()
    assert rows_of_a_page() == short
    assert sum(short) <= 5 + 5 + 5


def test_times_are_told_in_words(audit):
    Review.objects.get(sampled_case__number=1).save()
    review = Review.objects.get(sampled_case__number=1)
    review.submitted_at = datetime.datetime(2026, 5, 1, 12, 5, tzinfo=datetime.UTC)
    review.save()
    changes = [change for entry in CaseTrail(review.sampled_case)[:] for change in entry.changes]
    assert "1 May 2026, 13:05" in {change.after for change in changes}


def test_numbers_that_follow_each_other_are_told_as_from_and_to(audit, first, asha):
    record_cases_listed(audit=audit, numbers=[*range(1, 57), 60, 61], what="the cases of 2.1.1", by=asha)
    assert CaseTrail(first)[:][0].what == "Saw the cases of 2.1.1: cases 1 to 56, 60, 61"


def test_a_deleted_record_and_a_place_that_is_gone_can_still_be_told(audit, first):
    case = Case.objects.get(reference="X000002")
    SampledCase.objects.get(case=case).delete()
    case.delete()
    call_command("export_trail", "--audit", str(audit.pk), stdout=io.StringIO())
    assert CaseTrail(first)[:]


def test_answers_whose_review_was_deleted_are_still_told(first):
    Review.objects.all().delete()
    entries = CaseTrail(first)[:]
    assert {"2 answers added", "2 answers deleted", "Review deleted"} <= {entry.what for entry in entries}


def test_an_item_is_told_by_what_it_asks_and_as_its_framework_words_the_answer(audit, first):
    review = Review.objects.get(sampled_case=first)
    Answer.objects.create(review=review, question="management-oversight", value=ABSENT)
    (change,) = CaseTrail(first)[:][0].changes
    asked = audit.framework.questions["management-oversight"]
    assert (change.field, change.after) == (asked.text, asked.label(ABSENT))


def test_somebody_who_could_not_sign_in_is_no_command(audit, capsys):
    record_event(kind=Event.Kind.SIGN_IN_FAILED, name="asha", how="password")
    row = next(row for row in exported(capsys) if "Could not" in row["what"])
    assert (row["who"], row["what"]) == ("no one signed in", "Could not sign in as asha (password)")


def test_the_table_is_in_the_order_of_time_and_taking_it_is_in_the_trail(audit, capsys):
    exported(capsys)
    times = [row["when"] for row in exported(capsys)]
    assert times == sorted(times)
    assert Event.objects.filter(kind=Event.Kind.EXPORTED).count() == 2


def exported(capsys, *options):
    capsys.readouterr()
    call_command("export_trail", *options)
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_the_table_has_a_row_for_each_changed_value_with_audit_and_case(audit, first, capsys):
    change_answer(first, comment="=1+1")
    row = next(row for row in exported(capsys) if row["field"] == "2.1.1, comment")
    assert (row["audit"], row["case"], row["before"], row["now"]) == (str(audit.pk), "1", "", "'=1+1")
    assert row["what"] == "Answer to 2.1.1 changed"


def test_the_table_of_one_audit_leaves_the_others_out(audit, asha, capsys):
    other = an_audit(title="Another one")
    record_export(audit=other, what="summary (.json)", by=asha)
    rows = exported(capsys, "--audit", str(audit.pk))
    assert {row["audit"] for row in rows} == {str(audit.pk)}
    assert len(rows) < len(exported(capsys))


def test_it_can_be_written_to_a_file(audit, tmp_path):
    call_command("export_trail", "--output", str(tmp_path / "trail.csv"), stdout=io.StringIO())
    assert (tmp_path / "trail.csv").read_text(encoding="utf-8-sig").startswith("when,who,what,audit,case")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_trail", "--output", str(tmp_path / "none" / "trail.csv"))


def test_after_the_cases_are_removed_the_trail_holds_no_reference_and_no_text(audit, first, capsys):
    change_answer(first, comment="about a person")
    Review.objects.update(submitted_at="2026-01-01T00:00Z")
    sign_off(audit=audit)
    Audit.objects.update(keep_until="2026-01-01")
    remove_cases(audit=audit)
    rows = exported(capsys)
    assert not [row for row in rows if "about a person" in row["now"] or "X00000" in row["now"]]


def test_a_trail_costs_the_same_number_of_queries_for_many_answers_as_for_few(
    audit, first, django_assert_max_num_queries
):
    review = Review.objects.get(sampled_case=first)
    for code in list(audit.framework.questions)[10:60]:
        Answer.objects.create(review=review, question=code, value=YES)
    with django_assert_max_num_queries(9):  # one of them for the person of an event
        assert CaseTrail(first)[:]


@pytest.mark.parametrize(
    ("kind", "what", "sentence"),
    [
        (Event.Kind.SUBMITTED, "the review of Case 2", "Submitted the review of a case"),
        (
            Event.Kind.CASE_VIEWED,
            "Case 12, to compare with an uploaded workbook",
            "Opened a case, to compare with an uploaded workbook",
        ),
    ],
)
def test_who_moderates_nothing_is_not_told_which_case_it_was(kind, what, sentence):
    """Between two sign-offs the number would tell which case a correction changed."""
    assert sentence_of(Event(kind=kind, details={"what": what}), with_numbers=False) == sentence
