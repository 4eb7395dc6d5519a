"""Oversight is off in a PDU until an administrator records who approved it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone

from audit.models import OversightApproval
from audit.oversight.access import may_use_oversight, opens_oversight
from audit.oversight.words import disclosable
from cases.permissions import Permission, Role
from tests.cases.some_places import a_country, somebody

pytestmark = pytest.mark.django_db
# (role, where it is held): all reach Suffolk
REACH_SUFFOLK = [
    (Role.SPO, "Ipswich"),
    (Role.SPO, "Suffolk"),
    (Role.QUALITY_LEAD, "East"),
    (Role.QUALITY_LEAD, "nation"),
]


@pytest.fixture
def places():
    return a_country()


@opens_oversight(Permission.OVERSEE)
def page(request):
    return HttpResponse("open")


def opened_by(person, rf):
    request = rf.get("/")
    request.user, request.session = person, {}
    return page(request)


def approve(unit, **facts):
    return OversightApproval.objects.create(
        unit=unit, approved_by="A Name, DPO", approved_on=timezone.localdate(), **facts
    )


@pytest.mark.parametrize(("role", "place"), REACH_SUFFOLK)
def test_oversight_opens_to_those_who_oversee_in_an_approved_pdu(places, rf, role, place):
    person = somebody("someone", role, places[place])
    approve(places["Suffolk"])
    assert opened_by(person, rf).content == b"open"


@pytest.mark.parametrize(("role", "place"), REACH_SUFFOLK[:2])
def test_an_approval_that_ended_or_is_another_pdus_opens_nothing(places, rf, role, place):
    person = somebody("someone", role, places[place])
    approve(places["Suffolk"], ended_at=timezone.now())
    approve(places["Norfolk"])
    answer = opened_by(person, rf)
    assert answer.status_code == 403
    assert "Oversight is not in use in this PDU" in answer.content.decode()
    assert (may_use_oversight(places["Suffolk"]), may_use_oversight(places["Norfolk"])) == (False, True)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.HEAD_OF_SERVICE, Role.ADMINISTRATOR])
def test_who_does_not_oversee_is_refused_in_an_approved_pdu_too(places, rf, role):
    approve(places["Suffolk"])
    with pytest.raises(PermissionDenied):
        opened_by(somebody("someone", role, places["Suffolk"]), rf)


def test_a_box_for_free_text_says_who_may_come_to_read_it():
    assert disclosable("D Morris") == (
        "What you write here can be disclosed to the person on probation. D Morris reads it too."
    )
