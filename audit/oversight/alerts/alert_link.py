"""Alerts in templates of lower rooms. `{% alert_link review %}` and `{% reading_alert_link reading %}` lead to the page
that raises one, `{% waiting_alerts %}` shows those that wait."""

from django import template
from django.urls import reverse

from audit.oversight.access import tell_oversight
from audit.oversight.alerts.pages import build_waiting_alerts

register = template.Library()


@register.inclusion_tag("audit/oversight/alerts/_alert_link.html")
def alert_link(review, unit=None):
    """The button of a page about a review; nothing where its PDU does not use oversight.

    `unit`: the PDU, where fetching it from the review would cost queries.
    """
    return _link("raise_review_alert", review, unit or review.audit.unit)


@register.inclusion_tag("audit/oversight/alerts/_alert_link.html")
def reading_alert_link(reading):
    """The same of a case that all reviewers read together."""
    return _link("raise_reading_alert", reading, reading.audit.unit)


@register.inclusion_tag("audit/oversight/alerts/_waiting_alerts.html", takes_context=True)
def waiting_alerts(context):
    """The alerts that wait for the person who asks, at the head of a list."""
    return {"alerts": build_waiting_alerts(context["request"].user)}


def _link(name, record, unit):
    return {"address": reverse(name, args=[record.pk]) if tell_oversight(unit) else ""}
