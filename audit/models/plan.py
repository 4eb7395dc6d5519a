"""An audit and the cases sampled for it."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit.frameworks import framework
from cases.models import Case, DeliveryUnit, choice_constraint
from cases.permissions import Permission, rows_reached, units_of_teams


class FrameworkChanged(Exception):
    """The framework file of an audit is not the one that the audit was made with."""


class Purpose(models.TextChoices):
    MOCK_INSPECTION = "mock_inspection", "Mock inspection"
    THEMATIC = "thematic", "Thematic audit"
    OVERSIGHT = "oversight", "Oversight round"


class AuditQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The audits whose results the user may see; those of a team see their whole unit's."""
        permission = Permission.SEE_RESULTS
        return self.filter(rows_reached(user, permission) | models.Q(unit__in=units_of_teams(user, permission)))

    def for_report(self):
        """With all that a report on an audit needs beside its answers: unit, judgements, how far the reviews are."""
        return (
            self.select_related("unit__region")
            .prefetch_related("judgements")
            .annotate(
                sampled=models.Count("sampled_cases", distinct=True),
                submitted=models.Count(
                    "sampled_cases__reviews",
                    filter=models.Q(sampled_cases__reviews__submitted_at__isnull=False),
                    distinct=True,
                ),
            )
        )


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
    history = HistoricalRecords()

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [choice_constraint("purpose", Purpose, "audit_purpose_is_known")]

    def __str__(self):
        return self.title

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
        return self.filter(
            rows_reached(
                user, Permission.SEE_CASES, unit="audit__unit", region="audit__unit__region", team="case__team"
            )
        )

    def with_review(self):
        """With the case, where it sits, and its review with every answer."""
        return self.select_related("case__team", "case__practitioner").prefetch_related("reviews__answers")


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
