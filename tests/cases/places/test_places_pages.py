"""The pages on which places and practitioners are kept: who may open which, what they say and what they save."""

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from cases.models import DeliveryUnit, Practitioner, Region, Team
from cases.permissions import Role
from tests.audit.reading import text_of
from tests.cases.some_staff import an_administrator

pytestmark = pytest.mark.django_db
WHO = ("nation", "East", "Suffolk", "Ipswich")
# page, where a name in capitals stands for that place's or person's number: status for the administrators of WHO
PAGES = {
    "": (200, 200, 200, 200),
    "import/": (200, 200, 200, 200),
    "regions/add/": (200, 403, 403, 403),
    "regions/EAST/rename/": (200, 200, 403, 403),
    "regions/EAST/units/add/": (200, 200, 403, 403),
    "regions/NORTH/rename/": (200, 404, 404, 404),
    "units/SUFFOLK/": (200, 200, 200, 200),
    "units/SUFFOLK/rename/": (200, 200, 200, 403),
    "units/SUFFOLK/teams/add/": (200, 200, 200, 403),
    "units/SUFFOLK/practitioners/add/": (200, 200, 200, 200),
    "units/NORFOLK/": (200, 200, 404, 404),
    "units/TYNE/practitioners/add/": (200, 404, 404, 404),
    "teams/IPSWICH/rename/": (200, 200, 200, 200),
    "teams/LOWESTOFT/rename/": (200, 200, 200, 404),
    "practitioners/TOM/": (200, 200, 200, 200),
    "practitioners/ROB/": (200, 404, 404, 404),
    "units/99999/": (404, 404, 404, 404),
}


def address(page):
    """The address of a page of PAGES."""
    models = {"regions": Region, "units": DeliveryUnit, "teams": Team, "practitioners": Practitioner}
    name = re.search("[A-Z]+", page)
    if not name:
        return f"/places/{page}"
    found = models[page.split("/")[0]].objects.get(name__istartswith=name[0])
    return f"/places/{page.replace(name[0], str(found.pk))}"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_within_ones_own_places_and_is_not_there_or_refused_elsewhere(sign_in_for, page):
    found = [sign_in_for(of).get(address(page)).status_code for of in WHO]
    assert tuple(found) == PAGES[page]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.QUALITY_LEAD, Role.VIEWER, Role.SPO])
def test_no_other_role_opens_any(sign_in_for, page, role):
    client = sign_in_for(role=role)
    assert client.get(address(page)).status_code in (403, 404)
    assert client.post(address(page), {"name": "New"}).status_code in (403, 404, 405)
    assertNotContains(client.get("/"), "/places/")


def test_the_menu_leads_administrators_there(sign_in_for):
    response = sign_in_for("Ipswich").get("/", follow=True)
    assertContains(response, '<a class="govuk-service-navigation__link" href="/places/">Places</a>')


def test_places_are_shown_with_the_number_of_practitioners(sign_in_for):
    text = text_of(sign_in_for("East").get("/places/"))
    assert "East Rename East Add a PDU to East Norfolk Norwich: 0 practitioners" in text
    assert "Suffolk Ipswich: 2 practitioners Lowestoft: 0 practitioners" in text
    assert "North" not in text


def test_a_unit_shows_its_teams_and_its_practitioners_by_name(sign_in_for):
    text = text_of(sign_in_for("Suffolk").get(address("units/SUFFOLK/")))
    assert "Ipswich: 2 practitioners. Rename Ipswich Lowestoft: 0 practitioners. Rename Lowestoft" in text
    assert "Delia Marsh Senior probation officer Ipswich — — Tom Orwell Probation officer Ipswich Delia Marsh —" in text


