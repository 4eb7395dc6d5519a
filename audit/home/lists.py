"""The list of audits: its columns and its filters."""

from django.db.models import QuerySet
from django.utils.html import format_html
from django_filters import ChoiceFilter, ModelChoiceFilter
from django_tables2 import Column, TemplateColumn

from audit.home.states import COLOURS, AuditState
from audit.models import Audit
from audit.models.sentences import day
from cases.lists.filters import ListFilters, Search
from cases.lists.table import ListTable
from cases.models import DeliveryUnit


def units_with_audits(request) -> QuerySet:
    """Return the units of the audits whose results the user may see."""
    audits = Audit.objects.with_results_visible_to(request.user)
    return DeliveryUnit.objects.filter(pk__in=audits.values("unit"))


class AuditFilters(ListFilters):
    q = Search("Title", ["title"])
    state = ChoiceFilter(label="State", choices=AuditState.choices, empty_label="Any state")
    unit = ModelChoiceFilter(label="PDU", queryset=units_with_audits, empty_label="Any PDU")


class AuditTable(ListTable):
    nouns = ("audit", "audits")
    row_header = "title"

    title = TemplateColumn(template_name="audit/home/_audit_title.html", verbose_name="Audit", order_by="title")
    unit = Column("PDU", order_by="unit__name")
    purpose = Column()
    state = Column(orderable=False)
    reviewed = Column("Cases reviewed", orderable=False)
    review_until = Column("Reviews due by")
    result = TemplateColumn(
        template_name="audit/home/_audit_result.html", order_by="signed_off_at", initial_sort_descending=True
    )

    def render_unit(self, value):
        return format_html('{}<span class="list-table__more">{}</span>', value, value.region)

    def render_state(self, value):
        state = AuditState(value)
        return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', COLOURS[state], state.label)

    def render_reviewed(self, value):
        reviewed, cases = value
        return f"{reviewed:,} of {cases:,}" if cases else self.default

    def render_review_until(self, value):
        return day(value)
