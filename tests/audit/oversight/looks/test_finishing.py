"""A look is finished once it says enough; then what was found is released, and the text for the record is there."""

import pytest
from django.utils import timezone

from audit.models import Alert, Finding, Look, Notice
from cases.models import Event
from cases.permissions import Role
from tests.audit.oversight.looks.sent import NO, NOT_LOOKED, YES, five_answers, sent, stored, today
from tests.people import a_user, client_of

CODE, GAP = "who-harmed", "The log of 3 November shows control of her phone."
FINISH = {"go": "finish"}


@pytest.fixture
def alert(look, team, spo):
    facts = {"case": look.case, "review": look.review, "unit": team.unit, "team": team, "by": spo}
    return Alert.objects.create(
        what="He is outside.", told="Police", told_at=timezone.now(), at=timezone.now(), **facts
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (five_answers(), "Say whether anything has to happen today"),
        (today(NO) | sent("risk-current", YES), "so far you looked at 1"),
        (today(NO) | five_answers(NOT_LOOKED), "so far you looked at 0"),
        (today(NO) | five_answers() | sent(CODE, NO), "2: say what is missing, and what must happen"),
        (today(NO) | five_answers() | sent("work-done", "", GAP), "9: you wrote what is missing, so answer"),
        (today(NO) | five_answers() | sent("work-done", NOT_LOOKED, GAP), "9: you wrote what is missing, so answer"),
        (today(YES) | five_answers(), "First record who you told, and when"),
    ],
)
def test_what_a_look_lacks_is_told_and_what_was_sent_is_saved(client, address, fields, said):
    page = client.post(address, fields | FINISH)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Look.objects.finished().exists()
    assert stored("risk-current") is not None or fields == today(NO) | five_answers()


def test_a_finished_look_releases_what_was_found_and_tells_the_practitioner(client, address, officer, spo):
    client.post(address, five_answers() | today(NO) | sent(CODE, NO, GAP) | FINISH)
    assert Finding.objects.released().get().text == GAP
    assert Notice.objects.filter(user=officer, kind=Notice.Kind.FINDING).count() == 1
    assert Event.objects.filter(kind=Event.Kind.LOOKED, user=spo).count() == 1


def test_something_to_do_today_is_finished_with_its_alert(client, address, alert):
    assert client.post(address, five_answers() | today(YES) | FINISH).status_code == 302
    assert Look.objects.finished().exists()


def test_whoever_goes_on_with_a_look_and_finishes_it_is_the_one_who_looked(client, address, team):
    client.post(address, five_answers())
    second = a_user("second", Role.SPO, team)
    client_of(second).post(address, today(NO) | FINISH)
    assert Look.objects.finished().get().review.reviewer == second


def test_a_page_left_open_gives_back_what_it_sends_once_the_look_is_finished(client, address):
    client.post(address, five_answers() | today(NO) | FINISH)
    page = client.post(address, sent("work-done", NO, "Nothing began."))
    assert page.status_code == 409
    assert "Nothing began." in page.content.decode()
    told = client.post(address, sent("work-done", NO), headers={"Accept": "application/json"}).json()
    assert "finished this look" in told["closed"]


def test_the_text_for_the_record_follows_the_order_of_a_contact_without_notes_of_risk(client, address):
    gap = sent(CODE, NO, GAP, risk="He reads her post.", when="5")
    client.post(address, five_answers() | today(NO) | gap | sent("look.well", "", "Clear plan.") | FINISH)
    page = client.get(f"{address}tell/")
    text = page.context["page"].text
    parts = ["Management oversight", "by ", "Case record read alone", "What was considered", "What is sufficient"]
    parts += ["Done well: Clear plan.", "What is missing", GAP, "Action, who does it and by when", "Practitioner A, by"]
    places = [text.index(part) for part in [*parts, "To be checked: after"]]
    assert places == sorted(places)
    assert "He reads her post." not in text
    assert "He reads her post." in page.content.decode()
    assert "1 note could put someone at risk if read" in page.content.decode()


def test_a_question_not_looked_at_is_not_among_what_was_considered(client, address):
    client.post(address, five_answers() | today(NO) | sent("work-done", NOT_LOOKED) | FINISH)
    assert "was work done on" not in client.get(f"{address}tell/").context["page"].text


def test_a_managers_direction_is_told_as_a_fact_and_not_as_sufficient_work(client, address):
    direction = sent("manager-direction", YES) | sent("look.direction", NO, day="3/11/2026")
    client.post(address, five_answers() | today(NO) | direction | FINISH)
    text = client.get(f"{address}tell/").context["page"].text
    assert "Manager's direction: Yes, followed (someone else's, 3 November 2026)." in text
    assert "manager's entry" not in text.split("What is sufficient")[1]


def test_a_finished_look_shows_the_last_question_and_whose_the_managers_entry_was(client, address):
    direction = sent("manager-direction", YES) | sent("look.direction", NO, day="3/11/2026")
    client.post(address, five_answers() | today(NO) | direction | FINISH)
    assert client.get(address, follow=True).context["page"].beside == (
        ("Whose is the last manager's entry?", "someone else's, 3 November 2026"),
        ("Does anything have to happen today to keep someone safe?", "No"),
    )


def test_a_look_that_is_not_finished_has_no_text_yet(client, address):
    assert client.get(f"{address}tell/")["Location"] == address


def test_a_look_of_a_closed_round_can_still_be_finished_and_says_that_it_closed(client, address, look):
    look.sampled_case.audit.round.closes_on = timezone.localdate().replace(year=2020)
    look.sampled_case.audit.round.save()
    assert "The round of this look has closed" in client.get(address).content.decode()
    assert client.post(address, five_answers() | today(NO) | FINISH).status_code == 302


def test_a_look_at_a_replaced_case_takes_no_answer_and_says_why(client, address, look):
    sampled = look.sampled_case
    sampled.replaced_at, sampled.replaced_reason, sampled.replaced_note = timezone.now(), "ended", "It ended."
    sampled.save()
    assert "was replaced in its round" in client.get(address, follow=True).content.decode()
    assert client.post(address, sent("risk-current", YES, "x")).status_code == 409


def test_a_case_that_left_the_team_while_the_page_was_open_gives_the_text_back(client, address, look, stranger):
    team = stranger.memberships.get().team
    look.case.practitioner.team = team
    look.case.practitioner.save()
    page = client.post(address, sent(CODE, NO, GAP, risk="He reads her post."))
    assert page.status_code == 404
    assert GAP in page.content.decode()
    assert "He reads her post." in page.content.decode()
    assert client_of(stranger).get(address).status_code == 200


def test_a_restricted_case_closes_its_look(client, address, look):
    look.case.restricted_digest = "x"
    look.case.save()
    assert client.get(address).status_code == 404
