"""What the forms of the workspace offer, and what they begin with."""

from collections.abc import Mapping

from audit.evidence.citable import Citable
from audit.method.framework import Framework, Standard
from audit.method.rating.standard import NOT_RATEABLE
from audit.models import EvidenceEntry, StandardText

WHOLE = "The standard as a whole"


def rating_label(rating: str) -> str:
    """Return a draft rating in words; "" without one."""
    return "Cannot be rated" if rating == NOT_RATEABLE else rating


def draft_ratings(framework: Framework) -> list[tuple[str, str]]:
    """Return (value, label) of the draft ratings; none in an unrated framework."""
    ratings = [*framework.band, NOT_RATEABLE] if framework.rated else []
    return [(rating, rating_label(rating)) for rating in ratings]


def supports_choices(framework: Framework) -> list[tuple[str, str]]:
    """Return (value, label) of what evidence supports."""
    called = {} if framework.rated else {EvidenceEntry.Supports.IMPROVEMENT: "A concern"}
    return [(value, called.get(value, label)) for value, label in EvidenceEntry.Supports.choices]


def sub_question_choices(standard: Standard) -> list[tuple[str, str]]:
    """Return (code, text) of the questions under a standard; none if it has none."""
    asked = [(each.code, f"{each.code} {each.text}") for each in standard.sub_questions]
    return [("", WHOLE), *asked] if asked else []


def figure_choices(figures: Mapping[str, list[Citable]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the figures to cite as grouped choices."""
    return [(group, [(figure.key, figure.sentence) for figure in each]) for group, each in figures.items()]


def fields_of_evidence(entry: EvidenceEntry) -> dict[str, object]:
    """Return {field: value} of a piece of evidence, as its form begins with it."""
    fields = ("kind", "title", "day", "text", "cites", "supports", "sub_question")
    return {field: getattr(entry, field) for field in fields}


def text_shown(stored: StandardText) -> dict[str, str]:
    """Return {field: text} of what is stored about a standard, as the form begins with it."""
    fields = ("narrative", "strengths", "improvements", "draft_rating", "contributors")
    return {field: getattr(stored, field) for field in fields}
