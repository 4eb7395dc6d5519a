"""The groups of one question, by every fact, as a reader may see them on pages."""

from collections.abc import Sequence

from audit.method.certainty.interval import Draw
from audit.method.groups.apart import keep_apart
from audit.method.groups.crossed import crossed_groups
from audit.method.groups.facts import PRACTICE_FACTS
from audit.method.groups.shown import GroupCount, Rule, ShownGroup, rule_of, shown_groups
from audit.method.groups.tallies import GroupTallies, counts_of, is_of_practice
from audit.method.groups.values import Fact, value_of

FINE, COARSE = "ethnic_group", "minority_ethnic"  # a group of the second is made of groups of the first


def groups_of_question(
    found: GroupTallies, code: str, draw: Draw, *, sees_cases: bool
) -> dict[Fact, tuple[ShownGroup, ...]]:
    """Return {fact: its groups}. `found`: with all of PRACTICE_FACTS if it has one of them, as they are kept apart.

    `sees_cases`: the reader may see every case.
    """
    counts = counts_of(found, code)
    shown: dict[Fact, tuple[ShownGroup, ...]] = {
        fact: _shown(fact, of, draw, sees_cases) for fact, of in counts.items()
    }
    if any(fact in shown for fact in PRACTICE_FACTS):
        cells = [of.get(code, ()) for of in (found.cells, found.unseen_cells)]
        shown.update(keep_apart({fact: shown.get(fact, ()) for fact in PRACTICE_FACTS}, *cells).items())
    return shown


def _shown(fact: Fact, counts: Sequence[GroupCount], draw: Draw, sees_cases: bool) -> tuple[ShownGroup, ...]:
    if isinstance(fact, tuple):
        rule = Rule.PRACTICE if is_of_practice(fact) else Rule.PEOPLE
        return crossed_groups(counts, rule=rule, sees_cases=sees_cases, draw=draw)
    within = {count.value: minority_of(count.value) for count in counts} if fact == FINE else None
    return shown_groups(counts, rule=rule_of(fact), sees_cases=sees_cases, draw=draw, within=within)


def minority_of(ethnic_group: str) -> str:
    """Return the value of COARSE that a value of FINE belongs to."""
    return str(value_of(COARSE, {FINE: ethnic_group}))
