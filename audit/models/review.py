"""A review of a sampled case and its answers."""

from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from simple_history.models import HistoricalRecords

from audit.method.answers import Value
from cases.models import choice_constraint
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission

from .choices import Part
from .plan import SampledCase
from .reach import in_own_team, in_units, is_in_own_team, is_in_units

READ_TO_SAVE = (
    "part",
    "reviewer",
    "submitted_at",
    "sampled_case__facts",
    "sampled_case__replaced_at",
    "sampled_case__audit__unit",
    "sampled_case__audit__framework_code",
    "sampled_case__audit__framework_version",
    "sampled_case__audit__framework_checksum",
    "sampled_case__audit__signed_off_at",
    "sampled_case__case__restricted_digest",
    "sampled_case__case__team",
    "sampled_case__case__practitioner",
)
UNANSWERED = 0  # in Answer.value_before, where None says that nothing is to be put back


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Their own, and those of the cases that they see, except where they are still to judge for themselves. Who
        neither reviews nor moderates a case reads what counts of it."""
        own = models.Q(reviewer=user) & _of(SampledCase.objects.to_review_by(user))
        read = _of(SampledCase.objects.with_answers_visible_to(user))
        return self.filter(own | (read & (_worked_on_by(user) | _counts())))

    def on_paper_for(self, user):
        """Of those visible to the user the ones of cases that they review or moderate: a single review says what stood
        there before readers agreed."""
        return self.visible_to(user).filter(_worked_on_by(user))

    def to_write_by(self, user):
        """Those that the user answers: their own, and first reviews where they moderate; none of their own team."""
        moderated = _moderated_by(user) & models.Q(part=Part.FIRST)
        own = models.Q(reviewer=user) & ~models.Q(part=Part.AGREED)
        reached = self.visible_to(user).filter(own | moderated, sampled_case__replaced_at=None)
        return reached.exclude(in_own_team(user, "sampled_case__case"))

    def own_of(self, user):
        """The user's own readings of cases, as long as they are a reviewer there, what is to do first."""
        units = in_units(user, Permission.REVIEW, "sampled_case__audit__unit")
        own = self.filter(
            units, reviewer=user, sampled_case__replaced_at=None, sampled_case__case__restricted_digest=""
        )
        return own.exclude(part=Part.AGREED).order_by("submitted_at", "sampled_case__audit", "sampled_case__number")

    def unfinished(self):
        """Those not yet submitted whose audit is not signed off."""
        return self.filter(submitted_at=None, sampled_case__audit__signed_off_at=None)

    def finished(self):
        """(those that the sign-off closed before they were submitted, those submitted): two querysets."""
        closed = self.filter(submitted_at=None, sampled_case__audit__signed_off_at__isnull=False)
        return closed, self.filter(submitted_at__isnull=False)

    def for_line(self):
        """With what a line of a list shows: case, audit and when it was submitted."""
        shown = ("submitted_at", "part", "sampled_case__number", "sampled_case__audit__title")
        of_case = ("sampled_case__case__reference", "sampled_case__case__restricted_digest")
        return self.select_related("sampled_case__audit", "sampled_case__case").only(*shown, *of_case)

    def own_to_write_by(self, user):
        """Of those to_write_by, their own as a reviewer: what nearly everybody asks for, at a third of the time."""
        return self.own_of(user).exclude(in_own_team(user, "sampled_case__case"))

    def to_save(self):
        """With the few facts that decide who answers them and whether they are open."""
        return self.select_related("sampled_case__audit", "sampled_case__case").only(*READ_TO_SAVE)

    def counted(self):
        """Those that results are worked out from: submitted first reviews, and what was agreed about one."""
        return self.filter(_counts())

    def to_read(self):
        """With their answers, and the notes with which they were sent back."""
        return self.prefetch_related("answers", "sent_back__sent_by", "sent_back__replied_by")

    def for_page(self):
        """With the case, where it sits, its audit and the reviewer."""
        related = ("sampled_case__audit__unit__region", "sampled_case__case__team", "sampled_case__case__practitioner")
        return self.select_related(*related, "reviewer")


def _worked_on_by(user):
    """The condition on reviews of cases that the user moderates or reviews."""
    return _moderated_by(user) | _of(SampledCase.objects.to_review_by(user))


