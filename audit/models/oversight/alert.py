"""Someone may be at risk: who was told and when, and what was done. Belongs to no result."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit.models.reach import in_units
from audit.models.reviewing.review import Review
from cases.models import Case, DeliveryUnit, Practitioner, Team
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission, reach_of

from .approval import is_approved
from .overseen import of_overseen_cases


class AlertQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the alerts about cases that the user oversees now, those of their own cases, and those they raised,
        as long as they review or oversee in that PDU.

        One about a restricted case is for the quality lead only, without what it says: see `is_restricted`.
        """
        linked = Practitioner.objects.linked_to(user).values("pk")
        not_restricted = models.Q(case=None) | models.Q(case__restricted_digest="")
        works_there = in_units(user, Permission.REVIEW) | in_units(user, Permission.OVERSEE)
        own = ((models.Q(by=user) & works_there) | models.Q(practitioner__in=linked)) & not_restricted
        return self.in_use().filter(own | self._overseen(user))

    def overseen_by(self, user):
        """Return those that wait on the user's list, as SPO or quality lead, until what was done is recorded."""
        return self.in_use().filter(self._overseen(user))

    def in_use(self):
        """Return those of PDUs that use oversight."""
        return self.filter(is_approved("unit"))

    def _overseen(self, user):
        gone = models.Q(case=None, team__in=reach_of(user, Permission.OVERSEE).teams)
        return of_overseen_cases(user) | rows_reached(user, Permission.SETTLE) | gone

    def for_page(self):
        """Fetch what its page shows: the case, who wrote and who answered, and the review or look to go back to."""
        return self.select_related("case", "practitioner", "by", "answered_by", "review__look", "unit")

    def open(self):
        return self.filter(answered_at=None)


class Alert(models.Model):
    """What may harm a person, who was told and when; later what was done, who did it and when.

    `practitioner` and `team` are those of the day on which it was raised.
    """

    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="alerts")
    review = models.ForeignKey(Review, on_delete=models.SET_NULL, null=True, related_name="alerts")
    unit = models.ForeignKey(DeliveryUnit, on_delete=models.PROTECT, related_name="alerts")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="alerts")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="alerts")
    what = models.TextField()
    told = models.CharField("who you told", max_length=200)
    told_at = models.DateTimeField("when you told them")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    done = models.TextField("what was done", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(what="") & ~models.Q(told=""), name="an_alert_says_who_was_told"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, done="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(done="")),
                name="an_answered_alert_says_what_was_done",
            ),
        ]

    def __str__(self):
        return "Someone may be at risk"

    @property
    def is_restricted(self):
        """Whether only the fact that there is an alert may be shown."""
        return bool(self.case and self.case.restricted_digest)
