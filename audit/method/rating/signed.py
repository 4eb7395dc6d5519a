"""A result as it was signed off, and what today's rules would give for the same answers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from audit.method.framework import Framework
from audit.method.rating.audit import AuditRating, missing_of
from audit.method.rating.banding import KeyQuestionRating
from audit.method.rating.lowest_score import limiting_of
from audit.method.rating.standard import StandardRating

OF_STANDARD = ("rating", "decided", "score", "left_out")  # what a sign-off stores of each standard


class SignedVersion(NamedTuple):
    """Which version of a result was signed off, on which day, and by which person.

    `by`: also "a command"; "" in a file without names.
    """

    number: int
    day: date
    by: str

    def __str__(self) -> str:
        by = f", by {self.by}" if self.by else ""
        return f"Version {self.number}, {self.day.day} {self.day:%B %Y}{by}"


def without_name(version: SignedVersion | None) -> SignedVersion | None:
    """Return the version as a file has it that names no one."""
    return version._replace(by="") if version else None


def ratings_to_sign(rating: AuditRating) -> dict[str, Any]:
    """Return what a sign-off stores beside the tallies: every rating, score and band, in plain values for JSON."""
    standards = {s.code: {name: getattr(s, name) for name in OF_STANDARD} for s in rating.standards}
    bands = {code: band for standard in rating.standards for code, band in _bands(standard).items()}
    overall = {"overall": rating.overall, "score": rating.score, "max_score": rating.max_score}
    return overall | {"standards": standards, "bands": bands}


def as_signed(today: AuditRating, signed: Mapping[str, Any]) -> AuditRating:
    """Return today's rating with every rating, score and band as in `signed`, which ratings_to_sign made.

    A sign-off from before bands were stored gets today's bands.
    """
    standards = tuple(_standard_as_signed(today.framework, standard, signed) for standard in today.standards)
    overall = {name: signed[name] for name in ("overall", "score", "max_score")}
    return replace(today, standards=standards, missing=missing_of(standards), **overall)


def _standard_as_signed(framework: Framework, today: StandardRating, signed: Mapping[str, Any]) -> StandardRating:
    stored = signed["standards"][today.code]
    bands = signed.get("bands", {})
    questions = tuple(_question_as_signed(framework, q, bands) for q in today.key_questions)
    limiting = today.limiting
    if stored["rating"] and today.too_few:  # signed before there was a fewest number of cases
        questions = tuple(replace(question, few=False) for question in questions)
        limiting = limiting_of(questions)
    if today.rating != stored["rating"]:  # the rules have changed, so no number of cases leads to the next rating
        questions = tuple(replace(question, up=None, down=None) for question in questions)
    decided = bool(stored["decided"] or stored.get("left_out"))
    missing = today.missing and not stored["rating"] and not decided
    refused, waiting = today.refused and not decided, None if decided else today.waiting
    today = replace(today, missing=missing, refused=refused, waiting=waiting)
    return replace(today, **stored, key_questions=questions, limiting=limiting)


def _question_as_signed(
    framework: Framework, today: KeyQuestionRating, bands: Mapping[str, str | None]
) -> KeyQuestionRating:
    rating = today.band.rating if today.band else None
    signed = bands.get(today.code, rating)
    if signed == rating:
        return today
    band = framework.band[signed] if signed else None
    return replace(today, band=band, up=None, down=None, rounding_decides=False)


def what_today_gives(signed: AuditRating, today: AuditRating) -> str:
    """Return one sentence that says where today's rules would give another rating; "" if they would not."""
    apart = [
        f"{name} {now or 'no rating'} instead of {then or 'no rating'}"
        for name, then, now in _differences(signed, today)
    ]
    how = f"as {_overall_text(signed)}" if signed.overall else "without an overall rating"
    if _overall_text(signed) == _overall_text(today):
        return f"Signed {how}; today's rules would give {', '.join(apart)}." if apart else ""
    details = f": {', '.join(apart)}" if apart else ""
    return f"Signed {how}; today's rules would give {_overall_text(today)}{details}."


def _overall_text(rating: AuditRating) -> str:
    return f"{rating.overall} ({rating.score} of {rating.max_score})" if rating.overall else "no overall rating"


def _differences(signed: AuditRating, today: AuditRating) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield (name, rating as signed, rating today) of standards that differ, and of key questions in the others."""
    for then, now in zip(signed.standards, today.standards, strict=True):
        name = f"{then.code} {then.standard.title}"
        if then.final != now.final:
            yield name, then.final, now.final
        elif then.rating != now.rating:
            yield f"{name}, by the rule,", then.rating, now.rating
        else:
            before, after = _bands(then), _bands(now)
            yield from ((code, before[code], after[code]) for code in before if before[code] != after[code])


def _bands(standard: StandardRating) -> dict[str, str | None]:
    return {question.code: question.band.rating if question.band else None for question in standard.key_questions}
