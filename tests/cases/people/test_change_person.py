"""The page on which a wrong name or e-mail address of somebody is corrected."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from cases.permissions import Role
from tests.audit.reading import text_of
from tests.cases.some_places import somebody

pytestmark = pytest.mark.django_db


def test_a_wrong_name_or_address_is_corrected(client, admin, asha):
    page = f"/people/{asha.pk}/change/"
    assertContains(client.get(page), 'value="asha@example.org"')
    sent = {"first_name": "Aisha", "last_name": "Okonkwo", "email": "aisha@example.org"}
    text = text_of(client.post(page, sent, follow=True))
    assert "Aisha Okonkwo saved." in text
    assert "aisha@example.org" in text
    assert "Changed name or e-mail address" in text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("email", "OTHER@example.org", "Someone else has this e-mail address"),
        ("email", "here", "Enter an address such as"),
        ("first_name", "\u200b", "invisible character"),
        ("last_name", "", "Enter the last name"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_at_its_field(places, client, admin, asha, field, value, said):
    somebody("other", Role.VIEWER, places["Tyne"], email="other@example.org")
    sent = {"first_name": "Asha", "last_name": "Okonkwo", "email": "asha@example.org", field: value}
    response = client.post(f"/people/{asha.pk}/change/", sent)
    assertContains(response, said)
    assertContains(response, f'href="#id_{field}"')


def test_the_address_of_somebody_with_a_role_elsewhere_is_not_shown_to_be_corrected(places, client, admin, asha):
    somebody("asha", Role.QUALITY_LEAD, places["Tyne"])
    response = client.get(f"/people/{asha.pk}/change/", follow=True)
    assertRedirects(response, f"/people/{asha.pk}/")
    assertContains(response, "a role outside your places")
    assertNotContains(response, "asha@example.org")
