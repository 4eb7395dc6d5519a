"""A second person confirms a signed-off result: who may, what is recorded, what ends it."""

import pytest
from django.urls import reverse

from audit.models import Audit
from audit.results.judgements.actions.confirmation import ConfirmationRefused
from audit.results.sign_off.actions.confirmation import SIGNED_ANEW, confirm_sign_off
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from audit.results.sign_off.reads import OWN
from cases.models import Event
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import YES, add_case
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
CONFIRM = "Confirm the sign-off"


@pytest.fixture
def signed(audit, quality_lead):
    add_case(audit, {"2.1.1": YES})
    return sign_off(audit=audit, by=quality_lead)


def send(client, user, audit, seen=None):
    """The result page after the user has pressed the button."""
    client.force_login(user)
    address = reverse("confirm_sign_off", args=[audit.pk])
    return client.post(address, {"seen": seen or audit.signed_off_at.isoformat()}, follow=True)


def test_a_head_of_service_confirms_and_the_result_names_both(signed, quality_lead, head, client):
    client.force_login(head)
    assert CONFIRM in text_of(client.get(reverse("audit_result", args=[signed.pk])))
    assert "Confirm it only if you have read the result" in text_of(
        client.get(reverse("confirm_sign_off", args=[signed.pk]))
    )
    text = text_of(send(client, head, signed))
    assert f"by {quality_lead}, confirmed on" in text
    assert f"by {head}. Cases and comments are kept" in text
    assert CONFIRM not in text
    assert Event.objects.get(kind=Event.Kind.SIGN_OFF_CONFIRMED).user == head


def test_nobody_confirms_their_own(signed, quality_lead, client):
    client.force_login(quality_lead)
    assert CONFIRM not in text_of(client.get(reverse("audit_result", args=[signed.pk])))
    assert OWN in text_of(send(client, quality_lead, signed))
    assert Audit.objects.get().confirmed_at is None


def test_only_one_second_person_confirms(signed, head, client):
    send(client, head, signed)
    other = a_reviewer(signed.unit, "ben", Role.QUALITY_LEAD)
    assert "Someone else has confirmed this sign-off already." in text_of(send(client, other, signed))
    assert Audit.objects.get().confirmed_by == head


@pytest.mark.parametrize("role", [Role.SPO, Role.VIEWER])
def test_other_roles_may_not(signed, client, role):
    assert send(client, a_reviewer(signed.unit, "ben", role), signed).status_code == 403
    assert Audit.objects.get().confirmed_at is None


def test_what_was_signed_off_again_since_is_not_confirmed_unseen(signed, quality_lead, head, client):
    take_back_sign_off(audit=signed, reason="A case was missing.", by=quality_lead)
    sign_off(audit=signed, by=quality_lead)
    assert SIGNED_ANEW in text_of(send(client, head, signed))
    assert Audit.objects.get().confirmed_at is None


def test_a_confirmation_ends_with_its_sign_off(signed, quality_lead, head):
    confirm_sign_off(audit=signed, seen=signed.signed_off_at.isoformat(), by=head)
    take_back_sign_off(audit=signed, reason="A case was missing.", by=quality_lead)
    with pytest.raises(ConfirmationRefused, match="taken back"):
        confirm_sign_off(audit=signed, seen=signed.signed_off_at.isoformat(), by=head)
    assert Audit.objects.get().confirmed_by is None
    assert "confirmed" not in " ".join(sign_off(audit=signed, by=quality_lead).notes_on_sign_off())


def test_ratings_moved_within_discretion_are_read_before_they_are_confirmed(signed, head, client):
    moved = {"rating": "Good", "computed": "Requires improvement", "decided_by": "The panel"}
    facts = {"rationale": "Close to the edge.", "decided_at": signed.signed_off_at}
    signed.judgements.create(standard="2.1", **moved, **facts)
    signed.judgements.create(standard="2.2", **moved, **facts)  # it still waited, so it did not count
    signed.judgements.create(standard="2.3", **moved | {"rating": ""}, **facts)
    signed.snapshot["ratings"]["standards"]["2.1"]["decided"] = "Good"
    signed.snapshot["ratings"]["standards"]["2.3"]["left_out"] = True
    signed.save()
    client.force_login(head)
    text = text_of(client.get(reverse("confirm_sign_off", args=[signed.pk])))
    assert "2.1: from Requires improvement to Good, decided by The panel" in text
    assert "2.3: from Requires improvement to “cannot be rated”, decided by The panel" in text
    assert "2.2:" not in text


def test_the_audit_history_says_who_confirmed(signed, quality_lead, head, client):
    confirm_sign_off(audit=signed, seen=signed.signed_off_at.isoformat(), by=head)
    client.force_login(quality_lead)
    text = text_of(client.get(reverse("audit_trail", args=[signed.pk])))
    assert text.count("Confirmed the sign-off") == 1


def test_there_must_be_a_result_to_confirm(audit, quality_lead, head):
    signed = sign_off(audit=audit, without_result=True, by=quality_lead)
    with pytest.raises(ConfirmationRefused, match="no result"):
        confirm_sign_off(audit=signed, seen=signed.signed_off_at.isoformat(), by=head)
