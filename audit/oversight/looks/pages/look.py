"""The page of a look, ready to print: the case in one line, and each question with what its fields hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate

from audit.method.answers import AnswerChange, Value
from audit.method.framework import Question
from audit.method.oversight.working_days import after_working_days
from audit.oversight.looks.changes import More
from audit.oversight.looks.forms.look import SOON, USUAL, LookForm
from audit.oversight.looks.pages.conflict import build_look_conflict
from audit.oversight.looks.questions import (
    ABOUT_DIRECTION,
    DIRECTION,
    MODE,
    OF_THE_LOOK,
    OWN,
    TODAY,
    WELL,
    counts_as_no,
    keys_of,
)
from audit.reviewing.forms.review import COMMENT
from audit.reviewing.pages.conflict import Conflict, saved_text
from cases.models import User

NOT_LOOKED, TOGETHER = str(int(Value.NOT_LOOKED)), str(int(Value.NO))  # as the fields of a form have them


@dataclass(frozen=True)
class LookLine:
    """One question with what its fields hold.

    `choices` holds (value, label, whether it is chosen, its key, whether it says that something is missing). `more` is
    {name: value} of its further fields. `number`: 0 for what is not a question of the instrument. `opens`: whether its
    text is open to read and write.
    """

    code: str
    number: int
    text: str
    look_for: str
    relates_to: str
    wants_words: bool
    choices: tuple[tuple[str, str, bool, str, bool], ...]
    comment: str
    version: str
    saved: str
    is_unsaved: bool
    more: Mapping[str, Any]
    errors: tuple[str, ...]
    conflict: Conflict | None

    @property
    def chosen(self) -> str:
        return next((value for value, _, chosen, *_ in self.choices if chosen), "")

    @property
    def opens(self) -> bool:
        says_no = any(chosen and is_no for _, _, chosen, _, is_no in self.choices)
        return bool((self.wants_words and says_no) or self.comment or self.errors or self.conflict)

    @property
    def is_gap_without_no(self) -> bool:
        """Whether a gap is written down under an answer that says nothing is missing."""
        says_no = any(chosen and is_no for _, _, chosen, _, is_no in self.choices)
        return bool(self.comment and self.chosen and not says_no)


@dataclass(frozen=True)
class LookPage:
    """All that the form of a look shows. `questions`: (line, the practitioner's view, whose the last entry is).

    `days`: (value, words) of by when something has to be done. `troubles`: (question code, sentence).
    """

    questions: tuple[tuple[LookLine, LookLine, LookLine | None], ...]
    mode: LookLine
    today: LookLine
    well: LookLine
    owners: Sequence[tuple[str, str]]
    days: tuple[tuple[str, str], ...]
    about: Sequence[tuple[str, str]]
    troubles: tuple[tuple[str, str], ...]
    answered: int
    not_looked: int
    findings: int

    @property
    def together(self) -> bool:
        """Whether the practitioner is there, so that their view is asked."""
        return self.mode.chosen == TOGETHER


def build_look_page(
    form: LookForm,
    answers: Mapping[str, Any],
    *,
    user: User,
    owners: Mapping[str, str],
    stale: Mapping[str, tuple[AnswerChange, More]],
    missing: Sequence[tuple[str, str]] = (),
) -> LookPage:
    """Build the LookPage of a form. `answers`: {code: what is stored}. `stale`: {code: what was not stored}.

    `owners`: {number: name} of those who may have to act. `missing`: what keeps the look from being finished, as
    (question code, sentence).
    """
    asked = [q for q in form.section.questions if not q.code.startswith(OWN) and q.code not in OF_THE_LOOK]
    number_of = {question.code: number for number, question in enumerate(asked, start=1)}
    lacking = dict(missing)
    facts = {"user": user, "owners": owners, "lacking": lacking}
    lines = {
        question.code: _line(question, number_of.get(question.code, 0), form, answers, stale, facts)
        for question in form.section.questions
    }
    questions = [lines[question.code] for question in asked]
    return LookPage(
        questions=tuple(
            (line, lines[f"{OWN}{line.code}"], lines[DIRECTION] if line.code == ABOUT_DIRECTION else None)
            for line in questions
        ),
        mode=lines[MODE],
        today=lines[TODAY],
        well=lines[WELL],
        owners=(*owners.items(),),
        days=_days(localdate()),
        about=form.may_be_about,
        troubles=(*missing, *_troubles(lines.values(), lacking)),
        answered=sum(bool(line.chosen) for line in questions),
        not_looked=sum(line.chosen == NOT_LOOKED for line in questions),
        findings=sum(bool(line.comment) for line in questions),
    )


def _days(today: date):
    ends = {days: date_format(after_working_days(today, int(days)), "j F") for days in (USUAL, SOON)}
    return tuple((days, f"{days} working days: {end}") for days, end in ends.items())


def _line(question: Question, number, form, answers, stale, shared):
    code, answer = question.code, answers.get(question.code)
    chosen, comment, version = form.held(code)
    is_unsaved = f"{COMMENT}-{code}" in form.initial
    user, owners, lacking = shared["user"], shared["owners"], shared["lacking"]
    facts = {"stored": form.stored.get(code), "owners": owners, "user": user}
    return LookLine(
        code=code,
        number=number,
        text=question.text,
        look_for=question.look_for,
        relates_to=", ".join(question.relates_to),
        wants_words=question.no_wants_words and bool(number),
        choices=_choices(question, chosen, bool(number)),
        comment=comment,
        version=version,
        saved="Not saved" if is_unsaved else saved_text(answer, user) if answer and answer.version else "",
        is_unsaved=is_unsaved,
        more=form.held_more(code),
        errors=(*form.extra_errors.get(code, ()), *([lacking[code]] if code in lacking else [])),
        conflict=build_look_conflict(question, answer, stale[code], **facts) if code in stale else None,
    )


def _choices(question, chosen, is_of_instrument):
    keys = keys_of(question)
    return tuple(
        (str(int(value)), label, str(int(value)) == chosen, keys[value], is_of_instrument and counts_as_no(value))
        for value, label in question.labels.items()
    )


def _troubles(lines, lacking):
    """Yield (code, sentence) for each question that needs another look before it is stored."""
    for line in lines:
        name = f"{line.number}" if line.number else line.text
        if line.conflict:
            yield line.code, f"{name}: another answer was saved while you were writing. Choose which one to keep"
        for error in line.errors:
            if line.code not in lacking:
                yield line.code, f"{name}: {error}"
