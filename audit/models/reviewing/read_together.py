"""Cases that every reviewer of an audit reads before their own, what they answer, and what they agreed on.

Nothing here is a SampledCase, a Review or an Answer, so no count, percentage or export can include it.
"""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit.method.loading.limits import LONGEST_KIND_CODE
from audit.models.copied_facts import HoldsFacts
from audit.models.given_answer import GivenAnswer
from audit.models.planning.audit import Audit
from audit.models.reach import in_own_team, in_units
from cases.models import Case
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission

MOST_SHARED = 3  # cases of one audit
LETTERS = "ABC"  # numbers would be taken for those of sampled cases


class SharedCaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those that the user reads, and those of audits that they moderate. A restricted case is not there."""
        moderated = rows_reached(user, Permission.MODERATE, unit="audit__unit")
        read = models.Q(pk__in=Reading.objects.own_of(user).values("shared_case"))
        return self.filter(moderated | read, case__restricted_digest="")

    def running(self):
        """Return those whose reading has not been ended, in audits that are not signed off."""
        return self.filter(ended_at=None, audit__signed_off_at=None)

    def for_page(self):
        """Fetch the case too, with its places, and the audit."""
        return self.select_related("audit__unit__region", "case__team", "case__practitioner")


class SharedCase(HoldsFacts, models.Model):
    """A case that every reviewer of the audit reads: a reserve until it was marked, so it counts nowhere.

    `stratum` and `position`: its place among the reserves, to which it goes back if the mark is removed.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="shared_cases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shared_in")
    kind = models.CharField("kind of case", max_length=LONGEST_KIND_CODE, blank=True, editable=False)
    number = models.PositiveSmallIntegerField()
    stratum = models.CharField(max_length=300, editable=False)
    position = models.PositiveIntegerField(editable=False)
    facts = models.JSONField(default=dict, blank=True, editable=False)
    facts_as_of = models.DateTimeField(editable=False)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = SharedCaseQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["audit", "number"], name="a_letter_once_per_audit")]

    def __str__(self):
        return f"Case {LETTERS[self.number - 1]}"

    @property
    def in_a_sentence(self):
        """Return its name as it stands within a sentence: “case A”."""
        return f"case {LETTERS[self.number - 1]}"

    @property
    def with_crn(self):
        """Return the case's name for people who may see it: “X120002, case A”."""
        return f"{self.case.crn}, {self.in_a_sentence}" if self.case.crn else str(self)


class ReadingQuerySet(models.QuerySet):
    def own_of(self, user):
        """Return the user's own, while they review there and the case is neither restricted nor of their team."""
        units = in_units(user, Permission.REVIEW, "shared_case__audit__unit")
        own = self.filter(units, reviewer=user, shared_case__case__restricted_digest="")
        return own.exclude(in_own_team(user, "shared_case__case"))

    def unfinished(self):
        """Return those that still take answers: the reviewer's own cases wait for them."""
        running = models.Q(shared_case__ended_at=None, shared_case__audit__signed_off_at=None)
        return self.filter(running, submitted_at=None, let_through_at=None)

    def for_page(self):
        """Fetch the case too, with its places, its audit and the reviewer."""
        case = ("shared_case__case__team", "shared_case__case__practitioner")
        return self.select_related("shared_case__audit__unit__region", *case, "reviewer")


class Reading(models.Model):
    """One reviewer's answers to a SharedCase. `let_through_at`: the quality lead let them go on without it."""

    shared_case = models.ForeignKey(SharedCase, on_delete=models.CASCADE, related_name="readings")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="readings")
    submitted_at = models.DateTimeField(null=True, blank=True)
    let_through_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["shared_case", "reviewer"], name="a_case_read_once_by_each")]

    def __str__(self):
        return f"{self.shared_case} read by {self.reviewer}"

    @property
    def audit(self):
        return self.shared_case.audit

    @property
    def facts(self):
        """{fact: value} of its case, as kept for this audit."""
        return self.shared_case.facts

    @property
    def is_open(self):
        """Whether it still takes answers."""
        ended = self.shared_case.ended_at or self.audit.signed_off_at
        return not (self.submitted_at or self.let_through_at or ended)

    def answers_by_code(self):
        """{question code: ReadingAnswer} as stored. Takes one query."""
        return {answer.question: answer for answer in self.answers.select_related("answered_by")}

    def new_answer(self, code):
        """A ReadingAnswer of version 0 that is not saved."""
        return ReadingAnswer(reading=self, question=code, version=0)


class ReadingAnswer(GivenAnswer):
    """The answer of a reading to one question. It counts nowhere."""

    value_before = None  # no several prompts are answered in one step here

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="answers")
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "question"], name="one_answer_per_reading_and_question"),
        ]

    def as_of(self, version):
        """What its history says of this version."""
        return ReadingAnswer.history.filter(reading_id=self.reading_id, question=self.question, version=version)


class QuestionNote(models.Model):
    """What the reviewers of an audit agreed on about a question, shown beside it in every review of the audit."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="question_notes")
    question = models.CharField(max_length=80, help_text="The question's code in the framework.")
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(auto_now=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "question"], name="one_note_per_audit_and_question"),
        ]

    def __str__(self):
        return f"Note on {self.question}"

    def as_of(self, version):
        """What its history says of this version."""
        return self._past().filter(version=version)

    def latest_version(self):
        """The latest version there was, 0 if none: a note written after a deletion does not take an earlier number."""
        return self._past().aggregate(latest=models.Max("version"))["latest"] or 0

    def _past(self):
        return QuestionNote.history.filter(audit_id=self.audit_id, question=self.question)
