"""Where cases are held: regions, delivery units, teams, and the practitioners in them."""

from django.db import models
from simple_history.models import HistoricalRecords


class Region(models.Model):
    name = models.CharField(max_length=100, unique=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class DeliveryUnit(models.Model):
    """A probation delivery unit (PDU)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=100)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="one_unit_of_a_name_per_region")]

    def __str__(self):
        return self.name


class Team(models.Model):
    """A team or office of a delivery unit."""

    unit = models.ForeignKey(DeliveryUnit, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=100)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="one_team_of_a_name_per_unit")]

    def __str__(self):
        return self.name


class Practitioner(models.Model):
    """The officer who holds cases."""

    class Grade(models.TextChoices):
        PO = "PO", "Probation officer"
        PSO = "PSO", "Probation services officer"
        PQIP = "PQiP", "Trainee probation officer (PQiP)"
        SPO = "SPO", "Senior probation officer"

    name = models.CharField(max_length=150)
    grade = models.CharField(max_length=4, choices=Grade, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="practitioners")
    spo = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="SPO",
        related_name="managed",
        limit_choices_to={"grade": Grade.SPO},
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
