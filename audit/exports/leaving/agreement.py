"""Read how far the reviewers of an audit agree, for those who moderate it."""

from audit.exports.leaving.profiles import Leaving, Profile
from audit.models import Audit, SampledCase
from audit.moderating.agreements import Agreements, agreements_of
from audit.reviewing.reads.case_reviews import reviews_of_cases
from cases.permissions import Permission


def agreements_for(audit: Audit, leaving: Leaving) -> Agreements | None:
    """Return the Agreements that the page shows; None in files of another profile, and for those without that page."""
    if leaving.profile != Profile.INSIDE or Permission.MODERATE not in audit.permissions:
        return None
    cases = SampledCase.objects.visible_to(leaving.by).counted().filter(audit=audit)
    return agreements_of(audit.framework, reviews_of_cases(audit.framework, cases))
