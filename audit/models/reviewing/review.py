"""Reviews of sampled cases, and their answers."""

from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from simple_history.models import HistoricalRecords

from audit.method.answers import COUNTED, Value
from audit.models.choices import Part, Purpose
from audit.models.given_answer import GivenAnswer
from audit.models.planning.audit import SampledCase
from audit.models.reach import in_own_team, in_units, is_in_own_team, is_in_units
from cases.models import choice_constraint
from cases.models.reached_rows import NO_ROW, rows_reached
from cases.permissions import Permission

from .read_together import Reading, SharedCase

READ_TO_SAVE = (  # the fields that decide whether a person may save an answer
    "part",
    "reviewer",
    "submitted_at",
    "sampled_case__facts",
    "sampled_case__replaced_at",
    *(f"sampled_case__audit__framework_{field}" for field in ("code", "version", "checksum")),
    *(f"sampled_case__audit__{field}" for field in ("unit", "purpose", "signed_off_at")),
    "sampled_case__case__restricted_digest",
    "sampled_case__case__team",
    "sampled_case__case__practitioner",
)
UNANSWERED = 0  # in Answer.value_before, where None says that nothing is to be put back


class ReviewQuerySet(models.QuerySet):
    def inspections(self):
        """Leave out the looks of oversight rounds."""
        return self.exclude(sampled_case__audit__purpose=Purpose.OVERSIGHT)

    def visible_to(self, user):
        """The user's own reviews, and those of cases whose answers they may see.

        A person who neither reviews nor moderates a case sees only the reviews in force.
        """
        own = models.Q(reviewer=user) & _reviewed_by(user)
        read = _of(SampledCase.objects.with_answers_visible_to(user))
        return self.filter(own | (read & (_worked_on_by(user) | _in_force())))

    def on_paper_for(self, user):
        """Those visible to the user, of cases that they review or moderate.

        Not for others, since a single review says what its reviewer thought before both agreed.
        """
        return self.visible_to(user).filter(_worked_on_by(user))

    def to_write_by(self, user):
        """Those that the user may answer: their own, and first reviews where they moderate; none of their own team."""
        moderated = _moderated_by(user) & models.Q(part=Part.FIRST)
        own = models.Q(reviewer=user) & ~models.Q(part=Part.AGREED)
        reached = self.visible_to(user).filter(own | moderated, sampled_case__replaced_at=None)
        # their own wait for a case that all read first
        waiting = models.Q(reviewer=user) & _waits_for_reading(user)
        return reached.exclude(in_own_team(user, "sampled_case__case")).exclude(waiting)

    def own_of(self, user):
        """The user's own reviews, while they are a reviewer there; those still to submit come first."""
        units = in_units(user, Permission.REVIEW, "sampled_case__audit__unit")
        own = self.filter(
            units, reviewer=user, sampled_case__replaced_at=None, sampled_case__case__restricted_digest=""
        )
        own = own.inspections().exclude(part=Part.AGREED)
        return own.order_by("submitted_at", "sampled_case__audit", "sampled_case__number")

    def unfinished(self):
        """Those not submitted yet, of inspections that are not signed off."""
        return self.inspections().filter(submitted_at=None, sampled_case__audit__signed_off_at=None)

    def finished(self):
        """Two querysets: those that the sign-off closed before they were submitted, and those submitted."""
        closed = self.filter(submitted_at=None, sampled_case__audit__signed_off_at__isnull=False)
        return closed, self.filter(submitted_at__isnull=False)

    def for_line(self):
        """Fetch what a line of a list shows: case, audit and when the review was submitted."""
        shown = ("submitted_at", "part", "sampled_case__number", "sampled_case__audit__title")
        of_case = ("sampled_case__case__reference", "sampled_case__case__restricted_digest")
        return self.select_related("sampled_case__audit", "sampled_case__case").only(*shown, *of_case)

    def own_to_write_by(self, user):
        """Those to_write_by the user that are their own. It takes a third of the time, and is what most people need."""
        return self.own_of(user).exclude(in_own_team(user, "sampled_case__case")).exclude(_waits_for_reading(user))

    def in_force(self):
        """Submitted first reviews and agreed answers about one, also of extra cases."""
        return self.filter(_in_force())

    def counted(self):
        """Those of in_force() that results are worked out from: extra cases of a group count in its tables alone."""
        return self.in_force().filter(sampled_case__extra_for="")

    def to_read(self):
        """Fetch their answers too, and the notes with which they were sent back."""
        return self.prefetch_related("answers", "sent_back__sent_by", "sent_back__replied_by")

    def for_page(self):
        """Fetch the case too, with its places, its audit and the reviewer."""
        related = ("sampled_case__audit__unit__region", "sampled_case__case__team", "sampled_case__case__practitioner")
        return self.select_related(*related, "reviewer")


def _worked_on_by(user):
    """The condition on reviews of cases that the user moderates or reviews."""
    return _moderated_by(user) | _reviewed_by(user)


def _reviewed_by(user):
    reviews_nowhere = in_units(user, Permission.REVIEW) == NO_ROW  # then the rest need not be built
    return NO_ROW if reviews_nowhere else _of(SampledCase.objects.to_review_by(user))


def _waits_for_reading(user):
    """The condition on reviews of audits in which the user still has a case to read that all reviewers read first."""
    readings = Reading.objects.own_of(user).unfinished()
    return Exists(readings.filter(shared_case__audit=OuterRef("sampled_case__audit")))


def _of(sampled_cases):
    """The condition on reviews of these SampledCases; looks at the review's own case only, not at all of them."""
    return Exists(sampled_cases.filter(pk=OuterRef("sampled_case")))


