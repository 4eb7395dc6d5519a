"""Every figure of an audit as one flat list: each question in every case, and in each group that may be shown."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.exports.certainty import tenths
from audit.exports.figures.value_ids import NOT_KNOWN, answer_id, value_id
from audit.exports.leaving.contents import Contents
from audit.method.certainty.interval import Interval
from audit.method.framework import Question
from audit.method.groups.values import Fact
from audit.method.tally import Tally

JOINED = " + "  # between the values of a group that is joined from several
EVERY_CASE = "all"  # the group of a figure that rests on every case


class FigureRow(NamedTuple):
    """One figure. Counts are cases, `n` those that the question applies to; `low` and `high` per cent, one decimal.

    `group`: the fact, EVERY_CASE for every case; `value`: which group of it, "" for every case. A group that is joined
    from several has their values with JOINED between them. What is not shown or not known is None.
    `rating`: the band of a key question in every case; "" elsewhere. `each_answer`: "fully: 12; mostly: 8" of a
    question with several answers that count the same, in every case; "" elsewhere.
    """

    audit_id: int
    group: str
    value: str
    question: str
    yes: int | None
    insufficient: int | None
    absent: int | None
    not_applicable: int | None
    n: int | None
    percent: int | None
    low: float | None
    high: float | None
    rating: str
    each_answer: str = ""


def figure_rows(contents: Contents, *, groups: bool = True) -> Iterator[FigureRow]:
    """Yield the FigureRows of an audit: those of every case first, in the framework's order, then those of groups."""
    report, number = contents.report, contents.audit.pk
    for figure in report.figures:
        tally = None if figure.hidden else figure.tally
        band = getattr(figure, "band", None)
        rating, interval = band.rating if band else "", report.interval_of(figure)
        row = _row(number, EVERY_CASE, "", figure.code, tally, figure.percent, interval, rating)
        yield row._replace(each_answer=_each_answer(figure.question, tally)) if tally else row
    for code, facts in contents.groups.items() if groups else ():
        for fact, shown in facts.items():
            for group in shown:
                value = JOINED.join(value_id(fact, each) or NOT_KNOWN for each in group.values)
                row = _row(number, _name(fact), value, code, group.tally, group.percent, group.interval, "")
                yield row if contents.tells_not_applicable else row._replace(not_applicable=None)


def _each_answer(question: Question, tally: Tally) -> str:
    counts = question.each_answer(tally)
    return "; ".join(f"{answer_id(question, value)}: {number}" for value, number in counts.items())


def _name(fact: Fact) -> str:
    return fact if isinstance(fact, str) else " and ".join(fact)


def _row(
    number: int,
    group: str,
    value: str,
    code: str,
    tally: Tally | None,
    percent: int | None,
    interval: Interval | None,
    rating: str,
) -> FigureRow:
    counts = (tally.yes, tally.no, tally.absent, tally.not_applicable, tally.applicable) if tally else (None,) * 5
    bounds = (tenths(interval.low), tenths(interval.high)) if interval else (None, None)
    return FigureRow(number, group, value, code, *counts, percent, *bounds, rating)
