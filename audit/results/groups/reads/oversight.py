"""What of oversight and quality a user may see: the answers of an audit's reviews, crossed."""

from collections.abc import Collection

from audit.method.oversight.crossing import CrossedCase, Crossing, cross_with_oversight
from audit.models import Audit
from audit.results.reads import numbers_seen_beside_groups
from audit.results.report import Report
from audit.results.rollup import counted_answers_to
from cases.models import User


def cross_for(
    user: User, audit: Audit, report: Report, oversight: str, codes: Collection[str] = ()
) -> tuple[Crossing, ...]:
    """Return the Crossing of each key question, or of those of these `codes`, whose figures the Report shows.

    `oversight`: the code of the item. One query for the answers, and one more for a user who sees only some cases; two
    where a restricted case counts.
    """
    questions = [question for standard in report.rating.standards for question in standard.key_questions]
    asked = [q.code for q in questions if not q.hidden and (not codes or q.code in codes)]
    seen = numbers_seen_beside_groups(user, audit)
    cases = [
        CrossedCase(case.answers, seen is None or case.number in seen)
        for case in counted_answers_to(audit, oversight, *asked)
    ]
    return tuple(
        cross_with_oversight(cases, code, oversight, sees_cases=seen is None, draw=report.draw_of(code))
        for code in asked
    )
