"""Small extracts of a caseload, and draws from them without a child process."""

import csv
from datetime import date

from cases.extract.child import read_and_draw
from cases.extract.drawn import DrawnSample
from cases.extract.read import EXTRACT_LIMITS
from cases.extract.restricted.people import NO_ONE_KNOWN
from cases.extract.settings import DrawSettings

HEADINGS = ["CRN", "Name", "Sex", "Sentence type", "Start date", "RoSH", "Team", "Officer"]
TODAY = date(2024, 2, 12)


def a_row(number, **values):
    """The cells of an ordinary case under HEADINGS: a man with a community order of low risk."""
    usual = {"crn": f"X{number:06}", "name": f"Rowan Tansy {number}", "sex": "M", "sentence": "Community order"}
    usual |= {"start": "03/04/2023", "rosh": "RLRH", "team": "Ipswich", "officer": f"Officer {chr(65 + number % 20)}"}
    return list((usual | values).values())


def write_extract(path, *rows, headings=HEADINGS):
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headings, *rows])
    return path


def settings(**given):
    return DrawSettings(**{"today": TODAY, "seed": 7, "size": 5, **given})


def draw_from(path, *, sheet=None, known=NO_ONE_KNOWN, **given):
    """The DrawnSample of a file, drawn here."""
    *_, last = read_and_draw(path, sheet, EXTRACT_LIMITS, settings(**given), known)
    return DrawnSample.from_json(last["sample"])


def draw_of(folder, *rows, headings=HEADINGS, **given):
    """The DrawnSample of these rows."""
    return draw_from(write_extract(folder / "extract.csv", *rows, headings=headings), **given)
