"""What the answers of reviews and of cases read together have in common."""

from django.conf import settings
from django.db import models

from audit.method.answers import Value


class GivenAnswer(models.Model):
    """The answer to one question. Without a value it is a comment that was written before the answer."""

    question = models.CharField(max_length=80, help_text="The question's code in the framework.")
    # None: a comment may come before its answer
    value = models.PositiveSmallIntegerField(
        choices=[(value.value, value.key) for value in Value], null=True, blank=True
    )
    comment = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    answered_at = models.DateTimeField(auto_now=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.question}: {self.get_value_display() or 'not answered'}"

    @property
    def code(self):
        """The question's code, under the name that AnswerChange and the other holders of an answer use."""
        return self.question
