"""An audit's reviews, ready to print: who has each one, how far it is, and whether it can be sent back."""

from collections.abc import Container
from dataclasses import dataclass

from django.utils.timezone import localdate

from audit.models import Audit
from audit.moderating.case_rows import NOT_GIVEN
from audit.planning.extra_cases import name_of_group
from audit.reviewing.pages.due import DueDate
from audit.reviewing.reads.case_reviews import ReviewWithAnswers, reviews_of_fetched
from cases.lists.table import ListTable


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


def describe_rows(table: ListTable, audit: Audit, ticked: Container[str], *, is_wrong: bool) -> None:
    """Give each record on the table's page its `audit`, its `line` (a CaseLine), its `due_date` (a DueDate or None),
    and of the box that chooses it the `place` in the list, whether it `is_ticked`, and whether the choice `is_wrong`.

    `ticked`: the numbers of the cases whose box is ticked. The records were fetched by to_show. Where the user may not
    read a review, or compare the two, the line shows only reviewer and state.
    """
    records, today = [row.record for row in table.page.object_list], localdate()
    for place, case in enumerate(reviews_of_fetched(audit.framework, records)):
        record = case.sampled
        record.audit, record.line = audit, _case_line(case)
        record.due_date = record.due and DueDate(record.due, (record.due - today).days)
        record.place, record.is_ticked, record.is_wrong = place, str(record.number) in ticked, is_wrong


def _case_line(case):
    sampled, compared = case.sampled, case.both_submitted and case.sampled.may_compare
    first = _review_state_line("Review", case.first, case.asked, sampled.state)
    second = _review_state_line("Second review", case.second, case.asked, sampled.second_state) if case.second else None
    extra = f"Extra case ({name_of_group(sampled.extra_for)})" if sampled.extra_for else ""
    facts = (sampled.case_then.get_sentence_type_display(), sampled.case.team, extra)
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
