"""What a change of several cases at once does, in words: before it is confirmed, and when it is done."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format

from audit.models import Review, SampledCase
from audit.moderating.changes import GIVEN, Action, Change
from audit.moderating.reads import reviews_version
from audit.reviewing.reads.review_answers import answers_of_others
from cases.counted import counted

NAMED = 10  # cases that a message names; of more it says how many they are
PHRASES = {
    Action.SHARE: "Share out the first reviews of {cases}",
    Action.SHARE_SECOND: "Share out the second reviews of {cases}",
    Action.FIRST: "Give the first review of {cases}",
    Action.SECOND: "Give the second review of {cases}",
    Action.DUE: "Set the due date of {cases}",
    Action.MARK: "Mark {cases} for a second review",
    Action.UNMARK: "Remove {cases} from second review",
}
# {action: what it takes from one review, from several}
LOST = {
    Action.DUE: "review will lose its own due date,reviews will lose their own due date",
    Action.UNMARK: "second review will be taken from,second reviews will be taken from",
}
DONE = {
    Action.DUE: "Due {when}",
    Action.UNMARK: "No longer marked for a second review",
}


@dataclass(frozen=True)
class Confirmation:
    """`lost`: what the change replaces, as sentences; `replaces`: in how many reviews. `names`: of the cases.

    `chosen`: the numbers of the cases. `seen`: the reviews_version that this was read from.
    """

    change: Change
    phrase: str
    question: str
    lost: tuple[str, ...]
    replaces: int
    names: tuple[str, ...]
    chosen: str
    seen: str


def build_confirmation(change: Change, cases: QuerySet[SampledCase]) -> Confirmation:
    """Build the Confirmation of a change of these cases. Takes two queries."""
    fetched = list(cases.with_case().prefetch_related("reviews__reviewer"))
    phrase = PHRASES[change.action].format(cases=counted(len(fetched), "case"))
    replaced = _replaced(change, fetched)
    return Confirmation(
        change,
        phrase,
        f"{phrase}{_to(change)}?",
        tuple(_lost(change, replaced)),
        sum(replaced.values()),
        tuple(sampled.with_crn for sampled in fetched),
        ",".join(str(sampled.number) for sampled in fetched),
        reviews_version(fetched),
    )


def _replaced(change, cases):
    """{what the change replaces, in words: how many reviews it stands in}."""
    reviews = [review for sampled in cases for review in sampled.reviews.all() if review.submitted_at is None]
    if change.action == Action.DUE:
        of_their_own = [review for review in reviews if review.due_on not in (None, change.due_on)]
        return Counter(date_format(review.due_on, "j F Y") for review in of_their_own)
    part = Review.Part.SECOND if change.action == Action.UNMARK else GIVEN.get(change.action)
    held = [review for review in reviews if review.part == part and review.reviewer not in (None, change.reviewer)]
    return Counter(str(review.reviewer) for review in held)


def _lost(change, replaced):
    """Yield the sentence that says what is lost, such as “2 reviews will be taken from: Ben (2).”"""
    if replaced:
        lost = ", ".join(f"{what} ({number})" for what, number in sorted(replaced.items()))
        kind = LOST.get(change.action, "review will be taken from,reviews will be taken from")
        yield f"{counted(sum(replaced.values()), *kind.split(','))}: {lost}."


def _to(change):
    if change.action == Action.DUE:
        return f" to {date_format(change.due_on, 'j F Y')}" if change.due_on else " to the audit's own date"
    return f" to {change.reviewer}" if change.reviewer else ""


def refused_in_words(refused: dict[SampledCase, str]) -> dict[int, str]:
    """Return {number of a case: its name and why it was refused}."""
    return {sampled.number: f"{sampled.with_crn}: {why}" for sampled, why in refused.items()}


def done_in_words(change: Change, done: Mapping[SampledCase, Any]) -> Iterator[tuple[bool, str]]:
    """Yield (whether it is good news, sentence): what was done with which cases, and whose answers stay.

    `done` is what change_several returned.
    """
    names = {sampled.with_crn: returned for sampled, returned in done.items()}
    if change.action in GIVEN:
        which = "First" if GIVEN[change.action] == Review.Part.FIRST else "Second"
        yield True, f"{which} review given to {change.reviewer}: {_listed(names)}.{_whose_answers_stay(names)}"
    elif change.action == Action.MARK:
        yield from _marked_in_words(names)
    else:
        when = f"on {date_format(change.due_on, 'j F Y')}" if change.due_on else "on the audit's own date"
        yield True, f"{DONE[change.action].format(when=when)}: {_listed(names)}."


def _marked_in_words(names):
    """Tell those that were marked now from those that were before, {name of the case: whether it is now}."""
    if marked := [name for name, is_new in names.items() if is_new]:
        yield True, f"Marked for a second review: {_listed(marked)}."
    if before := [name for name, is_new in names.items() if not is_new]:
        yield False, f"Already marked for a second review, so not changed: {_listed(before)}."


def _listed(names):
    return "; ".join(names) if len(names) <= NAMED else counted(len(names), "case")


def _whose_answers_stay(given):
    """Say which other people's answers stay in the reviews, {name of the case: Review}; "" if none do."""
    kept = {case: answers_of_others(review) for case, review in given.items()}
    stays = "; ".join(f"{_answers_by_name(counts)} in {case}" for case, counts in kept.items() if counts)
    return f" Answers keep the name of the person who gave them: {stays}." if stays else ""


def _answers_by_name(counts):
    return ", ".join(f"{counted(number, 'answer')} by {name}" for name, number in counts)
