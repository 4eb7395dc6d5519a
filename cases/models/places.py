"""Where cases are held: regions, delivery units, teams, and the practitioners in them."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from simple_history.models import HistoricalRecords

from cases.case_values import GRADES, SPO
from cases.models.reached_rows import EVERY_ROW, rows_in, rows_reached
from cases.permissions import Permission, RoleHolder, reach_of

ADMINISTER = Permission.ADMINISTER
LEAVERS_READ_FOR = timedelta(weeks=13)
STILL_THERE = models.Q(practitioners__left_on=None)


class RegionQuerySet(models.QuerySet):
    def visible_to(self, user: RoleHolder) -> Self:
        """Return the regions in which the user administers something: all of it, a unit or a team."""
        units = DeliveryUnit.objects.visible_to(user)
        return self.filter(_regions_reached(user) | models.Q(pk__in=units.values("region")))

    def administered_by(self, user: RoleHolder) -> Self:
        """Return the regions that the user administers as a whole."""
        return self.filter(_regions_reached(user))

    def with_results_visible_to(self, user: RoleHolder) -> Self:
        """Return the regions where the user may see the results of every unit."""
        reach = reach_of(user, Permission.SEE_RESULTS)
        return self.filter(EVERY_ROW if reach.everywhere else rows_in("pk", reach.regions))

    def with_places_visible_to(self, user: RoleHolder) -> Self:
        """Add the units, their teams and how many practitioners are in each, as far as the user sees them."""
        teams = Team.objects.visible_to(user).with_people_counted()
        return self.prefetch_related(
            models.Prefetch("units", DeliveryUnit.objects.visible_to(user)), models.Prefetch("units__teams", teams)
        )


class DeliveryUnitQuerySet(models.QuerySet):
    def visible_to(self, user: RoleHolder) -> Self:
        """Return the units in which the user administers something: all of it or a team."""
        return self.filter(_units_reached(user) | rows_in("pk", reach_of(user, ADMINISTER).team_units))

    def administered_by(self, user: RoleHolder) -> Self:
        """Return the units that the user administers as a whole."""
        return self.filter(_units_reached(user))


def _regions_reached(user):
    reach = reach_of(user, ADMINISTER)
    return EVERY_ROW if reach.everywhere else rows_in("pk", reach.regions)


def _units_reached(user):
    return rows_reached(user, ADMINISTER, unit="pk")


class TeamQuerySet(models.QuerySet):
    def visible_to(self, user: RoleHolder) -> Self:
        """Return the teams that the user administers."""
        return self.filter(rows_reached(user, ADMINISTER, team="pk"))

    def administered_by(self, user: RoleHolder) -> Self:
        """Return the same teams: a team has no parts that could be administered alone."""
        return self.visible_to(user)

    def overseen_by(self, user: RoleHolder) -> Self:
        """Return the teams in which the user oversees the work: those of an SPO, all of a quality lead's PDU."""
        return self.filter(rows_reached(user, Permission.OVERSEE, unit="unit", team="pk"))

    def with_people_counted(self) -> Self:
        """Add to each team how many `people` are in it who have not left. The teams are in order of name."""
        # counting drops the usual order, so it is named here
        return self.annotate(people=models.Count("practitioners", STILL_THERE)).order_by("name")


class PractitionerQuerySet(models.QuerySet):
    def visible_to(self, user: RoleHolder) -> Self:
        """Return the practitioners of the teams that the user administers."""
        return self.filter(rows_reached(user, ADMINISTER, unit="team__unit", team="team"))

    def overseen_by(self, user: RoleHolder) -> Self:
        """Return the practitioners of the teams that the user oversees."""
        return self.filter(rows_reached(user, Permission.OVERSEE, unit="team__unit", team="team"))

    def linked_to(self, user: RoleHolder) -> Self:
        """Return the practitioners whose account the user signs in with, while they hold the role there.

        A person can have two, for example where two lists wrote the name differently. One who left reads what is filed
        under their name for 13 weeks more.
        """
        reached = rows_reached(user, Permission.ANSWER_FINDINGS, unit="team__unit", team="team")
        still = models.Q(left_on=None) | models.Q(left_on__gte=timezone.localdate() - LEAVERS_READ_FOR)
        return self.filter(reached, still, account=user)

    def by_name(self) -> Self:
        """Fetch them with team and SPO, by name whatever its capital letters."""
        return self.select_related("team", "spo").order_by(Lower("name"), "pk")


class Region(models.Model):
    name = models.CharField(max_length=100, unique=True)
    history = HistoricalRecords()

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class DeliveryUnit(models.Model):
    """A probation delivery unit (PDU)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=100)
    history = HistoricalRecords()

    objects = DeliveryUnitQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="one_unit_of_a_name_per_region")]

    def __str__(self):
        return self.name

    @property
    def spos(self) -> "PractitionerQuerySet":
        """Return its practitioners of grade SPO who have not left, in any team."""
        return Practitioner.objects.filter(team__unit=self, grade=SPO, left_on=None)


class Team(models.Model):
    """A team or office of a delivery unit."""

    unit = models.ForeignKey(DeliveryUnit, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=100)
    history = HistoricalRecords()

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="one_team_of_a_name_per_unit")]

    def __str__(self):
        return self.name


Place = Region | DeliveryUnit | Team  # where a role is held; England and Wales is None


class Practitioner(models.Model):
    """The officer who holds cases. One who has left stays with the cases they held, and is no longer offered."""

    name = models.CharField(max_length=150)
    grade = models.CharField(max_length=4, choices=GRADES, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="practitioners")
    spo = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="SPO",
        related_name="managed",
        limit_choices_to={"grade": SPO},
    )
    left_on = models.DateField(null=True, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="practitioners",
        help_text="The person who signs in and reads what is filed under this name. An administrator links it by hand.",
    )
    history = HistoricalRecords()

    objects = PractitionerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