def _in_force():
    first = models.Q(part=Part.FIRST, submitted_at__isnull=False)
    agreed = models.Q(part=Part.AGREED) & Exists(Review.objects.filter(first, sampled_case=OuterRef("sampled_case")))
    return (first | agreed) & models.Q(sampled_case__replaced_at=None)


def _moderated_by(user):
    return rows_reached(user, Permission.MODERATE, unit="sampled_case__audit__unit")


class Review(models.Model):
    """One review of a sampled case.

    The first one counts once it is submitted. The second one is made without seeing the first, to find out how far the
    two agree, and does not count. The agreed one holds an answer only where a difference was settled, and that answer
    counts in place of the first.
    """

    Part = Part

    sampled_case = models.ForeignKey(SampledCase, on_delete=models.CASCADE, related_name="reviews")
    part = models.CharField(max_length=10, choices=Part, default=Part.FIRST)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="Empty: by the date of its audit.")
    history = HistoricalRecords()

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sampled_case", "part"], name="one_review_of_each_part"),
            choice_constraint("part", Part, "review_part_is_known"),
        ]
        # finds a reviewer's latest reviews without reading all they ever submitted
        indexes = [models.Index(fields=["reviewer", "submitted_at"], name="reviews_of_a_reviewer")]

    def __str__(self):
        return f"{self.get_part_display()} of {self.sampled_case}"

    @property
    def name(self):
        """Its name within a sentence, such as “second review of Case 3”."""
        return f"{self.get_part_display().lower()} of {self.sampled_case}"

    @property
    def audit(self):
        return self.sampled_case.audit

    @property
    def due(self):
        """The day by which it is due: its own, or else its audit's; None where neither is set."""
        return self.due_on or self.audit.review_until

    @property
    def facts(self):
        """{fact: value} of its case, as kept for this audit."""
        return self.sampled_case.facts

    def answers_by_code(self):
        """{question code: Answer} as stored, each with the person who gave it. Takes one query."""
        return {answer.question: answer for answer in self.answers.select_related("answered_by")}

    def answers_around(self, codes):
        """{question code: Answer} of these codes, and a PlainAnswer for every other one. Takes one query.

        Of an Answer, the time and the person are read only where they are asked for.
        """
        # ninety records of a model take four times as long as their bare values
        rows = Answer.objects.filter(review=self.pk).values(*ANSWER_TO_SAVE)
        return {
            row["question"]: Answer.from_db(self._state.db, ANSWER_TO_SAVE, row.values())
            if row["question"] in codes
            else PlainAnswer(row["question"], row["value"], row["comment"])
            for row in rows
        }

    def new_answer(self, code):
        """An Answer of version 0 that is not saved."""
        return Answer(review=self, question=code, version=0)

    def is_own_to_write_by(self, user):
        """Whether it is in own_to_write_by(user), for one of reviews_to_save. The same rule, without a query.

        Only where all reviewers of the audit read a case together does it take one.
        """
        sampled = self.sampled_case
        return (
            self.reviewer_id == user.pk
            and self.part != Part.AGREED
            and sampled.audit.purpose != Purpose.OVERSIGHT
            and sampled.replaced_at is None
            and sampled.case.restricted_digest == ""
            and is_in_units(user, Permission.REVIEW, sampled.audit.unit_id)
            and not is_in_own_team(user, sampled.case)
            and not (self.audit_shares_a_case and self._waits_for_reading(user))
        )

    def _waits_for_reading(self, user):
        readings = Reading.objects.own_of(user).unfinished()
        return readings.filter(shared_case__audit=self.sampled_case.audit_id).exists()


def reviews_to_save():
    """Every Review, with what decides who may answer it, whether it is open, and whether its audit shares a case."""
    return _to_save().all()  # a new one each time: a queryset keeps the rows that it has read


@cache
def _to_save():
    # kept, since to build this query takes longer than to ask it
    fetched = Review.objects.select_related("sampled_case__audit", "sampled_case__case").only(*READ_TO_SAVE)
    shared = SharedCase.objects.order_by().filter(audit=OuterRef("sampled_case__audit"))
    return fetched.annotate(audit_shares_a_case=Exists(shared))


class AnswerQuerySet(models.QuerySet):
    def counted(self):
        """The answers that results are worked out from: agreed ones, in place of those of the first review."""
        agreed = Answer.objects.filter(
            review__part=Part.AGREED,
            review__sampled_case=OuterRef("review__sampled_case"),
            question=OuterRef("question"),
        )
        counted = self.filter(Exists(Review.objects.counted().filter(pk=OuterRef("review"))), value__in=COUNTED)
        return counted.exclude(models.Q(review__part=Part.FIRST) & Exists(agreed))


class Answer(GivenAnswer):
    """The answer of a review to one question: a key question, a prompt or an item. Without a row it is unanswered.

    `value_before` is what stood there when all prompts of a key question were set not applicable in one step, or
    UNANSWERED. It goes once a person answers the prompt again.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers")
    value_before = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "question"], name="one_answer_per_review_and_question"),
            models.CheckConstraint(
                condition=models.Q(value=None) | models.Q(value__in=[value.value for value in Value]),
                name="answer_value_is_known",
            ),
        ]

    def as_of(self, version):
        """What its history says of this version."""
        return Answer.history.filter(review_id=self.review_id, question=self.question, version=version)


# in the order in which the model has them
ANSWER_TO_SAVE = ("id", "question", "value", "comment", "version", "review_id", "value_before")


class PlainAnswer(NamedTuple):
    """The value and comment of an Answer: enough to check what is missing or contradictory in a review."""

    question: str
    value: int | None
    comment: str
