"""Oversight rounds: a team's cases that an SPO looks at, and the looks."""

from functools import cache

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from cases.models import Team, choice_constraint, in_teams
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission, reach_of

from .approval import is_approved
from .choices import Part, Purpose
from .plan import Audit, SampledCase
from .review import READ_TO_SAVE, Review


def in_overseen_teams(user, team="team"):
    """Return the condition on rows of teams that the user oversees, where oversight is approved.

    `team`: the path from the row to its team.
    """
    return rows_reached(user, Permission.OVERSEE, unit=f"{team}__unit", team=team) & models.Q(
        is_approved(f"{team}__unit")
    )


def of_overseen_cases(user, case="case"):
    """Return the condition on rows whose case is held now in a team that the user oversees.

    `case`: the path from the row to its case. A restricted case is out of reach for everyone.
    """
    held = in_teams(reach_of(user, Permission.OVERSEE).teams, f"{case}__")
    reached = held | rows_reached(user, Permission.OVERSEE, unit=f"{case}__unit")
    return reached & models.Q(is_approved(f"{case}__unit")) & models.Q(**{f"{case}__restricted_digest": ""})


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


def looks_at(case):
    """Return the Looks at a Case, the latest first."""
    looks = Look.objects.filter(review__sampled_case__case=case, review__part=Part.FIRST)
    return looks.order_by("-begun_at", "-pk")


def sampled_for_rounds():
    """Return the current SampledCases of oversight rounds."""
    return SampledCase.objects.current().filter(audit__purpose=Purpose.OVERSIGHT)
