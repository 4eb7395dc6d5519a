"""The list of an audit's reviews, ready to print: who has which, how far each is, what a lead can do with it."""

from dataclasses import dataclass

from audit.models import Review, SampledCase
from audit.reviewing.reads import CaseReadings, Reading, answers_of_others
from cases.counted import counted

NOT_GIVEN = "not allocated"


@dataclass(frozen=True)
class ReadingLine:
    """`number` of the Review: 0 where there is none; `may_be_sent_back`: to the person who looks at the page."""

    number: int
    name: str
    reviewer: str
    state: str
    answered: int
    asked: int
    may_be_sent_back: bool


@dataclass(frozen=True)
class CaseLine:
    """`differences` and `to_settle`: how many there are, of two submitted readings that the person may compare."""

    sampled: SampledCase
    facts: str
    readings: tuple[ReadingLine, ...]
    compared: bool
    differences: int
    to_settle: int


@dataclass(frozen=True)
class ReviewsPage:
    """`states`: (state, how many first reviews are so); `second`: how many cases get a second review."""

    lines: tuple[CaseLine, ...]
    states: tuple[tuple[str, int], ...]
    second: int


def build_reviews_page(cases: list[CaseReadings], *, readable, comparable):
    """`readable`: the numbers (pk) of the Reviews that the person may read, `comparable`: of the SampledCases that they
    may see side by side. Others are told of by name and state alone."""
    lines = tuple(_case_line(case, readable, comparable) for case in cases)
    order = (NOT_GIVEN, "not started", "started", "sent back", "submitted")
    found = [line.readings[0].state for line in lines]
    states = tuple((state, found.count(state)) for state in order if state in found)
    return ReviewsPage(lines, states, sum(case.second is not None for case in cases))


def _case_line(case, readable, comparable):
    sampled, compared = case.sampled, case.both_submitted and case.sampled.pk in comparable
    readings = [_reading_line("Review", case.first, case.asked, readable)]
    if case.second:
        readings.append(_reading_line("Second review", case.second, case.asked, readable))
    facts = (sampled.case_then.get_sentence_type_display(), sampled.case.team, sampled.case.practitioner)
    in_words = ", ".join(str(fact) for fact in facts if fact)
    return CaseLine(sampled, in_words, tuple(readings), compared, len(case.differences), len(case.to_settle))


def _reading_line(name, reading: Reading | None, asked, readable):
    if reading is None:
        return ReadingLine(0, name, "", NOT_GIVEN, 0, len(asked), False)
    review = reading.review
    may_be_sent_back = review.submitted_at is not None and review.pk in readable
    who = str(review.reviewer or "")
    return ReadingLine(review.pk, name, who, reading.state, reading.answered, len(asked), may_be_sent_back)


def told_of_allocation(part, given, reviewer):
    """That these reviews, {name of the case: Review}, are the reviewer's now, and whose answers stay in them."""
    which = "First" if part == Review.Part.FIRST else "Second"
    kept = {case: answers_of_others(review) for case, review in given.items()}
    stays = "; ".join(f"{_by_whom(counts)} in {case}" for case, counts in kept.items() if counts)
    told = f"{which} review given to {reviewer}: {'; '.join(given)}."
    return f"{told} What was answered stays under the name of who answered it: {stays}." if stays else told


def _by_whom(counts):
    return ", ".join(f"{counted(number, 'answer')} by {name}" for name, number in counts)
