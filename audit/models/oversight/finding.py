"""What a look or a review found: a gap or a strength, the thread about it, and the checks whether it was put right."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from simple_history.models import HistoricalRecords

from audit.models.planning.audit import SampledCase
from audit.models.reach import in_units
from audit.models.reviewing.review import Answer, Review
from cases.models import Case, Practitioner, Team, choice_constraint
from cases.permissions import Permission

from .approval import is_approved
from .overseen import in_overseen_teams, of_overseen_cases


class FindingKind(models.TextChoices):
    STRENGTH = "strength", "Strength"
    GAP = "gap", "Gap"


class EntryKind(models.TextChoices):
    """What an entry in the thread of a finding records."""

    TOLD = "told", "Told in person"
    AGREE = "agree", "Agrees"
    DIFFER = "differ", "Sees it differently"
    DONE = "done", "Reports it done"
    ANSWER = "answer", "Answers the difference"
    SETTLE = "settle", "Settles the difference"
    OWNER = "owner", "New owner"
    DUE = "due", "New date"
    CORRECTION = "correction", "Corrected"
    KEEP = "keep", "Kept longer"
    CLOSE = "close", "Closed without a check"
    WITHDRAW = "withdraw", "Withdrawn"


class ClosingReason(models.TextChoices):
    ENDED = "ended", "The case ended"
    LEFT_UNIT = "left_unit", "The case left the PDU"
    NOT_NEEDED = "not_needed", "It is no longer needed"
    ANSWER_CHANGED = "answer_changed", "The answer was changed when it was moderated"


ENDING = (EntryKind.CLOSE, EntryKind.WITHDRAW)


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the findings that the user may read.

        Those who oversee the team read an open one with its case, wherever the case is held now, and a closed one with
        the team of its day; not a draft, since those of an inspection are released after its sign-off. A practitioner
        reads what was released under their name. An author reads their drafts, while the case is open to them.
        """
        drafts = models.Q(made_by=user, released_at=None) & self._written_in_reach(user)
        return self.filter(self._overseen(user) | self._own(user) | drafts).filter(of_open_case())

    def overseen_by(self, user):
        """Return those that the user reads as SPO or quality lead."""
        return self.filter(self._overseen(user)).filter(of_open_case())

    def own_of(self, user):
        """Return those that were released under the user's own name."""
        return self.filter(self._own(user)).filter(of_open_case())

    def of_open_cases(self):
        """Leave out those of restricted cases."""
        return self.filter(of_open_case())

    def released(self):
        return self.filter(released_at__isnull=False)

    def gaps(self):
        return self.filter(kind=FindingKind.GAP)

    def closed(self):
        """Return those that were put right, closed without a check or withdrawn."""
        return self.filter(is_closed())

    def not_closed(self):
        return self.exclude(is_closed())

    def _overseen(self, user):
        open_now = ~is_closed() & of_overseen_cases(user)
        reached = open_now | (is_closed() & in_overseen_teams(user))
        return reached & models.Q(released_at__isnull=False)

    def _own(self, user):
        linked = Practitioner.objects.linked_to(user).values("pk")
        filed = models.Q(practitioner__in=linked) | models.Q(owner__in=linked)
        return filed & models.Q(is_approved("team__unit")) & models.Q(released_at__isnull=False)

    def _written_in_reach(self, user):
        reviews = Review.objects.filter(reviewer=user, sampled_case=OuterRef("sampled_case"))
        reviewed = in_units(user, Permission.REVIEW, "team__unit") & Exists(reviews)
        return of_overseen_cases(user) | (reviewed & models.Q(is_approved("team__unit")))

    def drafts(self):
        """Return what is not released, and was not closed because its answer changed."""
        return self.filter(released_at=None).exclude(
            Exists(Entry.objects.filter(finding=OuterRef("pk"), kind__in=ENDING))
        )

    def for_person(self, user):
        """Return those visible to the user, with what each is to them: `is_owned`, `is_overseen`."""
        owned, overseen = (
            models.ExpressionWrapper(condition, models.BooleanField())
            for condition in (self._own(user), self._overseen(user))
        )
        return self.visible_to(user).annotate(is_owned=owned, is_overseen=overseen)

    def for_page(self):
        """Fetch what a finding's page shows: case, practitioners, team, thread and checks."""
        related = (
            "case__practitioner__team__unit",
            "case__team__unit",
            "practitioner",
            "owner",
            "team__unit",
            "made_by",
            "sampled_case__audit",
        )
        entries = Entry.objects.select_related("by", "owner")
        thread = models.Prefetch("entries", entries), models.Prefetch("rechecks", Recheck.objects.select_related("by"))
        return self.select_related(*related).prefetch_related(*thread)


