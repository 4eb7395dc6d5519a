"""Reviews ready to be written into a workbook."""

from audit.frameworks import FrameworkProblem
from audit.method.applicability import applicable_questions
from audit.method.sections import sections_of
from audit.models import FrameworkChanged
from audit.reviewing.offline.workbook import ReviewSheet
from audit.reviewing.pages.case import facts_in_words

# no question depends on them, they tell who somebody is, and the file leaves the site; the CRN heads the sheet
LEFT_OUT = {
    *("CRN", "Team", "Practitioner", "Sex", "Ethnic group", "Age", "Disability", "Other protected characteristics"),
}


def build_review_sheet(review):
    """Of a Review fetched for a page; one query for its answers. Raises FrameworkChanged, FrameworkProblem."""
    framework, sampled = review.audit.framework, review.sampled_case
    part = "" if review.part == review.Part.FIRST else f", {review.get_part_display().lower()}"
    return ReviewSheet(
        number=review.pk,
        crn=sampled.case.crn,
        case=str(sampled),
        title=f"{sampled}, {review.audit.title}{part}",
        framework=framework,
        sections=sections_of(framework, applicable_questions(framework, review.facts)),
        facts=[fact for fact in facts_in_words(sampled.case_then) if fact[0] not in LEFT_OUT],
        answers=review.answers_by_code(),
    )


def with_framework(reviews):
    """Those whose framework file is the one that their audit was made with."""
    return [review for review in reviews if _has_framework(review)]


def _has_framework(review):
    try:
        return bool(review.audit.framework)
    except (FrameworkChanged, FrameworkProblem):
        return False
