"""How the respondents of a survey compare with the caseload: women 3% against 12.7%."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from audit.evidence.surveys.guess import BACKGROUND
from audit.evidence.surveys.reads import columns_of
from audit.evidence.surveys.sheets import SurveyColumn
from audit.method.rating.banding import round_half_up
from audit.models import Audit, Survey

NOT_SAID = "Did not say"
# what people call a fact of cases and its values, beside the names that the draw gives them
SAME_AS = {
    "gender": "sex",
    "ethnicity": "ethnic group",
    "women": "female",
    "woman": "female",
    "f": "female",
    "men": "male",
    "man": "male",
    "m": "male",
}


@dataclass(frozen=True)
class ComparedShare:
    """How many of the respondents gave an answer, and the share of the caseload; "" if that is not known."""

    answer: str
    respondents: int
    of: int
    caseload: str

    @property
    def percent(self) -> int:
        return round_half_up(Fraction(100 * self.respondents, self.of))

    @property
    def sentence(self) -> str:
        counts = f"{self.percent}% of respondents ({self.respondents} of {self.of})"
        against = f", against {self.caseload}% of the caseload" if self.caseload else ""
        return f"{self.answer or NOT_SAID}: {counts}{against}"


def shares_of(survey: Survey) -> Iterator[tuple[SurveyColumn, list[ComparedShare], str]]:
    """Yield each background with its answers, most frequent first, and the source of the caseload's shares."""
    for column in columns_of(survey, BACKGROUND):
        caseload = survey.caseload.get(column.key, {})
        counts = sorted(survey.backgrounds[column.key].items(), key=lambda each: (not each[0], -each[1], each[0]))
        shares = caseload.get("shares", {})
        lines = [ComparedShare(answer, n, survey.respondents, shares.get(answer, "")) for answer, n in counts]
        yield column, lines, caseload.get("source", "")


def answers_of(survey: Survey) -> list[tuple[SurveyColumn, list[str]]]:
    """Return each background with its answers, without those who did not say."""
    return [(column, [line.answer for line in lines if line.answer]) for column, lines, _ in shares_of(survey)]


def caseload_of_draw(audit: Audit, survey: Survey) -> dict[str, dict[str, Any]]:
    """Return what the audit's draw says about the caseload: {key of a background: {"source", "shares"}}.

    A background and its answers are found by the names that the draw gives to facts and their values. If the audit has
    several kinds of case, it is the draw of the first.
    """
    drawn = next((sample.drawn for sample in audit.samples.all() if sample.drawn), {"compared": ()})
    counts = {(_name(line["fact"]), _name(line["value"])): line["eligible"] for line in drawn["compared"]}
    found = {}
    for column in columns_of(survey, BACKGROUND):
        answers = {answer: (_name(column.name), _name(answer)) for answer in survey.backgrounds[column.key]}
        shares = {
            answer: _one_decimal(counts[names], drawn["eligible"])
            for answer, names in answers.items()
            if names in counts
        }
        if shares:
            found[column.key] = {"source": f"the {drawn['eligible']:,} eligible cases of the draw", "shares": shares}
    return found


def _name(text: str) -> str:
    typed = text.casefold()
    return SAME_AS.get(typed, typed)


def _one_decimal(number: int, total: int) -> str:
    tenths = round_half_up(Fraction(1000 * number, total))
    return f"{tenths // 10}.{tenths % 10}"
