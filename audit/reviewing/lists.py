"""The list of a person's own reviews: its columns and its filters."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.text import capfirst
from django_filters import ChoiceFilter
from django_tables2 import Column

from audit.case_search import CaseSearch
from audit.models import Review
from audit.models.sentences import day
from audit.reviewing.cells import case_to_go_on_with, what_is_answered
from audit.trail.case_facts import fact_in_words
from cases.lists.cells import more, tag, together
from cases.lists.filters import ListFilters
from cases.lists.table import ListTable

COLOURS = {
    "sent back": "orange",
    "ready to submit": "green",
    "submitted": "green",
    "not started": "grey",
    "closed": "grey",
}


class OwnReviewFilters(ListFilters):
    q = CaseSearch("sampled_case__")
    state = ChoiceFilter(
        label="Show",
        choices=[("open", "Reviews to do"), ("finished", "Submitted or closed")],
        empty_label="All my reviews",
        method="filter_state",
    )

    def filter_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(is_open=value == "open")


class OwnReviewTable(ListTable):
    """An open review has a `line`, its ReviewLine."""

    nouns = ("review", "reviews")
    row_header = "case"

    case = Column(empty_values=(), order_by="sampled_case__case__reference")
    state = Column(empty_values=(), orderable=False)
    answered = Column(empty_values=(), orderable=False)
    due_by = Column("Due")
    audit = Column(order_by="sampled_case__audit__title")
    submitted_at = Column("Submitted", initial_sort_descending=True)

    def render_case(self, record: Any) -> str:
        return case_to_go_on_with(record)

    def render_state(self, record: Any) -> str:
        state = record.line.state if record.is_open else "submitted" if record.submitted_at else "closed"
        return tag(capfirst(state), COLOURS.get(state, ""))

    def render_answered(self, record: Any) -> str:
        return what_is_answered(record) if record.is_open else self.default

    def render_due_by(self, record: Any) -> str:
        due = record.line.due
        left = tag(due.in_words, "red") if due.is_overdue else more(due.in_words)
        return together(format_html("<span>{}</span>", day(due.day)), left)

    def render_audit(self, value: Any, record: Any) -> str:
        second = "Second review. " if record.part == Review.Part.SECOND else ""
        sentence = record.sampled_case.facts.get("sentence_type")
        return format_html("{}{}", value, more(second + (fact_in_words("sentence_type", sentence) if sentence else "")))

    def render_submitted_at(self, value: datetime) -> str:
        return day(value)
