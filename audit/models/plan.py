"""An audit and the cases sampled for it."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from simple_history.models import HistoricalRecords

from audit.frameworks import framework
from cases.models import Case, DeliveryUnit, choice_constraint
from cases.permissions import Permission, cases_of_teams, units_of_teams, units_reached

REMOVABLE = ("cases", "reviews", "answers", "comments", "rationales")  # in the order in which they are told


class FrameworkChanged(Exception):
    """The framework file of an audit is not the one that the audit was made with."""


class Purpose(models.TextChoices):
    MOCK_INSPECTION = "mock_inspection", "Mock inspection"
    THEMATIC = "thematic", "Thematic audit"
    OVERSIGHT = "oversight", "Oversight round"


class Part(models.TextChoices):
    """What a review of a sampled case is; here, since the sampled cases ask for it."""

    FIRST = "first", "Review"
    SECOND = "second", "Second review"
    AGREED = "agreed", "Agreed answers"


class AuditQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The audits that the user may know of: those whose results they see, and those they review a case of."""
        reviewed = SampledCase.objects.to_review_by(user).values("audit")
        return self.filter(in_units(user, Permission.SEE_RESULTS) | models.Q(pk__in=reviewed))

    def with_results_visible_to(self, user):
        """The audits whose results the user may see; those of a team see their whole unit's."""
        return self.filter(in_units(user, Permission.SEE_RESULTS))

    def for_report(self):
        """With all that a report on an audit needs beside its answers: unit, judgements, how far the reviews are."""
        return (
            self.select_related("unit__region", "signed_off_by")
            .prefetch_related("judgements")
            .annotate(
                sampled=models.Count("sampled_cases", distinct=True),
                submitted=models.Count(
                    "sampled_cases__reviews",
                    filter=models.Q(
                        sampled_cases__reviews__part=Part.FIRST, sampled_cases__reviews__submitted_at__isnull=False
                    ),
                    distinct=True,
                ),
            )
            .order_by("-created_at", "-pk")  # said here, since counting drops the usual order
        )


def _counted(number, what):
    return f"{number:,} {what.removesuffix('s') if number == 1 else what}"


def _day(moment):
    moment = localtime(moment) if isinstance(moment, datetime.datetime) else moment
    return date_format(moment, "j F Y")


def in_units(user, permission, unit="unit"):
    """The condition on rows whose unit (`unit`: the path to it) is one where the user holds the permission, as a whole
    or in one of its teams."""
    reached, of_teams = units_reached(user, permission), units_of_teams(user, permission)
    return models.Q(**{f"{unit}__in": reached}) | models.Q(**{f"{unit}__in": of_teams})


class Audit(models.Model):
    """One round of case reviews in a delivery unit, by one framework."""

    unit = models.ForeignKey(DeliveryUnit, on_delete=models.PROTECT, related_name="audits")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.MOCK_INSPECTION)
    about = models.TextField(blank=True, help_text="Shown with every result: the cohort, the sample, any limits.")
    framework_code = models.CharField(max_length=50)
    framework_version = models.CharField(max_length=20, editable=False)
    framework_checksum = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    signed_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    snapshot = models.JSONField(
        null=True, blank=True, editable=False, help_text="What was signed off: the tally rows and the ratings."
    )
    keep_until = models.DateField(
        null=True, blank=True, editable=False, help_text="The last day on which cases and free text are kept."
    )
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed = models.JSONField(
        null=True, blank=True, editable=False, help_text="How many records of what were removed."
    )
    history = HistoricalRecords()

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            choice_constraint("purpose", Purpose, "audit_purpose_is_known"),
            models.CheckConstraint(
                condition=models.Q(signed_off_at=None, snapshot__isnull=True, keep_until=None)
                | models.Q(signed_off_at__isnull=False, snapshot__isnull=False, keep_until__isnull=False),
                name="sign_off_stores_a_snapshot",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at=None) | models.Q(signed_off_at__isnull=False),
                name="only_what_is_signed_off_is_removed",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def reviewed(self):
        """(submitted reviews, sampled cases): as signed off, else of an audit fetched for_report."""
        return tuple(self.snapshot["reviewed"]) if self.snapshot else (self.submitted, self.sampled)

    def notes_on_sign_off(self):
        """What a reader of the result must know of its sign-off and of what was removed since, in sentences."""
        if self.signed_off_at is None:
            return ()
        signed = f"Signed off on {_day(self.signed_off_at)} by {self.signed_off_by or 'a command'}."
        if self.removed_at is None:
            return (f"{signed} Cases and comments are kept until {_day(self.keep_until)}.",)
        counts = ", ".join(_counted(self.removed[what], what) for what in REMOVABLE)
        gone = f"Removed on {_day(self.removed_at)}, as their retention date had passed: {counts}."
        return signed, f"{gone} The figures are those that were signed off."

    @property
    def framework(self):
        """The Framework this audit was made with.

        Raises FrameworkChanged where its file has been edited since, FrameworkProblem where it is gone or wrong.
        """
        current = framework(self.framework_code)
        if current.checksum != self.framework_checksum:
            raise FrameworkChanged(
                f"The framework file {self.framework_code}.toml has changed since “{self.title}” was made with version "
                f"{self.framework_version}, so its results would no longer mean the same. Put the original file back; "
                "save the changed one under a new code."
            )
        return current


class SampledCaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the places where the user may see cases, and those that they review."""
        audits = Audit.objects.filter(unit__in=units_reached(user, Permission.SEE_CASES))
        cases = Case.objects.filter(cases_of_teams(user, Permission.SEE_CASES))
        # subqueries, not paths: each finds its rows by an index
        reached = models.Q(audit__in=audits.values("pk")) | models.Q(case__in=cases.values("pk"))
        return self.filter(reached | _to_review(user))

    def to_review_by(self, user):
        """Those with a review by the user, as long as they are a reviewer there."""
        return self.filter(_to_review(user))

    def with_case(self):
        """With the case and where it sits."""
        return self.select_related("case__team", "case__practitioner")

    def to_agree_by(self, user):
        """Those of read_twice_for the user of which both readings are submitted."""
        both = self.read_twice_for(user)
        for part in (Part.FIRST, Part.SECOND):
            both = both.filter(reviews__part=part, reviews__submitted_at__isnull=False)
        return both

    def read_twice_for(self, user):
        """Those with a second review which the user reads or moderates; none of their own team."""
        twice = self.visible_to(user).filter(reviews__part=Part.SECOND)
        readers = SampledCase.objects.to_review_by(user).values("pk")
        moderated = Audit.objects.filter(unit__in=units_reached(user, Permission.MODERATE)).values("pk")
        reached = models.Q(pk__in=readers) | models.Q(audit__in=moderated)
        return twice.filter(reached).exclude(in_own_team(user, "case"))

    def with_answers_visible_to(self, user):
        """Those whose every review the user may read: one that they review, only when nobody is still to submit."""
        own = user.reviews.exclude(part=Part.AGREED).values("sampled_case")
        readings = {"reviews__part__in": (Part.FIRST, Part.SECOND), "reviews__submitted_at": None}
        unfinished = SampledCase.objects.filter(pk__in=own, **readings)
        return self.visible_to(user).exclude(pk__in=unfinished.values("pk"))


def _to_review(user):
    audits = Audit.objects.filter(in_units(user, Permission.REVIEW)).values("pk")
    return models.Q(audit__in=audits, pk__in=user.reviews.values("sampled_case"))


def in_own_team(user, case):
    """The condition on rows whose case (`case`: the path to it) is held in a team in which the user has a role."""
    teams = user.memberships.current().exclude(team=None).values("team")
    filed = models.Q(**{f"{case}__practitioner": None, f"{case}__team__in": teams})
    return models.Q(**{f"{case}__practitioner__team__in": teams}) | filed


class SampledCase(models.Model):
    """A case in an audit. Its short number stands for the person wherever the reference is not needed."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="sampled_cases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="samples")
    number = models.PositiveIntegerField()
    history = HistoricalRecords()

    objects = SampledCaseQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "case"], name="a_case_once_per_audit"),
            models.UniqueConstraint(fields=["audit", "number"], name="a_number_once_per_audit"),
        ]

    def __str__(self):
        return f"Case {self.number}"

    def both_submitted(self):
        """Whether both its readings are, so that each reader may see the other's."""
        return self.reviews.filter(part__in=(Part.FIRST, Part.SECOND), submitted_at__isnull=False).count() == 2
