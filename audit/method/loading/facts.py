"""From the tables [facts.NAME] of a framework file to the facts that it works out itself."""

import re

from audit.method.facts.derived import HAS_DATE, TIMES, DerivedFact
from audit.method.loading.conditions import NOT_FOR_FACTS
from audit.method.loading.toml_table import Table

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_HOW = (*TIMES, HAS_DATE)


def read_facts(top: Table) -> dict[str, DerivedFact]:
    """Return {name: DerivedFact} of a file. Whether cases have the dates is for the caller to check."""
    facts = {}
    for name, table in top.named("facts"):
        if not _NAME.fullmatch(name) or name in NOT_FOR_FACTS:
            table.note(
                "the name of a fact holds up to 40 small letters, digits and _, and begins with a letter. "
                f"These have a meaning of their own: {', '.join(NOT_FOR_FACTS)}."
            )
        facts[name] = table.made_by(_read_fact)
    return facts


def _read_fact(table: Table) -> DerivedFact:
    title, given = table.get("title", str), [how for how in _HOW if how in table.values]
    if len(given) != 1:
        table.note(f"it must say once how it is worked out. Use one of: {', '.join(_HOW)}.")
    how = given[0] if given else HAS_DATE
    dates = tuple(filter(None, [table.get(how, str)])) if how == HAS_DATE else table.texts(how)
    if how != HAS_DATE and len(dates) != 2:
        table.note(f'"{how}" must name two dates. Write it as {how} = ["start_date", "end_date"].')
    return DerivedFact(title, how, dates)
