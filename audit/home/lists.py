"""The list of audits: its columns and its filters."""

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django_filters import ChoiceFilter, ModelChoiceFilter
from django_tables2 import Column, TemplateColumn

from audit.exports.several.reads import MOST
from audit.home.states import COLOURS, AuditState
from audit.models import Audit
from audit.models.sentences import day
from cases.lists.cells import hidden
from cases.lists.filters import ListFilters, Search
from cases.lists.table import ListTable
from cases.models import DeliveryUnit

BOX = (
    '<div class="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">'
    '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" name="audit"'
    ' value="{number}" id="take-{number}" form="take-away">'
    '<label class="govuk-label govuk-checkboxes__label" for="take-{number}">{label}</label></div></div>'
)


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
    take = Column("Take away", empty_values=(), orderable=False)

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

    def render_take(self, record):
        if record.state == AuditState.PLANNED or record.without_result:
            return self.default
        return format_html(BOX, number=record.pk, label=hidden(f"Take away {record.title}"))


def address_to_take(rows: QuerySet) -> str:
    """Return the address of the page that takes these audits away together."""
    numbers = list(rows.values_list("pk", flat=True)[: MOST + 1])  # one more, so that the page says there are more
    return f"{reverse('several_audits')}?{urlencode({'audit': numbers}, doseq=True)}"
