"""The records' own pages for people and events: to be read, by a superuser."""

import pytest

from cases.actions.trail import record_event
from cases.models import Event, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser(client):
    client.force_login(User.objects.create_superuser("bare"))
    return client


def test_a_superuser_sets_no_password_no_address_and_no_rights_here(superuser):
    asha = User.objects.create(username="asha", email="asha@example.org")
    assert superuser.get(f"/admin/cases/user/{asha.pk}/password/").status_code == 403
    sent = {"username": "asha", "email": "mine@example.org", "is_superuser": "on", "is_active": "on"}
    assert superuser.post(f"/admin/cases/user/{asha.pk}/change/", sent).status_code == 403
    assert User.objects.get(username="asha").email == "asha@example.org"
    assert superuser.get("/admin/socialaccount/socialaccount/").status_code == 404


def test_an_event_has_no_earlier_versions_and_asking_for_them_is_no_fault(superuser):
    event = record_event(kind=Event.Kind.SIGNED_OUT, by=User.objects.get())
    for rest in ("history/", "history/1/"):
        assert superuser.get(f"/admin/cases/event/{event.pk}/{rest}", follow=True).status_code in (200, 404)


def test_a_number_that_no_database_holds_is_no_fault(superuser):
    address = "/admin/cases/event/?happened_at__year=99999999999999999999"
    assert superuser.get(address).status_code == 302
