"""What follows a finished look: what the practitioner reads, and the text for the case record."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime

from audit.method.answers import SUFFICIENT
from audit.models import Finding, Look
from audit.oversight.looks.pages.words import THE_SPO, day_in_words, direction_in_words
from audit.oversight.looks.questions import ABOUT_DIRECTION, is_looked_at
from audit.oversight.looks.reads import found_in, questions_of
from cases.models import User

NOTHING = "Nothing was recorded."


@dataclass(frozen=True)
class TellPage:
    """`strengths` and `gaps`: what the practitioner reads, in this order. `notes`: gaps with a note that is left out of
    `text`, which is the plain text for the case record."""

    strengths: tuple[Finding, ...]
    gaps: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    text: str


def build_tell_page(look: Look, user: User) -> TellPage:
    """Build the TellPage of a finished look. Takes two queries."""
    found = list(found_in(look, user))
    strengths = tuple(each for each in found if each.kind == Finding.Kind.STRENGTH)
    gaps = tuple(each for each in found if each.kind == Finding.Kind.GAP)
    return TellPage(strengths, gaps, tuple(each for each in gaps if each.risk_note), _text(look, strengths, gaps))


def who_acts(finding: Finding) -> str:
    """Return who has to act on a gap and by when, in words."""
    if finding.due is None:
        return "Nothing has to be done."
    return f"{finding.owner or THE_SPO}, by {day_in_words(finding.due)}"


def _text(look: Look, strengths: Sequence[Finding], gaps: Sequence[Finding]) -> str:
    questions, answers = questions_of(look), look.review.answers_by_code()
    given = {code: answer.value for code, answer in answers.items()}
    looked = [question for question in questions if is_looked_at(given.get(question.code))]
    judged = [question for question in looked if question.code != ABOUT_DIRECTION]
    sufficient = [question.text for question in judged if given[question.code] in SUFFICIENT]
    tasks = [gap for gap in gaps if gap.due]
    return "\n".join(
        [
            "Management oversight",
            f"{date_format(localtime(look.finished_at), 'j F Y')}, by {look.review.reviewer}",
            _how_read(look),
            "",
            *_listed("What was considered", [question.text for question in looked]),
            *_direction(look, looked, given),
            *_listed("What is sufficient", [*sufficient, *(f"Done well: {strength.text}" for strength in strengths)]),
            *_listed("What is missing", [f"{gap.wording} {gap.text}" for gap in gaps]),
            *_listed("Action, who does it and by when", [f"{gap.wording} {who_acts(gap)}" for gap in gaps]),
            _when_checked(tasks),
        ]
    )


def _direction(look, looked, given):
    """What was found of a manager's direction: facts, which are neither sufficient nor missing."""
    asked = [question for question in looked if question.code == ABOUT_DIRECTION]
    about = f" ({direction_in_words(look)})" if direction_in_words(look) else ""
    return [f"Manager's direction: {each.label(given[each.code])}{about}.\n" for each in asked]


def _how_read(look):
    if look.mode == Look.Mode.TOGETHER:
        return f"Case record read with the practitioner, {look.case.practitioner or 'name not known'}."
    return "Case record read alone."


def _listed(heading, lines):
    return [f"{heading}:", *(f"- {line}" for line in lines or [NOTHING]), ""]


def _when_checked(tasks):
    if not tasks:
        return "To be checked: nothing has to be done."
    days = sorted({task.due for task in tasks})
    return f"To be checked: after {', '.join(day_in_words(day) for day in days)}."
