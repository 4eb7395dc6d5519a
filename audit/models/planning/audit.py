"""An audit and the cases sampled for it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from simple_history.models import HistoricalRecords

from audit.method.kinds import with_prefix
from audit.method.loading.limits import LONGEST_KIND_CODE, LONGEST_PREFIX
from audit.models.choices import Part, Purpose, Replacement
from audit.models.copied_facts import HoldsFacts
from audit.models.counts import number_in_audit
from audit.models.planning.binding import BoundToFramework
from audit.models.reach import in_own_team, in_units
from audit.models.told import ToldWithResult
from cases.models import Case, DeliveryUnit, Practitioner, choice_constraint
from cases.models.reached_rows import NO_ROW, rows_reached
from cases.permissions import Permission, reach_of


class AuditQuerySet(models.QuerySet):
    def inspections(self):
        """Leave out oversight rounds: they stand in no list and no figure of inspections."""
        return self.exclude(purpose=Purpose.OVERSIGHT)

    def visible_to(self, user):
        """Return the audits that the user may know of: they see its results, or review one of its cases."""
        reviewed = SampledCase.objects.to_review_by(user).filter(audit=OuterRef("pk"))
        return self.inspections().filter(in_units(user, Permission.SEE_RESULTS) | Exists(reviewed))

    def with_results_visible_to(self, user):
        """Return the audits whose results the user may see. A role in a team shows those of its whole unit."""
        return self.inspections().filter(in_units(user, Permission.SEE_RESULTS))

    def open_to(self, user):
        """Return the audits that are signed off, and the running ones that the user moderates.

        Figures, judgements and answers of another running audit are open to its reviewers only.
        """
        signed_off = models.Q(signed_off_at__isnull=False)
        return self.inspections().filter(signed_off | rows_reached(user, Permission.MODERATE))

    def for_report(self):
        """Fetch what a report needs beside answers and judgements: unit, sample, counts of cases and reviews, and
        whether a restricted case is among them."""
        sampled = SampledCase.objects.counted()
        submitted = sampled.filter(reviews__part=Part.FIRST, reviews__submitted_at__isnull=False)
        shown = ("unit__region", "signed_off_by", "confirmed_by")
        counts = {"sampled": number_in_audit(sampled), "submitted": number_in_audit(submitted)}
        restricted = SampledCase.objects.current().filter(audit=OuterRef("pk")).exclude(case__restricted_digest="")
        audits = self.select_related(*shown).prefetch_related("samples")
        return audits.annotate(**counts, has_restricted=Exists(restricted)).order_by("-created_at", "-pk")


class Audit(BoundToFramework, ToldWithResult, models.Model):
    """One round of case reviews in a delivery unit, by one framework."""

    unit = models.ForeignKey(DeliveryUnit, on_delete=models.PROTECT, related_name="audits")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.MOCK_INSPECTION)
    about = models.TextField(blank=True, help_text="Shown with every result: the cohort, the sample, any limits.")
    framework_code = models.CharField(max_length=50)
    framework_version = models.CharField(max_length=20, editable=False)
    framework_checksum = models.CharField(max_length=64, editable=False)
    review_from = models.DateField("first day of reviewing", null=True, blank=True)
    review_until = models.DateField("reviews due by", null=True, blank=True)
    keep_months = models.PositiveSmallIntegerField("months to keep cases after the sign-off", null=True, blank=True)
    follows = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The earlier audit of the same unit that this one is compared with.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    signed_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    confirmed_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When a second person confirmed the sign-off."
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    snapshot = models.JSONField(
        null=True, blank=True, editable=False, help_text="What was signed off: the tally rows and the ratings."
    )
    keep_until = models.DateField(
        null=True, blank=True, editable=False, help_text="The last day on which cases and free text are kept."
    )
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed = models.JSONField(
        null=True, blank=True, editable=False, help_text="How many records of what were removed."
    )
    history = HistoricalRecords()

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            choice_constraint("purpose", Purpose, "audit_purpose_is_known"),
            models.CheckConstraint(
                condition=models.Q(signed_off_at=None, snapshot__isnull=True, keep_until=None)
                | models.Q(signed_off_at__isnull=False, snapshot__isnull=False, keep_until__isnull=False),
                name="sign_off_stores_a_snapshot",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, confirmed_by=None)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False, signed_off_at__isnull=False),
                name="only_a_sign_off_is_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at=None) | models.Q(signed_off_at__isnull=False),
                name="only_what_is_signed_off_is_removed",
            ),
            models.CheckConstraint(
                condition=models.Q(review_from=None)
                | models.Q(review_until=None)
                | models.Q(review_from__lte=models.F("review_until")),
                name="reviewing_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.title

    def sample_of(self, kind=""):
        """Return the Sample of this kind of case, a code of the framework, or None. Without kinds there is one."""
        return next((sample for sample in self.samples.all() if sample.kind == kind), None)


COUNTS = models.Q(replaced_at=None, extra_for="")  # the condition on a SampledCase that counts


class SampledCaseQuerySet(models.QuerySet):
    def bulk_create(self, objs, *args, **kwargs):
        sampled = list(objs)
        models.prefetch_related_objects([each.case for each in sampled], "team", "practitioner")
        for each in sampled:
            each.copy_facts()
        return super().bulk_create(sampled, *args, **kwargs)

    def visible_to(self, user):
        """Return the cases that the user reviews, and those in places where they may see cases, once the audit is open
        to them. A restricted case is visible to no user."""
        audits = Audit.objects.open_to(user)
        whole = audits.filter(rows_reached(user, Permission.SEE_CASES))
        # subqueries, not paths through relations: each finds its rows by an index
        reached = models.Q(audit__in=whole.values("pk")) | _to_review(user)
        if reach_of(user, Permission.SEE_CASES).teams:
            cases = Case.objects.of_teams_of(user)
            reached |= models.Q(case__in=cases.values("pk"), audit__in=audits.values("pk"))
        return self.filter(reached, case__restricted_digest="")

    def current(self):
        """Return the cases that are reviewed as it is now. A replaced case can still be read, and counts nowhere."""
        return self.filter(replaced_at=None)

    def counted(self):
        """Return the current cases of the sample. Extra cases of a group stand beside it and count in no total."""
        return self.filter(COUNTS)

    def to_review_by(self, user):
        """Return the cases with a review by the user, as long as they are a reviewer of that unit."""
        return self.filter(_to_review(user))

    def with_case(self):
        """Fetch the case with its team and practitioner."""
        return self.select_related("case__team", "case__practitioner")

    def to_agree_by(self, user):
        """Return the cases of reviewed_twice_for the user of which both reviews are submitted."""
        both = self.reviewed_twice_for(user)
        for part in (Part.FIRST, Part.SECOND):
            both = both.filter(reviews__part=part, reviews__submitted_at__isnull=False)
        return both

    def reviewed_twice_for(self, user):
        """Return the cases with a second review that the user reviews or moderates; none of their own team."""
        twice = self.visible_to(user).current().filter(reviews__part=Part.SECOND)
        moderated = Audit.objects.inspections().filter(rows_reached(user, Permission.MODERATE)).values("pk")
        reached = _to_review(user) | models.Q(audit__in=moderated)
        return twice.filter(reached).exclude(in_own_team(user, "case"))

    def with_answers_visible_to(self, user):
        """Return the cases whose every review the user may read: one they review, only once all have submitted."""
        own = user.reviews.exclude(part=Part.AGREED).filter(sampled_case=OuterRef("pk"))
        open_reviews = {"reviews__part__in": (Part.FIRST, Part.SECOND), "reviews__submitted_at": None}
        unfinished = SampledCase.objects.filter(Exists(own), pk=OuterRef("pk"), replaced_at=None, **open_reviews)
        return self.visible_to(user).exclude(Exists(unfinished))


def _to_review(user):
    units = in_units(user, Permission.REVIEW)
    if units == NO_ROW:  # then the rest need not be built
        return NO_ROW
    # EXISTS looks at one case's reviews; IN would read every review the user ever made
    own = Exists(user.reviews.filter(sampled_case=OuterRef("pk")))
    audits = Audit.objects.inspections().filter(units).values("pk")
    return own & models.Q(audit__in=audits, replaced_at=None, case__restricted_digest="")


class SampledCase(HoldsFacts, models.Model):
    """A case in an audit. Its short number stands for the person wherever the reference is not needed.

    `kind`: the code of its Kind in the framework, and `prefix` what stands before its number as people read it; both ""
    if the framework has no kinds. `number` is unique in the audit whatever the kind (audit/method/kinds.py).
    `facts`: the facts of the case, copied when it comes into the sample (Case.facts_to_copy); {} once removed.
    Conditions and groups read this copy, so that what another audit learns later changes no result.
    `facts_from_upgrade`: an upgrade of the site copied them, since the case was sampled before there were copies.
    `held_by`: the practitioner of the case at that moment, as far as it was known; None once the facts are removed.
    `stratum` and `position`: the group in which it was drawn, and its place there. A replaced case keeps its number;
    `replaced_with` is the reserve that took its place, None if its stratum had none left.
    `picked_because`: in an oversight round, the reasons in words. `chance`: its chance of being drawn there, 0 to 1;
    None where it was picked by hand, and in inspections.
    `extra_for`: "fact=value" of the group for which an extra case was drawn beside the sample; "" for a case of it.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="sampled_cases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="samples")
    kind = models.CharField("kind of case", max_length=LONGEST_KIND_CODE, blank=True, editable=False)
    prefix = models.CharField("letters before its number", max_length=LONGEST_PREFIX, blank=True, editable=False)
    number = models.PositiveIntegerField()
    stratum = models.CharField(max_length=300, blank=True, editable=False)
    position = models.PositiveIntegerField("position in its stratum", null=True, blank=True, editable=False)
    hand_picked = models.BooleanField(default=False, editable=False)
    extra_for = models.CharField("extra case of the group", max_length=60, blank=True, editable=False)
    picked_because = models.JSONField("why it was picked", default=list, blank=True, editable=False)
    chance = models.FloatField("chance of being drawn", null=True, blank=True, editable=False)
    facts = models.JSONField(default=dict, blank=True, editable=False)
    facts_as_of = models.DateTimeField(editable=False)
    facts_from_upgrade = models.BooleanField(default=False, editable=False)
    held_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    replaced_at = models.DateTimeField(null=True, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    replaced_reason = models.CharField(
        "reason of the replacement", max_length=20, choices=Replacement, blank=True, editable=False
    )
    replaced_note = models.TextField("note on the replacement", blank=True, editable=False)
    replaced_with = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces", editable=False
    )
    # says why a fact was corrected, and is removed with the history
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    objects = SampledCaseQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "case"], name="a_case_once_per_audit"),
            models.UniqueConstraint(fields=["audit", "number"], name="a_number_once_per_audit"),
            choice_constraint("replaced_reason", Replacement, "replacement_reason_is_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(replaced_at=None, replaced_reason="", replaced_note="", replaced_with=None)
                | (models.Q(replaced_at__isnull=False) & ~models.Q(replaced_reason="") & ~models.Q(replaced_note="")),
                name="a_replacement_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"Case {self.shown_number}"

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.copy_facts()
        super().save(*args, **kwargs)

    def copy_facts(self):
        super().copy_facts()
        self.held_by = self.case.practitioner

    @property
    def shown_number(self):
        """Return its number as people read it: "3", or "V3" for a case of a kind with a prefix."""
        return with_prefix(self.prefix, self.number)

    @property
    def with_crn(self):
        """Return the case's name for people who may see it: “X120002, case 12”. The trail uses the number only."""
        return f"{self.case.crn}, case {self.shown_number}" if self.case.crn else str(self)

    def both_submitted(self):
        """Return whether both reviews are submitted, so that each reviewer may see the other's."""
        return self.reviews.filter(part__in=(Part.FIRST, Part.SECOND), submitted_at__isnull=False).count() == 2
