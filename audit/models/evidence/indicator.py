"""A number that an audit rests on beside its cases, such as vacancies, with what it is compared with."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit.models.planning.audit import Audit


class Indicator(models.Model):
    """A number about a unit. It is never a number about one person.

    `of`: the whole that it is a part of, such as 102 of 638 posts, `about` that many; of a percentage: what it is a
    percentage of. `before`: what it was earlier, if it went from one number to another. `measured`: the day or period.
    `standard`: the code of the standard that it belongs to, "" for the audit as a whole.
    `comparators`: [{"of": region, nation, population, last_year or other; "name": of another one; "value": decimal as
    text; "n": what it rests on, or None; "source"}], each in the unit of the indicator.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField("what is measured", max_length=200)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=40)
    of = models.DecimalField("out of", max_digits=12, decimal_places=2, null=True, blank=True)
    about = models.BooleanField("that number is not exact", default=False)
    before = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    measured = models.CharField("day or period", max_length=100)
    source = models.CharField(max_length=200)
    standard = models.CharField(max_length=20, blank=True)
    comparators = models.JSONField(default=list, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__gte=0) & (models.Q(before=None) | models.Q(before__gte=0)),
                name="indicator_is_not_negative",
            ),
            models.CheckConstraint(condition=models.Q(of=None) | models.Q(of__gt=0), name="indicator_is_of_something"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(unit="") & ~models.Q(source=""),
                name="indicator_says_what_and_whence",
            ),
        ]

    def __str__(self):
        return self.name
