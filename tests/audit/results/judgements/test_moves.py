"""A rating moved within discretion counts only once a second person has confirmed it."""

import pytest
from django.urls import reverse

from audit.exports.as_json.summary import summary_of
from audit.models import Notice, StandardJudgement
from audit.notices.pages import notices_of
from audit.results.judgements.actions.confirmation import DECIDED_ANEW, NO_MOVE, ConfirmationRefused, confirm_judgement
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.judgements.reads import DECIDED_IT, RECORDED_IT, judgement_version
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Region
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import a_unit, add_cases, fetched
from tests.audit.reading import text_of
from tests.people import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
MOVED = "Requires improvement"


@pytest.fixture
def moved(audit, quality_lead, head):
    """Forty cases, 19 of them sufficient in 2.1.3; Asha has recorded that the panel moves 2.1 up."""
    add_cases(audit, 40, {"2.1.3": 19})
    move(audit, by=quality_lead)
    return audit


def move(audit, *, decided_by="Panel of 12 February", by):
    facts = {"rationale": "The panel read the cases.", "decided_by": decided_by, "by": by}
    return record_judgement(audit=audit, standard="2.1", rating=MOVED, **facts)


def seen(audit):
    return judgement_version(audit.judgements.get(standard="2.1"))


def confirm(audit, by):
    return confirm_judgement(audit=audit, standard="2.1", seen=seen(audit), by=by)


def assessment(audit):
    return next(s for s in report_on_audit(fetched(audit)).rating.standards if s.code == "2.1")


def send(client, user, audit, version=None):
    client.force_login(user)
    address = reverse("confirm_judgement", args=[audit.pk, "2.1"])
    return client.post(address, {"seen": version or seen(audit)}, follow=True)


def test_until_a_second_person_confirms_it_a_move_waits_and_does_not_count(moved, head):
    standard = assessment(moved)
    assert (standard.final, standard.decided, standard.waiting, standard.score) == ("Inadequate", None, MOVED, 0)
    confirm(moved, head)
    standard = assessment(moved)
    assert (standard.final, standard.decided, standard.waiting, standard.score) == (MOVED, MOVED, None, 1)


def test_page_and_file_say_that_it_waits_and_later_who_confirmed_it(moved, quality_lead, head, client):
    client.force_login(quality_lead)
    address, waits = (
        reverse("audit_questions", args=[moved.pk]),
        f"A panel decided {MOVED}. This waits for a second person",
    )
    assert waits in text_of(client.get(address))
    assert summary_of(report_on_audit(fetched(moved)))["standards"][3]["waiting"] == MOVED
    confirm(moved, head)
    text = text_of(client.get(address))
    assert waits not in text
    assert f"a panel decided {MOVED}, confirmed by {head}." in text


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.QUALITY_LEAD, "unit"),
        (Role.QUALITY_LEAD, "region"),
        (Role.HEAD_OF_SERVICE, "unit"),
        (Role.HEAD_OF_SERVICE, "region"),
    ],
)
def test_another_lead_or_the_head_of_service_reads_why_and_confirms(moved, client, role, place):
    person = a_user("ben", role, moved.unit if place == "unit" else moved.unit.region)
    client.force_login(person)
    text = text_of(client.get(reverse("confirm_judgement", args=[moved.pk, "2.1"])))
    assert "2.1.3 would change its band if one case were judged differently" in text
    assert "The panel read the cases." in text
    assert "It counts from now on." in text_of(send(client, person, moved))
    assert StandardJudgement.objects.get().confirmed_by == person


@pytest.mark.parametrize("role", [Role.SPO, Role.VIEWER, Role.REVIEWER, Role.ADMINISTRATOR])
def test_other_roles_may_not(moved, client, role):
    assert send(client, a_reviewer(moved.unit, "ben", role), moved).status_code in (403, 404)
    assert StandardJudgement.objects.get().confirmed_at is None


def test_a_head_of_service_elsewhere_may_not(moved, client):
    other = a_unit("Norfolk PDU", Region.objects.create(name="Elsewhere").name)
    assert send(client, a_reviewer(other, "ben", Role.HEAD_OF_SERVICE), moved).status_code == 404


def test_who_recorded_it_does_not_confirm_it(moved, quality_lead, client):
    assert RECORDED_IT in text_of(send(client, quality_lead, moved))
    assert StandardJudgement.objects.get().confirmed_at is None


@pytest.mark.parametrize("decided_by", ["Hanna", "hanna and the panel", "Panel (Ben, HANNA)"])
def test_who_decided_does_not_confirm_it_even_if_someone_else_recorded_it(
    moved, quality_lead, head, client, decided_by
):
    move(moved, decided_by=decided_by, by=quality_lead)
    assert DECIDED_IT in text_of(send(client, head, moved))
    assert StandardJudgement.objects.get().confirmed_at is None


def test_a_move_recorded_again_must_be_confirmed_again(moved, quality_lead, head, client):
    version = seen(moved)
    confirm(moved, head)
    move(moved, by=quality_lead)
    assert assessment(moved).decided is None
    assert DECIDED_ANEW in text_of(send(client, head, moved, version))


def test_what_is_no_move_needs_no_second_person(audit, quality_lead, head):
    add_cases(audit, 40, {"2.1.3": 19})
    facts = {"rationale": "Read again.", "decided_by": "Panel", "by": quality_lead}
    record_judgement(audit=audit, standard="2.1", rating="Inadequate", **facts)
    record_judgement(audit=audit, standard="1.1", rating="Good", **facts)
    assert not StandardJudgement.objects.waiting().exists()
    with pytest.raises(ConfirmationRefused, match=NO_MOVE):
        confirm(audit, head)


def test_a_move_that_waits_at_the_sign_off_does_not_count_in_what_is_signed(moved, quality_lead):
    signed = sign_off(audit=moved, by=quality_lead)
    assert signed.snapshot["ratings"]["standards"]["2.1"] == {
        "rating": "Inadequate",
        "decided": None,
        "score": 0,
        "left_out": False,
    }
    assert "waits for a second person" in " ".join(report_on_audit(fetched(moved)).notes)


def test_those_who_may_confirm_are_told_until_it_is_confirmed(moved, quality_lead, head):
    assert set(Notice.objects.values_list("user", flat=True)) == {head.pk}
    assert [line.words for line in notices_of(head)] == ["1 decision of a panel waits for a second person"]
    confirm(moved, a_reviewer(moved.unit, "ben", Role.QUALITY_LEAD))
    assert notices_of(head) == []


def test_a_head_of_service_finds_the_way_there_from_the_page_of_a_running_audit(moved, head, client):
    client.force_login(head)
    response = client.get(reverse("audit_result", args=[moved.pk]))
    assert "Confirm the decision on 2.1" in text_of(response)
    assert "19 of 40" not in text_of(response)


def test_the_task_list_says_that_a_second_person_is_missing(moved, quality_lead, head, client):
    client.force_login(quality_lead)
    address = reverse("audit_tasks", args=[moved.pk])
    assert "1 second person for a panel's decision" in text_of(client.get(address))
    confirm(moved, head)
    assert "second person" not in text_of(client.get(address))
