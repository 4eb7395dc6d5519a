"""Oversight rounds: a team's cases that an SPO looks at."""

from django.db import models
from simple_history.models import HistoricalRecords

from audit.models.planning.audit import Audit
from cases.models import Team

from .overseen import in_overseen_teams


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the rounds of teams that the user oversees."""
        return self.filter(in_overseen_teams(user))

    def planned(self):
        """Leave out the standing rounds, which hold looks at cases that were found by their CRN."""
        return self.filter(standing_for="")


class Round(models.Model):
    """What an Audit of purpose oversight has beside what every audit has. It has no rating and no sign-off.

    `standing_for`: "" for a planned round; the standing round of a team holds the looks outside any round, and has
    "2026-Q4 oversight-short 1": quarter, instrument and a number, since a case is looked at once in each.
    `plan`: how its cases were drawn (see audit/oversight/rounds). `theme`: what the round is about, in words.
    """

    audit = models.OneToOneField(Audit, on_delete=models.CASCADE, related_name="round")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="rounds")
    standing_for = models.CharField(max_length=80, blank=True, editable=False)
    closes_on = models.DateField("closes on")
    theme = models.CharField("theme", max_length=200, blank=True)
    plan = models.JSONField(default=dict, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "standing_for"],
                condition=~models.Q(standing_for=""),
                name="one_standing_round_of_a_kind",
            ),
        ]

    def __str__(self):
        return str(self.audit)