def _of(sampled_cases):
    """The condition on reviews of these SampledCases; looks at the review's own case only, not at all of them."""
    return Exists(sampled_cases.filter(pk=OuterRef("sampled_case")))


def _counts():
    first = models.Q(part=Part.FIRST, submitted_at__isnull=False)
    agreed = models.Q(part=Part.AGREED) & Exists(Review.objects.filter(first, sampled_case=OuterRef("sampled_case")))
    return (first | agreed) & models.Q(sampled_case__replaced_at=None)


def _moderated_by(user):
    return rows_reached(user, Permission.MODERATE, unit="sampled_case__audit__unit")


class Review(models.Model):
    """One reading of a sampled case.

    A first one counts once it is submitted. A second one is made without knowing the first, to see how far the two
    agree, and does not count. The agreed one holds an answer only where the two were settled; that goes before.
    """

    Part = Part

    sampled_case = models.ForeignKey(SampledCase, on_delete=models.CASCADE, related_name="reviews")
    part = models.CharField(max_length=10, choices=Part, default=Part.FIRST)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
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
        """As it stands within a sentence: “second review of Case 3”."""
        return f"{self.get_part_display().lower()} of {self.sampled_case}"

    @property
    def audit(self):
        return self.sampled_case.audit

    @property
    def facts(self):
        """{fact: value} of its case, as copied for the audit."""
        return self.sampled_case.facts

    def answers_by_code(self):
        """{question code: Answer} as stored, each with who gave it; one query."""
        return {answer.question: answer for answer in self.answers.select_related("answered_by")}

    def answers_around(self, codes):
        """{question code: Answer} of these codes, and a PlainAnswer of each other one; two queries.

        Ninety records of a model take four times as long as their bare values.
        """
        plain = Answer.objects.filter(review=self.pk).values_list(*PlainAnswer._fields)
        whole = Answer.objects.filter(review=self.pk, question__in=codes)
        return {question: PlainAnswer(question, *said) for question, *said in plain} | {
            answer.question: answer for answer in whole
        }

    def is_own_to_write_by(self, user):
        """Whether it is in own_to_write_by(user): the same rule without a query, for one that was fetched to_save."""
        sampled = self.sampled_case
        return (
            self.reviewer_id == user.pk
            and self.part != Part.AGREED
            and sampled.replaced_at is None
            and sampled.case.restricted_digest == ""
            and is_in_units(user, Permission.REVIEW, sampled.audit.unit_id)
            and not is_in_own_team(user, sampled.case)
        )


class AnswerQuerySet(models.QuerySet):
    def counted(self):
        """The answers that results are worked out from: an agreed one over the first review's."""
        agreed = Answer.objects.filter(
            review__part=Part.AGREED,
            review__sampled_case=OuterRef("review__sampled_case"),
            question=OuterRef("question"),
        )
        counted = self.filter(review__in=Review.objects.counted(), value__isnull=False)
        return counted.exclude(models.Q(review__part=Part.FIRST) & Exists(agreed))


class Answer(models.Model):
    """What a review says to one question: key-question judgement, prompt or item alike. No row: unanswered.

    Without a value it is a comment that was written before the answer. `value_before` is what stood there when a whole
    key question's prompts were set not applicable in one step (UNANSWERED: nothing), until somebody answers anew.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=80, help_text="The question's code in the framework.")
    # None: a comment may come before its answer
    value = models.PositiveSmallIntegerField(
        choices=[(value.value, value.key) for value in Value], null=True, blank=True
    )
    value_before = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    comment = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    answered_at = models.DateTimeField(auto_now=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
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

    def __str__(self):
        return f"{self.question}: {self.get_value_display() or 'not answered'}"

    @property
    def code(self):
        """That of its question, as in the other things that hold an answer."""
        return self.question


class PlainAnswer(NamedTuple):
    """What an Answer says: enough to find what is missing or contradicts another."""

    question: str
    value: int | None
    comment: str


class SendBack(models.Model):
    """A submitted review that the quality lead gave back, with what is to be looked at again.

    `questions`: the codes it is about; empty where it is about the review as a whole. `reply` comes with the review
    when it is submitted again. `after_both`: both readings of the case were submitted by then, so that each reader
    could see the other's.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="sent_back")
    note = models.TextField()
    questions = models.JSONField(default=list, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    after_both = models.BooleanField(default=False)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(note=""), name="sent_back_with_a_note")]

    def __str__(self):
        return f"{self.review} sent back"
