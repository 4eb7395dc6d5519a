"""Judgements: what people decide about a standard, beside what the rule computes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from audit.method.rating.standard import Judgement
from audit.models.planning.audit import Audit


class StandardJudgementQuerySet(models.QuerySet):
    def waiting(self):
        """Return the decisions that depart from what cases give and that no second person has confirmed."""
        return self.filter(confirmed_at=None).exclude(computed="").exclude(computed=F("rating"))


class StandardJudgement(models.Model):
    """The rating of a standard from evidence, or what a panel decided about one that is judged on cases.

    `rating`: "" if the standard cannot be rated. `computed`: what the rule gave when the panel decided, or NO_RATING;
    "" for a standard judged on evidence.
    `confirmed_by`: the second person who confirmed that it departs from the cases. Until then it does not count.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="judgements")
    standard = models.CharField(max_length=20, help_text="The standard's code in the framework.")
    rating = models.CharField(max_length=40, blank=True)
    computed = models.CharField(max_length=40, blank=True)
    rationale = models.TextField()
    decided_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    objects = StandardJudgementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "standard"], name="one_judgement_per_standard"),
            models.CheckConstraint(condition=~models.Q(rationale=""), name="judgement_has_a_rationale"),
            models.CheckConstraint(condition=~models.Q(decided_by=""), name="judgement_names_who_decided"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="judgement_confirmed_by_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.standard}: {self.rating or 'cannot be rated'}"

    @property
    def waits(self):
        """Return whether it departs from what cases give and no second person has confirmed it."""
        return self.confirmed_at is None and self.computed not in ("", self.rating)

    def as_judgement(self, *, named=True):
        """Return it as the method takes it. `named`: with the names of the people who decided."""
        return Judgement(
            self.rating or None,
            self.rationale,
            self.decided_by if named else "",
            self.decided_at,
            computed=self.computed or None,
            waits=self.waits,
            confirmed_by=str(self.confirmed_by or "") if named else "",
        )
