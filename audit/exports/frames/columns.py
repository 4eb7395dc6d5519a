"""The columns of the tidy tables. Other people's programs rely on them: later versions only add columns at the end."""

from collections.abc import Iterable
from typing import NamedTuple

from audit.exports.figures.figure_rows import EVERY_CASE, JOINED
from audit.exports.figures.value_ids import ANSWER_IDS, NOT_KNOWN
from audit.exports.frames.ids import BETWEEN, KINDS, WORDS
from audit.method.groups.facts import GROUP_FACTS
from audit.method.groups.values import FLAG, FLAGS

NUMBER, PERCENT, DAY = "a whole number", "0 to 100", "a date such as 2024-02-06"
EMPTY = "empty: not known"
HIDDEN = f"{NUMBER}; empty: not shown, since too few cases are behind it"
WITHHELD = "empty in files that withhold it"
YES_OR_NO = f"yes, no; {EMPTY}"
GROUPS = (EVERY_CASE, *(fact for fact in GROUP_FACTS if fact != FLAGS))


class Column(NamedTuple):
    """A column. `meaning`: what a cell says. `values`: what it can hold.

    `kind`: "id" (a word or code of the project's own), "text" (anything else), "number", "tenths" or "day".
    """

    name: str
    meaning: str
    values: str = "text"
    kind: str = "text"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values)


def code(name: str, meaning: str, values: str) -> Column:
    return Column(name, meaning, values, "id")


def number(name: str, meaning: str, values: str = NUMBER) -> Column:
    return Column(name, meaning, values, "number")


def day(name: str, meaning: str, values: str = f"{DAY}; {EMPTY}") -> Column:
    return Column(name, meaning, values, "day")


def coded(name: str, meaning: str) -> Column:
    """Return the column of a fact with a few values, each with its words."""
    return Column(name, meaning, BETWEEN.join([*map(": ".join, WORDS[name].items()), EMPTY]))


AUDIT = number("audit_id", "the number of the audit on this site, as in the address of its pages")
CASE = number("case", "the number of the case in its audit; it says nothing about the person")
CASE_KIND = Column("case_kind", "the kind of case", "a code of the framework; empty: its cases are all alike")
QUESTION = code("question", "the code of the question in its framework", "as in questions.csv")
STANDARD = code("standard", "the code of the standard that the question belongs to", "empty: of the other measures")
KEY_QUESTION = code("key_question", "the code of the key question; for a prompt the one above it", STANDARD.values)
KIND = code("kind", "what kind of question it is", _listed(KINDS))

# columns that a file of one audit does not have, if its framework gives no ratings
OF_RATINGS = ("rating", "score", "max_score", "overall", "standard_ratings")


def columns_of(file: str, *, rated: bool = True) -> tuple[Column, ...]:
    """Return the columns of a file; without those of ratings unless it is `rated`."""
    return tuple(column for column in FILES[file] if rated or column.name not in OF_RATINGS)


