"""From a framework file to its kinds of case, and whether its parts name one that there is."""

from collections.abc import Callable
from functools import partial

from audit.method.framework import Framework, ItemGroup, Kind, Standard
from audit.method.loading.limits import LONGEST_KIND, LONGEST_KIND_CODE, LONGEST_PREFIX
from audit.method.loading.toml_table import Table


def read_kinds(top: Table, usual: int, read_fewest: Callable[[Table, int], int]) -> tuple[Kind, ...]:
    """Return the Kinds of a file; () if all cases are alike.

    `read_fewest` reads "fewest_cases" of a table, or returns the `usual` number of the file.
    """
    return top.build("kinds", partial(_read_kind, usual=usual, read_fewest=read_fewest))


def _read_kind(table: Table, usual: int, read_fewest: Callable[[Table, int], int]) -> Kind:
    code, title, one = table.code(LONGEST_KIND_CODE), table.get("title", str), table.get("one", str)
    prefix = table.get("prefix", str, "")
    if prefix and not (prefix.isascii() and prefix.isalpha() and len(prefix) <= LONGEST_PREFIX):
        table.note(f'"prefix" is "{prefix[:20]}". Use up to {LONGEST_PREFIX} letters, such as "V".')
    for text in (title, one):
        if len(text) > LONGEST_KIND:
            table.note(f"the name “{text[:60]}” has {len(text)} characters. Use {LONGEST_KIND} at most.")
    return Kind(code, title, one, prefix.upper(), read_fewest(table, usual))


def check_kinds(top: Table, framework: Framework) -> None:
    """Note standards and item groups that name no kind of the file, and kinds of which nothing is asked."""
    known = ", ".join(framework.kind) or "none"
    parts: list[tuple[str, Standard | ItemGroup]] = [
        *((f"standard {each.code}", each) for each in framework.standards if each.from_cases),
        *((f"item group {each.code}", each) for each in framework.item_groups if each.kind),
    ]
    for name, part in parts:
        if part.kind not in framework.kind and (part.kind or framework.kinds):
            said = f'kind = "{part.kind}", which is not there' if part.kind else 'no kind. Add kind = "…"'
            top.note(f"{name} has {said}. Kinds of case in this file: {known}.")
    for standard in framework.standards:
        if standard.kind and not standard.from_cases:
            top.note(f"standard {standard.code} is judged on evidence, so it has no kind of case. Remove the key.")
    asked_of = {part.kind for _, part in parts}
    for kind in framework.kinds:
        if kind.code not in asked_of:
            top.note(f'nothing is asked of the kind "{kind.code}". Give a standard or an item group this kind.')
    _check_prefixes(top, framework)


def _check_prefixes(top: Table, framework: Framework) -> None:
    prefixes = [kind.prefix for kind in framework.kinds]
    if len(set(prefixes)) < len(prefixes):
        top.note("two kinds of case have the same prefix, so their numbers would look alike. Give each its own.")
