"""Answers of people, such as a staff survey: one sheet for each person, and the figures that come of them."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit.models.planning.audit import Audit
from cases.models import choice_constraint

FEWEST_SHEETS = 5


class SurveyKind(models.TextChoices):
    STAFF = "staff", "Staff survey"
    PEOPLE = "people", "Survey of people on probation"
    INTERVIEW = "interview", "Interviews with practitioners"
    USER_VOICE = "user_voice", "User Voice"


class Survey(models.Model):
    """A survey or a round of interviews. Nothing in it says who answered.

    `held`: the day or period. `asked`: how many were asked, if it is known. `respondents`: how many sheets came in.
    `columns`: [{"key", "heading", "name", "use": question, background or quotes, "counts": {answer: meaning}}].
    `figures`: {key of a question: [yes, no, not relevant]}. `backgrounds`: {key: {answer: respondents}}.
    `caseload`: {key of a background: {"source", "shares": {answer: per cent as text}}}, to compare respondents with.
    `sheets`: [{key: meaning of the answer to a question, or answer of a background}], in random order, and `quotes`
    {key: [texts]}, in an order of their own, so that no quote belongs to a sheet. Both go with the audit's cases.
    """

    Kind = SurveyKind

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="surveys")
    kind = models.CharField(max_length=20, choices=SurveyKind)
    title = models.CharField(max_length=150)
    held = models.CharField("day or period", max_length=100)
    asked = models.PositiveIntegerField("how many were asked", null=True, blank=True)
    respondents = models.PositiveIntegerField()
    columns = models.JSONField()
    figures = models.JSONField()
    backgrounds = models.JSONField(default=dict, blank=True)
    caseload = models.JSONField(default=dict, blank=True)
    sheets = models.JSONField(default=list, blank=True)
    quotes = models.JSONField(default=dict, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords(excluded_fields=["columns", "figures", "backgrounds", "caseload", "sheets", "quotes"])

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_constraint("kind", SurveyKind, "survey_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(respondents__gte=FEWEST_SHEETS), name="survey_has_five_respondents"
            ),
        ]

    def __str__(self):
        return self.title
