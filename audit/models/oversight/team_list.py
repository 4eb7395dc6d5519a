"""A team's own list of its cases: the one list of a caseload that is kept, for eight weeks."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from cases.case_values import ROSH_LEVELS
from cases.models import Practitioner, Team, choice_constraint

from .approval import OversightApproval
from .overseen import in_overseen_teams

WEEKS_KEPT = 8


class TeamListQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the lists of teams that the user oversees, where lists are switched on, until their last day."""
        switched_on = OversightApproval.objects.in_force().filter(unit=OuterRef("team__unit"), team_lists=True)
        return self.filter(in_overseen_teams(user) & models.Q(Exists(switched_on)), delete_on__gt=localdate())


class TeamList(models.Model):
    """The list that a team works with now. A new one replaces it whole; no history, no export."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="list")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    delete_on = models.DateField()

    objects = TeamListQuerySet.as_manager()

    def __str__(self):
        return f"Cases of {self.team}"


class ListedCase(models.Model):
    """A line of a team's list. Nothing else of the uploaded file is kept."""

    team_list = models.ForeignKey(TeamList, on_delete=models.CASCADE, related_name="cases")
    reference = models.CharField("CRN or local reference", max_length=30)
    digest = models.CharField(
        max_length=12,
        blank=True,
        editable=False,
        help_text="What the case is told by if it becomes restricted later.",
    )
    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, null=True, related_name="+")
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    allocated_on = models.DateField(null=True, blank=True)
    rosh_level = models.CharField("risk of serious harm", max_length=10, choices=ROSH_LEVELS, blank=True)
    flags = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["reference", "start_date", "pk"]
        constraints = [choice_constraint("rosh_level", ROSH_LEVELS, "listed_case_rosh_level_is_known", blank=True)]

    def __str__(self):
        return self.reference
