"""Store the answers of an uploaded workbook: all of them, or none."""

from collections.abc import Iterable

from django.db import transaction

from audit.method.answers import AnswerChange
from audit.models import Review
from audit.reviewing.actions.answering import save_answers
from cases.models import User


class UploadStale(Exception):
    """An answer or a fact of a case changed after the person was shown what the upload would change."""


@transaction.atomic
def store_upload(*, changes: Iterable[tuple[Review, list[AnswerChange]]], by: User | None = None) -> None:
    """Store the changes of each review, each on top of the version that the person was shown.

    Raises UploadStale, ReviewClosed, AuditClosed; then none of them is stored.
    """
    for review, of_review in sorted(changes, key=lambda each: each[0].pk):
        saved = save_answers(review=review, changes=of_review, by=by)
        if saved.stale or saved.not_asked:
            raise UploadStale
