"""The way to a reviewer's drafts, in templates of lower rooms: `{% finding_link review %}`."""

from django import template
from django.urls import reverse

from audit.oversight.access import tell_oversight
from audit.oversight.findings.reads import own_drafts
from cases.counted import counted

register = template.Library()


@register.inclusion_tag("audit/oversight/findings/_finding_link.html", takes_context=True)
def finding_link(context, review):
    """The link of a reviewer's own page; nothing for others, and where the PDU does not use oversight."""
    user = context["request"].user
    if review.reviewer != user or not tell_oversight(review.audit.unit):
        return {"address": ""}
    drafts = own_drafts(review, user).count()
    words = counted(drafts, "draft") if drafts else "none yet"
    return {"address": reverse("review_findings", args=[review.pk]), "words": words}
