"""`manage.py import_answers` stores all of a table, or nothing."""

import pytest

from audit.models import Answer, Review, SampledCase
from audit.results.table_report import IF_RANDOM
from cases.models import Case, User
from tests.audit.a_review import FIRST, SECOND, a_reviewer, read_twice
from tests.audit.an_audit import YES, a_unit, an_audit
from tests.audit.answers_files import (
    KEY_QUESTIONS,
    SUFFIXES,
    any_audit,
    complete_rows,
    rows_of,
    write_answers,
)
from tests.audit.management.running import json_of, output_of, refusal_of
from tests.audit.method.frameworks import edited, pdu

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.on_postgresql]
STORED = (Case, SampledCase, Review, Answer)


@pytest.fixture
def audit():
    """An audit of Case 1 and Case 2, without reviews."""
    audit = an_audit()
    for reference in ("A100001", "A100002"):
        add_unreviewed(audit, reference)
    return audit


def add_unreviewed(audit, reference, **facts):
    case = Case.objects.create(unit=audit.unit, reference=reference, **facts)
    return SampledCase.objects.create(audit=audit, case=case, number=audit.sampled_cases.count() + 1)


def stored():
    """{model: number of its rows, and of their history}."""
    return {model: (model.objects.count(), model.history.count()) for model in STORED}


def check_refused(audit, path, *parts, **options):
    """Check that the file is refused with all of these words and that nothing is stored."""
    before = stored()
    text = refusal_of("import_answers", audit.pk, path, **options)
    assert [part for part in parts if part not in text] == []
    assert stored() == before


def test_reviews_and_answers_are_stored_with_their_history(audit, file_of):
    path = file_of(complete_rows(A100001="yes", A100002="no"))
    text = output_of("import_answers", audit.pk, path)
    assert text == "Mock inspection: 2 reviews with 24 answers stored.\n"
    assert (Review.objects.count(), Review.history.count()) == (2, 2)
    assert (Answer.objects.count(), Answer.history.count()) == (24, 24)
    assert Answer.objects.filter(question="2.1.1", value=YES).get().review.sampled_case.number == 1


@pytest.mark.parametrize("names", [("A100001", "A100002"), ("1", "2"), ("Case 1", "case 2"), ("a100001", " 2 ")])
def test_a_case_is_found_by_reference_or_number(audit, file_of, names):
    output_of("import_answers", audit.pk, file_of(complete_rows(**dict.fromkeys(names, "yes"))))
    assert set(Review.objects.values_list("sampled_case__number", flat=True)) == {1, 2}


def test_answers_stand_in_the_name_of_the_reviewer(audit, file_of):
    asha = User.objects.create(username="asha")
    output_of("import_answers", audit.pk, file_of(complete_rows(A100001="yes")), by="asha")
    assert Review.objects.get().reviewer == asha
    assert set(Answer.objects.values_list("answered_by", flat=True)) == {asha.pk}
    assert set(Answer.history.values_list("history_user", flat=True)) == {asha.pk}


def test_an_unknown_reviewer_is_refused(audit, file_of):
    check_refused(audit, file_of(complete_rows(A100001="yes")), "There is no user asha", by="asha")


@pytest.mark.usefixtures("few_cases_are_rated")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_imported_summarises_as_the_file_rates(tmp_path, suffix):
    cases = any_audit(pdu(), 9, seed=7, blanks=0)
    path = write_answers(tmp_path / f"answers{suffix}", rows_of(pdu(), cases))
    audit = an_audit()
    output_of("import_answers", audit.pk, path, add_cases=True)
    rated, summarised = json_of("rate", path), json_of("summarise", audit.pk)
    assert rated["notes"].pop() == IF_RANDOM  # a file does not say how its cases were drawn
    of_the_audit = {key: summarised[key] for key in ("notice", "audit")}
    of_the_audit |= {"notes": [summarised["notes"][0], *rated["notes"]]}
    assert summarised == rated | of_the_audit
    assert summarised["notes"][0].startswith("Not signed off yet")


def test_a_review_without_every_key_question_is_stored_and_does_not_count(audit, file_of):
    rows = complete_rows(A100001="yes", A100002=["yes"] * 10 + ["", ""])
    text = output_of("import_answers", audit.pk, file_of(rows))
    assert "A100002 is incomplete and does not count yet: no answer to 2.4.2, 2.4.3." in text
    assert Answer.objects.count() == 22
    assert json_of("summarise", audit.pk)["cases"] == 1


