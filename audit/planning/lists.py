"""The list of an audit's sampled cases, as the people who plan it see them: its columns and its filters."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django_filters import ChoiceFilter
from django_tables2 import Column

from audit.case_search import CaseSearch, KindFilter, offer_kinds
from audit.method.framework import Kind
from audit.planning.cells import case_to_open, replacement, way_to_replace
from audit.trail.case_facts import fact_in_words
from cases.lists.filters import ListFilters
from cases.lists.table import ListTable


class SampledCaseFilters(ListFilters):
    q = CaseSearch()
    kind = KindFilter()
    stratum = ChoiceFilter(label="Group", empty_label="Any group")
    state = ChoiceFilter(
        label="Show",
        choices=[("sampled", "Cases in the sample"), ("replaced", "Replaced cases")],
        empty_label="All cases",
        method="filter_state",
    )

    def __init__(self, sent: QueryDict, rows: QuerySet, *, request: HttpRequest, kinds: Collection[Kind]) -> None:
        super().__init__(sent, rows, request=request)
        offer_kinds(self, kinds)
        strata = rows.order_by("stratum").values_list("stratum", flat=True).distinct()
        self.filters["stratum"].extra["choices"] = [(stratum, stratum) for stratum in strata if stratum]

    def filter_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(replaced_at__isnull=value == "sampled")


class SampledCaseTable(ListTable):
    """A restricted case was replaced, has no CRN and no facts, and cannot be opened."""

    nouns = ("case", "cases")
    row_header = "number"

    number = Column("Case")
    stratum = Column("Group")
    sentence = Column("Sentence", accessor="facts__sentence_type")
    team = Column("Team", accessor="facts__team")
    replaced = Column("Replacement", empty_values=(), order_by="replaced_at")

    def render_number(self, record: Any) -> str:
        return case_to_open(record)

    def render_sentence(self, value: str) -> str:
        return fact_in_words("sentence_type", value)

    def render_replaced(self, record: Any) -> str:
        if record.replaced_at:
            return replacement(record)
        return self.default if record.audit.signed_off_at else way_to_replace(record)
