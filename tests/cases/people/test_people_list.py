"""The list of people: which ones it finds, in which order, and what it shows of their accounts."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.template.defaultfilters import striptags
from django.test.utils import CaptureQueriesContext

from cases.models import User
from cases.people.refusals import why_account_not_administered
from cases.permissions import Role
from tests.audit.reading import text_at
from tests.cases.some_places import somebody

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


def test_people_are_in_the_order_of_their_last_names_whatever_their_capital_letters(places, client, admin):
    for username, last_name in (("one", "Young"), ("two", "abbott"), ("three", "Marsh"), ("four", "de Vere")):
        somebody(username, Role.VIEWER, places["Suffolk"], last_name=last_name)
    text = text_at(client, "/people/")
    at = [text.index(name) for name in ("Two abbott", "Four de Vere", "Three Marsh", "One Young")]
    assert at == sorted(at)


def test_the_list_shows_roles_in_words_and_only_those_of_the_own_places(places, client, admin, asha):
    somebody("asha", Role.SPO, places["Jarrow"])
    somebody("asha", Role.PRACTITIONER, places["Ipswich"])
    text = text_at(client, "/people/")
    assert "Viewer, Suffolk" in text
    assert "Practitioner, Ipswich, Suffolk" in text
    assert "Jarrow" not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Asha Okonkwo", "Ben"}),
        ("q=okonk", {"Asha Okonkwo"}),
        ("q=OKONKWO asha", {"Asha Okonkwo"}),
        ("q=nobody", set()),
        ("role=reviewer", {"Ben"}),
        ("role=nonsense&page=x", {"Asha Okonkwo", "Ben"}),
        ("state=ended", {"Cara"}),
        ("state=all", {"Asha Okonkwo", "Ben", "Cara"}),
    ],
)
def test_people_are_found_by_name_role_and_whether_they_hold_one_now(places, client, admin, asha, query, found):
    somebody("ben", Role.REVIEWER, places["Norfolk"])
    somebody("cara", Role.REVIEWER, places["Suffolk"], ended=True)
    text = text_at(client, f"/people/?{query}")
    assert {name for name in ("Asha Okonkwo", "Ben", "Cara") if name in text} == found


def questions_asked(client, path):
    """The queries of a page but for what it costs to keep a session open."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in asked if query["sql"].startswith("SELECT")]


@pytest.mark.slow
def test_the_list_costs_eight_queries_for_one_person_and_for_fifty(places, client, admin):
    alone = questions_asked(client, "/people/")
    for number in range(60):
        somebody(f"p{number}", Role.VIEWER, places["Suffolk"])
        somebody(f"p{number}", Role.SPO, places["Ipswich"])
    query = f"q=p&place=region-{places['East'].pk}&role=spo&per_page=50"
    assert len(questions_asked(client, f"/people/?{query}")) == len(alone) <= 8


def row_of(client, person, query="state=all"):
    """The cells of a person's row."""
    html = client.get(f"/people/?{query}").content.decode()
    row = re.search(rf'/people/{person.pk}/">.*?</tr>', html, re.DOTALL)[0]
    return [striptags(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"is_active": False},
        {"is_staff": True},
        {"is_superuser": True},
        {"demonstration": True},
        {"elsewhere": Role.VIEWER},
    ],
    ids=str,
)
def test_the_list_shows_of_an_account_what_the_persons_page_shows(places, client, admin, asha, change):
    if role := change.pop("elsewhere", None):
        somebody("asha", role, places["Tyne"])
    User.objects.filter(pk=asha.pk).update(last_login="2026-03-05T09:30Z", email="asha@example.org", **change)
    asha.refresh_from_db()
    Authenticator.objects.create(user=asha, type=Authenticator.Type.TOTP, data={})
    shown = why_account_not_administered(asha, admin) == ""
    row = row_of(client, asha)
    assert ("asha@example.org" in row[0], row[2] == "Set up", "5 March 2026" in row[3]) == (shown, shown, shown)
    assert shown == ("Last sign-in" in text_at(client, f"/people/{asha.pk}/"))


def test_sorting_and_searching_tell_nothing_of_accounts_that_are_not_shown(places, client, admin, asha):
    somebody("asha", Role.SPO, places["Jarrow"])
    ben = somebody("ben", Role.VIEWER, places["Suffolk"])
    for state in ("no_second_factor", "never_signed_in"):
        found = client.get(f"/people/?state={state}").context["list"].rows
        assert set(found) == {ben}
    for person, day in ((asha, 9), (ben, 5)):
        User.objects.filter(pk=person.pk).update(last_login=f"2026-03-0{day}T09:30Z")
    rows = client.get("/people/?sort=-signed_in_at").context["list"].rows
    assert [person.signed_in_at for person in rows if person == asha] == [None]


def test_people_are_found_by_place_with_all_that_lies_in_it(places, client, admin, asha):
    for name, place in (("ben", "Ipswich"), ("cara", "Norfolk"), ("dan", "East")):
        somebody(name, Role.SPO, places[place])
    places_of = {"unit": places["Suffolk"], "region": places["East"]}
    found = {
        kind: {person.username for person in client.get(f"/people/?place={kind}-{place.pk}").context["list"].rows}
        for kind, place in places_of.items()
    }
    assert found["unit"] == {"asha", "ben"}
    assert found["region"] >= {"asha", "ben", "cara"}
    spos = client.get(f"/people/?role=spo&place=unit-{places['Suffolk'].pk}").context["list"].rows
    assert [person.username for person in spos] == ["ben"]


@pytest.mark.slow
def test_people_are_shown_page_by_page(places, client, admin):
    for number in range(60):
        somebody(f"p{number}", Role.VIEWER, places["Suffolk"])
    assert "1 to 25 of 60 people" in text_at(client, "/people/?q=p")
    assert "51 to 60 of 60 people" in text_at(client, "/people/?q=p&page=3")
