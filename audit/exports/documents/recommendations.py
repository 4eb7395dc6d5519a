"""The part of the report on recommendations: what they say, what was answered, and the steps."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.recommendations import AnsweredRecommendation
from audit.results.recommendations.pages import recommendation_lines
from cases.documents.blocks import Block, Bullets, Heading, Paragraph, Table

NONE = "No recommendations are released with this result."
ANSWERS = {"agreed": "Agreed", "partly": "Partly agreed", "not_agreed": "Not agreed", "": "No answer yet"}
HEADINGS = ("Recommendation, and the answer to it", "Step", "Who", "By", "Done from")


def recommendations_part(contents: Contents) -> Iterator[Block]:
    """Yield the recommendations, then what became of them."""
    yield Heading("Recommendations")
    lines = recommendation_lines(contents.report)
    if not lines:
        yield Paragraph(NONE)
        return
    yield Bullets([f"{line.text} (About: {', '.join(line.about)})" for line in lines], is_numbered=True)
    if any(each.agreement or each.steps for each in contents.recommendations):
        numbered = enumerate(contents.recommendations, start=1)
        rows = [row for number, each in numbered for row in _rows(number, each)]
        yield Table("Answers and steps", HEADINGS, rows, (8, 7, 4, 4, 4))


def _rows(number: int, recommendation: AnsweredRecommendation) -> Iterator[tuple[str, ...]]:
    """Yield a row for each step; the answer stands in the first."""
    answer = f"{ANSWERS[recommendation.agreement]}{'. ' if recommendation.answer else ''}{recommendation.answer}"
    steps = [(step.text, step.owner, _day(step.due), _day(step.done_on)) for step in recommendation.steps]
    for place, step in enumerate(steps or [("",) * 4]):
        yield f"{number}." if place else f"{number}. {answer}", *step


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
