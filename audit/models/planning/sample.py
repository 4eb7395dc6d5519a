"""How an audit's cases are chosen: the plan, what was drawn from an extract, the reserves, and who reviews."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from audit.method.loading.limits import LONGEST_KIND_CODE
from cases.models import Case

from .audit import Audit


class Sample(models.Model):
    """The plan of a sample and, once it is drawn, how the extract became the sample, in numbers.

    `kind`: the code of the kind of case that it is a sample of; "" if the audit's framework has no kinds.
    `plan`: what is to be drawn (see `planning.sample_plan`). `drawn`: the plan that was used, numbers of rows and
    eligible cases, exclusions, strata, how the sample compares, and the columns that were read. Neither holds a
    reference, a name or a file name, so both stay after retention.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="samples")
    kind = models.CharField("kind of case", max_length=LONGEST_KIND_CODE, blank=True, editable=False)
    plan = models.JSONField(default=dict, blank=True)
    drawn = models.JSONField(null=True, blank=True)
    # kept here too, since results must still say so when the cases are removed
    hand_picked = models.BooleanField(default=False)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "kind"], name="one_sample_of_a_kind"),
            models.CheckConstraint(
                condition=Q(drawn_at=None, drawn__isnull=True) | Q(drawn_at__isnull=False, drawn__isnull=False),
                name="a_drawn_sample_says_when_and_what",
            ),
        ]

    def __str__(self):
        return f"Sample of {self.audit}"

    @property
    def may_have_reserves(self):
        """Whether it was drawn: a sample picked by hand has none in reserve."""
        return self.drawn_at is not None and not self.hand_picked


def samples_in_brief():
    """What fetches the samples of many audits without the plans and the draws, which are long."""
    return models.Prefetch("samples", Sample.objects.defer("plan", "drawn"))


class ReserveCaseQuerySet(models.QuerySet):
    def left(self):
        """Return (stratum, number of reserves left) of each stratum."""
        return self.order_by("stratum").values_list("stratum").annotate(models.Count("pk"))


class ReserveCase(models.Model):
    """A case that was drawn to replace another one of its kind and stratum, in the order of `position`.

    It is a record of its own, so that nothing that counts or shows sampled cases includes a reserve.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="reserves")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reserved_in")
    kind = models.CharField("kind of case", max_length=LONGEST_KIND_CODE, blank=True, editable=False)
    stratum = models.CharField(max_length=300)
    position = models.PositiveIntegerField()
    history = HistoricalRecords()

    objects = ReserveCaseQuerySet.as_manager()

    class Meta:
        ordering = ["stratum", "position"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "case"], name="a_reserve_once_per_audit"),
            models.UniqueConstraint(fields=["audit", "kind", "stratum", "position"], name="one_reserve_at_a_position"),
        ]

    def __str__(self):
        return f"Reserve {self.position} of {self.stratum}"


class AuditReviewer(models.Model):
    """A user who reviews cases of the audit. `capacity`: how many they can take, None if that is not known."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="reviewers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews_in")
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["audit", "user"], name="a_reviewer_once_per_audit")]

    def __str__(self):
        return f"{self.user} reviews in {self.audit}"
