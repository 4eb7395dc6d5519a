"""Say what to do about a heading of an answers file that is no question code, so that no answer is lost."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from audit.method.answers import USUAL_LABELS, Value, normalise, ways_to_write
from audit.method.framework import Framework
from cases.extract.headings.columns import FIELD_OF
from cases.extract.headings.find import heading_key
from cases.extract.values.text import without_invisible

_CODE = re.compile(r"[\d.]+[a-z]?")
_LOOKS_LIKE_A_CODE = re.compile(r"\d+(\.\d+)+ *[a-z]?")
_BEGINS_WITH_A_CODE = re.compile(r"\d+(\.\d+)+[a-z]?\b(?!.*\b(comment|note|reason|evidence)s?\b)")
_MAY_BE_A_CODE = re.compile(r"\W*[a-z]{0,4}\W*\d[\d\W_]*[a-z]?\W*")  # A.9, 211, q 2-1-1
_BEFORE_A_NUMBER = re.compile(r"[a-z\W]{0,14}(?=\d)")  # as in "Q" or "key question" and a code
_TEXTS = re.compile(r"\b(comment|note|reason|evidence|remark|rationale)s?\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*"
_DATES = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[t ]\d.*)?"
    r"|\d{1,2}[-/ ]\d{1,2}[-/ ](?:\d{4}|\d{2})(?: \d.*)?"
    r"|\d{1,2}\.\d{1,2}\.\d{4}"
    rf"|\d{{1,2}}[-/. ]?{_MONTH}(?:[-/., ]*(?:\d{{4}}|\d{{2}}))?"
    rf"|{_MONTH}[-/. ]*\d{{1,4}}(?:[-/., ]+\d{{2,4}})?"
)
_FIRST_SERIAL = date(1899, 12, 30)  # spreadsheets count days from here
_SERIALS = range(36_526, 47_484)  # 2000 to 2029, which a code's two last digits may become
_FACTS = (  # fields whose columns may say yes and no without being answers
    "court_report",
    "resettlement",
    "custody",
    "disability",
    "flags",
    "mappa_category",
    "mappa_level",
    "restricted",
)
_FEWEST = 3  # at least one filled cell in three is an answer; fewer may be words of a comment


def spelt(text: str) -> str:
    """The text in lower case and plain signs, without invisible ones, so that what looks the same is the same."""
    text = text if text.isascii() else without_invisible(unicodedata.normalize("NFKC", text))
    return normalise(text)


def remedy_for(framework: Framework, heading: str, cells: Sequence[str], letter: str) -> str:
    """What to do about a column whose heading is no code; "" where it holds no answers. `cells` are those below it."""
    name, below = spelt(heading), [text for cell in cells if (text := spelt(cell))]
    shown = heading.strip() if name and len(name) <= 40 and '"' not in heading else f"column {letter}"
    leave_out = f'or leave the column out with --ignore "{" ".join(shown.split())}".'
    if not name:
        lost = any(text in _answers(framework) for text in below)
        return (
            f"There are answers in a column without a heading. Give it its question's code, {leave_out}" if lost else ""
        )
    if remedy := _remedy_for_date(framework, name, below) or _remedy_for_code(framework, name):
        return f"{remedy}, {leave_out}"
    if _is_known_fact(name, below) or not _holds_answers(framework, name, below):
        return ""
    return (
        "There are answers below this heading, which is not a code of "
        f"{framework.code}{_asked_by(framework, name)}. Head the column with its question's code, "
        f"{leave_out}"
    )


def _is_known_fact(name: str, below: Sequence[str]) -> bool:
    """Whether a column states a fact of the cases by yes and no, rather than judging the work."""
    return FIELD_OF.get(heading_key(name)) in _FACTS and not {*below} & {
        "sufficient",
        "insufficient",
        "effective",
        "absent",
    }


def _remedy_for_date(framework: Framework, name: str, below: Sequence[str]) -> str:
    """What to do about a heading that a spreadsheet turned from a code into a date; "" for any other."""
    is_serial = name.isdecimal() and len(name) == 5 and int(name) in _SERIALS
    if not (_DATES.fullmatch(name) or (is_serial and _holds_answers(framework, name, below))):
        return ""
    meant = " or ".join(dict.fromkeys(code for code in _codes_of_date(name) if code in framework.questions))
    asked = f"did a spreadsheet turn {meant} into a date?" if meant else "perhaps made from a code."
    what = "the number of a day" if is_serial else "a date"
    return f"This heading is {what}: {asked} Format the cell as text and type the code again"


def _codes_of_date(name: str) -> Iterable[str]:
    """Yield the codes that a spreadsheet may have turned into this date, in British, US and ISO order."""
    if name.isdecimal():
        name = str(_FIRST_SERIAL + timedelta(days=int(name)))
    for number, month in enumerate(_MONTHS, start=1):
        name = re.sub(rf"{month}[a-z]*", f" {number} ", name)
    parts = [int(digits) for digits in re.findall(r"\d+", name)[:3]]
    if len(parts) == 3:
        first, second, third = (part % 100 for part in parts)
        for order in ((first, second, third), (second, first, third), (third, second, first), (second, third, first)):
            yield ".".join(map(str, order))


def _remedy_for_code(framework: Framework, name: str) -> str:
    """What to do about a heading that looks like a code and is none; "" for any other."""
    codes = list(framework.questions)
    if meant := _same_signs(codes, name):
        return f"This looks like {meant}, but is spelt differently. Use that code, rename the column"
    if _LOOKS_LIKE_A_CODE.fullmatch(name) or _BEGINS_WITH_A_CODE.match(name):
        found = _CODE.match(name)
        begins = found[0] if found else name
        if not name[len(begins) :][:1].isalnum() and (remedy := _remedy_for_longer_heading(framework, begins)):
            return remedy
        near = difflib.get_close_matches(begins, codes, n=1, cutoff=0)
        hint = f" (the nearest is {near[0]})" if near else ""
        return f"No question of {framework.code} has this code{hint}. Use one of its codes, rename the column"
    near = difflib.get_close_matches(re.sub(r"[\s_-]+", "-", name), codes, n=1, cutoff=0.9)
    return f"This looks like {near[0]}, but is spelt differently. Use that code, rename the column" if near else ""


def _remedy_for_longer_heading(framework: Framework, begins: str) -> str:
    """What to do where a heading begins with a question's code or is a standard's; "" for any other."""
    if begins in framework.questions:
        return f"This heading says more than a code: keep only {begins}, rename the column"
    if begins not in framework.standard:
        return ""
    codes = [question.code for question in framework.standard[begins].key_questions]
    if not codes:
        return f"{begins} is a standard that is judged on evidence, not on cases. Rename the column"
    asks = f"questions are {codes[0]} to {codes[-1]}" if len(codes) > 1 else f"question is {codes[0]}"
    return f"{begins} is a standard, whose key {asks}. Use such a code, rename the column"


def _same_signs(codes: Sequence[str], name: str) -> str:
    """The codes with the same letters and digits, whatever is between or before them; "" for none."""
    spellings = {_signs(name), _signs(_BEFORE_A_NUMBER.sub("", name, count=1))}
    return " or ".join(code for code in codes if _signs(code) in spellings)


def _signs(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _asked_by(framework: Framework, name: str) -> str:
    """“ but the text of CODE” where the heading is a question's text, else ""."""
    asked = [code for code, question in framework.questions.items() if _signs(question.text) == _signs(name)]
    return f" but the text of {asked[0]}" if asked else ""


def _holds_answers(framework: Framework, name: str, below: Sequence[str]) -> bool:
    """Whether a column holds answers: at least one below what may be a code, else a share of the filled-in cells."""
    answers = _answers(framework)
    if _TEXTS.search(name):  # "no" and "n/a" may be comments, unless hardly anything else stands there
        answers -= {written for written, value in ways_to_write(USUAL_LABELS).items() if value == Value.NOT_APPLICABLE}
        return 2 * sum(text in answers for text in below) > len(below)
    # below what may be a code a single answer is enough: losing it would be worse than asking once too often
    number = sum(text in answers for text in below)
    return number > 0 and (_MAY_BE_A_CODE.fullmatch(name) is not None or number * _FEWEST >= len(below))


def _answers(framework: Framework) -> set[str]:
    """All ways to write any answer of the framework."""
    asked = framework.questions.values()
    offered = [ways_to_write(USUAL_LABELS), *(ways_to_write(each.labels, each.keys) for each in asked)]
    return {written for ways in offered for written in ways}
