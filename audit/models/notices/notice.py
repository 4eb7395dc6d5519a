"""What a person is told: counts on their start page, and in an e-mail."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from audit.models.exports.prepared_file import PreparedFile
from audit.models.oversight.approval import is_approved
from audit.models.oversight.finding import Finding
from audit.models.planning.audit import Audit, SampledCase
from audit.models.reach import in_units
from audit.models.results.judgement import StandardJudgement
from audit.models.reviewing.read_together import Reading
from audit.models.reviewing.review import Review
from cases.models import Practitioner, choice_constraint
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission

BY_DAY = Coalesce("review__due_on", "audit__review_until")


class Kind(models.TextChoices):
    """What a notice is about, in the order in which they are listed."""

    OVERDUE = "overdue", "Overdue"
    DUE_SOON = "due_soon", "Due in 3 days"
    READ_FIRST = "read_first", "A case to read together"
    SENT_BACK = "sent_back", "Sent back"
    ALLOCATED = "allocated", "Allocated"
    REPLIED = "replied", "Replied"
    READY = "ready", "Ready to agree on"
    TO_CONFIRM = "to_confirm", "To confirm"
    SIGNED_OFF = "signed_off", "Signed off"
    PICKED = "picked", "Picked for a look"
    FINDING = "finding", "New finding"
    DIFFERED = "differed", "Seen differently"
    DONE = "done", "Reported done"
    ANSWERED = "answered", "Answered"
    CORRECTED = "corrected", "Corrected"
    FILE_READY = "file_ready", "File ready"
    FILE_FAILED = "file_failed", "File could not be made"


OF_FILES = (Kind.FILE_READY, Kind.FILE_FAILED)
OF_FINDINGS = (Kind.FINDING, Kind.DIFFERED, Kind.DONE, Kind.ANSWERED, Kind.CORRECTED)


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the user's notices that they have not dismissed, as far as they still hold.

        A review that has since been submitted or given to another person, for example, is no longer overdue for them.
        """
        own = self.filter(user=user, seen_at=None).alias(due=BY_DAY)
        inspections = _of_own_reviews(user) | _of_others_work(user) | _to_read_first(user)
        return own.filter(inspections | _of_oversight(user) | _of_files(user))


def _of_files(user):
    own = PreparedFile.objects.visible_to(user).filter(pk=OuterRef("prepared_file"), fetched_at=None)
    return models.Q(kind__in=OF_FILES) & Exists(own)


def _of_oversight(user):
    findings = models.Q(kind__in=OF_FINDINGS) & Exists(Finding.objects.visible_to(user).filter(pk=OuterRef("finding")))
    own = Practitioner.objects.linked_to(user).values("pk")
    of_looks = models.Q(kind__in=(Kind.PICKED, Kind.CORRECTED), finding=None)
    in_use = models.Q(
        is_approved("review__sampled_case__audit__unit"), review__sampled_case__case__restricted_digest=""
    )
    return findings | (of_looks & in_use & models.Q(review__sampled_case__case__practitioner__in=own))


def _to_read_first(user):
    readings = Reading.objects.own_of(user).unfinished()
    return models.Q(kind=Kind.READ_FIRST) & Exists(readings.filter(shared_case__audit=OuterRef("audit")))


def _of_own_reviews(user):
    today = localdate()
    given = models.Q(kind__in=(Kind.ALLOCATED, Kind.SENT_BACK))
    due = models.Q(kind=Kind.OVERDUE, due__lt=today) | models.Q(kind=Kind.DUE_SOON, due__gte=today)
    return (given | due) & Exists(Review.objects.own_of(user).unfinished().filter(pk=OuterRef("review")))


def _of_others_work(user):
    agreeing = Exists(SampledCase.objects.to_agree_by(user).filter(pk=OuterRef("review__sampled_case")))
    moderated = rows_reached(user, Permission.MODERATE, unit="audit__unit")
    replied = models.Q(kind=Kind.REPLIED, audit__signed_off_at=None, review__submitted_at__isnull=False) & moderated
    ready = models.Q(kind=Kind.READY, audit__signed_off_at=None) & agreeing
    signed_off = models.Q(kind=Kind.SIGNED_OFF, audit__signed_off_at__isnull=False)
    moves = StandardJudgement.objects.waiting().filter(audit=OuterRef("audit")).exclude(recorded_by=user)
    confirmed = rows_reached(user, Permission.CONFIRM, unit="audit__unit") & Exists(moves)
    to_confirm = models.Q(kind=Kind.TO_CONFIRM, audit__signed_off_at=None) & confirmed
    return replied | ready | to_confirm | (signed_off & in_units(user, Permission.SEE_RESULTS, "audit__unit"))


class Notice(models.Model):
    """Tells a person that something waits for them: what kind of thing, in which audit and review.

    It holds no text. `emailed_at`: when it was counted in an e-mail; `seen_at`: when the person dismissed it, or a
    newer notice of the same took its place. Written by actions only, and without history: it goes with its audit's
    cases.
    """

    Kind = Kind
    DUE = (Kind.DUE_SOON, Kind.OVERDUE)
    OF_FINDINGS = OF_FINDINGS
    OF_FILES = OF_FILES

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    prepared_file = models.ForeignKey(
        PreparedFile, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    emailed_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            choice_constraint("kind", Kind, "notice_kind_is_known"),
            models.UniqueConstraint(
                fields=["user", "kind", "review"],
                condition=models.Q(kind__in=(Kind.DUE_SOON, Kind.OVERDUE)),
                name="told_once_of_a_due_date",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class NoticeEmail(models.Model):
    """A person's e-mail with notices on a day. Only one can be stored, and the run that stores it sends it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_email_of_notices_a_day")]

    def __str__(self):
        return f"Notices of {self.day}"
