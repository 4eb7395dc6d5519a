"""Load an invented audit a year before the demonstration's, so that its page Change has something to compare."""

from django.db import transaction

from audit.demonstration.action_plan import EARLIER
from audit.demonstration.actions.demonstration import INSPECTED, SAMPLED, add_cases, add_reviews
from audit.demonstration.earlier import YEAR, invent_earlier_cases
from audit.demonstration.reads import find_demonstration
from audit.models import Audit
from audit.planning.actions.plan import change_audit, create_audit
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.recommendations.actions import add_recommendation
from audit.results.sign_off.actions.sign_off import sign_off

TITLE = "Suffolk PDU, February 2023 (invented)"
ABOUT = (
    "Invented from beginning to end, so that the demonstration has an earlier audit to compare with. No inspection "
    "found any of its figures."
)
JUDGED = "Requires improvement"


@transaction.atomic
def load_earlier_audit() -> Audit:
    """Load the earlier audit, signed off, and let the demonstration's audit, which is not signed off yet, follow it."""
    demonstration = find_demonstration()
    audit = create_audit(unit=demonstration.unit, title=TITLE, framework_code="pdu-2023", about=ABOUT)
    add_reviews(add_cases(audit, invent_earlier_cases(audit.framework), SAMPLED - YEAR), INSPECTED - YEAR)
    for standard in audit.framework.standards:
        if not standard.from_cases:
            record_judgement(
                audit=audit,
                standard=standard.code,
                rating=JUDGED,
                rationale="Invented.",
                decided_by="Invented",
                decided_at=INSPECTED - YEAR,
            )
    kept = ("title", "about", "review_from", "review_until", "keep_months")
    change_audit(audit=demonstration, **{name: getattr(demonstration, name) for name in kept}, follows=audit)
    for told in EARLIER:
        add_recommendation(audit=audit, text=told["text"], about=told["about"])
    return sign_off(audit=audit)
