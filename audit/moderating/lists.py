"""The list of an audit's cases with their reviews: its columns and its filters."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localdate, localtime
from django_filters import ChoiceFilter
from django_tables2 import Column, TemplateColumn

from audit.case_search import CaseSearch
from audit.moderating.case_rows import NOT_GIVEN, STATES
from cases.lists.filters import ListFilters
from cases.lists.table import ListTable
from cases.models import User

REVIEWER = ("first__reviewer__first_name", "first__reviewer__last_name")
OPEN = "open"  # a first review that is not submitted
SECOND = {
    "none": ("No second review", Q(second_state="")),
    "waiting": ("Not allocated", Q(second_state=NOT_GIVEN)),
    "open": ("Not submitted", ~Q(second_state__in=("", "submitted"))),
    "submitted": ("Submitted", Q(second_state="submitted")),
}


class CaseReviewFilters(ListFilters):
    q = CaseSearch()
    state = ChoiceFilter(
        label="State",
        choices=[(state, state.capitalize()) for state in STATES] + [(OPEN, "Not submitted yet")],
        empty_label="Any state",
        method="filter_state",
    )
    reviewer = ChoiceFilter(label="Reviewed by", empty_label="Anyone", method="filter_reviewer")
    second = ChoiceFilter(
        label="Second review",
        choices=[(key, label) for key, (label, _) in SECOND.items()],
        empty_label="With or without",
        method="filter_second",
    )
    due = ChoiceFilter(label="Due", choices=[("overdue", "Overdue")], empty_label="Any date", method="filter_due")

    def __init__(self, sent: QueryDict, rows: QuerySet, *, request: HttpRequest, people: Iterable[User]) -> None:
        super().__init__(sent, rows, request=request)
        self.filters["reviewer"].extra["choices"] = [(person.pk, f"{person} ({person.username})") for person in people]

    def filter_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(submitted=None) if value == OPEN else rows.filter(state=value)

    def filter_reviewer(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(first__reviewer=value) | Q(second__reviewer=value))

    def filter_second(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(SECOND[value][1])

    def filter_due(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(due__lt=localdate())


class CaseReviewTable(ListTable):
    """Each record has a `line`, its CaseLine; what may differ from row to row comes from there."""

    nouns = ("case", "cases")
    row_header = "number"

    number = TemplateColumn(template_name="audit/moderating/_case_to_tick.html", verbose_name="Case")
    practitioner = Column(accessor="case__practitioner", orderable=False)
    reviewer = Column(accessor="line__first__reviewer", order_by=REVIEWER)
    state = TemplateColumn(template_name="audit/moderating/_first_review.html")
    second_state = TemplateColumn(template_name="audit/moderating/_second_review.html", verbose_name="Second review")
    due = TemplateColumn(template_name="audit/moderating/_case_due.html")
    submitted = Column()

    def render_submitted(self, value: Any) -> str:
        return format_html('<span class="list-table__whole">{}</span>', date_format(localtime(value), "j M Y"))
