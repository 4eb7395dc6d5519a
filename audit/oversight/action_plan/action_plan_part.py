"""What a result says about its action plan and the one before, in templates of lower rooms."""

from django import template
from django.utils.timezone import localdate

from audit.oversight.action_plan.pages import sentence_on
from audit.oversight.action_plan.reads import progress_of, recommendations_of

register = template.Library()


@register.inclusion_tag("audit/oversight/action_plan/_part.html")
def action_plan_part(audit):
    """How far the recommendations of a signed-off audit are, and those of the audit that it follows. Two queries."""
    if not audit.signed_off_at:
        return {}
    found = recommendations_of({audit.pk, audit.follows_id} - {None})
    now, last_time = ([each for each in found if each.audit_id == key] for key in (audit.pk, audit.follows_id))
    today = localdate()
    return {
        "audit": audit,
        "now": sentence_on(progress_of(now, today)),
        "earlier": last_time[0].audit if last_time else None,
        "last_time": sentence_on(progress_of(last_time, today)),
    }