def practitioners_at(client, query):
    html = client.get(f"{address('units/SUFFOLK/')}?{query}").content.decode()
    assert "aria-sort" not in html
    return re.findall(r'role="rowheader"[^>]*><a [^>]*>([^<]+)</a>', html)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=orwell", ["Tom Orwell"]),
        ("grade=SPO", ["Delia Marsh"]),
        ("left=yes", ["ada Fenwick"]),
        ("left=no", ["Delia Marsh", "Tom Orwell"]),
        ("sort=-name", ["ada Fenwick", "Delia Marsh", "Tom Orwell"]),
        ("sort=grade", ["ada Fenwick", "Delia Marsh", "Tom Orwell"]),
    ],
)
def test_practitioners_are_filtered_and_always_stand_by_name(sign_in_for, query, found):
    Practitioner.objects.create(name="ada Fenwick", team=Team.objects.get(name="Ipswich"), left_on="2026-05-01")
    assert practitioners_at(sign_in_for("Ipswich"), query) == found


def test_practitioners_are_filtered_by_the_teams_that_one_administers(sign_in_for):
    client, lowestoft = sign_in_for("Ipswich"), Team.objects.get(name="Lowestoft")
    assert practitioners_at(client, f"team={Team.objects.get(name='Ipswich').pk}") == ["Delia Marsh", "Tom Orwell"]
    assertContains(client.get(address("units/SUFFOLK/"), {"team": lowestoft.pk}), "Select a valid choice")


@pytest.mark.slow
def test_who_administers_one_team_sees_no_other_and_no_link_that_would_not_open(sign_in_for):
    client = sign_in_for("Ipswich")
    for page in ("", "units/SUFFOLK/"):
        html = re.search(r"<main.*?</main>", client.get(address(page)).content.decode(), re.DOTALL)[0]
        assert "Lowestoft" not in html
        assert {client.get(link).status_code for link in re.findall(r'href="(/[^"]+)"', html)} == {200}


@pytest.mark.parametrize(
    ("page", "model"),
    [
        ("regions/add/", Region),
        ("regions/EAST/units/add/", DeliveryUnit),
        ("units/SUFFOLK/teams/add/", Team),
        ("teams/IPSWICH/rename/", Team),
        ("regions/EAST/rename/", Region),
        ("units/SUFFOLK/rename/", DeliveryUnit),
    ],
)
def test_a_place_is_saved_under_its_name(sign_in_for, page, model):
    response = sign_in_for().post(address(page), {"name": " New name "}, follow=True)
    assert "New name saved." in text_of(response)
    saved = model.objects.get(name="New name")
    assert saved.history.first().history_user.username.endswith("nation")


@pytest.mark.parametrize(
    ("name", "message"), [("", "Enter a name"), ("LOWESTOFT", "There is already a place called"), ("x" * 101, "")]
)
def test_a_name_that_will_not_do_is_refused_at_its_field(sign_in_for, name, message):
    response = sign_in_for().post(address("teams/IPSWICH/rename/"), {"name": name})
    assertContains(response, 'href="#id_name"')
    assert message in text_of(response)
    assert Team.objects.filter(name="Ipswich").exists()


def practitioner(**changes):
    known = {"name": "Ada Fenwick", "team": Team.objects.get(name="Lowestoft").pk, "grade": "PSO"}
    return known | {"spo": Practitioner.objects.get(name="Delia Marsh").pk} | changes


def test_a_practitioner_is_added_with_grade_and_spo(sign_in_for):
    response = sign_in_for("Suffolk").post(address("units/SUFFOLK/practitioners/add/"), practitioner())
    assertRedirects(response, address("units/SUFFOLK/"))
    ada = Practitioner.objects.get(name="Ada Fenwick")
    assert (str(ada.team), ada.grade, ada.spo.name) == ("Lowestoft", "PSO", "Delia Marsh")


def test_a_practitioners_page_begins_with_what_is_known_and_saves_what_changes(sign_in_for):
    client, page = sign_in_for("Ipswich"), address("practitioners/TOM/")
    html = client.get(page).content.decode()
    assert 'value="Tom Orwell"' in html
    assert re.findall(r"selected>([^<]+)<", html) == ["Ipswich", "Probation officer", "Delia Marsh"]
    team = Team.objects.get(name="Ipswich").pk
    client.post(page, {"name": "Tom Orwell-Penn", "team": team, "grade": "", "spo": ""})
    tom = Practitioner.objects.get(name="Tom Orwell-Penn")
    assert (tom.grade, tom.spo, tom.history.count()) == ("", None, 2)


