"""A review of a sampled case and its answers."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit.method.answers import Value

from .plan import SampledCase


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the cases that the user may see in their audit."""
        return self.filter(sampled_case__in=SampledCase.objects.visible_to(user))

    def counted(self):
        """The reviews that results are worked out from."""
        return self.filter(submitted_at__isnull=False)


class Review(models.Model):
    """One reading of a sampled case. It counts once it is submitted, which needs an answer to every key question."""

    sampled_case = models.ForeignKey(SampledCase, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sampled_case"], name="one_review_per_sampled_case")]

    def __str__(self):
        return f"Review of {self.sampled_case}"


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those about the cases that the user may see in their audit."""
        return self.filter(review__sampled_case__in=SampledCase.objects.visible_to(user))

    def counted(self):
        """The answers that results are worked out from."""
        return self.filter(review__submitted_at__isnull=False)


class Answer(models.Model):
    """What a review says to one question: key-question judgement, prompt or item alike. No row: unanswered."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=80, help_text="The question's code in the framework.")
    value = models.PositiveSmallIntegerField(choices=[(value.value, value.key) for value in Value])
    comment = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    answered_at = models.DateTimeField(auto_now=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "question"], name="one_answer_per_review_and_question"),
            models.CheckConstraint(
                condition=models.Q(value__in=[value.value for value in Value]), name="answer_value_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.question}: {self.get_value_display()}"
