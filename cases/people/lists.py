"""The list of people: its columns and its filters."""

from itertools import groupby
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django_filters import ChoiceFilter
from django_tables2 import A, Column, TemplateColumn

from cases.lists.filters import ListFilters, Search
from cases.lists.table import ListTable
from cases.models import DeliveryUnit, User
from cases.people.reads import narrow_people
from cases.permissions import Permission, PlaceKind, Role, holds_nationally

STATES = [
    ("current", "People with a role now"),
    ("no_second_factor", "People without a second factor"),
    ("never_signed_in", "People who have never signed in"),
    ("ended", "People whose roles have ended"),
    ("all", "Everyone"),
]


class PeopleFilters(ListFilters):
    """A role and a place belong together: they find people who hold this role in this place."""

    q = Search("Name or user name", ["first_name", "last_name", "username"])
    role = ChoiceFilter(label="Role", choices=Role.choices, empty_label="Any role")
    place = ChoiceFilter(label="Place", empty_label="Any place")
    state = ChoiceFilter(label="Show", choices=STATES, empty_label=None)

    def __init__(self, sent: QueryDict, people: QuerySet, *, request: HttpRequest) -> None:
        super().__init__(sent, people, request=request)
        self.filters["place"].extra["choices"] = places_to_search(request.user)

    def filter_queryset(self, people: QuerySet) -> QuerySet:
        sought = self.form.cleaned_data
        people = self.filters["q"].filter(people, sought.get("q", ""))
        return narrow_people(
            people,
            self.request.user,
            role=sought.get("role", ""),
            place=sought.get("place", ""),
            state=sought.get("state") or "current",
        )


def places_to_search(user: User) -> list[Any]:
    """Return the regions and PDUs in which the user administers something, as choices grouped by region."""
    units = DeliveryUnit.objects.visible_to(user).select_related("region").order_by("region__name", "name")
    nation = [("nation", PlaceKind.NATION.label)] if holds_nationally(user, Permission.ADMINISTER) else []
    regions = [
        (
            str(region),
            [(f"region-{region.pk}", f"All of {region}"), *((f"unit-{unit.pk}", str(unit)) for unit in within)],
        )
        for region, within in groupby(units, lambda unit: unit.region)
    ]
    return nation + regions


class PeopleTable(ListTable):
    """E-mail address, second factor and last sign-in are shown only where the user administers the whole account."""

    nouns = ("person", "people")
    row_header = "last_name"

    last_name = Column("Name", linkify=("person", [A("pk")]), attrs={"a": {"class": "govuk-link"}}, empty_values=())
    username = Column("User name and e-mail address", order_by="username")
    roles_seen = TemplateColumn(
        template_name="cases/people/_roles.html", verbose_name="Roles and places", orderable=False
    )
    second_factor = Column("Second factor")
    signed_in_at = Column("Last sign-in", initial_sort_descending=True, empty_values=())

    def render_last_name(self, record):
        return str(record)

    def order_last_name(self, people, is_descending):
        names = [Lower("last_name"), Lower("first_name"), F("username")]
        return people.order_by(*(name.desc() if is_descending else name.asc() for name in names)), True

    def render_username(self, record):
        closed = "" if record.is_active else "Account closed"
        more = format_html('<span class="list-table__more">{}</span>', record.email_seen or closed)
        return format_html("{}{}", record.username, more)

    def render_second_factor(self, value):
        return "Set up" if value else "Not set up"

    def render_signed_in_at(self, value, record):
        if record.is_administered:
            return date_format(localtime(value), "j F Y, H:i") if value else "Never"
        return self.default
