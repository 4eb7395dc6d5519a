"""The published figures of the Suffolk inspection of February 2024, and the question that each is about."""

import csv
from dataclasses import dataclass
from fractions import Fraction

from audit.method.rating.banding import round_half_up
from audit.results.published.files import SUFFOLK_FIGURES

COMPARED = ("key_question", "case", "oversight", "resettlement", "outcome", "court_report")
CASES = 56

# Measure of the published file -> question of the framework. "no": the measure counts the cases that answered no.
# A measure that could belong to several questions stands with the one that fits the section it was published in.
QUESTION_OF = {
    "management oversight effective": ("management-oversight", "yes"),
    "diversity characteristics recorded": ("diversity-recorded", "yes"),
    "protected characteristics analysed in assessment": ("2.1.1b", "yes"),
    "planning for protected characteristics": ("2.2.1b", "yes"),
    "planning considers personal circumstances": ("2.2.1c", "yes"),
    "delivery takes personal circumstances into account": ("2.3.1c", "yes"),
    "efforts made to enable completion of the sentence": ("2.3.1c", "yes"),
    "domestic abuse information sufficient at start": ("domestic-abuse-information-sufficient", "yes"),
    "multi-agency work on domestic abuse sufficient": ("domestic-abuse-multi-agency", "yes"),
    "child safeguarding information sufficient at start": ("child-safeguarding-information-sufficient", "yes"),
    "child safeguarding information not requested when needed": ("child-safeguarding-information-requested", "no"),
    "offending and desistance factors identified": ("2.1.2a", "yes"),
    "strengths and protective factors identified": ("2.1.2b", "yes"),
    "contingency plans sufficient": ("2.2.3d", "yes"),
    "planned level and pattern of contact sufficient": ("2.2.1f", "yes"),
    "other agencies involved in managing risk of harm": ("2.3.3c", "yes"),
    "home visit made where necessary": ("2.3.3e", "yes"),
    "key individuals in the person's life engaged": ("2.3.3d", "yes"),
    "services delivered most likely to reduce reoffending": ("2.3.2a", "yes"),
    "access to commissioned services considered where appropriate": ("commissioned-services-considered", "yes"),
    "help with finances sufficient where needed": ("finance-help", "yes"),
    "written review completed where appropriate": ("2.4.3d", "yes"),
    "reviewing informed by other agencies on risk of harm": ("2.4.3b", "yes"),
    "person involved in reviewing risk of harm": ("2.4.3c", "yes"),
    "necessary adjustment made to the plan after review": ("2.4.3a", "yes"),
    "sufficient contact before release to assess circumstances": ("contact-before-release", "yes"),
    "activity addresses needs and integration": ("resettlement-activity", "yes"),
    "unemployed at start": ("unemployed-at-start", "yes"),
    "unemployed at inspection": ("unemployed-now", "yes"),
    "factors linked to offending improved": ("offending-factors-improved", "yes"),
    "factors linked to offending not improved": ("offending-factors-improved", "no"),
    "factors linked to risk of harm improved": ("harm-factors-improved", "yes"),
    "sufficient compliance with licence or order": ("compliance-sufficient", "yes"),
    "domestic abuse information sufficient": ("court-report-domestic-abuse-sufficient", "yes"),
    "child safeguarding information requested": ("court-report-child-safeguarding-requested", "yes"),
    "child safeguarding information sufficient": ("court-report-child-safeguarding-sufficient", "yes"),
}


@dataclass(frozen=True)
class PublishedFigure:
    """One row of the file: `counted` cases of `applicable` answered `counts` ("yes" or "no").

    Numbers that were not published are None.
    """

    section: str
    measure: str
    group: str
    question: str
    counts: str
    counted: int | None
    applicable: int | None
    percent: int | None

    def matches(self, counted: int, applicable: int, percent: int) -> bool:
        """Say whether the computed figures agree with all that was published."""
        pairs = ((self.counted, counted), (self.applicable, applicable), (self.percent, percent))
        return all(published is None or published == computed for published, computed in pairs)

    def __str__(self):
        share = f"{self.percent}%" if self.percent is not None else ""
        count = "" if self.counted is None else f"{self.counted} of {self.applicable or '?'}"
        return ", ".join(filter(None, [count, share]))


def published_rows() -> list[dict[str, str]]:
    """Return the file's rows."""
    with SUFFOLK_FIGURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published_figures() -> list[PublishedFigure]:
    """Return the published figures of cases, without ratings and the other sections of the file."""
    rows = [row for row in published_rows() if row["section"] in COMPARED]
    return [_published_figure(row) for row in rows]


def published_ratings() -> dict[str, str]:
    """Return {standard code: rating} as published, and for "overall" "4 of 21, Requires improvement"."""
    rows = [row for row in published_rows() if row["section"] == "rating"]
    scores = {row["measure"]: f"{row['yes']} of {row['applicable']}, " if row["yes"] else "" for row in rows}
    return {row["measure"].split()[0]: scores[row["measure"]] + row["percent"] for row in rows}


def counts_of(figure: PublishedFigure) -> tuple[int, int]:
    """Return (yes, applicable) of a published figure; for a bare percentage, the one count that rounds to it."""
    applicable = figure.applicable
    counted = figure.counted
    if counted is None:
        fitting = [n for n in range(applicable + 1) if round_half_up(Fraction(100 * n, applicable)) == figure.percent]
        (counted,) = fitting
    return (counted, applicable) if figure.counts == "yes" else (applicable - counted, applicable)


def _published_figure(row):
    code, counts = QUESTION_OF.get(row["measure"], (row["measure"].split()[0], "yes"))
    counted, applicable, percent = (int(row[key]) if row[key] else None for key in ("yes", "applicable", "percent"))
    return PublishedFigure(row["section"], row["measure"], row["group"], code, counts, counted, applicable, percent)
