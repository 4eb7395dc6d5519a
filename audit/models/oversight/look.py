"""Looks: what an SPO answers about a case of their team, and what was corrected in it afterwards."""

from functools import cache

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit.models.reviewing.review import READ_TO_SAVE, Review
from cases.models import choice_constraint
from cases.permissions import Permission, reach_of

from .approval import is_approved
from .overseen import of_overseen_cases


class LookQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the looks at cases that are held now in a team that the user oversees."""
        return self.filter(of_overseen_cases(user, "review__sampled_case__case"))

    def finished(self):
        return self.filter(review__submitted_at__isnull=False)

    def counted(self):
        """Return the finished looks that figures of rounds count: not those at cases that were replaced since."""
        return self.finished().filter(review__sampled_case__replaced_at=None)


class Mode(models.TextChoices):
    ALONE = "alone", "I read alone"
    TOGETHER = "together", "With the practitioner"


class Whose(models.TextChoices):
    MINE = "mine", "mine"
    ANOTHERS = "anothers", "someone else's"


class Look(models.Model):
    """What a look has beside what every review has: its review's answers are the look's, `submitted_at` is when it was
    finished, and the reviewer is who looked.

    `needs_action_today`: the answer to the compulsory last question; None while it is not answered. `direction_by` and
    `direction_on`: whose the manager's last entry in the case record is, and its day.
    """

    Mode = Mode
    Whose = Whose

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="look")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ALONE)
    needs_action_today = models.BooleanField(null=True, blank=True)
    direction_by = models.CharField(max_length=10, choices=Whose, blank=True)
    direction_on = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = LookQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_constraint("mode", Mode, "look_mode_is_known"),
            choice_constraint("direction_by", Whose, "look_direction_is_known", blank=True),
        ]

    def __str__(self):
        return f"Look at {self.review.sampled_case}"

    @property
    def sampled_case(self):
        return self.review.sampled_case

    @property
    def case(self):
        return self.review.sampled_case.case

    @property
    def finished_at(self):
        return self.review.submitted_at

    def is_visible_to(self, user):
        """Whether it is in visible_to(user), for one of looks_to_save. The same rule, without a query."""
        case, reach = self.case, reach_of(user, Permission.OVERSEE)
        team = case.practitioner.team_id if case.practitioner else case.team_id
        reached = reach.everywhere or case.unit_id in reach.units or team in reach.teams
        return reached and self.is_approved and case.restricted_digest == ""


def looks_to_save():
    """Return every Look, with what decides who may answer it, whether it is open, and whether its PDU has approved."""
    return _to_save().all()  # a new one each time: a queryset keeps the rows that it has read


@cache
def _to_save():
    # kept, since to build this query takes longer than to ask it
    fetched = Look.objects.select_related("review__sampled_case__audit", "review__sampled_case__case__practitioner")
    of_look = [f"review__{field}" for field in READ_TO_SAVE]
    case = "review__sampled_case__case"
    of_case = [f"{case}__unit", f"{case}__practitioner__team", f"{case}__practitioner__left_on"]
    own = [field.name for field in Look._meta.concrete_fields]
    shown = fetched.only(*own, *of_look, *of_case, "review__sampled_case__number")
    return shown.annotate(is_approved=is_approved(f"{case}__unit"))


class Correction(models.Model):
    """An answer that was changed after its look was finished. Added, never changed."""

    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="corrections")
    question = models.CharField(max_length=80, help_text="The question's code in the framework.")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"Correction of {self.question}"
