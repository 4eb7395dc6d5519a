"""The changes of a scratch copy of a result. They stand, signed, in the address of its pages and nowhere else."""

import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse

from audit.method.answers import Value
from audit.method.raising.scratch import open_questions, short_of
from audit.method.rating.banding import KeyQuestionRating
from audit.models import Answer, Audit
from audit.results.questions.reads import listed_answers
from audit.results.report import Report
from cases.models import User

SALT = "audit.results.scratch"
LONGEST = 2_000  # characters that servers, browsers and mail programs pass on
MOST_PICKED = 200  # cases over all questions, which stay below LONGEST
NOT_READABLE = "This address holds changes that cannot be read, or those of another audit. Start again."
LEFT_OUT = "Some changes are left out: they are about cases that you may not see here, or that count differently now."


@dataclass(frozen=True)
class ScratchChanges:
    """What becomes sufficient: in each question a number of cases, or the cases picked.

    `counts`: {question code: cases}. `picked`: {question code: numbers of cases}, of other questions.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    picked: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def more(self) -> dict[str, int]:
        """Return {question code: how many more cases are sufficient}."""
        return {**self.counts, **{code: len(numbers) for code, numbers in self.picked.items()}}

    def with_counts(self, counts: Mapping[str, int]) -> "ScratchChanges":
        return replace(self, counts={code: cases for code, cases in counts.items() if cases})

    def with_picked(self, code: str, numbers: Collection[int], *, of: Collection[int]) -> "ScratchChanges":
        """Return the changes where of these cases, `of`, those of these `numbers` are picked in a question.

        They take the place of its number. What is picked of other cases stays.
        """
        kept = {*self.picked.get(code, ()), *numbers} - (set(of) - set(numbers))
        counts = {each: cases for each, cases in self.counts.items() if each != code}
        return ScratchChanges(counts, {**self.picked, code: tuple(sorted(kept))} if kept else self._without(code))

    def picked_beside(self, code: str, of: Collection[int]) -> int:
        """Return how many cases are picked, over all questions, but for these cases of this question."""
        return sum(map(len, self.with_picked(code, (), of=of).picked.values()))

    def _without(self, code: str) -> dict[str, tuple[int, ...]]:
        return {each: cases for each, cases in self.picked.items() if each != code}


@dataclass(frozen=True)
class Scratch:
    """The changes that this reader may make. `problem`: why they are not all that the address holds; else ""."""

    changes: ScratchChanges
    problem: str = ""


def questions_to_try(report: Report) -> tuple[KeyQuestionRating, ...]:
    """Return the key questions in which more cases can be tried; none if the result was signed by other rules."""
    return () if report.signed_otherwise else open_questions(report.rating)


def what_if_address(audit: Audit, changes: ScratchChanges | None = None, code: str = "") -> str:
    """Return the address of the page with these changes, or of the cases of the question `code` to pick from."""
    page = reverse("what_if_cases", args=[audit.pk, code]) if code else reverse("audit_what_if", args=[audit.pk])
    if changes is None or not changes.more:
        return page
    signed = signing.dumps([audit.pk, changes.counts, changes.picked], salt=SALT, compress=True)
    return f"{page}?{urlencode({'changes': signed})}"


def scratch_of(user: User, audit: Audit, report: Report, text: str) -> Scratch:
    """Return the Scratch of an address, as far as it fits the result and the cases that the user may see.

    `text`: what the address holds. Up to four queries for each question with picked cases.
    """
    if not text:
        return Scratch(ScratchChanges())
    sent = _read(audit, text)
    if sent is None:
        return Scratch(ScratchChanges(), NOT_READABLE)
    short = {question.code: short_of(question) for question in questions_to_try(report)}
    counts = {code: min(cases, short[code]) for code, cases in sent.counts.items() if code in short}
    picked = {
        code: tuple(sorted(numbers_of(cases_short(user, audit, code)) & set(numbers)))
        for code, numbers in sent.picked.items()
        if code in short
    }
    fitting = ScratchChanges(counts, {code: numbers for code, numbers in picked.items() if numbers})
    return Scratch(fitting, "" if fitting.more == sent.more else LEFT_OUT)


def _read(audit: Audit, text: str) -> ScratchChanges | None:
    if len(text) > LONGEST:
        return None
    try:
        number, counts, picked = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, zlib.error):
        return None
    return ScratchChanges(counts, picked) if number == audit.pk else None


def cases_short(user: User, audit: Audit, code: str) -> list[Answer]:
    """Return the answers to a question that are not sufficient, of the cases that pages list for the user."""
    answers = listed_answers(user, audit, code)
    found = [*answers.get(Value.NO, ()), *answers.get(Value.ABSENT, ())]
    return sorted(found, key=lambda answer: answer.review.sampled_case.number)


def numbers_of(answers: Iterable[Answer]) -> set[int]:
    return {answer.review.sampled_case.number for answer in answers}
