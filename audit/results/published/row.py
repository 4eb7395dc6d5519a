"""One row of a file of published results: its cells as values, and what is wrong with them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from audit.method.published.programmes import PROGRAMMES
from audit.method.published.rating import NOT_RATED
from cases.spreadsheets.problems import Problem, Problems

LONGEST = {"inspection": 200, "source": 500}
YEAR = re.compile(r"(19|20)\d\d([-–/]\d\d)?")
PERCENT = re.compile(r"(\d{1,3}(\.\d{1,2})?)\s*%?")
POINTS = 3  # of the highest rating of a standard


@dataclass(frozen=True)
class Row:
    """A row's cells by column, and where its columns are: {column: "column C (score)"}. Problems are added up."""

    number: int
    cells: Mapping[str, str]
    places: Mapping[str, str]
    problems: Problems

    def refuse(self, column: str, remedy: str) -> None:
        self.problems.add(Problem(self.number, self.places.get(column, column), self.cells.get(column, ""), remedy))

    def text(self, column: str) -> str:
        """Return a text that every row needs."""
        text = self.cells[column]
        if not text:
            self.refuse(column, f"Fill in the {column}: every row needs it.")
        if len(text) > LONGEST[column]:
            self.refuse(column, f"Use {LONGEST[column]} characters at most.")
        return text

    def programme(self) -> str:
        said = self.cells["programme"]
        found = next((code for code in PROGRAMMES if code.casefold() == said.casefold()), "")
        if not found:
            self.refuse("programme", f"This programme is not known. Use one of: {', '.join(PROGRAMMES)}.")
        return found

    def year(self) -> str:
        said = self.cells.get("year", "")
        if said and not YEAR.fullmatch(said):
            self.refuse("year", "Write the year as 2024 or 2019-20, or leave it empty.")
            return ""
        return re.sub("[–/]", "-", said)

    def whole(self, column: str) -> int | None:
        said = self.cells.get(column, "")
        if said and not re.fullmatch(r"\d{1,3}", said):
            self.refuse(column, "Write a whole number of points, such as 4, or leave it empty.")
            return None
        return int(said) if said else None

    def scores(self, programme: str) -> tuple[int | None, int | None]:
        """Return (score, highest possible score). An impossible score is a problem."""
        score, highest = self.whole("score"), self.whole("max_score")
        most = max(PROGRAMMES[programme].maxima, default=None) if programme else None
        if highest is not None and (highest == 0 or highest % POINTS):
            self.refuse("max_score", f"The highest possible score is {POINTS} for each standard, such as 21.")
        elif highest is not None and most is not None and highest > most:
            self.refuse("max_score", f"The highest possible score of this programme is {most}. Check the source.")
        if score is not None and highest is None:
            self.refuse("max_score", "Fill in the highest possible score: a score means nothing without it.")
        elif score is not None and highest is not None and score > highest:
            self.refuse("score", f"This score is impossible: the highest is {highest}. Check the source.")
        return score, highest

    def percent(self) -> Decimal | None:
        said = self.cells.get("score_percent", "")
        found = PERCENT.fullmatch(said)
        if said and (found is None or Decimal(found[1]) > 100):
            self.refuse("score_percent", "Write a percentage from 0 to 100, such as 44.44, or leave it empty.")
            return None
        return Decimal(found[1]) if found else None

    def rating(self, column: str, said: str, known: Collection[str]) -> str:
        """Return the rating as we write it; "" without one."""
        found = next((rating for rating in known if rating.casefold() == said.casefold()), "")
        if said and not found:
            self.refuse(column, f"“{said[:40]}” is not a rating. Use one of: {', '.join(known)}.")
        return found

    def standards(self, known: Collection[str]) -> dict[str, str]:
        """Return {standard: rating} of "1.1=Good; 1.2=Inadequate"."""
        column, found = "standard_ratings", {}
        for part in filter(None, map(str.strip, self.cells.get(column, "").split(";"))):
            name, equals, said = part.rpartition("=")
            if not equals or not name.strip():
                self.refuse(column, "Write standards as 1.1=Good; 1.2=Inadequate.")
            elif rating := self.rating(column, said.strip(), (*known, NOT_RATED)):
                found[name.strip()] = rating
        return found
