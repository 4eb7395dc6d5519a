"""What tests of this wing share."""

import pytest
from django.urls import NoReverseMatch, reverse

from cases import invitations
from cases.management.commands import invite
from cases.views import people
from tests.cases.places import a_country


@pytest.fixture
def places(db):
    """{name: place}: East with Suffolk (Ipswich) and Norfolk (Norwich), North with Tyne (Jarrow), and "nation"."""
    return a_country()


@pytest.fixture(autouse=True)
def a_link(monkeypatch):
    """Where the page to set a password is not installed, any address stands for it."""
    try:
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "key"})
    except NoReverseMatch:
        monkeypatch.setattr(people, "invitation_path", lambda person: f"/set-password/{person.pk}-key/")
        monkeypatch.setattr(
            invite, "invitation_link", lambda person: f"https://localhost/set-password/{person.pk}-key/"
        )
        monkeypatch.setattr(invitations, "invitation_path", lambda person: f"/set-password/{person.pk}-key/")
