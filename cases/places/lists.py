"""The list of a PDU's practitioners: its columns and its filters. They are always in order of name."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django_filters import ChoiceFilter, ModelChoiceFilter
from django_tables2 import A, Column

from cases.case_values import GRADES
from cases.lists.filters import ListFilters, Search
from cases.lists.table import ListTable
from cases.models import Team


def teams_of_page(request: HttpRequest) -> QuerySet[Team]:
    """Return the teams that the user administers in the PDU whose page this is."""
    return Team.objects.visible_to(request.user).filter(unit=request.resolver_match.kwargs["pk"])


class PractitionerFilters(ListFilters):
    q = Search("Name", ["name"])
    team = ModelChoiceFilter(label="Team", queryset=teams_of_page, empty_label="Any team")
    grade = ChoiceFilter(label="Grade", choices=list(GRADES.items()), empty_label="Any grade")
    left = ChoiceFilter(
        label="Show",
        choices=[("no", "Those who are here now"), ("yes", "Those who have left")],
        empty_label="Everyone",
        method="filter_left",
    )

    def filter_left(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(left_on__isnull=value == "no")


class PractitionerTable(ListTable):
    nouns = ("practitioner", "practitioners")
    row_header = "name"

    name = Column(linkify=("change_practitioner", [A("pk")]), attrs={"a": {"class": "govuk-link"}})
    grade = Column(default="Not known")
    team = Column()
    spo = Column("SPO")
    left_on = Column("Left on")

    class Meta:
        orderable = False

    def render_left_on(self, value: Any) -> str:
        return date_format(value, "j F Y")
