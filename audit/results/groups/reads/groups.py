"""The groups of an audit's questions, as far as a reader may see them."""

from collections.abc import Collection, Mapping

from audit.method.groups.apart import keep_apart
from audit.method.groups.crossed import crossed_groups
from audit.method.groups.facts import PRACTICE_FACTS
from audit.method.groups.shown import Rule, ShownGroup, rule_of, shown_groups
from audit.method.groups.tallies import GroupTallies, counts_of, is_of_practice
from audit.method.groups.values import Fact, value_of
from audit.models import Audit
from audit.results.reads import numbers_seen_beside_groups
from audit.results.report import Report
from audit.results.rollup import tally_by
from cases.case_values import ETHNIC_GROUPS
from cases.models import User

Groups = Mapping[Fact, tuple[ShownGroup, ...]]
IS_MINORITY = {group: value_of("minority_ethnic", {"ethnic_group": group}) for group in (*ETHNIC_GROUPS, "")}


def groups_open_to(
    user: User, audit: Audit, report: Report, facts: Collection[Fact], codes: Collection[str]
) -> dict[str, Groups]:
    """Return {question code: {fact: its groups}} of an audit (from a view that opens_audit); two queries at most, four
    where a restricted case counts.

    A question whose figure is hidden from the user has no groups, nor has any once the cases are removed. `report`: as
    it is open to the user. "flags" becomes a fact for each flag that a case has.
    """
    return groups_beside(numbers_seen_beside_groups(user, audit), audit, report, facts, codes)


def groups_beside(
    seen: Collection[int] | None, audit: Audit, report: Report, facts: Collection[Fact], codes: Collection[str]
) -> dict[str, Groups]:
    """Return what groups_open_to returns, for a reader who sees the cases of these numbers; None: every case."""
    open_codes = [code for code in codes if code not in report.hidden_codes | report.regrouped]
    if not open_codes or report.ratings_only:
        return {}
    # all of these at once, whichever are wanted: what one of them may show depends on the others
    beside = PRACTICE_FACTS if set(PRACTICE_FACTS) & set(facts) else ()
    found = tally_by(audit, tuple(dict.fromkeys((*facts, *beside))), open_codes, seen=seen or ())
    found_facts = dict.fromkeys(fact for fact, _ in (*found.tallies, *found.extra))
    groups = {}
    for code in open_codes:
        shown = {fact: _shown(found, fact, code, report, sees_cases=seen is None) for fact in found_facts}
        cells = [of.get(code, ()) for of in (found.cells, found.unseen_cells)]
        apart = keep_apart({fact: shown.get(fact, ()) for fact in beside}, *cells)
        unwanted = set(beside) - set(facts)
        groups[code] = {fact: each for fact, each in (shown | apart).items() if fact not in unwanted}
    return groups


def _shown(found: GroupTallies, fact: Fact, code: str, report: Report, *, sees_cases: bool) -> tuple[ShownGroup, ...]:
    counts = counts_of(found, fact, code)
    if isinstance(fact, tuple):
        rule = Rule.PRACTICE if is_of_practice(fact) else Rule.PEOPLE
        return crossed_groups(counts, rule=rule, sees_cases=sees_cases, draw=report.draw)
    within = IS_MINORITY if fact == "ethnic_group" else None
    return shown_groups(counts, rule=rule_of(fact), sees_cases=sees_cases, draw=report.draw, within=within)
