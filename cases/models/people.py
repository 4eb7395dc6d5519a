"""The people who sign in, and the roles they hold."""

from collections import defaultdict
from datetime import datetime
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from cases.models.reached_rows import EVERY_ROW, rows_in
from cases.permissions import HeldRole, Permission, PlaceKind, Role, reach_of, roles_with

from .places import DeliveryUnit, Place, Region, Team


class User(AbstractUser):
    """A person who signs in. What they may do is in their memberships."""

    # Its password is printed for everyone, so it signs in only where DEBUG is on.
    demonstration = models.BooleanField(default=False, editable=False)
    email_notices = models.BooleanField("notices by e-mail", default=True, editable=False)
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    def __str__(self):
        return self.get_full_name() or self.username

    @cached_property
    def held_roles(self) -> list[HeldRole]:
        """Return the HeldRole of each current membership. They are read once.

        Every request has a User of its own, so a role that is given or ended counts from the next request on.
        """
        places = ("region", "unit", "team", "team__unit")
        rows = Membership.objects.filter(user=self.pk).values_list("started_at", "ended_at", "role", *places)
        held = [row for started_at, ended_at, *row in rows if is_current(started_at, ended_at)]
        regions = {region for _, region, *_ in held} - {None}
        units = _units_by_region(regions) if regions else {}  # an empty query costs time too, on every request
        return [HeldRole(*row, region_unit) for row in held for region_unit in units.get(row[1], [None])]

    def save(self, *args, **kwargs):
        """Save without history if only the time of a sign-in changed: that is in the events."""
        if kwargs.get("update_fields") == ["last_login"]:
            self.skip_history_when_saving = True
        super().save(*args, **kwargs)
        self.__dict__.pop("skip_history_when_saving", None)


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Return the memberships that the user administers: those in places within their own."""
        reach = reach_of(user, Permission.ADMINISTER)
        whole = rows_in("region", reach.regions) | rows_in("unit", reach.units) | rows_in("team__unit", reach.units)
        return self.filter(EVERY_ROW if reach.everywhere else whole | rows_in("team", reach.teams))

    def current(self) -> Self:
        """Return those that have begun and not ended at this moment."""
        return self.not_ended().filter(started_at__lte=timezone.now())

    def not_ended(self) -> Self:
        """Return the current ones, and those that begin later."""
        return self.filter(models.Q(ended_at=None) | models.Q(ended_at__gt=timezone.now()))

    def holding(self, permission: Permission, unit: DeliveryUnit) -> Self:
        """Return those that give the permission for a whole delivery unit now; a role in a team does not."""
        for_whole = models.Q(region=None, unit=None, team=None) | models.Q(region=unit.region_id) | models.Q(unit=unit)
        return self.current().filter(for_whole, role__in=roles_with(permission))

    def at(self, place: Place | None) -> Self:
        """Return those held in exactly this place: a region, unit or team, or None for the nation."""
        return self.filter(**place_fields(place))


class Membership(models.Model):
    """A role that a person holds somewhere: in a team, a delivery unit, a region, or (all empty) nationally."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True)
    unit = models.ForeignKey(DeliveryUnit, on_delete=models.PROTECT, null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_is_known"),
            models.CheckConstraint(
                condition=models.Q(region=None, unit=None)
                | models.Q(region=None, team=None)
                | models.Q(unit=None, team=None),
                name="membership_is_in_one_place",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()}, {self.place}"

    @property
    def place(self):
        return self.team or self.unit or self.region or "England and Wales"

    @property
    def place_in_full(self) -> str:
        """Return the place with its PDU, for people who do not know the teams by heart."""
        return f"{self.team}, {self.team.unit}" if self.team else str(self.place)

    @property
    def is_current(self) -> bool:
        return is_current(self.started_at, self.ended_at)


def _units_by_region(regions: set[int]) -> dict[int, list[int]]:
    """Return {region: its units}."""
    units = defaultdict(list)
    for region, unit in DeliveryUnit.objects.filter(region__in=regions).values_list("region", "pk"):
        units[region].append(unit)
    return units


def is_current(started_at: datetime, ended_at: datetime | None) -> bool:
    """Whether a role with these times is held now, as MembershipQuerySet.current decides it."""
    now = timezone.now()
    return started_at <= now and (ended_at is None or ended_at > now)


def kind_of(place: Place | None) -> PlaceKind:
    """Return the PlaceKind of a Region, DeliveryUnit or Team, or of None, the nation."""
    kinds = {Region: PlaceKind.REGION, DeliveryUnit: PlaceKind.UNIT, Team: PlaceKind.TEAM}
    return kinds[type(place)] if place else PlaceKind.NATION


def place_fields(place: Place | None) -> dict[str, Place | None]:
    """Return {field: record or None} of a membership in this place; None is the nation."""
    fields = dict.fromkeys(["region", "unit", "team"])
    return fields | {kind_of(place).value: place} if place else fields


def places_around(place: Place | None) -> dict[str, Place]:
    """Return {membership field: record} of a place and of those that it lies in; {} for the nation."""
    if isinstance(place, Team):
        return {"team": place} | places_around(place.unit)
    if isinstance(place, DeliveryUnit):
        return {"unit": place} | places_around(place.region)
    return {"region": place} if place else {}
