"""The pages at /admin/: a superuser keeps places there, reads who people are, and finds nothing about cases."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from cases.models import DeliveryUnit, Membership, Practitioner, Region, Team, User
from cases.permissions import Role

pytestmark = pytest.mark.django_db
KEPT = {model._meta.model_name: model for model in (DeliveryUnit, Practitioner, Region, Team, User)}


@pytest.fixture
def superuser(client):
    client.force_login(User.objects.create_superuser("bare"))
    return client


@pytest.fixture
def ada(db):
    """A practitioner of Ipswich, a team of Suffolk PDU, who moved there from Lowestoft."""
    unit = DeliveryUnit.objects.create(name="Suffolk PDU", region=Region.objects.create(name="East of England"))
    lowestoft, ipswich = (Team.objects.create(name=name, unit=unit) for name in ("Lowestoft", "Ipswich"))
    ada = Practitioner.objects.create(name="Ada Example", grade="PO", team=lowestoft)
    ada.team = ipswich
    ada.save()
    return ada


@pytest.mark.parametrize("model", KEPT)
def test_every_list_record_and_history_opens(superuser, ada, model):
    listed = f"/admin/cases/{model}/"
    assertContains(superuser.get("/admin/"), f'href="{listed}"')
    number = KEPT[model].objects.first().pk
    for rest in ("", f"{number}/change/", f"{number}/history/"):
        assert superuser.get(listed + rest).status_code == 200
    assert superuser.get(f"{listed}add/").status_code == (403 if model == "user" else 200)


@pytest.mark.parametrize("model", KEPT)
def test_nothing_is_deleted_here_since_that_would_list_cases(superuser, ada, model):
    assertNotContains(superuser.get(f"/admin/cases/{model}/"), "delete_selected")
    assert superuser.get(f"/admin/cases/{model}/{KEPT[model].objects.first().pk}/delete/").status_code == 403


def test_a_superuser_sets_no_password_no_address_and_no_rights_here(superuser):
    asha = User.objects.create(username="asha", email="asha@example.org")
    assert superuser.get(f"/admin/cases/user/{asha.pk}/password/").status_code == 403
    sent = {"username": "asha", "email": "mine@example.org", "is_superuser": "on", "is_active": "on"}
    assert superuser.post(f"/admin/cases/user/{asha.pk}/change/", sent).status_code == 403
    assert User.objects.get(username="asha").email == "asha@example.org"
    assert superuser.get("/admin/socialaccount/socialaccount/").status_code == 404


def test_groups_are_not_offered_here_since_they_grant_nothing(superuser):
    assertNotContains(superuser.get("/admin/"), "Groups")
    assert superuser.get("/admin/auth/group/").status_code == 404


def test_roles_are_only_read_here(superuser):
    asha = User.objects.create(username="asha")
    Membership.objects.create(user=asha, role=Role.VIEWER)
    page = superuser.get(f"/admin/cases/user/{asha.pk}/change/")
    assertContains(page, "Viewer")
    assertNotContains(page, 'name="memberships-0-role"')


def test_a_number_that_no_database_holds_is_no_fault(superuser):
    address = "/admin/cases/practitioner/?left_on__year=99999999999999999999"
    assert superuser.get(address).status_code == 302


def test_places_do_not_move_here_since_their_cases_would_go_to_others(superuser, ada):
    other = DeliveryUnit.objects.create(name="Norfolk PDU", region=Region.objects.get())
    superuser.post(f"/admin/cases/team/{ada.team_id}/change/", {"name": "Ipswich", "unit": other.pk})
    assert Team.objects.get(pk=ada.team_id).unit != other


def test_nor_does_an_earlier_version_bring_them_back_to_where_they_were(superuser, ada):
    earlier = ada.history.earliest()
    address = reverse("admin:cases_practitioner_simple_history", args=[ada.pk, earlier.pk])
    assert superuser.get(address).status_code == 200
    assert superuser.post(address, {"name": ada.name, "grade": "PO"}).status_code == 403
    assert Practitioner.objects.get().team == ada.team