FILES = {
    "answers": (
        AUDIT,
        CASE,
        STANDARD,
        KEY_QUESTION,
        QUESTION,
        KIND,
        code(
            "value",
            "the answer that counts; in figures.csv “no” is counted as insufficient",
            f"{_listed(ANSWER_IDS.values())}, or the key of an answer in its framework’s file",
        ),
        Column("comment", "what the reviewer wrote", f"text; {WITHHELD}"),
        Column("reviewer", "who reviewed the case: a number of this audit only, or a name", f"text; {WITHHELD}"),
        code("part", "where the answer comes from", "first: the first review; agreed: what two reviewers agreed"),
        day("answered_on", "the day of the answer as it stands"),
    ),
    "cases": (
        AUDIT,
        CASE,
        coded("sex", "sex as recorded"),
        coded("ethnic_group", "ethnic group, by the groups of the census"),
        Column("minority_ethnic", "any group but white", YES_OR_NO),
        Column("disability", "a disability is recorded", YES_OR_NO),
        number("age_at_start", "age in years when the sentence began", f"{NUMBER}; {EMPTY}"),
        coded("age_band", "the same in groups"),
        coded("sentence_type", "type of sentence"),
        coded("rosh_level", "risk of serious harm"),
        number("mappa_category", "MAPPA category", f"1 to 4; {EMPTY}"),
        number("mappa_level", "MAPPA level", f"1 to 3; {EMPTY}"),
        coded("flags", f"registrations, with “{BETWEEN}” between them"),
        Column("court_report", "a court report was written", YES_OR_NO),
        Column("resettlement", "the work before release is judged too", YES_OR_NO),
        Column("practitioner_interviewed", "the practitioner was interviewed", YES_OR_NO),
        coded("grade", "grade of the practitioner"),
        Column("team", "team or office, by name", f"text; {EMPTY}"),
        Column("start_month", "month in which the sentence began", f"a month such as 2024-02; {EMPTY}"),
        coded("oversight", "management oversight, as the case answers it"),
        Column("practitioner", "who held the case: a number of this audit only, or a name", f"text; {WITHHELD}"),
        CASE_KIND,
        Column("case_as_shown", "the number of the case as people read it", "such as 3, or V3 for a kind with letters"),
    ),
    "questions": (
        Column("framework", "the code of the framework", "as in audits.csv"),
        STANDARD,
        Column("standard_title", "the title of the standard", STANDARD.values),
        KEY_QUESTION,
        QUESTION,
        KIND,
        Column("text", "the question as reviewers read it"),
        Column("answers", "the words of its answers", "such as yes: Effective; no: Insufficient"),
        Column("condition", "the cases it is asked in", "text; empty: every case"),
        Column("counts_as", "what its answers count as", "such as yes: yes; no: no; not_applicable: not applicable"),
        Column("case_kind", "the kind of case that it is asked of", "as in cases.csv; empty: every kind"),
    ),
    "figures": (
        AUDIT,
        Column(
            "group",
            "the fact by which cases are grouped",
            f"{_listed(GROUPS)}, {FLAG}CODE",
        ),
        Column(
            "value",
            f"which group of that fact; groups that are too small are joined, with “{JOINED}” between them",
            f"as in cases.csv, but high includes very_high; of a flag yes, no; {NOT_KNOWN}; empty: every case",
        ),
        QUESTION,
        number("yes", "cases that are sufficient", HIDDEN),
        number("insufficient", "cases that are not: the answer “no”", HIDDEN),
        number(
            "absent",
            "cases where oversight never took place: insufficient too, but counted here alone",
            HIDDEN,
        ),
        number(
            "not_applicable",
            "cases that the question does not apply to; not in n",
            f"{HIDDEN}; of a group only where the file is for people who see every case",
        ),
        number("n", "cases that the question applies to: yes, insufficient and absent", HIDDEN),
        number("percent", "yes in per cent of n, rounded half up", f"{PERCENT}; empty: too few cases, or not shown"),
        Column("low", "lower end of the 95% interval of percent", f"{PERCENT}, one decimal", "tenths"),
        Column("high", "upper end of the 95% interval of percent", f"{PERCENT}, one decimal", "tenths"),
        Column("rating", "the band of a key question, by all cases; a standard has that of its lowest", "text"),
        Column(
            "each_answer",
            "how many cases have each answer, where several count the same",
            f"such as fully: 12{BETWEEN}mostly: 8; empty: no such answers, or not shown",
        ),
    ),
    "audits": (
        AUDIT,
        Column("title", "the title of the audit"),
        Column("unit", "the PDU"),
        Column("region", "its region"),
        Column("notice", "what this is, and what it is not", "to be shown wherever figures are shown"),
        Column("framework", "the code of the framework"),
        Column("framework_version", "its version"),
        day("review_from", "first day of reviewing"),
        day("review_until", "day by which reviews were due"),
        day("signed_off_on", "day of the sign-off", f"{DAY}; empty: not signed off"),
        number("version", "which version of the result", f"{NUMBER}; empty: not signed off"),
        Column("provisional", "more cases may come, so figures may change", "yes, no"),
        number("cases", "cases that count"),
        number("cases_expected", "cases that there will be"),
        number("eligible", "cases that the sample was drawn from", f"{NUMBER}; {EMPTY}"),
        number("score", "points of the rated standards", f"{NUMBER}; empty: not rated"),
        number("max_score", "the highest possible score"),
        Column("overall", "the overall rating", "text; empty: not rated"),
        Column("standard_ratings", "the rating of each standard", "such as 1.1=Good; 2.1=Inadequate"),
        number("follows", "the number of the earlier audit that it is compared with", f"{NUMBER}; empty: none"),
        Column("about", "what the audit says about itself: the sample, any limits"),
        Column("profile", "what this file may hold", "outside, team, inside"),
        Column("made_at", "when this file was made", "local time such as 2024-02-06 09:30"),
        Column("made_by", "who made it", f"text; {WITHHELD}"),
        Column(
            "cases_of_kinds", "cases that count of each kind, of those expected", "such as victims=5/6; empty: no kinds"
        ),
    ),
    "dictionary": (
        Column("file", "the file, without its ending"),
        Column("column", "the column"),
        Column("meaning", "what one cell of it says"),
        Column("values", "what it can hold"),
    ),
}
