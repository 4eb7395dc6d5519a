"""The groups of an audit's questions, as far as a reader may see them."""

from collections.abc import Collection, Mapping

from audit.method.groups.facts import PRACTICE_FACTS
from audit.method.groups.of_question import groups_of_question
from audit.method.groups.shown import ShownGroup
from audit.method.groups.values import Fact
from audit.models import Audit
from audit.results.reads import numbers_seen_beside_groups
from audit.results.report import Report
from audit.results.rollup import tally_by
from cases.models import User

Groups = Mapping[Fact, tuple[ShownGroup, ...]]


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
    groups, unwanted = {}, set(beside) - set(facts)
    for code in open_codes:
        shown = groups_of_question(found, code, report.draw_of(code), sees_cases=seen is None)
        groups[code] = {fact: each for fact, each in shown.items() if fact not in unwanted}
    return groups
