"""The numbers that stand for people in the files of an audit."""

from django.conf import settings
from django.db import models

from audit.models.planning.audit import Audit
from cases.models import Practitioner


class StandIn(models.Model):
    """A random number that stands for a practitioner or a reviewer in every file of one audit.

    It stays the same from file to file, so that files can be joined, and differs between audits, so that no one can be
    followed from one to the next. It goes with the audit's cases.
    """

    PEOPLE = ("practitioner_id", "reviewer_id")

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="stand_ins")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, null=True, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(practitioner=None) ^ models.Q(reviewer=None), name="stands_in_for_one_person"
            ),
            models.UniqueConstraint(fields=["audit", "number"], name="one_person_per_stand_in"),
            models.UniqueConstraint(fields=["audit", "practitioner"], name="one_stand_in_per_practitioner"),
            models.UniqueConstraint(fields=["audit", "reviewer"], name="one_stand_in_per_reviewer"),
        ]

    def __str__(self):
        return str(self.number)
