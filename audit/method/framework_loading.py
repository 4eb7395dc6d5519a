"""From a framework file to a checked Framework: a wrong file is refused with file, place and remedy."""

import hashlib
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from .answers import STANDARD_LABELS, VALUE_OF_KEY, Value, normalise
from .framework import (
    FEWEST_CASES,
    Condition,
    Discretion,
    Framework,
    Item,
    ItemGroup,
    KeyQuestion,
    Prompt,
    RatingBand,
    ScoreBand,
    Standard,
)
from .framework_fit import check_fit
from .toml_table import FrameworkProblem, Table, open_file

__all__ = ["FrameworkProblem", "load_framework", "raise_all"]

# characters, as long as the records that keep them; a test compares the two
LONGEST_FRAMEWORK_CODE, LONGEST_VERSION, LONGEST_STANDARD_CODE, LONGEST_QUESTION_CODE = 50, 20, 20, 80
LONGEST_RATING = LONGEST_ANSWER = 40
HIGHEST_SCORE = 100
_SHARE = re.compile(r"-?[0-9]{1,4}(/0*[1-9][0-9]{0,3})?")
# what stands in the place of a standard's code in the addresses and buttons of a review
_WORDS_OF_REVIEWS = frozenset(("items", "check", "paper", "send-back", "workbook.xlsx"))
# headings of answers files, names of fields and places of pages, where a question's code stands
_WORDS_OF_FILES = frozenset(
    (
        *(
            "case",
            "cases",
            "reference",
            "crn",
            "number",
            "question",
            "code",
            "answer",
            "answers",
            "comment",
            "comments",
            "notes",
        ),
        *(
            "value",
            "version",
            "seen",
            "settle",
            "reason",
            "record",
            "reply",
            "note",
            "total",
            "overall",
            "score",
            "none",
        ),
        *(
            "main-content",
            "find",
            "items",
            "result",
            "problems",
            "names",
            "newer",
            "groups",
            "check",
            "paper",
            "send-back",
        ),
    )
)


def load_framework(path: Path) -> Framework:
    """Read and check one framework file. Raises FrameworkProblem naming file, place and remedy."""
    top, content = open_file(path)
    framework = top.made_by(lambda table: _framework(table, hashlib.sha256(content).hexdigest()))
    if not top.problems:  # else what follows would stumble over the stand-ins
        check_fit(top, framework)
    raise_all(top.problems)
    return framework


def raise_all(problems: Sequence[FrameworkProblem]) -> None:
    """Raises the first of the FrameworkProblems, if any, with the texts of `every` one."""
    if problems:
        problems[0].every = tuple(map(str, problems))
        raise problems[0]


def _framework(top: Table, checksum: str) -> Framework:
    rated = top.get("rated", bool)
    rating_bands = top.build("rating_bands", _rating_band, label="rating")
    score_bands = top.build("score_bands", _score_band, label="rating")
    return Framework(
        code=top.code(LONGEST_FRAMEWORK_CODE),
        version=_text_of(top, "version", LONGEST_VERSION),
        title=top.get("title", str),
        years=top.get("years", str),
        source=top.get("source", str),
        attribution=top.get("attribution", str),
        rated=rated,
        rounds=top.one_of("rounding", ("whole", "exact")) == "whole",
        fewest_cases=_fewest_cases(top),
        notes=top.texts("notes"),
        discretion=top.table("discretion").made_by(_discretion),
        rating_bands=rating_bands if rated else (),  # without ratings nothing may band by them
        score_bands=score_bands if rated else (),
        conditions={code: table.made_by(_condition) for code, table in top.named("conditions")},
        standards=top.build("standards", _standard),
        item_groups=top.build("item_groups", _item_group),
        checksum=checksum,
    )


def _fewest_cases(top: Table) -> int:
    """A file need not say it, so that the files of older audits stay what they are."""
    known = len(top.problems)
    fewest = top.get("fewest_cases", int, FEWEST_CASES)
    if fewest < 1 and len(top.problems) == known:  # one of another kind is noted already
        top.note(f'"fewest_cases" is {fewest}. Use 1 or more, or leave it out for {FEWEST_CASES}.')
    return max(fewest, 1)


def _discretion(table: Table) -> Discretion:
    return Discretion(points=table.count("points", most=100), cases=table.count("cases", most=10_000))


def _rating_band(table: Table) -> RatingBand:
    rating = _text_of(table, "rating", LONGEST_RATING)
    _check_countable(table, rating)
    if rating.casefold() == "none":
        table.note('the rating "none" would read as no rating. Use another word.')
    return RatingBand(
        rating=rating,
        score=_score(table),
        from_percent=table.get("from_percent", int),
        words=table.get("words", str),
    )


