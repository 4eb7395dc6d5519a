"""The pages about people: who opens them, what they show, and that they do what the actions do."""

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from cases.models import Event, Membership, User
from cases.people.actions.roles import give_role
from cases.permissions import Role
from cases.places.choices import form_value_of
from tests.audit.reading import text_at, text_of
from tests.cases.some_places import an_administrator, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


def pages_of(person):
    held = person.memberships.first()
    roles = f"/people/{person.pk}/roles/{held.pk}"
    account = [f"/people/{person.pk}/{rest}" for rest in ("", "change/", "close/", "second-factor/")]
    single = [*account, f"{roles}/change/", f"{roles}/end/"]
    return ["/people/", "/people/invite/", "/people/give-role/"], single


def invitation(places, **changes):
    names = {"first_name": "Ben", "last_name": "Adeyemi", "email": "ben@example.org", "username": "ben"}
    return names | {"role": Role.REVIEWER, "place": form_value_of(places["Suffolk"])} | changes


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.ADMINISTRATOR)])
def test_the_pages_are_for_administrators(places, client, asha, role):
    client.force_login(somebody("ben", role, places["Suffolk"]))
    everybody, single = pages_of(asha)
    assert {client.get(page).status_code for page in everybody + single} == {403}
    assert client.post(f"/people/{asha.pk}/link/").status_code == 403
    assertNotContains(client.get("/"), "/people/")


def test_a_stranger_signs_in_first(client, asha):
    everybody, single = pages_of(asha)
    for page in everybody + single:
        assertRedirects(client.get(page), f"/sign-in/?next={page}", fetch_redirect_response=False)


@pytest.mark.slow
def test_an_administrator_opens_them_from_the_menu(client, admin, asha):
    assertContains(client.get("/", follow=True), 'href="/people/"')
    everybody, single = pages_of(asha)
    assert {client.get(page).status_code for page in everybody + single} == {200}


@pytest.mark.slow
def test_people_of_other_places_are_not_there(places, client, admin):
    other = somebody("other", Role.VIEWER, places["Tyne"])
    _, single = pages_of(other)
    assert {client.get(page).status_code for page in single} == {404}
    assert client.post(f"/people/{other.pk}/link/").status_code == 404
    assert "Other" not in text_at(client, "/people/?state=all")


def test_an_administrator_whose_role_has_ended_opens_nothing(client, admin, asha):
    Membership.objects.filter(user=admin).delete()
    assert client.get("/people/").status_code == 403


def test_inviting_shows_the_link_once_with_how_long_it_holds(places, client, admin):
    response = client.post("/people/invite/", invitation(places))
    ben = User.objects.get(username="ben")
    assert "http://testserver/" in text_of(response)
    assert re.search(r"works once and for \d+ days?\.", text_of(response))
    assert "Give it to them in person" in text_of(response)
    assert (ben.first_name, ben.memberships.get().role) == ("Ben", Role.REVIEWER)
    assertNotContains(client.get(f"/people/{ben.pk}/"), "key")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"username": "ASHA"}, "Asha Okonkwo already has an account, “asha”: give them a role instead"),
        ({"email": "ASHA@example.org"}, "Asha Okonkwo already has an account"),
        ({"username": "a b"}, "without spaces"),
        ({"email": "here"}, "Enter an address such as"),
        ({"role": ""}, "Choose a role"),
        ({"place": "nation"}, "Choose one of the places that you administer"),
        ({"place": "team-999"}, "Choose one of the places that you administer"),
        ({"role": "spo"}, "The role “Senior probation officer” needs a PDU or a team. Choose one of these"),
    ],
)
def test_an_invitation_that_does_not_fit_is_refused_at_its_field(places, client, admin, asha, wrong, said):
    place = {"place": form_value_of(places["East"])}
    response = client.post("/people/invite/", invitation(places) | place | wrong)
    assertContains(response, said)
    assertContains(response, 'href="#id_')
    assert not User.objects.filter(username="ben").exists()


def test_inviting_with_an_address_from_elsewhere_tells_nothing_of_whose_it_is(places, client, admin):
    somebody("other", Role.VIEWER, places["Tyne"], email="ben@example.org", last_name="Abara")
    response = client.post("/people/invite/", invitation(places))
    assertContains(response, "Ask them for their user name and give them a role.")
    assertContains(response, 'href="/people/give-role/"')
    assertNotContains(response, "Abara")
    assertNotContains(response, "“other”")


def test_only_places_of_ones_own_are_offered_and_each_with_its_region(places, client, admin):
    html = client.get("/people/invite/").content.decode()
    select = re.search(r"<select.*?</select>", html, re.DOTALL)[0]
    assert re.findall(r'label="(\w+)"', select) == ["East"]
    offered = ["Choose a place", "All of East", "Norfolk", "Norfolk: Norwich", "Suffolk", "Suffolk: Ipswich"]
    assert re.findall(r"<option[^>]*>([^<]+)", select) == offered


def test_a_national_administrator_is_offered_every_place(places, client):
    client.force_login(an_administrator(None))
    page = client.get("/people/invite/")
    for name in ("England and Wales", "All of North", "Suffolk: Ipswich"):
        assertContains(page, name)


