"""Contents: everything about one audit that a file lets out. Every writer prints from it, and asks for nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from audit.evidence.citable import Citable
from audit.evidence.indicators.reads import citable_figures as indicators
from audit.evidence.surveys.reads import citable_figures as surveys
from audit.exports.leaving.agreement import agreements_for
from audit.exports.leaving.case_details import CaseDetails, case_details
from audit.exports.leaving.change import change_of
from audit.exports.leaving.groups import groups_of, tells_not_applicable
from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.recommendations import AnsweredRecommendation
from audit.models import Audit
from audit.moderating.agreements import Agreements
from audit.results.change.pages.change import ChangePart
from audit.results.groups.reads.groups import Groups
from audit.results.listed_cases import CaseSheet
from audit.results.report import Report


@dataclass(frozen=True)
class Contents:
    """What leaves of one audit, as the profile allows it.

    `audit`: None for an answers file. `cases`: None where no row of a case leaves.
    `made_at`: the local time that the file shows.
    The properties are read when a writer first asks for them: few files hold them all, and groups take longest.
    """

    audit: Audit | None
    leaving: Leaving
    report: Report
    cases: CaseSheet | None
    made_at: datetime
    recommendations: tuple[AnsweredRecommendation, ...] = ()

    def details_of(self, numbers: Collection[int]) -> dict[int, CaseDetails]:
        """Return {case: what leaves of it beside its answers}: read now, since most files never ask for it."""
        return case_details(self.audit, self.leaving, numbers)

    @cached_property
    def groups(self) -> Mapping[str, Groups]:
        """Return {question code: {fact: its groups}} of every question."""
        return groups_of(self.audit, self.leaving, self.report, tuple(self.report.framework.questions))

    @cached_property
    def groups_of_key_questions(self) -> Mapping[str, Groups]:
        codes = [question.code for question in self.report.framework.key_questions]
        return groups_of(self.audit, self.leaving, self.report, codes)

    @cached_property
    def beside_cases(self) -> Mapping[str, list[Citable]]:
        """Return {"Indicators" or "Surveys": the figures that do not come from the cases}; none is about one person."""
        return {"Indicators": indicators(self.audit), "Surveys": surveys(self.audit)}

    @cached_property
    def tells_not_applicable(self) -> bool:
        """Return whether figures of groups hold the number of cases to which a question does not apply."""
        return tells_not_applicable(self.audit, self.leaving)

    @cached_property
    def change(self) -> ChangePart:
        """Return what changed since an earlier audit of the PDU."""
        return change_of(self.audit, self.leaving, self.report)

    @cached_property
    def agreements(self) -> Agreements | None:
        """Return how far reviewers agree; None where that does not leave."""
        return agreements_for(self.audit, self.leaving)
