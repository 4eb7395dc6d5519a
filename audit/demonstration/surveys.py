"""Invented answer sheets of the Suffolk surveys: imported like any file, they give every figure that was published.

The report says how many answered yes and how many the question was relevant to. Where it gives a percentage alone, the
number that it is a percentage of is our choice: everyone who answered. Who answered what is invented.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from audit.evidence.surveys.sheets import SurveyFile, guessed_column, sheets_of
from audit.evidence.surveys.table import read_survey
from audit.method.rating.banding import round_half_up
from audit.results.published.files import SUFFOLK_FIGURES
from cases.spreadsheets.read import Sheet

RESPONDENTS = {"staff_survey": 81, "practitioner_interview": 39, "people_survey": 67}
TITLES = {  # the kind of survey, and its title
    "staff_survey": ("staff", "Staff survey"),
    "practitioner_interview": ("interview", "Interviews with practitioners"),
    "people_survey": ("user_voice", "People on probation"),
}
WOMEN = {"people_survey": 2}  # 3% of the respondents, as the report says
NUMBERS = ("yes", "applicable", "percent")
STEP = {"staff_survey": 7, "practitioner_interview": 5, "people_survey": 9}  # spreads answers over the sheets


@dataclass(frozen=True)
class PublishedShare:
    """A figure of a survey: `yes` of `applicable`, which are None where only the `percent` is published."""

    measure: str
    yes: int | None
    applicable: int | None
    percent: int | None

    def counts(self, respondents: int) -> tuple[int, int]:
        """Return (yes, applicable), out of all respondents where only a percentage is published."""
        if self.yes is not None and self.applicable is not None:
            return self.yes, self.applicable
        return round_half_up(Fraction((self.percent or 0) * respondents, 100)), respondents


def published_shares(section: str) -> list[PublishedShare]:
    """Return the figures of a section of the file: staff_survey, practitioner_interview or people_survey."""
    with SUFFOLK_FIGURES.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["section"] == section]
    return [PublishedShare(row["measure"], *map(_number, (row[each] for each in NUMBERS))) for row in rows]


def _number(text: str) -> int | None:
    return int(text) if text else None


def survey_rows(section: str) -> list[list[str]]:
    """Return the rows of a file of answers, headings first: a row for each person."""
    number, shares = RESPONDENTS[section], published_shares(section)
    columns = [_answers(share, number, section, place) for place, share in enumerate(shares)]
    headings = [share.measure.capitalize() for share in shares]
    if section in WOMEN:
        headings.append("Sex")
        columns.append(["Female"] * WOMEN[section] + ["Male"] * (number - WOMEN[section]))
    return [headings, *map(list, zip(*columns, strict=True))]


def survey_file(section: str) -> SurveyFile:
    """Return the same as it is stored: with the figures that its columns give as they are guessed."""
    table = read_survey(Sheet(f"{section}.csv", "", (), survey_rows(section)))
    columns = [(column, guessed_column(column)) for column in table.columns]
    kind, title = TITLES[section]
    sheets = sheets_of(columns, table.sheets)
    return SurveyFile(kind, title, "February 2024", None, tuple(kept for _, kept in columns), sheets, {})


def _answers(share: PublishedShare, number: int, section: str, place: int) -> Sequence[str]:
    yes, applicable = share.counts(number)
    given = ["Yes"] * yes + ["No"] * (applicable - yes) + ["Not relevant"] * (number - applicable)
    order: Iterator[int] = (each * STEP[section] + place for each in range(number))
    answers = [""] * number
    for answer, where in zip(given, order, strict=True):
        answers[where % number] = answer
    return answers
