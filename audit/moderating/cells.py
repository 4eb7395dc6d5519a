"""The cells of the list of an audit's reviews. `record`: a case, as describe_rows leaves it."""

from django.forms.utils import flatatt
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from audit.models import SampledCase
from audit.moderating.pages.reviews import CaseLine, ReviewStateLine
from audit.reviewing.pages.due import DueDate
from cases.counted import counted
from cases.lists.cells import hidden, link, more, short_day, tag, together, whole

COLOURS = {"sent back": "orange", "submitted": "green", "started": "blue"}
BOX = (
    '<div class="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">'
    '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" name="cases"'
    ' value="{number}" id="id_cases_{place}" form="allocate"{state}>'
    '<label class="govuk-label govuk-checkboxes__label" for="id_cases_{place}">{name}</label></div></div>'
)
WRONG = {"aria-invalid": "true", "aria-describedby": "id_cases_error"}


def case_to_tick(record: SampledCase) -> str:
    """Return a case with the box that chooses it, its facts and the way to it."""
    name, facts = record.with_crn, record.line.facts
    address = reverse("case_answers", args=[record.audit_id, record.number])
    opens = link(address, format_html("Open{}", hidden(f" {name}")))
    below = more(format_html("{}. {}", facts, opens) if facts else opens)
    return together(name if record.audit.signed_off_at else _box(record, name), below)


def _box(record, name):
    state = flatatt({"checked": record.is_ticked, **(WRONG if record.is_wrong else {})})
    return format_html(BOX, number=record.number, place=record.place, state=state, name=name)


def review_state(record: SampledCase, review: ReviewStateLine) -> str:
    """Return how far a review is, with the way to send it back."""
    back = answered = ""
    if review.may_be_sent_back and not record.audit.signed_off_at:
        which = hidden(f" the {review.name.lower()} of {record.with_crn}")
        address = reverse("send_back_review", args=[review.number])
        back = link(address, format_html("Send back{}", which), "list-table__more")
    if review.answered:
        answered = more(format_html("{} of {}{}", review.answered, review.asked, hidden(" answered")))
    return together(tag(capfirst(review.state), COLOURS.get(review.state, "grey")), back, answered)


def second_review(record: SampledCase, line: CaseLine) -> str:
    """Return how far the second review is, who has it, and how it compares with the first."""
    who = format_html("<span>{}</span>", line.second.reviewer) if line.second.reviewer else ""
    return together(who, review_state(record, line.second), _compared(record, line) if line.compared else "")


def _compared(record, line):
    address = reverse("case_agreement", args=[record.audit_id, record.number])
    settled = f", {line.to_settle} still to agree" if line.differences else ""
    return together(
        link(address, format_html("Compare the two reviews{}", hidden(f" of {record.with_crn}"))),
        more(f"{counted(line.differences, 'question')} answered differently{settled}"),
    )


def due_date(due: DueDate) -> str:
    """Return when the open review of a case is due, marked if that day has passed."""
    left = tag(due.in_words, "red") if due.is_overdue else more(due.in_words)
    return together(whole(short_day(due.day)), left)
