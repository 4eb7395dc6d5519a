"""The sheet Bands: from which percentage and which score a rating is given. Formulas look the thresholds up here."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.exports.leaving.contents import Contents
from audit.exports.workbook.cells import COVER, CellPlaces, Column, Formula
from audit.exports.workbook.sheets import FIRST, Sheets
from audit.method.framework import Framework
from audit.method.kinds import on_few_cases
from audit.method.rating.audit import AuditRating
from cases.listed import listed

BANDS = "Bands"
ABOUT = (
    "Formulas look ratings up here: change a threshold, and ratings follow. Percentages and shares must keep rising "
    "from line to line."
)


class BandRow(NamedTuple):
    """One band: of key questions, with score and `from_percent`; or of the whole audit, up to a share of the score."""

    of: str
    rating: str
    score: int | None
    from_percent: int | None
    share: float | None
    up_to: int | None


def add_bands(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add the sheet, if the framework rates."""
    rating = contents.report.rating
    if rating.framework.rated:
        sheets.add(BANDS, f"{ABOUT} {_few_cases(rating.framework)}".strip(), band_columns(), band_rows(rating))


def band_rows(rating: AuditRating) -> Iterator[BandRow]:
    """Yield the bands of key questions, then those of the whole audit, each the lowest first."""
    for band in rating.framework.rating_bands:
        yield BandRow("key question", band.rating, band.score, band.from_percent, None, None)
    for overall in rating.framework.score_bands:
        share = overall.share_of_maximum
        up_to = rating.max_score * share.numerator // share.denominator
        yield BandRow("whole audit", overall.rating, None, None, round(float(share), 6), up_to)


def band_columns() -> list[Column]:
    """Return the Columns of the sheet, for BandRows."""
    return [
        Column("Band of", 16, lambda row, line: row.of),
        Column("Rating", 22, lambda row, line: row.rating),
        Column("Score", 10, lambda row, line: row.score),
        Column("From per cent", 12, lambda row, line: row.from_percent),
        Column("Up to share of the highest score", 18, lambda row, line: row.share),
        Column("Up to score", 12, _up_to_cell),
    ]


def _up_to_cell(row, line):
    highest = f"{COVER}!$B${FIRST + 1}"  # the third line of the Cover
    return None if row.up_to is None else Formula(f"=INT(ROUND({highest}*E{line},4))", row.up_to)


def _few_cases(framework: Framework) -> str:
    few = listed(on_few_cases(framework), "or")
    return f"A key question that applies to fewer than {few} has no rating." if few else ""


def looked_up(framework: Framework, letter: str) -> str:
    """Return the range of the key questions' bands in a column of the sheet."""
    return f"{BANDS}!${letter}${FIRST}:${letter}${FIRST + len(framework.rating_bands) - 1}"


def rating_formula(framework: Framework, percent: str) -> str:
    """Return the formula, without =, that bands a percentage."""
    return f"LOOKUP({percent},{looked_up(framework, 'D')},{looked_up(framework, 'B')})"


def score_formula(framework: Framework, cell: str) -> str:
    """Return the formula that turns the rating in a cell into its score."""
    place = f"MATCH({cell},{looked_up(framework, 'B')},0)"
    return f'=IFERROR(INDEX({looked_up(framework, "C")},{place}),"")'


def next_band_formula(framework: Framework, line: int) -> str:
    """Return the formula that counts the sufficient cases missing for the next band, on a line of the key questions."""
    following = f"INDEX({looked_up(framework, 'D')},MATCH(K{line},{looked_up(framework, 'B')},0)+1)"
    share = f"(2*{following}-1)/200" if framework.rounds else f"{following}/100"
    highest = f"MAX({looked_up(framework, 'C')})"
    return f'=IF(L{line}="","",IF(L{line}={highest},"",ROUNDUP(I{line}*{share},0)-D{line}))'


def lowest_rating_formula(framework: Framework, scores: str) -> str:
    """Return the formula, without =, of the rating that the lowest of these scores stands for."""
    return f"INDEX({looked_up(framework, 'B')},MATCH(MIN({scores}),{looked_up(framework, 'C')},0))"


def overall_formula(framework: Framework, score: str) -> str:
    """Return the formula, without =, of the rating that the score in a cell gives to the whole audit."""
    first, formula = FIRST + len(framework.rating_bands), '""'
    for line in reversed(range(first, first + len(framework.score_bands))):
        formula = f"IF({score}<={BANDS}!$F${line},{BANDS}!$B${line},{formula})"
    return formula
