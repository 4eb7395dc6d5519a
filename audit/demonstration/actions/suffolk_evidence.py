"""What the Suffolk inspection published beside figures of cases: surveys, interviews and indicators."""

from decimal import Decimal

from audit.demonstration.surveys import RESPONDENTS, survey_file
from audit.evidence.indicators.actions import add_indicator
from audit.evidence.indicators.facts import IndicatorFacts
from audit.evidence.surveys.actions import compare_with_caseload, store_survey
from audit.evidence.surveys.guess import BACKGROUND
from audit.evidence.surveys.reads import columns_of, survey_version
from audit.models import Audit
from cases.models import User

SOURCE = "Inspection report on Suffolk PDU, May 2024"
MEASURED = "February 2024"
WOMEN_IN_CASELOAD = {"source": SOURCE, "shares": {"Female": "12.7"}}
INDICATORS = (
    IndicatorFacts("Caseload", Decimal(2238), "people in the region", MEASURED, SOURCE, of=Decimal(20184)),
    IndicatorFacts(
        "Sickness absence in a year", Decimal("10.1"), "days", MEASURED, SOURCE, before=Decimal("15.8"), standard="1.2"
    ),
)


def load_evidence(audit: Audit, by: User | None) -> None:
    """Import the invented answer sheets that give the published figures of surveys, and store the indicators."""
    for section in RESPONDENTS:
        survey = store_survey(audit=audit, file=survey_file(section), by=by)
        caseload = {column.key: WOMEN_IN_CASELOAD for column in columns_of(survey, BACKGROUND)}
        if caseload:
            seen = survey_version(survey)
            compare_with_caseload(audit=audit, number=survey.pk, caseload=caseload, based_on=seen, by=by)
    for facts in INDICATORS:
        add_indicator(audit=audit, facts=facts, by=by)
