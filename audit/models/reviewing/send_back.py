"""Reviews that were sent back."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from .review import Review


class SendBack(models.Model):
    """The note with which a quality lead sent a submitted review back.

    `questions` holds the codes that it is about; none means the review as a whole. The `reply` comes when the review is
    submitted again. `after_both` says that both reviews of the case were submitted by then, so that each reviewer could
    see the other's answers.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="sent_back")
    note = models.TextField()
    questions = models.JSONField(default=list, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    after_both = models.BooleanField(default=False)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(note=""), name="sent_back_with_a_note")]

    def __str__(self):
        return f"{self.review} sent back"
