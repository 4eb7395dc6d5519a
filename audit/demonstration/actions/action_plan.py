"""Answer the recommendations of the demonstration's signed-off audits, with steps that are done, late and open."""

from typing import Any

from django.db import transaction

from audit.demonstration.action_plan import DEMONSTRATION, EARLIER
from audit.demonstration.reads import find_demonstration
from audit.models import Audit, Recommendation, Response
from audit.oversight.action_plan.actions import add_step, answer_recommendation, change_step
from audit.oversight.action_plan.reads import version_of
from cases.models import User

HEAD = "head"


@transaction.atomic
def load_action_plan() -> bool:
    """Load it unless the recommendations have answers already, or the audit was deleted. Returns whether it did."""
    try:
        demonstration = find_demonstration()
    except Audit.DoesNotExist:  # a user deleted it
        return False
    if demonstration.signed_off_at is None or Response.objects.filter(recommendation__audit=demonstration).exists():
        return False
    head = User.objects.get(username=HEAD)
    for audit, told in ((demonstration.follows, EARLIER), (demonstration, DEMONSTRATION)):
        recommendations = audit.recommendations.all() if audit else []
        for recommendation, facts in zip(recommendations, told, strict=False):  # users may have changed them
            if "agreement" in facts:
                _answer(recommendation, facts, head)
    return True


def _answer(recommendation: Recommendation, told: dict[str, Any], head: User) -> None:
    facts = {"agreement": told["agreement"], "text": told.get("answer", "")}
    answer_recommendation(recommendation=recommendation, **facts, based_on="", by=head)
    for step in told.get("steps", ()):
        facts = {name: step[name] for name in ("text", "owner", "due")}
        added = add_step(recommendation=recommendation, **facts, by=head)
        if "done" in step:
            facts |= {"evidence": step["evidence"], "holds_from": step["done"]}
            change_step(step=added, **facts, based_on=version_of(added), by=head)
