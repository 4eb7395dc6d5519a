"""What became of an audit's recommendations: the answer of the head of service, and the steps."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit.models.results.recommendation import Recommendation
from cases.models import choice_constraint


class Agreement(models.TextChoices):
    AGREED = "agreed", "Agreed"
    PARTLY = "partly", "Partly agreed"
    NOT_AGREED = "not_agreed", "Not agreed"


class Response(models.Model):
    """The answer to a recommendation. `text`: which part is agreed, or the reason why it is not."""

    Agreement = Agreement

    recommendation = models.OneToOneField(Recommendation, on_delete=models.CASCADE, related_name="response")
    agreement = models.CharField(max_length=10, choices=Agreement)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            choice_constraint("agreement", Agreement, "response_is_known"),
            models.CheckConstraint(
                condition=models.Q(agreement=Agreement.AGREED) | ~models.Q(text=""), name="a_response_gives_its_reason"
            ),
        ]

    def __str__(self):
        return self.get_agreement_display()


class Step(models.Model):
    """A step towards a recommendation. `owner`: a post, such as "Head of PDU", since a step outlives who holds it.

    `holds_from`: the day from which what was done holds; None while it is open.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="steps")
    text = models.TextField()
    owner = models.CharField("owner (a post, not a name)", max_length=120)
    due = models.DateField()
    evidence = models.TextField("what shows it", blank=True)
    holds_from = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="step_has_a_text"),
            models.CheckConstraint(
                condition=models.Q(holds_from=None) | ~models.Q(evidence=""), name="a_step_done_shows_evidence"
            ),
        ]

    def __str__(self):
        return self.text
