"""The sheet Agreement: how far two reviewers of the same case agree, as the page of consistency shows it."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.exports.leaving.contents import Contents
from audit.exports.workbook.cells import CellPlaces, Column
from audit.exports.workbook.sheets import Sheets
from audit.method.reviewers.agreement import FEWEST, Agreement
from audit.moderating.agreements import Agreements
from cases.counted import counted

AGREEMENT = "Agreement"


class AgreementRow(NamedTuple):
    """A key question, or a pair of reviewers over all key questions. `code`: "" for a pair."""

    code: str
    name: str
    found: Agreement


def add_agreement(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add the sheet where it leaves."""
    agreements = contents.agreements if contents.audit else None
    if agreements:
        sheets.add(AGREEMENT, about_agreement(agreements), agreement_columns(), agreement_rows(agreements))


def agreement_rows(agreements: Agreements) -> Iterator[AgreementRow]:
    for question, found in agreements.questions:
        yield AgreementRow(question.code, question.text, found)
    for people, found in agreements.pairs:
        yield AgreementRow("", " and ".join(person.name for person in people), found)


def agreement_columns() -> list[Column]:
    """Return the Columns of the sheet, for AgreementRows."""
    return [
        Column("Code", 8, lambda row, line: row.code),
        Column("Key question or pair of reviewers", 60, lambda row, line: row.name),
        Column("Pairs of answers", 10, lambda row, line: row.found.n),
        Column("The same", 10, lambda row, line: row.found.same),
        Column("Per cent the same", 10, lambda row, line: row.found.percent),
        *_coefficient_columns("Kappa", lambda found: found.kappa),
        *_coefficient_columns("AC1", lambda found: found.ac1),
    ]


def about_agreement(agreements: Agreements) -> str:
    """Return on how many cases the sheet rests, and why coefficients may be missing."""
    of = f" of {agreements.planned:,} with a second review" if agreements.planned > agreements.cases else ""
    cases = f"{counted(agreements.cases, 'case')}{of}, reviewed by two people who did not see each other's answers."
    return f"{cases} Kappa and AC1 allow for chance; with fewer than {FEWEST} pairs of answers there is neither."


def _coefficient_columns(name, coefficient) -> list[Column]:
    def cell(end):
        def value(row, line):
            number = getattr(coefficient(row.found), end, None)
            return None if number is None else round(number, 2)

        return value

    return [
        Column(name, 8, cell("value")),
        Column(f"{name} from", 8, cell("low")),
        Column(f"{name} to", 8, cell("high")),
    ]
