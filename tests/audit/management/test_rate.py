"""`manage.py rate` works out figures from a file, without a database."""

import json

import pytest

from audit.exports.as_json.summary import summary_of
from audit.method.answers import Value
from audit.method.rating.standard import Judgement
from audit.results.table_report import report_on_table
from tests.audit.answers_files import (
    EVIDENCE,
    SUFFIXES,
    any_audit,
    complete_rows,
    rows_of,
    rows_with,
    table_of,
    write_answers,
)
from tests.audit.exports.recalculation import differences
from tests.audit.exports.workbook_file import FIRST, open_sheets
from tests.audit.management.running import json_of, output_of, refusal_of, run
from tests.audit.method.frameworks import pdu
from tests.cases.spreadsheet_files import write_xlsx


@pytest.fixture
def answers(tmp_path):
    return write_answers(tmp_path / "answers.csv", complete_rows(X1="yes", X2="yes", X3="no"))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_json_is_that_of_the_same_answers_rated_directly(tmp_path, suffix):
    cases = any_audit(pdu(), 12, seed=3, blanks=5)
    path = write_answers(tmp_path / f"answers{suffix}", rows_of(pdu(), cases))
    judgements = {"1.1": Judgement("Good"), "1.2": Judgement(None)}
    expected = summary_of(report_on_table(pdu(), table_of(cases), judgements, title=""))
    assert json_of("rate", path, judgements=["1.1=good", "1.2 = none"]) == expected


def test_with_every_judgement_there_is_a_score_and_an_overall_rating(answers):
    summary = json_of("rate", answers, judgements=EVIDENCE)
    assert (summary["score"], summary["max_score"], summary["overall"]) == (12, 21, "Good")
    assert (summary["cases"], summary["missing"]) == (3, [])


def test_without_judgements_they_are_named_as_missing(answers):
    summary = json_of("rate", answers)
    assert (summary["score"], summary["overall"], summary["missing"]) == (None, None, ["1.1", "1.2", "1.3"])


@pytest.mark.parametrize(
    ("judgements", "said"),
    [
        (EVIDENCE, ("Overall: Good, 12 of 21", "2.1 Assessment: Good", "2.1.1", "2 of 3", "67%")),
        (
            [],
            ("Overall: Not known yet, ? of 21", "1.1 Leadership: No rating yet", "1.1 Leadership has no judgement yet"),
        ),
    ],
)
def test_the_text_says_the_same_in_words_and_what_is_not_known(answers, judgements, said):
    text = output_of("rate", answers, judgements=judgements)
    assert [words for words in said if words not in text] == []


def test_unanswered_questions_are_told(tmp_path):
    path = write_answers(tmp_path / "a.csv", [["case", "2.1.1"], ["X1", "yes"], ["X2", ""]])
    assert "2.1.1: 1 of 2 cases unanswered." in " ".join(json_of("rate", path)["notes"])


@pytest.mark.slow
def test_a_workbook_is_written_beside_the_figures(answers, tmp_path):
    target = tmp_path / "summary.xlsx"
    assert json_of("rate", answers, output=target, judgements=EVIDENCE)["score"] == 12
    sheets = open_sheets(target.read_bytes())
    assert differences(sheets) == {}
    assert [row[0] for row in sheets["Cases"].rows(FIRST)] == ["X1", "X2", "X3"]


@pytest.mark.slow
def test_the_workbooks_case_sheet_is_an_answers_file(answers, tmp_path):
    target = tmp_path / "summary.xlsx"
    first = json_of("rate", answers, output=target)
    assert json_of("rate", target) == first


def test_a_workbook_whose_first_sheet_holds_no_answers_is_answered_with_its_sheets(tmp_path):
    path = write_xlsx(tmp_path / "answers.xlsx", {"About": [["Answers of March"]], "March": rows_with("yes")})
    text = refusal_of("rate", path)
    assert "No heading “case”" in text
    assert "choose another sheet: March." in text


