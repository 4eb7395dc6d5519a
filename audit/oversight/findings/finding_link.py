"""The way to a reviewer's drafts, in templates of lower rooms: `{% finding_link review %}` on top of a page, and at
each key question where `{% may_draft review %}`."""

from django import template
from django.urls import reverse

from audit.oversight.access import tell_oversight
from audit.oversight.findings.reads import own_drafts
from cases.counted import counted

register = template.Library()


@register.inclusion_tag("audit/oversight/findings/_finding_link.html", takes_context=True)
def finding_link(context, review):
    """The link of a reviewer's own page; nothing for others, and where the PDU does not use oversight."""
    if not may_draft(context, review):
        return {"address": ""}
    drafts = own_drafts(review, review.reviewer).count()
    words = counted(drafts, "draft") if drafts else "none yet"
    return {"address": reverse("review_findings", args=[review.pk]), "words": words}


@register.simple_tag(takes_context=True)
def may_draft(context, review):
    """Whether the person who asks drafts findings about the case of this review."""
    return review.reviewer == context["request"].user and tell_oversight(review.audit.unit)
