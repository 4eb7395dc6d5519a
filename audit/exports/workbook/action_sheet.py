"""The sheet Recommendations and actions: what the audit recommends, the answer, and a line for each step."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.recommendations import AnsweredRecommendation, PlannedStep
from audit.exports.workbook.cells import CellPlaces, Column
from audit.exports.workbook.notes import add_recommendations
from audit.exports.workbook.sheets import Sheets

ACTIONS = "Recommendations and actions"
ABOUT = "A line for each step towards a recommendation, and for each recommendation without a step."
NONE = "The audit recommends nothing."
NOT_RELEASED = "Recommendations are released with the sign-off."


class ActionRow(NamedTuple):
    """A recommendation with one of its steps; None if it has no step."""

    number: int
    recommended: AnsweredRecommendation
    step: PlannedStep | None


def add_actions(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add the sheet, which says so if there are none. A Report alone has recommendations, and no answers to them."""
    if contents.audit is None:
        add_recommendations(sheets, contents, places)
        return
    none = NONE if contents.audit.signed_off_at else NOT_RELEASED
    about = ABOUT if contents.recommendations else none
    sheets.add(ACTIONS, about, action_columns(), action_rows(contents.recommendations))


def action_rows(recommendations: Iterable[AnsweredRecommendation]) -> Iterator[ActionRow]:
    for number, recommended in enumerate(recommendations, start=1):
        for step in recommended.steps or (None,):
            yield ActionRow(number, recommended, step)


def action_columns() -> list[Column]:
    """Return the Columns of the sheet, for ActionRows."""
    return [
        Column("Number", 8, lambda row, line: row.number),
        Column("Recommendation", 60, lambda row, line: row.recommended.text),
        Column("About", 16, lambda row, line: ", ".join(row.recommended.about)),
        Column("Answer", 14, lambda row, line: row.recommended.agreement_in_words),
        Column("What the answer says", 40, lambda row, line: row.recommended.answer),
        Column("Answered on", 12, lambda row, line: row.recommended.answered_on),
        Column("Step", 50, lambda row, line: row.step and row.step.text),
        Column("Owner", 20, lambda row, line: row.step and row.step.owner),
        Column("Due", 12, lambda row, line: row.step and row.step.due),
        Column("Done", 12, lambda row, line: row.step and row.step.done_on),
    ]
