"""The frame in templates: `{% audit_frame audit here="audit_reviews" %}`, `{% review_frame review %}`, and
`{% audit_address audit %}`."""

from django import template
from django.utils.timezone import localdate

from audit.home.frame import build_frame, where_it_opens
from audit.reviewing.pages.due import due_date_of

register = template.Library()


@register.inclusion_tag("audit/home/_audit_frame.html", takes_context=True)
def audit_frame(context, audit, here):
    """`here`: the name of the address of the entry in the sub-navigation that the page belongs to."""
    request = context["request"]
    return {"frame": build_frame(audit, request.user, here, request.resolver_match.url_name)}


@register.inclusion_tag("audit/home/_audit_frame.html", takes_context=True)
def review_frame(context, review):
    """The frame of a page about one review: it says by when this review is due."""
    request, due = context["request"], due_date_of(review, localdate())
    page = request.resolver_match.url_name
    return {"frame": build_frame(review.audit, request.user, "audit_reviews", page, due=due)}


@register.simple_tag(takes_context=True)
def audit_address(context, audit):
    """The address at which the audit opens for the person who asks."""
    return where_it_opens(audit, context["request"].user)
