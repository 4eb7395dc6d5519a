"""All that a file of JSON lets out of an audit: its summary, the texts of its questions, and every figure as a list."""

import json
from collections.abc import Iterable
from itertools import chain
from typing import Any, BinaryIO

from audit.exports.as_json.summary import summary_of
from audit.exports.figures.figure_rows import FigureRow, figure_rows
from audit.exports.leaving.contents import Contents
from audit.exports.leaving.recommendations import AnsweredRecommendation


def full_summary_of(contents: Contents, *, groups: bool = True) -> dict[str, Any]:
    """Return what summary_of gives, with `profile`, `texts` ({question code: text}) and `figures` (FigureRows as
    dicts); recommendations come with their answers and steps. `groups`: figures of groups too, which take longest."""
    report = contents.report
    return summary_of(report, contents.audit) | {
        "profile": str(contents.leaving.profile),
        "recommendations": [_recommendation(each) for each in contents.recommendations],
        "texts": {code: question.text for code, question in report.framework.questions.items()},
        "figures": [_figure(row, rated=report.framework.rated) for row in figure_rows(contents, groups=groups)],
    }


def _figure(row: FigureRow, *, rated: bool) -> dict[str, Any]:
    return {key: value for key, value in row._asdict().items() if rated or key != "rating"}


def write_json(contents: Iterable[Contents], stream: BinaryIO) -> None:
    """Write the full summary of one audit as an object; those of several as a list of objects, one at a time."""
    each = iter(contents)
    first, second = next(each), next(each, None)
    if second is None:
        stream.write(_bytes(full_summary_of(first)))
        return
    stream.write(b"[\n" + _bytes(full_summary_of(first)))
    for other in chain([second], each):
        stream.write(b",\n" + _bytes(full_summary_of(other)))
    stream.write(b"\n]")


def _bytes(value: dict[str, Any]) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False).encode()


def _recommendation(each: AnsweredRecommendation) -> dict[str, Any]:
    steps = [
        {
            "text": step.text,
            "owner": step.owner,
            "due": step.due.isoformat(),
            "done_on": step.done_on.isoformat() if step.done_on else None,
        }
        for step in each.steps
    ]
    return {"text": each.text, "about": list(each.about), "answer": _answer(each), "steps": steps}


def _answer(each: AnsweredRecommendation) -> dict[str, str] | None:
    if each.answered_on is None:
        return None
    return {"agreement": each.agreement, "text": each.answer, "on": each.answered_on.isoformat()}