@pytest.mark.parametrize(
    ("field", "value"), [("name", "tom orwell"), ("team", "99999"), ("team", ""), ("grade", "Boss"), ("spo", "99999")]
)
def test_what_does_not_fit_the_unit_is_refused_at_its_field(sign_in_for, field, value):
    response = sign_in_for("Suffolk").post(address("units/SUFFOLK/practitioners/add/"), practitioner(**{field: value}))
    assertContains(response, f'href="#id_{field}"')
    assert Practitioner.objects.count() == 3


def test_only_teams_and_spos_of_the_unit_are_offered(sign_in_for):
    html = sign_in_for().get(address("units/SUFFOLK/practitioners/add/")).content.decode()
    options = re.findall(r'<option value="\d+">([^<]+)<', html)
    assert options == ["Ipswich", "Lowestoft", "Delia Marsh"]


def test_a_name_that_may_be_a_slip_is_saved_once_it_is_confirmed(sign_in_for):
    client, page = sign_in_for(), address("units/SUFFOLK/teams/add/")
    response = client.post(page, {"name": " Ipswhich "})
    assertContains(response, "Did you mean “Ipswich”?")
    assertContains(response, 'name="another" id="id_another" value="Ipswhich"')
    assertContains(client.post(page, {"name": "Ipswih", "another": "Ipswhich"}), 'value="Ipswih">')
    assertRedirects(client.post(page, {"name": "Ipswhich", "another": "Ipswhich"}), address("units/SUFFOLK/"))


def test_a_practitioner_who_may_be_there_already_is_asked_about(sign_in_for):
    client, page = sign_in_for(), address("units/SUFFOLK/practitioners/add/")
    assertContains(client.post(page, practitioner(name="Orwell, Tom")), "Did you mean “Tom Orwell”?")
    assertRedirects(
        client.post(page, practitioner(name="Orwell, Tom", another="Orwell, Tom")), address("units/SUFFOLK/")
    )


def test_who_has_left_is_shown_as_left_and_counted_and_offered_no_more(sign_in_for):
    client, page = sign_in_for(), address("practitioners/TOM/")
    tom = Practitioner.objects.get(name="Tom Orwell")
    known = {"name": "Tom Orwell", "team": tom.team_id, "grade": "SPO", "spo": tom.spo_id}
    left = {"left_on_day": "1", "left_on_month": "May", "left_on_year": "2026"}
    assertRedirects(client.post(page, known | left), address("units/SUFFOLK/"))
    shown = "Tom Orwell Senior probation officer Ipswich Delia Marsh 1 May 2026"
    assert shown in text_of(client.get(address("units/SUFFOLK/")))
    assert "Ipswich: 1 practitioner " in text_of(client.get("/places/"))
    assertNotContains(client.get(address("units/SUFFOLK/practitioners/add/")), "Tom Orwell")
    assertContains(client.get(page), 'name="left_on_year" type="text" inputmode="numeric" value="2026"')
    assertContains(client.post(page, known | {"left_on_day": "soon"}), "Left on must be a real date")


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("units/SUFFOLK/practitioners/add/", "Suffolk"),
        ("practitioners/TOM/", "Suffolk"),
        ("teams/IPSWICH/rename/", "Suffolk"),
        ("regions/add/", "Places"),
    ],
)
def test_the_way_back_says_where_it_leads(sign_in_for, page, back):
    assertContains(sign_in_for().get(address(page)), f'class="govuk-back-link">{back}</a>')


def test_an_empty_country_says_where_to_begin(client):
    client.force_login(an_administrator())
    assert "There are no places yet. Add a region, or import a list." in text_of(client.get("/places/"))


@pytest.mark.parametrize("page", ["", "units/SUFFOLK/"])
def test_a_page_that_only_shows_something_takes_only_get(sign_in_for, page):
    assert sign_in_for().post(address(page)).status_code == 405


@pytest.mark.parametrize("page", ["", "units/SUFFOLK/", "practitioners/TOM/"])
def test_a_page_costs_at_most_fifteen_queries(sign_in_for, page, django_assert_max_num_queries):
    client, path = sign_in_for("East"), address(page)
    with django_assert_max_num_queries(15):
        client.get(path)