def is_closed():
    """The condition on findings that are closed: their last check says yes, or an entry ended them."""
    checks = Recheck.objects.filter(finding=OuterRef("pk")).order_by("-at", "-pk").values("put_right")
    put_right = Exact(Coalesce(Subquery(checks[:1]), False), True)
    return models.Q(Exists(Entry.objects.filter(finding=OuterRef("pk"), kind__in=ENDING))) | models.Q(put_right)


def of_open_case():
    """The condition on findings whose case is not restricted, or is gone."""
    return models.Q(case=None) | models.Q(case__restricted_digest="")


class Finding(models.Model):
    """One text: what is missing and what must happen, or what was done well. Its state is computed, never stored:
    see audit/method/oversight/states.py.

    `practitioner` and `team` are those of the day on which it was made. `framework_code`, `framework_version`,
    `question` and `wording` are copied, since `answer`, `sampled_case` and `case` may go before it does.
    `owner`: who has to act; None is the SPO of the team at the time. `due`: None where nothing has to be done.
    `risk_note`: could put someone at risk if the person on probation read it; left out of the text for the case record.
    `example`: a strength that is offered to others without the person and the place.
    `released_at`: None for a draft. `facts_corrected_at`: when a fact of the case was corrected after it was made.
    """

    Kind = FindingKind

    kind = models.CharField(max_length=10, choices=FindingKind, default=FindingKind.GAP)
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="findings")
    sampled_case = models.ForeignKey(SampledCase, on_delete=models.SET_NULL, null=True, related_name="findings")
    answer = models.ForeignKey(Answer, on_delete=models.SET_NULL, null=True, related_name="findings")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="findings")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="findings")
    framework_code = models.CharField(max_length=50)
    framework_version = models.CharField(max_length=20)
    question = models.CharField(max_length=80, help_text="The question's code in the framework.")
    wording = models.TextField(help_text="The question as it was asked.")
    text = models.TextField()
    risk_note = models.TextField(blank=True)
    owner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="owned")
    due = models.DateField(null=True, blank=True)
    example = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    facts_corrected_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            choice_constraint("kind", FindingKind, "finding_kind_is_known"),
            models.CheckConstraint(condition=~models.Q(text=""), name="finding_has_a_text"),
            models.CheckConstraint(
                condition=models.Q(kind=FindingKind.GAP) | models.Q(due=None, owner=None), name="a_strength_has_no_task"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=FindingKind.STRENGTH) | models.Q(example=False), name="an_example_is_a_strength"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.wording}"


class Entry(models.Model):
    """An entry in the thread of a finding. Added, never changed.

    `holds_from`: the day from which what was done holds. `owner` and `due`: the new ones.
    """

    Kind = EntryKind

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind)
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=20, choices=ClosingReason, blank=True)
    holds_from = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            choice_constraint("kind", EntryKind, "entry_kind_is_known"),
            choice_constraint("reason", ClosingReason, "closing_reason_is_known", blank=True),
            models.CheckConstraint(
                condition=(~models.Q(kind=EntryKind.CLOSE)) | ~models.Q(reason=""), name="closing_has_a_reason"
            ),
            models.CheckConstraint(
                condition=(~models.Q(kind=EntryKind.DONE)) | models.Q(holds_from__isnull=False),
                name="done_holds_from_a_day",
            ),
            # two who end a finding at once: the second is told what the first recorded
            models.UniqueConstraint(
                fields=["finding"], condition=models.Q(kind__in=ENDING), name="a_finding_is_ended_once"
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class Recheck(models.Model):
    """Whether a finding was put right, by the same question on the same case. Added, never changed.

    `independent`: by a person who is neither the author nor in the line of the case.
    """

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="rechecks")
    put_right = models.BooleanField()
    words = models.TextField(blank=True)
    independent = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return "Put right" if self.put_right else "Not put right"