def _score(table: Table) -> int:
    score = table.get("score", int)
    if abs(score) > HIGHEST_SCORE:
        table.note(f'"score" is too large. Use 0 to {HIGHEST_SCORE}.')
    return score


def _text_of(table: Table, key: str, longest: int) -> str:
    text = table.get(key, str)
    if len(text) > longest:
        table.note(f'"{key}" has {len(text):,} characters. Use {longest} at most.')
    return text


def _score_band(table: Table) -> ScoreBand:
    share = table.get("share_of_maximum", str)
    fraction = Fraction(share) if _SHARE.fullmatch(share) else Fraction(0)
    if share and not _SHARE.fullmatch(share):
        table.note(f'"share_of_maximum" is "{share[:60]}". Write a fraction such as "1/6".')
    return ScoreBand(rating=table.get("rating", str), up_to=table.get("up_to", int), share_of_maximum=fraction)


def _condition(table: Table) -> Condition:
    title = table.get("title", str)
    named, facts = list(table.items()), {}
    for fact, values in named:
        if not isinstance(values, list) or not values:
            table.note(f'"{fact}" must list the values that match. Write it as {fact} = ["…"].')
        elif not all(isinstance(value, str | bool | int) for value in values):
            table.note(f'"{fact}" lists {values}. A fact of a case is a text, a whole number, true or false.')
        else:
            facts[fact] = tuple(values)
    if not named:
        table.note("it names no fact of a case. Add one, for example resettlement = [true].")
    return Condition(title=title, facts=facts)


def _standard(table: Table) -> Standard:
    return Standard(
        code=table.code(LONGEST_STANDARD_CODE, _WORDS_OF_REVIEWS),
        title=table.get("title", str),
        from_cases=table.one_of("judged_on", ("evidence", "cases")) == "cases",
        counted=table.get("counted", bool),
        key_questions=table.build("key_questions", _key_question),
    )


def _key_question(table: Table) -> KeyQuestion:
    labels = dict(STANDARD_LABELS)
    if not table.get("may_be_not_applicable", bool):
        del labels[Value.NOT_APPLICABLE]
    return KeyQuestion(
        code=table.code(LONGEST_QUESTION_CODE, _WORDS_OF_FILES),
        text=table.get("title", str),
        applies_to=table.get("applies_to", str, "") or None,
        labels=labels,
        prompts=table.build("prompts", _prompt),
    )


def _prompt(table: Table) -> Prompt:
    return Prompt(
        code=table.code(LONGEST_QUESTION_CODE, _WORDS_OF_FILES),
        text=table.get("text", str),
        look_for=table.get("look_for", str),
        applies_to=table.get("applies_to", str, "") or None,
    )


def _item_group(table: Table) -> ItemGroup:
    return ItemGroup(
        code=table.code(LONGEST_QUESTION_CODE), title=table.get("title", str), items=table.build("items", _item)
    )


def _item(table: Table) -> Item:
    return Item(
        code=table.code(LONGEST_QUESTION_CODE, _WORDS_OF_FILES),
        text=table.get("text", str),
        look_for=table.get("look_for", str),
        applies_to=table.get("applies_to", str, "") or None,
        labels=_labels(table) or STANDARD_LABELS,
    )


def _labels(table: Table) -> dict[Value, str]:
    answers = table.get("answers", dict, {})
    if set(answers) - set(VALUE_OF_KEY) or (answers and not {"yes", "no"} <= set(answers)):
        table.note(f'"answers" needs yes and no, and knows only: {", ".join(VALUE_OF_KEY)}.')
    words = {key: label for key, label in answers.items() if isinstance(label, str) and label.strip()}
    for key in answers.keys() - words.keys():
        table.note(f'the answer "{key}" is {answers[key]!r}. Give it words, as in {key} = "Effective".')
    for label in words.values():
        _check_countable(table, label, more=",")  # a drop-down's list has commas between its answers
        if len(label) > LONGEST_ANSWER:
            table.note(f"the answer “{label[:60]}” has {len(label)} characters. Use {LONGEST_ANSWER} at most.")
    if len({normalise(label) for label in words.values()}) < len(words):
        table.note(f"two answers read the same: {', '.join(words.values())}. Give no, yes, … words of their own.")
    return {VALUE_OF_KEY[key]: label for key, label in words.items() if key in VALUE_OF_KEY}


def _check_countable(table: Table, text: str, more: str = "") -> None:
    """The workbook's formulas count and name answers and ratings by their words, which these signs would change."""
    if found := sorted(set(text) & set(f'"*?~<>={more}')):
        table.note(f"“{text[:60]}” has {' '.join(found)} in it, which spreadsheets read as commands. Use words alone.")
    elif not text.isprintable():
        table.note(f"“{text[:60]!r}” has a line break or an unseen sign in it. Use words alone.")
