"""The cells of the list of an audit's sampled cases. `record`: a SampledCase."""

from django.urls import reverse
from django.utils.html import format_html

from audit.models import Replacement, SampledCase
from audit.models.sentences import day
from cases.lists.cells import hidden, link, tag, together


def case_to_open(record: SampledCase) -> str:
    """Return the name of the case, with its page; a restricted one cannot be opened."""
    if record.case.restricted_digest:
        return record.with_crn
    return link(reverse("case_answers", args=[record.audit_id, record.number]), record.with_crn)


def replacement(record: SampledCase) -> str:
    """Return what took the place of the case, why, and who decided that."""
    instead = f"By {record.replaced_with.with_crn}" if record.replaced_with else "By no case (no reserve available)"
    unopened = ", so no one can open it" if record.replaced_reason == Replacement.RESTRICTED else ""
    why = format_html("<span>{}: {}{}</span>", instead, record.get_replaced_reason_display().lower(), unopened)
    by = f"{day(record.replaced_at)}, {record.replaced_by or 'a command'}. {record.replaced_note}"
    note = format_html('<span class="list-table__more keep-lines">{}</span>', by)
    return together(tag("Replaced", "grey"), why, note)


def way_to_replace(record: SampledCase) -> str:
    """Return the link to the page that replaces the case."""
    address = reverse("replace_case", args=[record.audit_id, record.number])
    return link(address, format_html("Replace{}", hidden(f" {record.with_crn}")))
