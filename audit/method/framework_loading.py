"""From a framework file to a checked Framework: a wrong file is refused with file, place and remedy."""

import hashlib
from fractions import Fraction
from pathlib import Path

from .answers import STANDARD_LABELS, VALUE_OF_KEY, Value, normalise
from .framework import (
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
from .toml_table import FrameworkProblem, Table, open_file

__all__ = ["FrameworkProblem", "load_framework"]


def load_framework(path: Path) -> Framework:
    """Read and check one framework file. Raises FrameworkProblem naming file, place and remedy."""
    top, content = open_file(path)
    framework = top.made_by(lambda table: _framework(table, hashlib.sha256(content).hexdigest()))
    if not framework.questions and not framework.standards:
        raise top.fail('there are no "standards" and no "item_groups": it asks nothing. Add [[standards]].')
    _check_codes(top, framework)
    _check_conditions(top, framework)
    if framework.rated:
        _check_rating_bands(top, framework)
        _check_score_bands(top, framework)
    return framework


def _framework(top: Table, checksum: str) -> Framework:
    rated = top.get("rated", bool)
    rating_bands = top.build("rating_bands", _rating_band, label="rating")
    score_bands = top.build("score_bands", _score_band, label="rating")
    return Framework(
        code=top.get("code", str),
        version=top.get("version", str),
        title=top.get("title", str),
        years=top.get("years", str),
        source=top.get("source", str),
        attribution=top.get("attribution", str),
        rated=rated,
        rounds=top.one_of("rounding", ("whole", "exact")) == "whole",
        notes=top.texts("notes"),
        discretion=top.table("discretion").made_by(_discretion),
        rating_bands=rating_bands if rated else (),  # without ratings nothing may band by them
        score_bands=score_bands if rated else (),
        conditions={code: table.made_by(_condition) for code, table in top.named("conditions")},
        standards=top.build("standards", _standard),
        item_groups=top.build("item_groups", _item_group),
        checksum=checksum,
    )


def _discretion(table: Table) -> Discretion:
    return Discretion(points=table.count("points"), cases=table.count("cases"))


def _rating_band(table: Table) -> RatingBand:
    rating = table.get("rating", str)
    _check_countable(table, rating)
    return RatingBand(
        rating=rating,
        score=table.get("score", int),
        from_percent=table.get("from_percent", int),
        words=table.get("words", str),
    )


def _score_band(table: Table) -> ScoreBand:
    share = table.get("share_of_maximum", str)
    try:
        fraction = Fraction(share)
    except (ValueError, ZeroDivisionError) as error:
        raise table.fail(f'"share_of_maximum" is "{share}". Write a fraction such as "1/6".') from error
    return ScoreBand(rating=table.get("rating", str), up_to=table.get("up_to", int), share_of_maximum=fraction)


def _condition(table: Table) -> Condition:
    title = table.get("title", str)
    facts = {}
    for fact, values in table.items():
        if not isinstance(values, list) or not values:
            raise table.fail(f'"{fact}" must list the values that match. Write it as {fact} = ["…"].')
        if not all(isinstance(value, str | bool | int) for value in values):
            raise table.fail(f'"{fact}" lists {values}. A fact of a case is a text, a whole number, true or false.')
        facts[fact] = tuple(values)
    if not facts:
        raise table.fail("it names no fact of a case. Add one, for example resettlement = [true].")
    return Condition(title=title, facts=facts)


def _standard(table: Table) -> Standard:
    return Standard(
        code=table.get("code", str),
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
        code=table.get("code", str),
        text=table.get("title", str),
        applies_to=table.get("applies_to", str, "") or None,
        labels=labels,
        prompts=table.build("prompts", _prompt),
    )


def _prompt(table: Table) -> Prompt:
    return Prompt(
        code=table.get("code", str),
        text=table.get("text", str),
        look_for=table.get("look_for", str),
        applies_to=table.get("applies_to", str, "") or None,
    )


def _item_group(table: Table) -> ItemGroup:
    return ItemGroup(code=table.get("code", str), title=table.get("title", str), items=table.build("items", _item))


def _item(table: Table) -> Item:
    return Item(
        code=table.get("code", str),
        text=table.get("text", str),
        look_for=table.get("look_for", str),
        applies_to=table.get("applies_to", str, "") or None,
        labels=_labels(table) or STANDARD_LABELS,
    )


def _labels(table: Table) -> dict[Value, str]:
    answers = table.get("answers", dict, {})
    if set(answers) - set(VALUE_OF_KEY) or (answers and not {"yes", "no"} <= set(answers)):
        raise table.fail(f'"answers" needs yes and no, and knows only: {", ".join(VALUE_OF_KEY)}.')
    for key, label in answers.items():
        if not isinstance(label, str) or not label.strip():
            raise table.fail(f'the answer "{key}" is {label!r}. Give it words, as in {key} = "Effective".')
        _check_countable(table, label)
    if len({normalise(label) for label in answers.values()}) < len(answers):
        raise table.fail(
            f"two answers read the same: {', '.join(answers.values())}. Give no, yes, … words of their own."
        )
    return {VALUE_OF_KEY[key]: label for key, label in answers.items()}


def _check_countable(table: Table, text: str) -> None:
    """The workbook's formulas count and name answers and ratings by their words, which these signs would change."""
    if found := sorted(set(text) & set('"*?~<>=')):
        raise table.fail(f"“{text}” has {' '.join(found)} in it, which spreadsheets read as commands. Use words alone.")


def _check_codes(top: Table, framework: Framework) -> None:
    """Every code once, each below its parent's, and key questions where, and only where, cases are judged."""
    _check_unique(top, [standard.code for standard in framework.standards])
    _check_unique(top, [group.code for group in framework.item_groups])
    _check_unique(top, [*_key_question_and_prompt_codes(framework), *(item.code for item in framework.items)])
    for code in framework.questions:
        if code.split() != [code]:
            raise top.fail(f'the code "{code}" has a space in it. Take it out.')
    for standard in framework.standards:
        if standard.from_cases != bool(standard.key_questions):
            raise top.fail(f'standard {standard.code} needs key questions exactly when judged_on = "cases".')
        for question in standard.key_questions:
            _check_below(top, f"{standard.code}.", question.code)
            for prompt in question.prompts:
                _check_below(top, question.code, prompt.code)


def _key_question_and_prompt_codes(framework: Framework) -> list[str]:
    return [asked.code for question in framework.key_questions for asked in (question, *question.prompts)]


def _check_unique(top: Table, names: list[str]) -> None:
    """No name twice; capital letters make no difference, as in a spreadsheet's headings."""
    seen = set()
    for name in names:
        if name.casefold() in seen:
            number = [other.casefold() for other in names].count(name.casefold())
            raise top.fail(f'"{name}" is used {number} times. Give each a code of its own.')
        seen.add(name.casefold())


def _check_below(top: Table, parent: str, code: str) -> None:
    if not code.startswith(parent) or code == parent:
        raise top.fail(f'the code "{code}" stands under "{parent}" and must begin with it.')


def _check_conditions(top: Table, framework: Framework) -> None:
    known = ", ".join(framework.conditions) or "none"
    for question in framework.questions.values():
        if question.applies_to and question.applies_to not in framework.conditions:
            raise top.fail(f'{question.code} applies to "{question.applies_to}". Conditions in this file: {known}.')


def _check_rating_bands(top: Table, framework: Framework) -> None:
    starts = [band.from_percent for band in framework.rating_bands]
    scores = [band.score for band in framework.rating_bands]
    if len(starts) < 2 or starts != sorted(set(starts)) or starts[0] != 0 or starts[-1] > 100:
        raise top.fail(f'"rating_bands" begin at {starts}. List two or more, lowest first, from 0, none above 100.')
    _check_unique(top, [band.rating for band in framework.rating_bands])
    if scores != sorted(set(scores)) or scores[0] != 0:
        raise top.fail(f'"rating_bands" score {scores}. Scores begin at 0 and rise with the bands.')


def _check_score_bands(top: Table, framework: Framework) -> None:
    ratings = [band.rating for band in framework.score_bands]
    if ratings != [band.rating for band in framework.rating_bands]:
        raise top.fail(f'"score_bands" are {ratings}. List the same ratings, in the same order, as "rating_bands".')
    shares = [band.share_of_maximum for band in framework.score_bands]
    if shares != sorted(set(shares)) or shares[0] < 0 or shares[-1] != 1:
        listed = ", ".join(f"{band.rating} {band.share_of_maximum}" for band in framework.score_bands)
        raise top.fail(f'"score_bands" end at {listed} of the maximum. Shares rise from 0 or more, and end at "1".')
    for band in framework.score_bands:
        limit = int(framework.max_score * band.share_of_maximum)
        if band.up_to != limit:
            raise top.fail(
                f"score band {band.rating} ends at {band.up_to}, but {band.share_of_maximum} of the maximum "
                f"{framework.max_score}, rounded down, is {limit}. Mend up_to or share_of_maximum."
            )
