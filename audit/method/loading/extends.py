"""A framework file that extends another one: it has everything of that file, or some of its items, and its own keys."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from audit.method.loading.toml_table import FrameworkProblem, Table, open_file

OWN = ("code", "version", "title")  # what a file says for itself and never takes from the one that it extends
_LISTS = ("answer_sets", "standards", "item_groups")  # to which a file adds; any other key of its own takes the place


def extended_by(path: Path, others: Mapping[str, Path]) -> Path | None:
    """Return the file that this one extends; None if it extends none. `others`: {code: path} of the known files.

    Raises FrameworkProblem if it is not known, or extends a file itself.
    """
    top, _ = open_file(path)
    code = top.get("extends", str, "")
    if top.problems:
        raise top.problems[0]
    if not code:
        return None
    if code not in others:
        known = ", ".join(others) or "none"
        raise FrameworkProblem(path.name, "top level", f'"extends" names no file that there is. Choose from: {known}.')
    if open_file(others[code])[0].holds("extends", str):
        remedy = f'it extends "{code}", which extends another file itself. Name a file that stands alone.'
        raise FrameworkProblem(path.name, "top level", remedy)
    return others[code]


def resolve(top: Table, base: Mapping[str, Any]) -> Table:
    """Return the Table of a file with what it takes from the values of the file that it extends.

    The key "only" lists the codes of the items that it takes; without it, it takes all.
    """
    top.get("extends", str)
    only = top.texts("only")
    taken = {key: value for key, value in base.items() if key not in OWN}
    taken["item_groups"] = _keep(taken.get("item_groups", []), only) if only else taken.get("item_groups", [])
    kept = {item["code"] for group in taken["item_groups"] for item in group["items"]}
    for code in only:
        if code not in kept:
            top.note(f'"only" names "{code[:60]}", which is no item of the file that it extends. Correct the code.')
    own = {key: value for key, value in top.values.items() if key not in ("extends", "only")}
    added = {key: taken[key] + own[key] for key in _LISTS if _is_list(taken.get(key)) and _is_list(own.get(key))}
    return Table(top.file, top.place, taken | own | added, top.problems)


def _keep(groups: list[dict[str, Any]], only: Collection[str]) -> list[dict[str, Any]]:
    """Return the item groups with the items of these codes, without groups that have none left."""
    kept = [group | {"items": [item for item in group["items"] if item["code"] in only]} for group in groups]
    return [group for group in kept if group["items"]]


def _is_list(value: object) -> bool:
    return isinstance(value, list)
