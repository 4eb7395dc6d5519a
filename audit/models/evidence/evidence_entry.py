"""A piece of evidence for a standard."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from audit.models.planning.audit import Audit
from cases.models import choice_constraint


class EvidenceKind(models.TextChoices):
    DOCUMENT = "document", "Document"
    MEETING = "meeting", "Meeting"
    FOCUS_GROUP = "focus_group", "Focus group"
    SURVEY = "survey", "Survey or indicator"
    LIVE = "live", "Figure of this audit"
    NOTE = "note", "Note"

    @classmethod
    def of_figures(cls):
        """Return the kinds that cite a figure; each of the others has a text."""
        return (cls.SURVEY, cls.LIVE)


class Supports(models.TextChoices):
    STRENGTH = "strength", "A strength"
    IMPROVEMENT = "improvement", "An area for improvement"
    NEITHER = "neither", "Neither, or both"


class EvidenceEntry(models.Model):
    """One piece of evidence for a standard: what was read, heard or counted, and what it shows.

    `sub_question`: the code of the standard's SubQuestion that it answers; "" for the standard as a whole.
    `day`: the day of the document or meeting. `cites`: the key of the Citable whose figure it shows, "" without one.
    """

    Kind, Supports = EvidenceKind, Supports

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="evidence")
    standard = models.CharField(max_length=20, help_text="The standard's code in the framework.")
    sub_question = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=20, choices=EvidenceKind)
    title = models.CharField(max_length=200, blank=True)
    day = models.DateField(null=True, blank=True)
    text = models.TextField("what it shows", blank=True)
    cites = models.CharField("figure", max_length=100, blank=True)
    supports = models.CharField("what it supports", max_length=20, choices=Supports, default=Supports.NEITHER)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_constraint("kind", EvidenceKind, "evidence_kind_is_known"),
            choice_constraint("supports", Supports, "evidence_supports_what_is_known"),
            models.CheckConstraint(
                condition=(Q(kind__in=[kind.value for kind in EvidenceKind.of_figures()]) & ~Q(cites=""))
                | (~Q(kind__in=[kind.value for kind in EvidenceKind.of_figures()]) & Q(cites="") & ~Q(title="")),
                name="evidence_has_a_title_or_a_figure",
            ),
        ]

    def __str__(self):
        return f"Evidence for {self.standard}"
