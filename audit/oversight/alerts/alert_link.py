"""The way to raise an alert, in templates of lower rooms: `{% alert_link review %}`."""

from django import template
from django.urls import reverse

from audit.oversight.access import tell_oversight

register = template.Library()


@register.inclusion_tag("audit/oversight/alerts/_alert_link.html")
def alert_link(review):
    """The button of a review's page; nothing where its PDU does not use oversight."""
    return {"address": reverse("raise_review_alert", args=[review.pk]) if tell_oversight(review.audit.unit) else ""}
