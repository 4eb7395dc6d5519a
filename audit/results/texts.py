"""What a result says in words about each standard: what a sign-off released, or the drafts of a running audit."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import SimpleLazyObject

from audit.models import Audit, StandardText

FIELDS = ("narrative", "strengths", "improvements")  # what the sign-off releases; the rest of a text is for its writers


@dataclass(frozen=True)
class WrittenStandard:
    """What is written about a standard: the judgement in words, and the points of the two lists."""

    narrative: str
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]


def texts_to_sign(audit: Audit) -> dict[str, dict[str, str]]:
    """Return what a sign-off stores of the texts, {standard: {field: text}}; texts_of reads it."""
    return {each.standard: _released(each) for each in audit.standard_texts.all() if any(_released(each).values())}


def texts_of(audit: Audit, *, outside: bool = False) -> Mapping[str, WrittenStandard]:
    """Return {standard: what is written about it}. Drafts never go outside, and are read when someone first asks."""
    if audit.snapshot is not None:
        return _written(audit.snapshot.get("texts", {}))
    return {} if outside else SimpleLazyObject(lambda: _written(texts_to_sign(audit)))


def _released(text: StandardText) -> dict[str, str]:
    return {field: getattr(text, field) for field in FIELDS}


def _written(stored: Mapping[str, Mapping[str, str]]) -> dict[str, WrittenStandard]:
    return {
        code: WrittenStandard(text["narrative"], _points(text["strengths"]), _points(text["improvements"]))
        for code, text in stored.items()
    }


def _points(lines: str) -> tuple[str, ...]:
    return tuple(point for line in lines.splitlines() if (point := line.strip()))
