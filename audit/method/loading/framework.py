"""From a framework file to a checked Framework: a wrong file is refused with file, place and remedy."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

from audit.method.framework import FEWEST_CASES, Discretion, Framework, RatingBand, ScoreBand
from audit.method.loading.answer_sets import check_countable, read_answer_sets
from audit.method.loading.conditions import read_conditions
from audit.method.loading.extends import extended_codes, extended_files, resolve
from audit.method.loading.facts import read_facts
from audit.method.loading.fit import check_fit
from audit.method.loading.kinds import read_kinds
from audit.method.loading.limits import HIGHEST_SCORE, LONGEST_FRAMEWORK_CODE, LONGEST_RATING, LONGEST_VERSION
from audit.method.loading.questions import read_item_group, read_source, read_standard
from audit.method.loading.toml_table import FrameworkProblem, Table, open_file

__all__ = ["FrameworkProblem", "load_framework", "raise_all"]

FORMATS = (1, 2)
_SHARE = re.compile(r"-?[0-9]{1,4}(/0*[1-9][0-9]{0,3})?")


def load_framework(path: Path, others: Mapping[str, Path] | None = None) -> Framework:
    """Read and check one framework file. `others`: {code: path} of the files that it can extend.

    Raises FrameworkProblem, which names the file, the place and the remedy.
    """
    files = (path, *extended_files(path, others or {}))
    top, contents = _open_resolved(path, others or {}), [open_file(each)[1] for each in files]
    top.may_lack_keys = top.values.get("fragment") is True
    checksum = hashlib.sha256(b"".join(contents)).hexdigest()
    framework = top.made_by(partial(_read_framework, checksum=checksum))
    if not top.problems:  # else what follows would stumble over the stand-ins
        check_fit(top, framework, extends_more=len(files) > 2)
    raise_all(top.problems)
    return framework


def _open_resolved(path: Path, others: Mapping[str, Path]) -> Table:
    """Return the top-level Table of a file with what it takes from the files that it extends."""
    top, bases = open_file(path)[0], []
    for code in extended_codes(path):
        try:
            load_framework(others[code], others)  # what is wrong in it is told once, and what follows relies on it
        except FrameworkProblem as problem:
            told = f"the file that it extends cannot be used: {problem}"
            raise FrameworkProblem(path.name, "top level", told) from problem
        bases.append(_open_resolved(others[code], others).values)
    return resolve(top, bases) if bases else top


def raise_all(problems: Sequence[FrameworkProblem]) -> None:
    """Raise the first of the FrameworkProblems, if there is one, with the texts of all in its `every`."""
    if problems:
        problems[0].every = tuple(map(str, problems))
        raise problems[0]


def _read_framework(top: Table, checksum: str) -> Framework:
    rated = top.get("rated", bool)
    for_oversight = top.one_of("use", ("inspection", "oversight"), "inspection") == "oversight"
    number = _read_format(top)
    sets = read_answer_sets(top, commas=for_oversight, free=number > 1)
    fewest = _read_fewest_cases(top)
    rating_bands = top.build("rating_bands", _read_rating_band, label="rating")
    framework = Framework(
        code=top.code(LONGEST_FRAMEWORK_CODE),
        version=_read_text(top, "version", LONGEST_VERSION),
        title=top.get("title", str),
        years=top.get("years", str),
        source=top.get("source", str),
        attribution=top.get("attribution", str),
        rated=rated,
        rounds=top.one_of("rounding", ("whole", "exact")) == "whole",
        fewest_cases=fewest,
        notes=top.texts("notes"),
        discretion=_read_discretion_of(top, rated=rated),
        rating_bands=rating_bands if rated else (),  # an unrated framework must not band anything
        score_bands=(),
        conditions=read_conditions(top),
        standards=top.build("standards", partial(read_standard, sets=sets)),
        item_groups=top.build("item_groups", partial(read_item_group, sets=sets)),
        checksum=checksum,
        for_oversight=for_oversight,
        format=number,
        kinds=read_kinds(top, fewest, _read_fewest_cases),
        fragment=top.get("fragment", bool, False),
        facts=read_facts(top),
    )
    score_bands = top.build("score_bands", partial(_read_score_band, framework=framework), label="rating")
    return replace(framework, score_bands=score_bands) if rated else framework


def _read_format(top: Table) -> int:
    """Return 1 or 2. Files that do not say it are of format 1, which has fewer keys and stays readable."""
    number = top.get("format", int, 1)
    if number not in FORMATS:
        top.note(f'"format" is {number}. Use format = 2, or leave it out in a file of the first format.')
    return number


def _read_fewest_cases(table: Table, of_file: int | None = None) -> int:
    """Return the fewest cases for a band. A file need not say it: the files of older audits do not.

    `of_file`: what the file says, where the table of a kind of case need not repeat it.
    """
    usual, known = of_file or FEWEST_CASES, len(table.problems)
    fewest = table.get("fewest_cases", int, usual)
    if fewest < 1 and len(table.problems) == known:  # a value of the wrong kind is noted already
        table.note(f'"fewest_cases" is {fewest}. Use 1 or more, or leave it out for {usual}.')
    return max(fewest, 1)


def _read_discretion_of(top: Table, *, rated: bool) -> Discretion:
    """Return the panel's margins. An unrated framework has none, and need not say so."""
    if not rated and not top.holds("discretion", dict):
        return Discretion(points=0, cases=0)
    return top.table("discretion").made_by(_read_discretion)


def _read_discretion(table: Table) -> Discretion:
    return Discretion(
        points=table.count("points", most=100), cases=table.count("cases", most=10_000), source=read_source(table)
    )


def _read_rating_band(table: Table) -> RatingBand:
    rating = _read_text(table, "rating", LONGEST_RATING)
    check_countable(table, rating)
    if rating.casefold() == "none":
        table.note('the rating "none" would be read as no rating. Use another word.')
    return RatingBand(
        rating=rating,
        score=_read_score(table),
        from_percent=table.get("from_percent", int),
        words=table.get("words", str),
        source=read_source(table),
    )


def _read_score(table: Table) -> int:
    score = table.get("score", int)
    if abs(score) > HIGHEST_SCORE:
        table.note(f'"score" is too large. Use 0 to {HIGHEST_SCORE}.')
    return score


def _read_text(table: Table, key: str, longest: int) -> str:
    text = table.get(key, str)
    if len(text) > longest:
        table.note(f'"{key}" has {len(text):,} characters. Use {longest} at most.')
    return text


def _read_score_band(table: Table, framework: Framework) -> ScoreBand:
    share = table.get("share_of_maximum", str)
    fraction = Fraction(share) if _SHARE.fullmatch(share) else Fraction(0)
    if share and not _SHARE.fullmatch(share):
        table.note(f'"share_of_maximum" is "{share[:60]}". Write a fraction such as "1/6".')
    left_out = framework.format > 1 and "up_to" not in table.values
    return ScoreBand(
        rating=table.get("rating", str),
        up_to=int(framework.max_score * fraction) if left_out else table.get("up_to", int),
        share_of_maximum=fraction,
        source=read_source(table),
    )
