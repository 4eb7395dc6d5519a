"""The cases and their facts."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from simple_history.models import HistoricalRecords

from cases.case_values import DECIDED_BY, ETHNIC_GROUPS, FLAGS, ROSH_LEVELS, SENTENCE_TYPES, SEXES
from cases.models.reached_rows import NO_ROW, rows_in, rows_reached
from cases.permissions import Permission, reach_of

from .people import User
from .places import DeliveryUnit, Practitioner, Team

REMOVED = "removed-"  # what a reference begins with once the facts of its case are removed


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Return the cases of the places where the user may see cases, without the restricted ones."""
        reached = rows_reached(user, Permission.SEE_CASES) | in_teams(reach_of(user, Permission.SEE_CASES).teams)
        return self.filter(reached, restricted_digest="")

    def of_teams_of(self, user: User) -> Self:
        """Return the cases that the user sees by a role in a team, whichever team a case is filed in."""
        return self.filter(in_teams(reach_of(user, Permission.SEE_CASES).teams))


def in_teams(teams: Iterable[int], case: str = "") -> models.Q:
    """Return the condition on rows whose case is held in teams of these numbers.

    `case` is the lookup path to the case, ending in __. A case belongs to its practitioner's team; without a
    practitioner, to its own.
    """
    if not teams:
        return NO_ROW
    practitioners = Practitioner.objects.filter(team__in=teams)  # a subquery, not a path: it finds cases by an index
    own_team = rows_in(f"{case}team", teams) & models.Q(**{f"{case}practitioner": None})
    return models.Q(**{f"{case}practitioner__in": practitioners.values("pk")}) | own_team


def choice_constraint(model_field: str, choices: Iterable, name: str, *, blank: bool = False) -> models.CheckConstraint:
    """Return the database's own check that a column holds one of its choices."""
    allowed = [*map(str, choices), *([""] if blank else [])]
    return models.CheckConstraint(condition=models.Q(**{f"{model_field}__in": allowed}), name=name)


def as_copied(value: Any) -> Any:
    """Return a fact as an audit's copy holds it: a date is a text in ISO form."""
    return value.isoformat() if isinstance(value, date) else value


class Case(models.Model):
    """One sentence of a person on probation, with the facts that questions, groups and reviewers need.

    An unknown text is "", an unknown date or fact None.
    """

    # what a framework's conditions and the groups of a roll-up may ask about
    FACTS = (
        "sex",
        "ethnic_group",
        "sentence_type",
        "rosh_level",
        "mappa_category",
        "mappa_level",
        "court_report",
        "resettlement",
        "practitioner_interviewed",
        "ended_early",
        "ended_early_by",
    )
    DATES = ("start_date", "end_date", "contact_suspended_on", "ended_early_on")
    YES_OR_NO = ("court_report", "resettlement", "practitioner_interviewed", "ended_early")
    # what an audit keeps as of the day of its draw
    COPIED = (*FACTS, *DATES, "flags", "disability", "other_characteristics")

    reference = models.CharField("CRN or local reference", max_length=30)
    unit = models.ForeignKey(DeliveryUnit, on_delete=models.PROTECT, related_name="cases")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases", null=True, blank=True)
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, related_name="cases", null=True, blank=True
    )
    sex = models.CharField(max_length=10, choices=SEXES, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    ethnicity = models.CharField("ethnicity as recorded", max_length=60, blank=True)
    ethnic_group = models.CharField(max_length=10, choices=ETHNIC_GROUPS, blank=True)
    disability = models.CharField(max_length=200, blank=True)
    other_characteristics = models.CharField("other protected characteristics", max_length=200, blank=True)
    sentence_type = models.CharField(max_length=30, choices=SENTENCE_TYPES, blank=True)
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    rosh_level = models.CharField("risk of serious harm", max_length=10, choices=ROSH_LEVELS, blank=True)
    mappa_category = models.PositiveSmallIntegerField("MAPPA category", null=True, blank=True)
    mappa_level = models.PositiveSmallIntegerField("MAPPA level", null=True, blank=True)
    flags = models.JSONField(default=list, blank=True)
    court_report = models.BooleanField("court report present", null=True, blank=True)
    resettlement = models.BooleanField("resettlement case", null=True, blank=True)
    contact_suspended_on = models.DateField("contact suspended (Reset or Impact) on", null=True, blank=True)
    practitioner_interviewed = models.BooleanField(null=True, blank=True)
    ended_early = models.BooleanField("ended early (Sentencing Act 2026)", null=True, blank=True)
    ended_early_on = models.DateField("ended early on", null=True, blank=True)
    ended_early_by = models.CharField("early end decided by", max_length=20, choices=DECIDED_BY, blank=True)
    restricted_digest = models.CharField(
        max_length=12,
        blank=True,
        editable=False,
        help_text="What a restricted case is told by, also when its reference is removed; empty: it is not restricted.",
    )
    history = HistoricalRecords()

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "reference", "start_date"], name="one_case_per_start"),
            models.UniqueConstraint(
                fields=["unit", "reference"],
                condition=models.Q(start_date=None),
                name="one_case_without_start",
            ),
            choice_constraint("sex", SEXES, "case_sex_is_known", blank=True),
            choice_constraint("ethnic_group", ETHNIC_GROUPS, "case_ethnic_group_is_known", blank=True),
            choice_constraint("sentence_type", SENTENCE_TYPES, "case_sentence_type_is_known", blank=True),
            choice_constraint("rosh_level", ROSH_LEVELS, "case_rosh_level_is_known", blank=True),
            choice_constraint("ended_early_by", DECIDED_BY, "case_ended_early_by_is_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(mappa_category=None) | models.Q(mappa_category__range=(1, 4)),
                name="case_mappa_category_is_1_to_4",
            ),
            models.CheckConstraint(
                condition=models.Q(mappa_level=None) | models.Q(mappa_level__range=(1, 3)),
                name="case_mappa_level_is_1_to_3",
            ),
        ]

    def __str__(self):
        return self.reference

    def facts_to_copy(self) -> dict:
        """Return {fact: plain value}: what is COPIED, age, team and grade, and never what identifies the person."""
        copied = {fact: as_copied(getattr(self, fact)) for fact in self.COPIED}
        team = self.team.name if self.team else ""
        grade = self.practitioner.grade if self.practitioner else ""
        return copied | {"age_at_start": self.age_at_start, "team": team, "grade": grade}

    @property
    def age_at_start(self) -> int | None:
        """Return the age in whole years; None if a date is not known."""
        born, start = self.date_of_birth, self.start_date
        if born is None or start is None:
            return None
        return start.year - born.year - ((start.month, start.day) < (born.month, born.day))

    @property
    def crn(self) -> str:
        """Return the reference that finds the case in the case record; "" if it is removed or the case restricted."""
        return "" if self.restricted_digest or self.reference.startswith(REMOVED) else self.reference

    @property
    def flag_names(self) -> list[str]:
        """Return the flags in words; one that this version does not know stays as it is stored."""
        return [FLAGS.get(flag, flag) for flag in self.flags]
