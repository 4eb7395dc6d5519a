"""Fill the workspace of one standard in the practice round, so that people can try it. Everything is invented."""

import datetime
from decimal import Decimal

from audit.evidence.indicators.actions import add_indicator
from audit.evidence.indicators.facts import Comparator, IndicatorFacts
from audit.evidence.workspace.actions import Draft, EvidenceFacts, add_evidence, write_text
from audit.models import Audit

STAFFING = "1.2"
VACANCIES = IndicatorFacts(
    "Vacant posts of probation officers (invented)",
    Decimal(6),
    "posts",
    "October 2026",
    "Invented staffing report",
    of=Decimal(41),
    standard=STAFFING,
    comparators=(Comparator("last_year", Decimal(9)),),
)
DRAFT = Draft(
    narrative="Posts are being filled, and new staff get the help they need. Workloads are not shared out evenly yet.",
    strengths="New staff have a named colleague from their first week",
    improvements="Two teams carry most of the high-risk cases",
    draft_rating="Requires improvement",
    contributors="Head of service, two SPOs, quality lead",
)
HEARD = EvidenceFacts(
    kind="focus_group",
    title="Focus group of practitioners (invented)",
    day=datetime.date(2026, 11, 20),
    text="Nine people. Most said that supervision helps; five said that their caseload does not leave time for visits.",
    supports="neither",
)


def load_practice_evidence(audit: Audit) -> None:
    """Write the draft about staffing, what a focus group said, and an indicator that is cited."""
    vacancies = add_indicator(audit=audit, facts=VACANCIES)
    shown = EvidenceFacts(
        kind="survey", cites=f"indicator:{vacancies.pk}", text="Fewer than a year ago.", supports="strength"
    )
    for evidence in (HEARD, shown):
        add_evidence(audit=audit, standard=STAFFING, evidence=evidence)
    write_text(audit=audit, standard=STAFFING, draft=DRAFT)
