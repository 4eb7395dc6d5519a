"""Reports: one object from roll-up and method, the same whether the answers lie in the database or in a file."""

import pytest
from django.utils import timezone

from audit.exports.as_json.summary import summary_of
from audit.frameworks import framework
from audit.method.rating.standard import Judgement
from audit.models import Review, StandardJudgement
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.listed_cases import case_sheet_of
from audit.results.report import report_on_audit
from audit.results.table_report import report_on_table, rows_of_table
from audit.reviewing.actions.import_answers import import_answers
from audit.reviewing.answers_file.table import check_answers
from cases.spreadsheets.read import Sheet
from tests.audit.an_audit import NO, YES, add_case, add_cases, an_audit, fetched

pytestmark = pytest.mark.django_db
REPORT = "court-report-domestic-abuse-sufficient"  # asked only where there is a court report
ANSWERS = [
    ["case", "2.1.1", "2.1.2", "2.1.3", "management-oversight", "Office"],
    ["X000001", "yes", "no", "yes", "absent", "Ipswich"],
    ["X000002", "yes", "yes", "", "effective", "Ipswich"],
    ["X000003", "no", "yes", "yes", "not required", ""],
]


@pytest.fixture
def table():
    return check_answers(framework("pdu-2023"), Sheet("answers.csv", "", (), ANSWERS))


def standard_of(report, code):
    return next(standard for standard in report.rating.standards if standard.code == code)


def judge(audit, code, rating):
    record_judgement(audit=audit, standard=code, rating=rating, rationale="Seen.", decided_by="Panel")


def test_a_report_says_what_it_is_of():
    audit = an_audit(title="Spring round", about="Twenty cases.")
    report = report_on_audit(fetched(audit))
    assert (report.title, report.about) == ("Spring round", "Twenty cases.")
    assert report.unit == "Suffolk PDU, East of England"
    assert report.framework is audit.framework


def test_answers_and_judgements_become_ratings_and_a_score():
    audit = an_audit()
    add_cases(audit, 10, {"2.1.1": 6, "2.2.3": 7, "2.3.2": 8, "2.4.1": 4})
    for code in ("1.1", "1.2", "1.3"):
        judge(audit, code, "Good")
    rating = report_on_audit(fetched(audit)).rating
    finals = {standard.code: standard.final for standard in rating.standards}
    assert [finals[code] for code in ("2.1", "2.2", "2.3", "2.4")] == [
        "Requires improvement",
        "Good",
        "Outstanding",
        "Inadequate",
    ]
    assert (rating.score, rating.max_score, rating.overall) == (6 + 1 + 2 + 3 + 0, 21, "Good")


def test_a_judgement_carries_its_reason_and_decider_into_the_report():
    audit = an_audit()
    judge(audit, "1.1", "Outstanding")
    standard = standard_of(report_on_audit(fetched(audit)), "1.1")
    stored = StandardJudgement.objects.get()
    assert standard.rating == "Outstanding"
    assert standard.judgement == Judgement("Outstanding", "Seen.", "Panel", stored.decided_at)


def test_an_audit_without_answers_has_no_score_and_says_what_is_missing():
    report = report_on_audit(fetched(an_audit()))
    assert (report.rating.cases, report.rating.score, report.rating.overall) == (0, None, None)
    assert {"1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4"} <= set(report.rating.missing)


WHY = "set aside because the question does not apply to the case."


@pytest.mark.parametrize(
    ("number", "notes"), [(0, []), (1, [f"1 answer is {WHY}"]), (2, [f"2 answers are {WHY}"])], ids=[0, 1, 2]
)
def test_answers_that_are_set_aside_are_counted_in_a_note(number, notes):
    audit = an_audit()
    add_case(audit, {"2.1.1": YES, REPORT: YES}, court_report=True)
    for _ in range(number):
        add_case(audit, {REPORT: NO}, court_report=False)
    assert [note for note in report_on_audit(fetched(audit)).notes if WHY in note] == notes


def test_answers_that_are_missing_are_missed_only_where_the_question_applies():
    audit = an_audit()
    add_case(audit, {"2.1.1": YES})
    add_case(audit, {"2.1.2": YES})
    unanswered = {q.code: q.unanswered for q in standard_of(report_on_audit(fetched(audit)), "2.1").key_questions}
    assert unanswered == {"2.1.1": 1, "2.1.2": 1, "2.1.3": 2}


@pytest.mark.parametrize("cases", [0, 5, 40])
def test_a_report_costs_one_query_for_its_answers_however_many_cases(cases, django_assert_num_queries):
    audit = an_audit()
    add_cases(audit, cases, {})
    judge(audit, "1.1", "Good")
    audit = fetched(audit)
    with django_assert_num_queries(2):  # and one for its judgements
        report_on_audit(audit)
    with django_assert_num_queries(1):
        case_sheet_of(audit)


@pytest.mark.usefixtures("few_cases_are_rated")
def test_a_file_gives_the_same_figures_by_itself_and_in_the_database(table):
    audit = an_audit()
    import_answers(audit=audit, table=table, add_cases=True)
    Review.objects.update(submitted_at=timezone.now())
    in_database = summary_of(report_on_audit(fetched(audit)))
    in_file = summary_of(report_on_table(audit.framework, table, {}, title=""))
    for told in (in_database, in_file):
        del told["notes"], told["notice"]
    assert in_database == in_file


def test_a_file_of_few_cases_is_rated_with_a_note_that_pages_rate_none(table):
    report = report_on_table(framework("pdu-2023"), table, {}, title="")
    (note,) = [note for note in report.notes if note.startswith("Fewer than 10 cases in 2.1.1, ")]
    assert "The pages of an audit show no rating for fewer than 10 cases." in note
    assert report.rating.standards[3].key_questions[0].band


def test_the_rows_behind_a_report_are_labelled_for_people(table):
    audit = an_audit()
    add_case(audit, {"2.1.1": NO}, comments={"2.1.1": "Not seen."})
    add_cases(audit, 9, {})
    row = case_sheet_of(audit).rows[0]
    assert (row.label, row.answers, row.comments) == ("Case 1", {"2.1.1": NO}, {"2.1.1": "Not seen."})
    assert [row.label for row in rows_of_table(table)] == ["Row 2", "Row 3", "Row 4"]


def test_columns_that_were_not_read_are_named_in_a_note(table):
    report = report_on_table(framework("pdu-2023"), table, {}, title="answers.csv")
    assert report.notes[0] == "Columns not read: Office."


def test_a_file_takes_judgements_from_the_caller(table):
    judgements = {"1.1": Judgement("Good"), "1.2": Judgement(None)}
    report = report_on_table(framework("pdu-2023"), table, judgements, title="")
    assert standard_of(report, "1.1").score == 2
    assert (standard_of(report, "1.2").rating, standard_of(report, "1.2").missing) == (None, False)
