"""Frameworks that a PDU, a region or the nation published for itself: kept permanently, version by version."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from cases.models import DeliveryUnit, Region
from cases.permissions import Permission, may, reach_of


class PublishedIsKept(Exception):
    """Raised when something tries to change or delete a published framework: audits rest on it."""


class OwnFrameworkQuerySet(models.QuerySet):
    """Published frameworks are added and read."""

    def _refuse(self, *args, **kwargs):
        raise PublishedIsKept("A published framework cannot be changed or deleted. Publish a new version.")

    update = delete = bulk_update = update_or_create = _raw_delete = _refuse

    def visible_to(self, user):
        """Return those of the nation and of every place in which the user holds a role, or above it."""
        held = user.held_roles
        if any(role.is_national for role in held):
            return self
        units = {number for role in held for number in (role.unit, role.region_unit, role.team_unit)} - {None}
        regions = DeliveryUnit.objects.filter(pk__in=units).values("region")
        of_region = models.Q(region__in={role.region for role in held} - {None}) | models.Q(region__in=regions)
        return self.filter(models.Q(region=None, unit=None) | models.Q(unit__in=units) | of_region)

    def offered_in(self, units):
        """Return those of any of these DeliveryUnits, of their regions, or of the nation."""
        units = list(units)
        regions = {unit.region_id for unit in units}
        return self.filter(models.Q(region=None, unit=None) | models.Q(unit__in=units) | models.Q(region__in=regions))

    def newest(self):
        """Return [the newest version of each code], by title."""
        found = {own.code: own for own in self.order_by("pk")}
        return sorted(found.values(), key=lambda own: own.title.casefold())

    def newest_of(self, code):
        """Return the newest version of this code; None if no one published it."""
        return self.filter(code=code).order_by("pk").last()

    def of_checksum(self, code, checksum):
        """Return the version of this code with this checksum; None without one."""
        return self.filter(code=code, checksum=checksum).first()


class OwnFramework(models.Model):
    """One version of a framework as it was published. It never changes; a change is a new version.

    `content`: the text of the file. `checksum`: that of the Framework, which covers the files that it extends.
    `region` and `unit`: whose it is; without either it is the nation's. `confirmed`: codes whose meaning differs from
    the version before, each confirmed by who published it.
    """

    code = models.CharField(max_length=50)
    version = models.CharField(max_length=20)
    title = models.TextField()
    content = models.TextField()
    checksum = models.CharField(max_length=64)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(DeliveryUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OwnFrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["code", "pk"]
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="one_framework_per_version"),
            models.CheckConstraint(
                condition=models.Q(region=None) | models.Q(unit=None), name="a_framework_is_of_one_place"
            ),
        ]

    def __str__(self):
        return f"{self.code}, version {self.version}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise PublishedIsKept("A published framework cannot be changed. Publish a new version.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PublishedIsKept("A published framework cannot be deleted: audits may rest on it.")

    @property
    def place(self):
        """Return the region or unit whose it is; None for the nation."""
        return self.unit or self.region

    @property
    def whose(self):
        """Return in words whose it is."""
        return str(self.place or "England and Wales")

    def is_offered_in(self, unit):
        """Return whether audits of this DeliveryUnit may use it."""
        return self.place is None or self.unit_id == unit.pk or self.region_id == unit.region_id

    def may_be_renewed_by(self, user):
        """Return whether the user may publish its next version: they plan audits in the whole place."""
        return plans_in(user, self.place)


def plans_in(user, place):
    """Return whether the user plans audits in a whole Region or DeliveryUnit; in the nation for None."""
    if isinstance(place, DeliveryUnit):
        return may(user, Permission.PLAN, place)
    reach = reach_of(user, Permission.PLAN)
    return reach.everywhere or (place is not None and place.pk in reach.regions)
