"""An audit's reviews, ready to print: who has each one, how far it is, and whether it can be sent back."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate

from audit.models import Review, SampledCase
from audit.reviewing.pages.due import DueDate, due_date_of
from audit.reviewing.reads.case_reviews import CaseReviews, ReviewWithAnswers
from audit.reviewing.reads.review_answers import answers_of_others
from cases.counted import counted
from cases.models import User

NOT_GIVEN = "not allocated"


@dataclass(frozen=True)
class ReviewStateLine:
    """One review. `number` is its key, 0 where there is no review; a lead may send back only what they may read."""

    number: int
    name: str
    reviewer: str
    state: str
    answered: int
    asked: int
    may_be_sent_back: bool
    due: DueDate | None = None


@dataclass(frozen=True)
class CaseLine:
    """A case with its reviews. `differences` and `to_settle` count questions.

    `compared` says whether both reviews are submitted and the person may see them side by side.
    """

    sampled: SampledCase
    facts: str
    reviews: tuple[ReviewStateLine, ...]
    compared: bool
    differences: int
    to_settle: int


@dataclass(frozen=True)
class ReviewsPage:
    """`states` holds (state, number of first reviews). `second` counts the cases that get a second review."""

    lines: tuple[CaseLine, ...]
    states: tuple[tuple[str, int], ...]
    second: int


def build_reviews_page(
    cases: list[CaseReviews], *, readable: Container[int], comparable: Container[int]
) -> ReviewsPage:
    """Build the ReviewsPage.

    `readable` holds the keys of the Reviews that the person may read, `comparable` those of the SampledCases whose
    reviews they may see side by side. For the others the page shows only reviewer and state.
    """
    lines = tuple(_case_line(case, readable, comparable) for case in cases)
    order = (NOT_GIVEN, "not started", "started", "sent back", "submitted")
    found = [line.reviews[0].state for line in lines]
    states = tuple((state, found.count(state)) for state in order if state in found)
    return ReviewsPage(lines, states, sum(case.second is not None for case in cases))


def _case_line(case, readable, comparable):
    sampled, compared = case.sampled, case.both_submitted and case.sampled.pk in comparable
    reviews = [_review_state_line("Review", case.first, case.asked, readable)]
    if case.second:
        reviews.append(_review_state_line("Second review", case.second, case.asked, readable))
    facts = (sampled.case_then.get_sentence_type_display(), sampled.case.team, sampled.case.practitioner)
    in_words = ", ".join(str(fact) for fact in facts if fact)
    return CaseLine(sampled, in_words, tuple(reviews), compared, len(case.differences), len(case.to_settle))


def _review_state_line(name, answered: ReviewWithAnswers | None, asked, readable):
    if answered is None:
        # a first review is made when it is given to a reviewer
        return ReviewStateLine(0, name, "", NOT_GIVEN, 0, len(asked), False)
    review = answered.review
    may_be_sent_back = review.submitted_at is not None and review.pk in readable
    who = str(review.reviewer or "")
    due = due_date_of(review, localdate())
    return ReviewStateLine(review.pk, name, who, answered.state, answered.answered, len(asked), may_be_sent_back, due)


def due_date_message(due_on: date | None, done: Iterable[str]) -> str:
    """Say which cases (their names) are due when."""
    when = f"on {date_format(due_on, 'j F Y')}" if due_on else "on the audit's own date"
    return f"Due {when}: {'; '.join(done)}."


def allocation_message(part: str, given: Mapping[str, Review], reviewer: User) -> str:
    """Say which reviews, {name of the case: Review}, the reviewer got, and which other people's answers they hold."""
    which = "First" if part == Review.Part.FIRST else "Second"
    kept = {case: answers_of_others(review) for case, review in given.items()}
    stays = "; ".join(f"{_answers_by_name(counts)} in {case}" for case, counts in kept.items() if counts)
    message = f"{which} review given to {reviewer}: {'; '.join(given)}."
    return f"{message} Answers keep the name of the person who gave them: {stays}." if stays else message


def _answers_by_name(counts):
    return ", ".join(f"{counted(number, 'answer')} by {name}" for name, number in counts)
