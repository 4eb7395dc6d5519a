"""Collect what the sheet of a review shows."""

from collections.abc import Iterable

from audit.frameworks import FrameworkProblem
from audit.method.applicability import applicable_questions
from audit.method.sections import sections_of
from audit.models import FrameworkChanged, Review
from audit.reviewing.offline.worksheet import ReviewSheet
from audit.reviewing.pages.case import facts_in_words
from audit.reviewing.reads.agreed_notes import agreed_notes

# these facts identify people, no question depends on them, and the file leaves the site; the CRN heads the sheet
LEFT_OUT = {
    "CRN",
    "Team",
    "Practitioner",
    "Sex",
    "Ethnic group",
    "Age",
    "Disability",
    "Other protected characteristics",
}


def build_review_sheet(review: Review) -> ReviewSheet:
    """Build the ReviewSheet of a Review fetched for a page; a query for its answers and one for the notes.

    Raises FrameworkChanged, FrameworkProblem.
    """
    framework, sampled = review.audit.framework, review.sampled_case
    part = "" if review.part == review.Part.FIRST else f", {review.get_part_display().lower()}"
    return ReviewSheet(
        number=review.pk,
        crn=sampled.case.crn,
        case=str(sampled),
        title=f"{sampled}, {review.audit.title}{part}",
        framework=framework,
        sections=sections_of(framework, applicable_questions(framework, review.facts)),
        facts=[fact for fact in facts_in_words(sampled) if fact[0] not in LEFT_OUT],
        answers=review.answers_by_code(),
        agreed=agreed_notes(review.audit),
    )


def with_framework(reviews: Iterable[Review]) -> list[Review]:
    """The reviews whose framework file has not changed since their audit was made."""
    return [review for review in reviews if _has_framework(review)]


def _has_framework(review):
    try:
        return bool(review.audit.framework)
    except (FrameworkChanged, FrameworkProblem):
        return False
