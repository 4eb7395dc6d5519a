"""Read who reads a case together, what they answered, and which cases can be chosen."""

from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from audit.models import Audit, AuditReviewer, QuestionNote, Reading, ReserveCase, Review, SharedCase
from cases.models import Case, User
from cases.people.reads import holders
from cases.permissions import Permission


def reviewers_of(audit: Audit) -> QuerySet[User]:
    """Return the people who review in the audit: its reviewers, and others who were given one of its reviews."""
    reviews = Review.objects.filter(sampled_case__audit=audit, sampled_case__replaced_at=None)
    given = reviews.exclude(part=Review.Part.AGREED).filter(reviewer__isnull=False)
    chosen = Q(pk__in=AuditReviewer.objects.filter(audit=audit).values("user"))
    return holders(Permission.REVIEW, audit.unit).filter(chosen | Q(pk__in=given.values("reviewer")))


def reserves_to_choose(audit: Audit, user: User) -> QuerySet[ReserveCase]:
    """Return the reserves of the audit whose cases the user may see."""
    seen = Case.objects.visible_to(user).filter(pk__in=audit.reserves.values("case"))
    return audit.reserves.filter(case__in=seen.values("pk")).select_related("case__team", "case__practitioner")


def readings_with_progress(shared: SharedCase) -> QuerySet[Reading]:
    """Return the readings of a case, each with the number of questions `answered`."""
    answered = Count("answers", filter=Q(answers__value__isnull=False))
    return shared.readings.select_related("reviewer", "shared_case__audit").annotate(answered=answered)


class ReadingCounts(NamedTuple):
    """How many readings an audit has, how many of them are submitted, and how many still take answers."""

    number: int
    submitted: int
    open: int


def count_readings(audit: Audit) -> ReadingCounts:
    """Count the readings of an audit that is not signed off; one query."""
    readings, submitted = Reading.objects.filter(shared_case__audit=audit), Q(submitted_at__isnull=False)
    waits = Q(submitted_at=None, let_through_at=None, shared_case__ended_at=None)
    counts = {"number": Count("pk"), "submitted": Count("pk", filter=submitted), "open": Count("pk", filter=waits)}
    return ReadingCounts(**readings.aggregate(**counts))


def has_case_to_read(audit: Audit) -> bool:
    """Whether a case of the audit is read together, or could be."""
    return audit.reserves.exists() or audit.shared_cases.exists()


def count_begun(audit: Audit) -> int:
    """Count the reviews of the audit that have answers and are not submitted: a case to read first closes them."""
    begun = Review.objects.unfinished().filter(sampled_case__audit=audit, sampled_case__replaced_at=None)
    return begun.filter(answers__isnull=False).distinct().count()


def shared_cases(audit: Audit, user: User) -> dict[str, SharedCase]:
    """Return {number as a form sends it: SharedCase} of the audit's cases that the user may see."""
    seen = SharedCase.objects.visible_to(user).for_page().filter(audit=audit)
    return {str(shared.pk): shared for shared in seen}


def open_readings(audit: Audit, user: User) -> dict[str, Reading]:
    """Return {number as a form sends it: Reading} of those cases' readings that still take answers."""
    readings = Reading.objects.unfinished().for_page().filter(shared_case__in=shared_cases(audit, user).values())
    return {str(reading.pk): reading for reading in readings}


def name_of_reserve(reserve: ReserveCase) -> str:
    """Return the case by its CRN, with what helps to choose one."""
    case = reserve.case
    harm = case.rosh_level and f"{case.get_rosh_level_display().lower()} risk of serious harm"
    return ", ".join(filter(None, (case.crn, case.get_sentence_type_display(), harm)))


def notes_by_code(audit: Audit) -> dict[str, QuestionNote]:
    """Return {question code: QuestionNote} of the audit."""
    return {note.question: note for note in audit.question_notes.select_related("written_by")}


def submitted_readings(shared: SharedCase) -> list[Reading]:
    """Return the submitted readings of a case with their answers, in the order of the reviewers' names."""
    readings = shared.readings.filter(submitted_at__isnull=False).select_related("reviewer")
    return sorted(readings.prefetch_related("answers"), key=lambda reading: str(reading.reviewer))


def waits_for_others(shared: SharedCase, own: Reading | None) -> bool:
    """Say whether a person has to wait for the answers of others: until theirs are in, or no reading is open.

    `own`: their reading of the case, None if they do not read it.
    """
    if own and own.submitted_at:
        return False
    return Reading.objects.unfinished().filter(shared_case=shared).exists()


def why_closed(reading: Reading) -> str:
    """Say why the reading takes no answers any more."""
    if reading.submitted_at:
        return "You have submitted this case, so its answers can no longer be changed."
    return "The quality lead has ended the reading of this case."
