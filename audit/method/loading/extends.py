"""A framework file that extends others: it has everything of these files, or some of their items, and its own keys."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from audit.method.loading.toml_table import FrameworkProblem, Table, open_file

# what a file says for itself and never takes from those that it extends
OWN = ("code", "version", "title", "fragment", "extends", "only")
# lists that a file adds to, and tables that it adds names to; any other key of its own takes the place of theirs
_LISTS = ("kinds", "answer_sets", "standards", "item_groups")
_NAMED = ("facts", "conditions")


def extended_codes(path: Path) -> tuple[str, ...]:
    """Return the codes of the files that this one names in "extends". Raises FrameworkProblem if they are no codes."""
    top, _ = open_file(path)
    codes = top.texts("extends") if top.holds("extends", list) else (top.get("extends", str, ""),)
    if top.problems:
        raise top.problems[0]
    return tuple(filter(None, codes))


def extended_files(
    path: Path, others: Mapping[str, Path], codes_of: Callable[[Path], tuple[str, ...]] = extended_codes
) -> tuple[Path, ...]:
    """Return every file that this one extends, each once: in the order named, each before those that it extends.

    `others`: {code: path} of the known files. Raises FrameworkProblem if one is not known or they go round in a circle.
    """
    found: list[Path] = []
    _add_extended(path, others, codes_of, (path,), found)
    return tuple(dict.fromkeys(found))


def _add_extended(
    path: Path,
    others: Mapping[str, Path],
    codes_of: Callable[[Path], tuple[str, ...]],
    chain: tuple[Path, ...],
    found: list[Path],
) -> None:
    for code in codes_of(path):
        if code not in others:
            missing = f'"extends" names "{code[:60]}", but there is no such file. Choose from: {", ".join(others)}.'
            raise FrameworkProblem(path.name, "top level", missing)
        if others[code] in chain:
            circle = " extends ".join(each.stem for each in (*chain, others[code]))
            told = f'"extends" goes round in a circle: {circle}. Take one of these steps out.'
            raise FrameworkProblem(chain[0].name, "top level", told)
        found.append(others[code])
        _add_extended(others[code], others, codes_of, (*chain, others[code]), found)


def resolve(top: Table, bases: Sequence[Mapping[str, Any]]) -> Table:
    """Return the Table of a file with what it takes from the values of the files that it extends, the last one first.

    The key "only" lists the codes of the items that it takes; without it, it takes all.
    """
    only = top.texts("only")
    taken: dict[str, Any] = {}
    for base in bases:
        taken = _joined(taken, {key: value for key, value in base.items() if key not in OWN}, once=True)
    if only:
        taken["item_groups"] = _keep(taken.get("item_groups", []), only)
    kept = {item["code"] for group in taken.get("item_groups", []) for item in group["items"]}
    for code in only:
        if code not in kept:
            top.note(f'"only" names "{code[:60]}", which is no item of the file that it extends. Correct the code.')
    own = {key: value for key, value in top.values.items() if key not in ("extends", "only")}
    return Table(top.file, top.place, _joined(taken, own), top.problems)


def _joined(base: Mapping[str, Any], own: Mapping[str, Any], *, once: bool = False) -> dict[str, Any]:
    """Return the values of both. `once`: what two files took from the same third one is not there twice."""
    joined = {**base, **own}
    notes = ("notes",) if joined.get("format") == 2 else ()  # so that no file drops the shared ones unnoticed
    for key in (*_LISTS, *notes):
        if isinstance(base.get(key), list) and isinstance(own.get(key), list):
            more = [each for each in own[key] if not once or each not in base[key]]
            joined[key] = base[key] + more
    for key in _NAMED:
        if isinstance(base.get(key), dict) and isinstance(own.get(key), dict):
            joined[key] = {**base[key], **own[key]}
    return joined


def _keep(groups: list[dict[str, Any]], only: Collection[str]) -> list[dict[str, Any]]:
    """Return the item groups with the items of these codes, without groups that have none left."""
    kept = [group | {"items": [item for item in group["items"] if item["code"] in only]} for group in groups]
    return [group for group in kept if group["items"]]
