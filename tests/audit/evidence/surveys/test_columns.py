"""A file of answers: what its columns are guessed to be, and what is told of a file that cannot be used."""

import pytest

from audit.evidence.surveys.groups import groups_by_background, shown_figure
from audit.evidence.surveys.guess import use_of
from audit.evidence.surveys.table import MOST_COLUMNS, MOST_SHEETS
from audit.method.tally import Tally
from tests.audit.evidence.surveys.a_survey import form_of, table_of

COMMENTS = [f"Comment of person {number} on many things" for number in range(20)]


def column(heading, answers):
    (found,) = table_of([[heading], *([each] for each in answers)]).columns
    return found


@pytest.mark.parametrize(
    ("heading", "answers", "use"),
    [
        ("Is your workload manageable?", ["Yes", "No"] * 5, "question"),
        ("My manager listens", ["Strongly agree", "Tend to disagree", "Don't know", "Agree.", "Agree"], "question"),
        ("Do you know the name of your office manager?", ["Yes", "No"] * 5, "question"),
        ("Sex", ["Female", "Male"] * 5, "background"),
        ("Your grade", ["PO", "PSO"] * 5, "background"),
        ("Any other comments", ["Good", "Bad"] * 5, "quotes"),
        ("What would you change", COMMENTS, "quotes"),
        ("E-mail", ["a@example.org"] * 5, "leave_out"),
        ("Surname", ["Archer", "Baker"] * 5, "leave_out"),
        ("Timestamp", ["2024-05-01"] * 5, "leave_out"),
        ("How far do you travel", ["Far", "Near"] * 5, ""),
        ("Age", [str(age) for age in range(20, 60)], ""),
    ],
)
def test_each_column_is_guessed(heading, answers, use):
    assert use_of(column(heading, answers)) == use


def test_an_answer_is_one_answer_however_it_is_typed():
    assert column("Sex", ["Female", "female", " FEMALE", "Male", "male"]).counts == {"Female": 3, "Male": 2}


def test_a_column_with_too_many_answers_to_count_says_why_it_can_only_be_quoted():
    form = form_of([["Age", "Sex"], *[[str(age), "F"] for age in range(20, 40)]])
    assert form["use_0"].help_text.startswith("It has 20 different answers; up to 12 can be counted.")
    assert not form["use_1"].help_text


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["Q"], ["Yes"]], "file: Only 1 person has answered. Figures need at least 5, so that no one is known."),
        ([["Q"]], "file: It has headings but no answers."),
        ([["Q", ""], *[["Yes", "No"]] * 5], "row 1, column B: It has answers but no heading."),
        ([["Q", "q"], *[["Yes", "No"]] * 5], "row 1, column B: “q”. Column A has the same heading."),
        ([["Q"], *[["Yes"]] * (MOST_SHEETS + 1)], "file: It has 5,001 rows; the limit is 5,000."),
        ([[f"Q{n}" for n in range(MOST_COLUMNS + 1)], *[["Yes"] * (MOST_COLUMNS + 1)] * 5], "61 columns; the limit is"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_place_and_remedy(rows, told):
    assert told in " ".join(map(str, table_of(rows).problems))


ROWS = [["Manageable", "Travel", "Sex"], *[["Yes", "Far", "F"], ["No", "Near", "M"]] * 5]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Choose what column B is, or leave it out: “Travel”"),
        ({"use_1": "question"}, "Choose how “Far” counts in column B"),
        ({"use_0": "leave_out", "use_1": "leave_out"}, "No column is a question"),
        ({"use_1": "leave_out", "asked": "9"}, "10 people answered, so at least as many were asked"),
        ({"use_1": "leave_out", "title": ""}, "Enter the title"),
        ({"use_1": "leave_out", "name_0": "What Ms Example says"}, "This may identify someone"),
    ],
)
def test_the_columns_form_says_what_is_missing(sent, told):
    assert told in str(form_of(ROWS, **sent).errors.as_data())


def test_answers_about_the_person_that_may_identify_someone_are_refused():
    rows = [["Manageable", "Team"], *[["Yes", "Ms Example's team"]] * 5]
    assert "Answers in column B may identify someone" in str(form_of(rows).errors.as_data())


def test_no_figure_rests_on_fewer_than_five_relevant_respondents():
    assert shown_figure(Tally(2, 2, 60)).tally is None
    assert shown_figure(Tally(2, 3, 60)).percent is None
    assert shown_figure(Tally(5, 5)).percent == 50
    assert shown_figure(Tally(0, 0, 9)) is None


def sheets(**numbers):
    """Sheets of {sex: (yes, no)}."""
    return [
        {"q": answer, "sex": sex}
        for sex, counts in numbers.items()
        for answer, number in zip(("yes", "no"), counts, strict=True)
        for _ in range(number)
    ]


def shown(sheets, *backgrounds):
    found = groups_by_background(sheets, "q", backgrounds)
    return {key: [(group.values, group.tally and group.tally.applicable) for group in of] for key, of in found.items()}


def test_a_group_of_fewer_than_five_is_joined_so_that_it_follows_from_no_total():
    assert shown(sheets(f=(1, 1), m=(4, 6)), "sex") == {"sex": [(("f", "m"), None)]}
    assert shown(sheets(f=(1, 1), m=(9, 6), x=(2, 3)), "sex") == {"sex": [(("f", "x"), 7), (("m",), 15)]}
    assert shown(sheets(f=(3, 2), m=(4, 6)), "sex") == {"sex": [(("f",), 5), (("m",), 10)]}


def test_two_backgrounds_that_would_give_one_answer_away_are_not_both_shown():
    alike = [each | {"team": each["sex"]} for each in sheets(f=(3, 3), m=(3, 3))]
    assert [group for _, group in shown(alike, "sex", "team")["team"]] == [6, 6]
    one_moved = [alike[0] | {"team": "m"}, *alike[1:]]
    assert shown(one_moved, "sex", "team")["team"] == [(("f", "m"), None)]