def test_somebody_from_elsewhere_is_given_a_role_by_user_name_and_nothing_else_of_them_is_shown(places, client, admin):
    other = somebody("other", Role.QUALITY_LEAD, places["Tyne"], email="other@example.org")
    sent = {"username": "Other", "role": "reviewer", "place": form_value_of(places["Suffolk"])}
    response = client.post("/people/give-role/", sent, follow=True)
    assertRedirects(response, f"/people/{other.pk}/")
    assert "Reviewer, Suffolk" in text_of(response)
    assert "Quality lead" not in text_of(response)
    assert "other@example.org" not in text_of(response)
    assert "a role outside your places" in text_of(response)


def test_a_user_name_that_nobody_has_is_said_to_be_so(places, client, admin):
    sent = {"username": "nobody", "role": "reviewer", "place": form_value_of(places["Suffolk"])}
    assertContains(client.post("/people/give-role/", sent), "No one has this user name")


def test_a_role_is_changed_and_the_page_shows_both_with_who_did_it(places, client, admin, asha):
    held = asha.memberships.get()
    sent = {"role": "reviewer", "place": form_value_of(places["East"])}
    response = client.post(f"/people/{asha.pk}/roles/{held.pk}/change/", sent, follow=True)
    text = text_of(response)
    assert "Reviewer, East since" in text
    assert "Roles at other times Viewer, Suffolk" in text
    assert "Role changed to: Reviewer, East" in text
    assert text.count(", Admin") == 2


def test_ones_own_page_offers_no_change(client, admin):
    html = client.get(f"/people/{admin.pk}/").content.decode()
    assert "You cannot give, change or end your own role" in html
    assert not re.search(r"/(change|end|link|close)/", html)
    held = admin.memberships.get()
    response = client.post(f"/people/{admin.pk}/roles/{held.pk}/end/", follow=True)
    assertContains(response, "Ask another administrator")
    assert admin.memberships.current().exists()


def test_a_new_link_is_shown_and_written_down(client, admin, asha):
    assert "http://testserver/" in text_of(client.post(f"/people/{asha.pk}/link/"))
    assert client.get(f"/people/{asha.pk}/link/").status_code == 405
    event = Event.objects.get(kind=Event.Kind.MEMBERSHIP_CHANGED)
    assert event.details["what"] == "given a new link to set a password"
    assert "Given a new link to set a password" in text_at(client, f"/people/{asha.pk}/")


def test_no_link_is_made_for_somebody_who_also_holds_a_role_elsewhere(places, client, admin, asha):
    somebody("asha", Role.QUALITY_LEAD, places["Tyne"])
    response = client.post(f"/people/{asha.pk}/link/", follow=True)
    assertContains(response, "a role outside your places")
    assertNotContains(response, "-key/")
    assertNotContains(response, "Make a new link")


def test_changes_elsewhere_are_not_told(places, client, admin, asha):
    give_role(person=asha, role=Role.SPO, place=places["Jarrow"], by=an_administrator(None, "national"))
    give_role(person=asha, role=Role.SPO, place=places["Ipswich"], by=admin)
    text = text_at(client, f"/people/{asha.pk}/")
    assert "Given the role: Senior probation officer, Ipswich, Suffolk" in text
    assert "Jarrow" not in text


def test_names_are_printed_and_never_markup(places, client, admin):
    evil = somebody("evil", Role.VIEWER, places["Suffolk"], last_name="<b>Bold</b>")
    for page in ("/people/", f"/people/{evil.pk}/", f"/people/{evil.pk}/close/"):
        assertNotContains(client.get(page), "<b>Bold")


def test_the_role_of_practitioner_is_given_and_says_what_it_opens(places, client, admin):
    for page in ("/people/invite/", "/people/give-role/"):
        assert "Practitioner: what is filed under their own name in oversight" in text_at(client, page)


@pytest.mark.parametrize("changes", [{"username": "Asha"}, {"email": "ASHA@example.org"}])
def test_who_has_an_account_is_given_a_role_by_a_link_that_names_them(places, client, admin, asha, changes):
    response = client.post("/people/invite/", invitation(places, **changes))
    link = re.search(r'href="(/people/give-role/\?[^"]+)"', response.content.decode())[1]
    assertContains(client.get(link), 'value="asha"')


def test_of_an_address_elsewhere_the_link_tells_no_user_name(places, client, admin):
    somebody("secret", Role.VIEWER, places["Tyne"], email="s@example.org")
    assertNotContains(client.post("/people/invite/", invitation(places, email="s@example.org")), "secret")


def test_what_the_role_of_head_of_service_gives_is_said(client, admin):
    assert "signed-off results of a PDU or region, and confirming them; no case" in text_at(client, "/people/invite/")


@pytest.mark.on_postgresql
def test_a_null_character_in_a_user_name_is_an_error_of_its_field(client, admin):
    response = client.post("/people/invite/", {"username": "as\0ha", "email": "as\0ha@example.org"})
    assert response.status_code == 200
    assert "There is an invisible character in this. Type it again" in text_of(response)
