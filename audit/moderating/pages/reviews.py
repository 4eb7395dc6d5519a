"""An audit's reviews, ready to print: who has each one, how far it is, and whether it can be sent back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate

from audit.models import Audit, Review
from audit.moderating.case_rows import NOT_GIVEN
from audit.moderating.lists import CaseReviewTable
from audit.reviewing.pages.due import DueDate
from audit.reviewing.reads.case_reviews import ReviewWithAnswers, reviews_of_fetched
from audit.reviewing.reads.review_answers import answers_of_others
from cases.counted import counted
from cases.models import User


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


@dataclass(frozen=True)
class CaseLine:
    """A case with its reviews. `differences` and `to_settle` count questions.

    `compared` says whether both reviews are submitted and the person may see them side by side.
    """

    facts: str
    first: ReviewStateLine
    second: ReviewStateLine | None
    compared: bool
    differences: int
    to_settle: int


def describe_rows(table: CaseReviewTable, audit: Audit) -> None:
    """Give each record on the table's page its `place` there, its `line` (a CaseLine) and `due_date` (DueDate, None).

    The records were fetched by to_show. Where the user may not read a review, or compare the two, the line shows only
    reviewer and state.
    """
    records = [row.record for row in table.page.object_list]
    for place, case in enumerate(reviews_of_fetched(audit.framework, records)):
        record = case.sampled
        record.place, record.line = place, _case_line(case)
        record.due_date = record.due and DueDate(record.due, (record.due - localdate()).days)


def _case_line(case):
    sampled, compared = case.sampled, case.both_submitted and case.sampled.may_compare
    first = _review_state_line("Review", case.first, case.asked, sampled.state)
    second = _review_state_line("Second review", case.second, case.asked, sampled.second_state) if case.second else None
    facts = (sampled.case_then.get_sentence_type_display(), sampled.case.team)
    in_words = ", ".join(str(fact) for fact in facts if fact)
    return CaseLine(in_words, first, second, compared, len(case.differences), len(case.to_settle))


def _review_state_line(name, answered: ReviewWithAnswers | None, asked, state):
    if answered is None:
        # a first review is made when it is given to a reviewer
        return ReviewStateLine(0, name, "", NOT_GIVEN, 0, len(asked), False)
    review = answered.review
    may_be_sent_back = review.submitted_at is not None and review.may_read
    who = str(review.reviewer or "")
    return ReviewStateLine(review.pk, name, who, state, answered.answered, len(asked), may_be_sent_back)


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