@pytest.mark.parametrize(
    ("judgement", "remedy"),
    [
        ("1.1=Fine", "the rating must be one of: Inadequate, Requires improvement, Good, Outstanding, none"),
        ("1.1", "the rating must be one of"),
        ("1.4=Good", "only standards judged on evidence can have one: 1.1, 1.2, 1.3"),
        (
            "2.1=Good",
            "only standards judged on evidence can have one: 1.1, 1.2, 1.3. Use 2.1=none if",
        ),
        ("", "only standards judged on evidence can have one"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(answers, judgement, remedy):
    text = refusal_of("rate", answers, judgements=[judgement])
    assert text.startswith(f"--judgement {judgement}: ")
    assert remedy in text


def test_two_judgements_of_one_standard_are_refused(answers):
    assert "1.1" in refusal_of("rate", answers, judgements=["1.1=Good", "1.1=Inadequate"])


def test_any_standard_can_be_left_out_and_its_cases_are_still_shown(answers):
    summary = json_of("rate", answers, judgements=[*EVIDENCE, "2.1=none", "2.4=none"])
    assert [each["left_out"] for each in summary["standards"]][3:] == [True, False, False, True]
    assert summary["max_score"] == 15
    assert summary["standards"][3]["key_questions"][0]["applicable"]


def test_a_panels_move_counts_where_discretion_allows_it(tmp_path):
    path = write_answers(tmp_path / "answers.csv", complete_rows(X1="no", X2="no", X3="no"))
    summary = json_of("rate", path, judgements=EVIDENCE, decisions=["2.1=requires improvement"])
    assert [summary["standards"][3][name] for name in ("rating", "decided")] == ["Inadequate", "Requires improvement"]


@pytest.mark.parametrize(
    ("decision", "remedy"),
    [
        (
            "2.1=Inadequate",
            "2.1 is Good by its lowest key question and cannot be moved to Inadequate.",
        ),
        ("2.1=none", "the rating must be one of: Inadequate, Requires improvement, Good, Outstanding. If it cannot be"),
        ("2.1=Fine", "the rating must be one of"),
        ("1.1=Good", "a panel can move only standards judged on cases: 2.1, 2.2, 2.3, 2.4."),
        ("2.4=Good", "2.4 has two decisions. Give one."),
    ],
)
def test_a_decision_that_discretion_does_not_allow_is_refused_with_the_reason(answers, decision, remedy):
    text = refusal_of("rate", answers, judgements=["2.4=none"], decisions=[decision])
    assert text.startswith(f"--decision {decision}: ")
    assert remedy in text


def test_the_answers_file_is_never_overwritten(tmp_path):
    path = write_answers(tmp_path / "answers.xlsx", rows_with("yes"))
    before = path.read_bytes()
    assert "answers.xlsx" in refusal_of("rate", path, output=path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["no/such/folder/summary.xlsx", "summary.csv", "summary"])
def test_a_workbook_that_cannot_be_written_there_is_refused(answers, tmp_path, name):
    assert name in refusal_of("rate", answers, output=tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.slow
@pytest.mark.parametrize("judgements", [EVIDENCE, []])  # a missing judgement is no failure
def test_from_the_shell_it_needs_neither_database_nor_settings(answers, judgements):
    done = run("rate", answers, "--format", "json", *(f"--judgement={text}" for text in judgements))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == json_of("rate", answers, judgements=judgements)


def test_absent_oversight_counts_as_not_sufficient(tmp_path):
    rows = [["case", "management-oversight"], ["X1", "Effective"], ["X2", "Absent"], ["X3", "na"]]
    items = json_of("rate", write_answers(tmp_path / "a.csv", rows))["items"]
    figure = next(item for item in items if item["code"] == "management-oversight")
    told = ("yes", "insufficient", "absent", "applicable", "percent")
    assert [figure[key] for key in told] == [1, 0, 1, 2, 50]
    assert Value.ABSENT in pdu().questions["management-oversight"].labels
