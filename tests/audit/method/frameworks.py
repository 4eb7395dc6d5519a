"""Frameworks to test with: the shipped one, variants of its text, and the older programmes in short."""

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import audit.method
from audit.method.loading.framework import load_framework
from audit.method.rating.audit import rate
from audit.method.rating.standard import Judgement
from audit.method.tally import Tally

FOLDER = Path(audit.method.__file__).parent.parent / "frameworks"
SHIPPED = FOLDER / "pdu-2023.toml"
RATINGS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
ANY_SIZE = ("rated = true", "rated = true\nfewest_cases = 1")  # a change of the file
UNCOUNTED = "4.1"  # the code of the standard that is rated and not counted, where a framework has one

# Standards and the last score of each overall band, as published (docs/method.md).
PROGRAMMES = {
    "PDU 2023-25": ("1.1 1.2 1.3 2.1 2.2 2.3 2.4", (3, 10, 17, 21)),
    "PDU 2021-23": ("1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 2.5", (4, 13, 22, 27)),
    "NPS and CRC 2018-21": ("1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 3.1 3.2", (5, 15, 25, 30)),
    "Youth justice 2018-24": ("1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4 4.1", (6, 18, 30, 36)),
}
# Ten cases that give each rating; None: the standard could not be rated.
TEN_CASES = {
    "Inadequate": Tally(yes=4, no=6),
    "Requires improvement": Tally(yes=6, no=4),
    "Good": Tally(yes=7, no=3),
    "Outstanding": Tally(yes=9, no=1),
    None: Tally(not_applicable=10),
}

# a set where several answers count the same, and what puts it into the shipped file, for the item finance-help
SHADES = """
[[answer_sets]]
name = "shades"
no_wants_words = true
answers = [
    { key = "fully", label = "Fully", counts = "yes" },
    { key = "mostly", label = "Mostly", counts = "yes" },
    { key = "partly", label = "Partly", counts = "no" },
    { key = "absent", label = "None", counts = "no" },
    { key = "not_at_all", label = "Not at all", counts = "no" },
    { key = "not_due", label = "Not due", counts = "not applicable" },
    { key = "too_early", label = "Too early", counts = "not applicable" },
    { key = "no_record", label = "No record", counts = "nothing" },
]
"""
SHADED = 'code = "finance-help"\nanswers = "shades"\n'
WITH_SHADES = (
    ("rated = true", "rated = true\nformat = 2\nfewest_cases = 1"),
    ("[[rating_bands]]\n", f"{SHADES}[[rating_bands]]\n"),
    ('code = "finance-help"\n', SHADED),
)


def load_text(text):
    """The framework of a TOML text. Raises FrameworkProblem as for a file named edited.toml."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edited.toml"
        path.write_text(text, encoding="utf-8")
        return load_framework(path)


def edited(*changes):
    """The shipped file's text with the first place of every (old, new) changed."""
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"the shipped file no longer has {old!r}"
        text = text.replace(old, new, 1)
    return text


@cache
def shipped():
    return load_framework(SHIPPED)


@cache
def pdu():
    """The shipped framework, rating any number of cases."""
    return replace(shipped(), fewest_cases=1)


@cache
def shaded():
    """The shipped framework of format 2, where the item finance-help has several answers that count the same."""
    return load_text(edited(*WITH_SHADES))


@cache
def exact():
    """The shipped framework, banding the fraction itself, of any number of cases."""
    return replace(pdu(), rounds=False)


@cache
def unrated():
    return load_text(edited(("rated = true", "rated = false\nfewest_cases = 1")))


@cache
def uncounted():
    """The shipped framework, where 1.3 Services is judged and not counted."""
    services = 'title = "Services"\njudged_on = "evidence"\ncounted = '
    ends = (("up_to = 10", "up_to = 9"), ("up_to = 17", "up_to = 15"), ("up_to = 21", "up_to = 18"))
    return load_text(edited(ANY_SIZE, (f"{services}true", f"{services}false"), *ends))


@cache
def programme(name):
    """A framework of PROGRAMMES: standards 1.x are judged on evidence, others on one key question each."""
    codes, ends = PROGRAMMES[name]
    shares = ("1/6", "1/2", "5/6", "1")
    return load_text(
        f'code = "edited"\nversion = "1"\ntitle = "{name}"\nyears = "older"\nsource = "test"\nattribution = "none"\n'
        'rated = true\nrounding = "whole"\n[discretion]\npoints = 5\ncases = 5\n'
        + "".join(map(_rating_band, RATINGS, (0, 50, 65, 80), range(4)))
        + "".join(map(_score_band, RATINGS, ends, shares))
        + "".join(map(_standard, codes.split()))
    )


def _rating_band(rating, start, score):
    return f'[[rating_bands]]\nrating = "{rating}"\nscore = {score}\nfrom_percent = {start}\nwords = "some"\n'


def _score_band(rating, end, share):
    return f'[[score_bands]]\nrating = "{rating}"\nup_to = {end}\nshare_of_maximum = "{share}"\n'


def _standard(code):
    judged, counted = "evidence" if code.startswith("1.") else "cases", str(code != UNCOUNTED).lower()
    question = f'[[standards.key_questions]]\ncode = "{code}.1"\ntitle = "Is it?"\nmay_be_not_applicable = true\n'
    standard = f'[[standards]]\ncode = "{code}"\ntitle = "Some"\njudged_on = "{judged}"\ncounted = {counted}\n'
    return standard + (question if judged == "cases" else "")


def rate_as(framework, ratings):
    """The AuditRating of ten cases that give {standard code: rating or None}; a standard not named has no answers."""
    evidence = {code: Judgement(rating) for code, rating in ratings.items() if not framework.standard[code].from_cases}
    tallies = {
        question.code: TEN_CASES[ratings[code]]
        for code, standard in framework.standard.items()
        if code in ratings
        for question in standard.key_questions
    }
    return rate(framework, tallies, cases=10, judgements=evidence)
