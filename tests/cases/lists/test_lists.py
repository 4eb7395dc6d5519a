"""Every list: it is searched, sorted and turned page by page by its address alone."""

import re
from importlib import import_module

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from django_filters import ChoiceFilter
from django_tables2 import Column

from cases.lists.filters import ListFilters, Search
from cases.lists.page import build_list
from cases.lists.table import ListTable
from cases.models import User

pytestmark = pytest.mark.django_db


class PeopleFilters(ListFilters):
    q = Search("Name", ["first_name", "last_name"])
    is_active = ChoiceFilter(label="Account", choices=[("True", "Open"), ("False", "Closed")])


class PeopleTable(ListTable):
    nouns = ("person", "people")
    row_header = "last_name"

    last_name = Column("Name")
    is_active = Column("Open")
    last_login = Column("Last sign-in")
    email = Column("E-mail", orderable=False)


@pytest.fixture
def people():
    """120 people, of whom the first 30 have closed accounts."""
    names = [f"N{number:03}" for number in range(120)]
    return User.objects.bulk_create(
        User(username=name, first_name="Asha", last_name=name, is_active=name >= "N030") for name in names
    )


@pytest.fixture
def listed(rf, people):
    """listed(query): the page of the list at this address, and its HTML."""

    def listed(query=""):
        request = rf.get(f"/people/?{query}")
        page = build_list(request, User.objects.order_by("last_name"), PeopleFilters, PeopleTable)
        return page, render_to_string("lists/list.html", {"list": page}, request)

    return listed


@pytest.mark.on_postgresql
@pytest.mark.parametrize("order", ["last_login", "-last_login"])
def test_rows_without_a_value_come_last_whichever_way_the_others_are_sorted(listed, order):
    User.objects.filter(last_name__in=("N007", "N108")).update(last_login=timezone.now())
    page, _ = listed(f"sort={order}")
    assert names_on(page)[:4] == ["N007", "N108", "N000", "N001"]


def names_on(page):
    return [row.record.last_name for row in page.table.page.object_list]


@pytest.mark.parametrize(
    ("query", "said", "rows"),
    [
        ("", "1 to 25 of 120 people", 25),
        ("page=2", "26 to 50 of 120 people", 25),
        ("page=99", "101 to 120 of 120 people", 20),
        ("page=x&sort=nonsense&per_page=-1", "1 to 25 of 120 people", 25),
        ("per_page=50", "1 to 50 of 120 people", 50),
        ("per_page=100", "1 to 100 of 120 people", 100),
        ("per_page=1000", "1 to 25 of 120 people", 25),
        ("q=asha n01", "10 people", 10),
        ("q=N007", "1 person", 1),
        ("is_active=False&per_page=50", "30 people", 30),
    ],
)
def test_a_list_says_which_rows_it_shows_and_shows_no_more_than_a_hundred(listed, query, said, rows):
    page, html = listed(query)
    assert f">{said}</caption>" in html
    assert html.count('<th scope="row"') == rows == len(names_on(page))


def test_a_heading_says_how_the_list_is_sorted_and_sorts_it_the_other_way_with_the_same_filter(listed):
    page, html = listed("sort=-last_name&q=asha&page=3&per_page=50")
    assert names_on(page)[-1] == "N000"
    heading = re.search(r'<th [^>]*aria-sort="descending"><a [^>]*href="([^"]+)">Name</a>', html)[1]
    assert heading == "?sort=last_name&amp;q=asha&amp;per_page=50"
    assert html.count("aria-sort") == 1
    assert ">E-mail</th>" in html


def test_rows_that_are_equal_in_a_column_keep_their_order_from_page_to_page(listed):
    pages = [listed(f"sort=-is_active&page={number}")[0] for number in range(1, 6)]
    assert [name for page in pages for name in names_on(page)] == [
        f"N{number:03}" for number in [*range(30, 120), *range(30)]
    ]


def test_filtering_keeps_the_sorting_and_begins_at_the_first_page(listed):
    _, html = listed("sort=last_name&per_page=50&page=2&q=asha")
    form = re.search(r"<form method=\"get\".*?</form>", html, re.DOTALL)[0]
    assert re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form) == [("sort", "last_name"), ("per_page", "50")]
    assert '<label class="govuk-label" for="filter_q">Name</label>' in form


@pytest.mark.parametrize(
    ("query", "wrong"), [("q=%00", "q"), ("is_active=maybe", "is_active"), ("q=" + "x" * 201, "q")]
)
def test_a_filter_that_will_not_do_narrows_nothing_and_says_so_at_its_field(listed, query, wrong):
    page, html = listed(query)
    assert list(page.form.errors) == [wrong]
    assert f'id="filter_{wrong}_error"' in html
    assert page.rows.count() == 120


def test_where_nothing_matches_the_way_back_is_shown(listed):
    _, html = listed("q=nobody&is_active=True")
    assert "Nothing matches. Change or clear the filters." in html
    assert '<a class="govuk-link" href="?">Clear filters</a>' in html
    assert "<table" not in html
    assert "Clear filters</a>" not in listed("page=2&sort=email")[1]


def test_what_an_address_holds_is_never_run_or_shown_as_markup(listed):
    _, html = listed("q=<b>&sort=<b>{{ x }}&per_page={% now 'Y' %}")
    assert "<b>" not in html
    assert "{{ x }}" in html


def test_each_cell_carries_the_name_of_its_column_for_narrow_screens(listed):
    _, html = listed("q=N007")
    assert re.findall(r'<td [^>]*data-name="([^"]+)"', html) == ["Open", "Last sign-in", "E-mail"]


def test_a_cell_without_a_value_is_marked_so_that_narrow_screens_leave_it_out(listed):
    _, html = listed("q=N007")
    assert re.findall(r'<td [^>]*list-table__empty" data-name="([^"]+)"', html) == ["Last sign-in", "E-mail"]


def test_every_filter_of_every_list_has_a_label():
    import_module("audit.urls")  # and with it every list
    lists = ListFilters.__subclasses__()
    assert len(lists) > 1
    unlabelled = [(each.__name__, name) for each in lists for name, one in each.base_filters.items() if not one._label]
    assert unlabelled == []


def test_no_list_is_sorted_by_a_practitioner_or_narrowed_to_one():
    import_module("audit.urls")
    sorts = [
        f"{table.__name__} {name} {column.accessor} {column.order_by}"
        for table in ListTable.__subclasses__()
        for name, column in table.base_columns.items()
        if table._meta.orderable and column.orderable is not False
    ]
    filters = [
        f"{one.__name__} {name} {each.field_name}"
        for one in ListFilters.__subclasses__()
        for name, each in one.base_filters.items()
    ]
    assert len(sorts) > 20
    # a team's own list of its caseload says nothing about how a case was answered
    judged = [offered for offered in (*sorts, *filters) if not offered.startswith("ListedCase")]
    assert [offered for offered in judged if "practitioner" in offered.removeprefix("Practitioner")] == []
