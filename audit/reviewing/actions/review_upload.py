"""Storing what was filled in in a workbook: all of it, or nothing."""

from django.db import transaction

from audit.reviewing.actions.answering import save_answers


class UploadStale(Exception):
    """Somebody answered, or a fact of a case changed, after the person was shown what the upload would change."""


@transaction.atomic
def store_upload(*, changes, by=None):
    """Store the AnswerChanges of each Review, [(review, changes)], each on top of the version that was shown.

    Raises UploadStale, ReviewClosed, AuditClosed; then nothing of any of them is stored.
    """
    for review, of_review in sorted(changes, key=lambda each: each[0].pk):
        saved = save_answers(review=review, changes=of_review, by=by)
        if saved.stale or saved.not_asked:
            raise UploadStale
