"""The workbook's sheets of questions: their columns, and the chart of the key questions.

A cell is a text, a number, None, or a Formula with the value that the app computed. Formulas refer to other cells by
the column letters below; tests compare these with the headings.
"""

from audit.exports.leaving.contents import Contents
from audit.exports.workbook.bands import next_band_formula, rating_formula, score_formula
from audit.exports.workbook.cells import (
    COUNTED,
    KEY_QUESTIONS,
    NOT_RECOGNISED,
    QUESTIONS,
    UNRECOGNISED,
    CellPlaces,
    Column,
    Formula,
)
from audit.exports.workbook.certainty import interval_columns
from audit.exports.workbook.charts import add_percent_chart
from audit.exports.workbook.sheets import Sheets
from audit.method.answers import Value
from audit.method.disclosure.small_numbers import NOT_SHOWN


def add_key_questions(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add the sheet of key questions, with a chart of their percentages."""
    report = contents.report
    questions = key_questions_of(report)
    about = "Yes means sufficient. Per cent: yes out of the cases that the question applies to."
    sheet = sheets.add(KEY_QUESTIONS, about, key_question_columns(places, report), questions)
    add_percent_chart(sheets, sheet, questions)


def add_prompts_and_items(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    about = "They inform the judgement of a key question, or are other measures."
    about = f"Not rated: {about[0].lower()}{about[1:]}" if places.framework.rated else about
    sheets.add(QUESTIONS, about, question_columns(places, contents.report), prompts_and_items_of(contents.report))


def key_questions_of(report):
    """Return the KeyQuestionRatings of a Report, in the order of the sheet."""
    return [question for standard in report.rating.standards for question in standard.key_questions]


def prompts_and_items_of(report):
    """Return the Figures of the questions that are not rated, in the order of the sheet."""
    return [*(prompt for question in key_questions_of(report) for prompt in question.prompts), *report.rating.items]


def key_question_columns(places, report):
    """Return the Columns of the sheet of key questions, for rows of KeyQuestionRatings."""
    framework, unrecognised = places.framework, places.unrecognised_letter(KEY_QUESTIONS)
    return [
        Column("Standard", 22, lambda q, line: _standard_name(framework, q)),
        Column("Code", 8, lambda q, line: q.code),
        Column("Key question", 44, lambda q, line: q.question.text),
        *_count_columns(places, unrecognised),
        *(_rating_columns(places) if framework.rated else []),
        *_unrecognised_columns(places),
        *interval_columns(places, report, unrecognised),
        *_each_answer_columns(places),
    ]


def _rating_columns(places):
    """Return columns K to N of the key questions of a framework that rates."""
    framework = places.framework
    return [
        Column("Rating", 21, lambda q, line: _rating_cell(places, q, line)),
        Column("Score", 8, lambda q, line: _score_cell(framework, q, line)),
        Column("More sufficient cases for the next band", 15, lambda q, line: _next_band_cell(framework, q, line)),
        Column("Exact share", 12, lambda q, line: _exact_share_cell(places, q, line)),
    ]


def question_columns(places, report):
    """Return the Columns of the sheet of prompts and items, for rows of Figures; none of them is rated."""
    framework = places.framework
    return [
        Column("Belongs to", 26, lambda q, line: _group_name(framework, q)),
        Column("Code", 20, lambda q, line: q.code),
        Column("Question", 50, lambda q, line: q.question.text),
        *_count_columns(places, UNRECOGNISED[QUESTIONS]),
        *_unrecognised_columns(places),
        *interval_columns(places, report, UNRECOGNISED[QUESTIONS]),
        *_each_answer_columns(places),
    ]


def _count_columns(places, unrecognised):
    """Return columns D to J of both sheets of questions."""
    return [
        *(Column(heading, 11, _count_cell(places, value)) for value, heading in COUNTED.items()),
        Column("Answered", 10, lambda q, line: _sum_cell(q, f"D{line}:G{line}", q.tally.answered)),
        Column("Applicable (n)", 11, lambda q, line: _sum_cell(q, f"D{line}:F{line}", q.tally.applicable)),
        Column("Per cent", 14, lambda q, line: _percent_cell(places, unrecognised, q, line)),
    ]


def _count_cell(places, value):
    return lambda question, line: None if question.hidden else _count(places, question, value)


def _sum_cell(question, cells, number):
    return None if question.hidden else Formula(f"=SUM({cells})", number)


def _count(places, question, usual):
    number = sum(question.tally.of(value) for value in Value if value.usual is usual)
    if question.code not in places.answers or not (number or usual in question.question.labels):
        return number
    return Formula(f"={places.count_like(question.question, usual)}", number)


def _each_answer_columns(places):
    """Return the column that tells apart answers that count the same; [] of a framework without any."""
    if not any(question.has_further for question in places.framework.questions.values()):
        return []
    return [Column("Each answer", 44, lambda q, line: _each_answer_cell(places, q))]


def _each_answer_cell(places, question):
    asked, words = question.question, question.question.each_in_words(question.tally)
    if question.hidden or not words or question.code not in places.answers:
        return None if question.hidden or not words else words
    parts = [
        f'"{asked.label(value)} "&({places.count_all(asked, value)})' for value in asked.each_answer(question.tally)
    ]
    return Formula("=" + '&", "&'.join(parts), words)


def _unrecognised_columns(places):
    """Return the column of both sheets of questions that counts answers not recognised; [] without cases."""
    if not places.answers:
        return []
    return [Column(NOT_RECOGNISED, 13, lambda q, line: _unrecognised_cell(places, q))]


def _unrecognised_cell(places, question):
    found = [value for value in Value if question.tally.of(value) or value in question.question.labels]
    counts = "".join(f"-{places.count(question.question, value)}" for value in found)
    return Formula(f"=COUNTA({places.answers[question.code]}){counts}", 0)


def _percent_cell(places, unrecognised, question, line):
    if question.hidden:
        return NOT_SHOWN
    value = question.percent if question.percent is not None else "" if question.tally.applicable else "no cases"
    percent = f'IF(I{line}<{places.of(question.code).fewest_for_percent},"",ROUND(100*D{line}/I{line},0))'
    percent = f'IF(I{line}=0,"no cases",{percent})'
    return Formula(f"={places.unless_unrecognised(f'{unrecognised}{line}', percent)}", value)


def _rating_cell(places, question, line):
    framework = places.of(question.code)
    reached = f"J{line}" if framework.rounds else f"(100*D{line}/I{line})"
    rating = f'IF(I{line}<{framework.fewest_cases},"",{rating_formula(framework, reached)})'
    rating = places.unless_unrecognised(f"{UNRECOGNISED[KEY_QUESTIONS]}{line}", rating)
    return Formula(f"={rating}", question.band.rating if question.band else "")


def _score_cell(framework, question, line):
    score = question.band.score if question.band else ""
    return Formula(score_formula(framework, f"K{line}"), score)


def _exact_share_cell(places, question, line):
    """Return the share by which formulas find the lowest key question; "" with too few cases for a band.

    It has 12 decimals, so that equal shares are equal in every spreadsheet program.
    """
    fewest = places.of(question.code).fewest_cases
    value = round(float(question.share), 12) if question.tally.applicable >= fewest else ""
    few = f"I{line}<{fewest}"
    none = f"OR({few},{UNRECOGNISED[KEY_QUESTIONS]}{line}>0)" if places.answers else few
    return Formula(f'=IF({none},"",ROUND(D{line}/I{line},12))', value)


def _next_band_cell(framework, question, line):
    needed = question.up.cases if question.up else ""
    return Formula(next_band_formula(framework, line), needed)


def _standard_name(framework, figure):
    standard = framework.standard_of[figure.code]
    return f"{standard.code} {standard.title}"


def _group_name(framework, figure):
    if figure.code in framework.standard_of:
        return _standard_name(framework, figure)
    return next(group.title for group in framework.item_groups if figure.question in group.items)
