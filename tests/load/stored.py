"""What must hold of the answers in the database, whatever happened while they were saved."""

from collections import defaultdict
from typing import NamedTuple

from django.db import transaction

from audit.models import Answer, Review

WHAT = ("version", "value", "comment")


class Confirmed(NamedTuple):
    """A save of which the server said that it is stored."""

    review: int
    code: str
    based_on: int
    version: int
    comment: str


def problems_with(confirmed):
    """Sentences: which of the confirmed saves are not there, and which answers are half there."""
    with transaction.atomic():
        list(Review.objects.select_for_update())  # waits for what a killed server left the database to finish
        now = {key: what for key, (what,) in _rows(Answer.objects.order_by("pk")).items()}
        past = _rows(Answer.history.order_by("history_id"))
    return [*_lost(confirmed, now, past), *_half_there(now, past)]


def _rows(answers):
    rows = defaultdict(list)
    for review, code, *what in answers.values_list("review_id", "question", *WHAT):
        rows[review, code].append(tuple(what))
    return rows


def _lost(confirmed, now, past):
    for save in confirmed:
        key = save.review, save.code
        if (save.version, save.comment) not in {(version, comment) for version, _, comment in past.get(key, ())}:
            yield f"Lost: {save}"
        elif key not in now or now[key][0] < save.version:
            yield f"Gone back behind a confirmed save: {save}, now {now.get(key)}"


def _half_there(now, past):
    for key, what in now.items():
        history = past.get(key, [])
        versions = [version for version, _, _ in history]
        first = 1 if versions[:1] == [1] else 2  # answers that a test begins with have no history
        if versions != list(range(first, what[0] + 1)) or history[-1:] not in ([], [what]):
            yield f"Half there: {key} is {what}, its history has {history[-3:]}"
    yield from (f"A history without an answer: {key}" for key in past.keys() - now.keys())


def stored_texts(review):
    """Every comment that was ever stored in the review."""
    return set(Answer.history.filter(review_id=review).values_list("comment", flat=True))
