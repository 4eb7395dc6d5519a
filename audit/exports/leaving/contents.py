"""Contents: everything about one audit that a file lets out. Every writer prints from it, and asks for nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from audit.exports.leaving.case_details import CaseDetails, case_details
from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.recommendations import AnsweredRecommendation
from audit.models import Audit
from audit.results.groups.reads.groups import Groups
from audit.results.listed_cases import CaseSheet
from audit.results.report import Report


@dataclass(frozen=True)
class Contents:
    """What leaves of one audit, as the profile allows it.

    `groups`: {question code: {fact: its groups}}. `cases`: None where no row of a case leaves.
    `made_at`: the local time that the file shows.
    """

    audit: Audit
    leaving: Leaving
    report: Report
    groups: Mapping[str, Groups]
    cases: CaseSheet | None
    made_at: datetime
    recommendations: tuple[AnsweredRecommendation, ...] = ()

    def details_of(self, numbers: Collection[int]) -> dict[int, CaseDetails]:
        """Return {case: what leaves of it beside its answers}: read now, since most files never ask for it."""
        return case_details(self.audit, self.leaving, numbers)
