"""Collect what the sheet of a review shows."""

from collections.abc import Iterable

from audit.frameworks import FrameworkProblem
from audit.method.applicability import applicable_questions
from audit.method.asked_facts import waiting_questions
from audit.method.sections import sections_of
from audit.models import FrameworkChanged, Review
from audit.reviewing.offline.worksheet import ReviewSheet
from audit.reviewing.pages.asked_facts import build_asked_facts
from audit.reviewing.pages.case import facts_in_words
from audit.reviewing.reads.agreed_notes import agreed_notes

FIND_OUT, ON_THE_SITE = "Find out first", "Answer it on the site and download this workbook again."
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
    asked = applicable_questions(framework, review.facts)
    part = "" if review.part == review.Part.FIRST else f", {review.get_part_display().lower()}"
    return ReviewSheet(
        number=review.pk,
        crn=sampled.case.crn,
        case=str(sampled),
        title=f"{sampled}, {review.audit.title}{part}",
        framework=framework,
        sections=sections_of(framework, asked - waiting_questions(framework, review.facts)),
        facts=[*_to_find_out(review), *(fact for fact in facts_in_words(sampled) if fact[0] not in LEFT_OUT)],
        answers=review.answers_by_code(),
        agreed=agreed_notes(review.audit),
    )


def _to_find_out(review):
    """[(heading, sentence)] of the facts that the review asks for first: the sheet leaves out what hangs on them."""
    for line in build_asked_facts(review):
        codes = ", ".join(code or text for code, text in line.questions)
        yield FIND_OUT, f"{line.name}. It decides about {codes}. {ON_THE_SITE}"


def with_framework(reviews: Iterable[Review]) -> list[Review]:
    """The reviews whose framework file has not changed since their audit was made."""
    return [review for review in reviews if _has_framework(review)]


def _has_framework(review):
    try:
        return bool(review.audit.framework)
    except (FrameworkChanged, FrameworkProblem):
        return False
