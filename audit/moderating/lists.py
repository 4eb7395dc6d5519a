"""The list of an audit's cases with their reviews: its columns and its filters."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.timezone import localdate
from django_filters import ChoiceFilter
from django_tables2 import Column

from audit.case_search import CaseSearch, KindFilter, offer_kinds
from audit.method.framework import Kind
from audit.moderating.case_rows import NOT_GIVEN, STATES
from audit.moderating.cells import case_to_tick, due_date, review_state, second_review
from cases.lists.cells import short_day, whole
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
    kind = KindFilter()
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

    def __init__(
        self, sent: QueryDict, rows: QuerySet, *, request: HttpRequest, people: Iterable[User], kinds: Collection[Kind]
    ) -> None:
        super().__init__(sent, rows, request=request)
        offer_kinds(self, kinds)
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
    """Each record was described by describe_rows; what may differ from row to row comes from there."""

    nouns = ("case", "cases")
    row_header = "number"

    number = Column("Case")
    practitioner = Column(accessor="case__practitioner", orderable=False)
    reviewer = Column(accessor="line__first__reviewer", order_by=REVIEWER)
    state = Column()
    second_state = Column("Second review")
    due = Column()
    submitted = Column()

    def render_number(self, record: Any) -> str:
        return case_to_tick(record)

    def render_state(self, record: Any) -> str:
        return review_state(record, record.line.first)

    def render_second_state(self, record: Any) -> str:
        return second_review(record, record.line)

    def render_due(self, record: Any) -> str:
        return self.default if record.audit.signed_off_at else due_date(record.due_date)

    def render_submitted(self, value: Any) -> str:
        return whole(short_day(localdate(value)))