def test_a_later_table_completes_a_review_and_its_history_tells_by_whom(audit, file_of):
    asha = User.objects.create(username="asha")
    output_of("import_answers", audit.pk, file_of(complete_rows(A100001=["yes"] * 10 + ["", ""])))
    text = output_of("import_answers", audit.pk, file_of(complete_rows(A100001="yes")), by="asha")
    assert "1 review with 2 answers stored" in text
    assert (Review.objects.get().submitted_at is None, Answer.objects.count()) == (False, 12)
    assert [change.history_user for change in Review.history.order_by("history_id")] == [None, asha]


def test_an_answer_of_an_incomplete_review_is_never_overwritten(audit, file_of):
    output_of("import_answers", audit.pk, file_of(complete_rows(A100001=["yes"] * 11 + [""])))
    path = file_of(complete_rows(A100001=["no"] + ["yes"] * 11))
    check_refused(audit, path, "1 problem", "row 2", "2.1.1", "“No”", "already has the answer “Yes”", "Clear the cell")


@pytest.mark.parametrize("submitted", [True, False])
def test_a_table_completes_the_first_review_and_leaves_the_second_alone(audit, file_of, submitted):
    sampled = read_twice(audit, asha := a_reviewer(audit.unit, "asha"), asha, submitted=(False, submitted))
    Answer.objects.filter(review__part=SECOND).delete()
    Answer.objects.filter(review__part=FIRST, question="2.4.3").delete()
    output_of("import_answers", audit.pk, file_of(complete_rows(**{sampled.case.reference: "yes"})))
    assert sampled.reviews.get(part=FIRST).submitted_at is not None
    assert not Answer.objects.filter(review__part=SECOND).exists()


def test_columns_that_are_not_read_are_listed(audit, file_of):
    rows = [[*row, "x"] for row in complete_rows(A100001="yes")]
    assert "Columns not read: x." in output_of("import_answers", audit.pk, file_of(rows))


def test_an_unknown_case_is_refused_with_its_row_and_the_rest_is_not_stored(audit, file_of):
    path = file_of(complete_rows(A100001="yes", A900000="no"))
    check_refused(audit, path, "answers.csv: 1 problem", "row 3", "“A900000”", "--add-cases")


def test_a_case_of_another_audit_is_not_found(audit, file_of):
    add_unreviewed(an_audit("Other", unit=a_unit("Norfolk PDU")), "N100001")
    check_refused(audit, file_of(complete_rows(N100001="yes")), "“N100001”", "does not have this case")


def test_a_case_that_was_reviewed_already_is_refused(audit, file_of):
    path = file_of(complete_rows(A100001="yes"))
    output_of("import_answers", audit.pk, path)
    check_refused(audit, path, "row 2", "Case 1 already has a review", "Remove the row")
    check_refused(audit, file_of(complete_rows(A100002="yes", A100001="no")), "row 3", "Case 1 already has a review")


def test_two_rows_for_one_case_under_two_names_are_refused(audit, file_of):
    path = file_of(complete_rows(**{"A100001": "yes", "Case 1": "no", "2": "yes"}))
    check_refused(audit, path, "2 problems", "row 2", "row 3", "Several rows are for Case 1. Keep one.")


def test_a_number_that_is_another_cases_reference_is_refused(audit, file_of):
    add_unreviewed(audit, "1")
    path = file_of(complete_rows(**{"1": "yes"}))
    check_refused(audit, path, "row 2", "“1”", "the number of one case and the reference of another", "“Case ”")
    output_of("import_answers", audit.pk, file_of(complete_rows(**{"Case 1": "yes"})))
    assert Review.objects.get().sampled_case.case.reference == "A100001"


def test_a_table_with_any_problem_is_not_stored_at_all(audit, file_of):
    check_refused(
        audit, file_of(complete_rows(A100001="yes", A100002=["maybe"] * 12)), "12 problems", "row 3, column B"
    )


def test_a_key_question_that_does_not_apply_to_a_case_is_not_waited_for(tmp_path, settings, file_of):
    question = '[[standards.key_questions]]\ncode = "2.3.1"\n'
    text = edited(('code = "pdu-2023"', 'code = "ours"'), (question, f'{question}applies_to = "licence"\n'))
    (tmp_path / "ours.toml").write_text(text, encoding="utf-8")
    settings.FRAMEWORK_DIRS = [tmp_path]
    audit = an_audit(framework_code="ours")
    add_unreviewed(audit, "A1", sentence_type="licence")
    add_unreviewed(audit, "A2", sentence_type="community_order")
    answers = ["" if code == "2.3.1" else "yes" for code in KEY_QUESTIONS]
    output = output_of("import_answers", audit.pk, file_of(complete_rows(A1=answers, A2=answers)))
    assert "A1 is incomplete and does not count yet: no answer to 2.3.1." in output
    assert Review.objects.get(submitted_at__isnull=False).sampled_case.case.reference == "A2"
