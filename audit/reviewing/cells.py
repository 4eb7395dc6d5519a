"""The cells of the list of a person's own reviews. `record`: a Review; while it is open, with what add_lines gives."""

from django.urls import reverse
from django.utils.html import format_html

from audit.models import Review
from cases.counted import counted
from cases.lists.cells import hidden, link, more, together


def case_to_go_on_with(record: Review) -> str:
    """Return the case of the review, with the way to go on with it."""
    name = format_html("{}{}", record.sampled_case.with_crn, hidden(f" of {record.audit}"))
    address = _where_to_go_on(record)
    return link(address, name) if address else name


def _where_to_go_on(record):
    """The address of the page to go on with; "" where the framework file or a case read together is in the way."""
    if not record.is_open:
        return reverse("case_answers", args=[record.sampled_case.audit_id, record.sampled_case.number])
    if record.line.problem or record.opens_after:
        return ""
    if record.line.go_on:
        return reverse("review_section", args=[record.pk, record.line.go_on])
    return reverse("review_check", args=[record.pk])


def what_is_answered(record: Review) -> str:
    """Return how much of an open review is answered, with the ways to answer it on one page and to submit it."""
    line, name = record.line, f"{record.sampled_case.with_crn} of {record.audit}"
    if line.problem:
        return line.problem
    if record.opens_after:
        reading = reverse("read_case", args=[record.opens_after.pk])
        return format_html("Opens after {}", link(reading, record.opens_after.shared_case.in_a_sentence))
    warnings = f", {counted(line.warnings, 'warning')}" if line.warnings else ""
    whole = link(
        reverse("review_section", args=[record.pk, "all"]), format_html("All on one page{}", hidden(f": {name}"))
    )
    submit = link(reverse("review_check", args=[record.pk]), format_html("Check and submit{}", hidden(f" {name}")))
    answered = format_html("<span>{} of {}{}</span>", line.answered, line.asked, warnings)
    return together(answered, more(whole), more(submit) if line.answered else "")
