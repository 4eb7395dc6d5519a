"""The list of a person's own reviews: its columns and its filters."""

from datetime import datetime

from django.db.models import F, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django_filters import ChoiceFilter
from django_tables2 import Column, TemplateColumn

from audit.case_search import CaseSearch
from cases.lists.filters import ListFilters
from cases.lists.table import ListTable


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

    case = TemplateColumn(template_name="audit/reviewing/_own_case.html", order_by="sampled_case__case__reference")
    state = TemplateColumn(template_name="audit/reviewing/_own_state.html", orderable=False)
    answered = TemplateColumn(template_name="audit/reviewing/_own_answers.html", orderable=False)
    due_by = TemplateColumn(template_name="audit/reviewing/_own_due.html", verbose_name="Due")
    audit = TemplateColumn(template_name="audit/reviewing/_own_audit.html", order_by="sampled_case__audit__title")
    submitted_at = Column("Submitted", initial_sort_descending=True)

    def order_due_by(self, rows: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:
        """Put reviews without a due date last, whichever way the others stand."""
        due = F("due_by")
        return rows.order_by(due.desc(nulls_last=True) if is_descending else due.asc(nulls_last=True)), True

    def order_submitted_at(self, rows: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:
        """Put reviews that are not submitted last, whichever way the others stand."""
        when = F("submitted_at")
        return rows.order_by(when.desc(nulls_last=True) if is_descending else when.asc(nulls_last=True)), True

    def render_submitted_at(self, value: datetime) -> str:
        return date_format(localtime(value), "j F Y")
