"""A look is saved answer by answer, with or without a script; what two people write is never overwritten."""

import datetime
import re

import pytest
from django.contrib.sessions.models import Session
from django.utils.timezone import localdate

from audit.method.oversight.working_days import after_working_days
from audit.models import Answer, Finding, Look
from cases.permissions import Role
from tests.audit.oversight.looks.sent import JSON, NO, NOT_LOOKED, YES, drafts, sent, stored, version_on
from tests.people import a_user, client_of

CODE, GAP = "who-harmed", "The log of 3 November shows control of her phone. Ask the domestic abuse team."


def test_the_page_shows_the_case_and_every_question(client, address):
    page = client.get(address).content.decode()
    for words in ("November round, case 1 of 6", "X120001", "Practitioner A, PO", "not looked at before"):
        assert words in page
    assert page.count("data-no-wants-words") == 11
    assert "Picked because: domestic abuse flag" in page


def test_an_answer_is_saved_without_a_script_and_is_there_again(client, address):
    assert client.post(address, sent("risk-current", YES)).status_code == 302
    assert stored("risk-current") == (YES, "")
    assert 'value="1" id="id_value-risk-current_0" data-key="1" checked' in client.get(address).content.decode()


def test_the_script_is_told_what_was_saved(client, address):
    told = client.post(address, sent("risk-current", NOT_LOOKED), headers=JSON).json()
    assert told["saved"]["risk-current"]["version"] == 1
    assert told["saved"]["risk-current"]["text"].startswith("Saved ")


def test_a_no_with_words_is_a_draft_for_the_practitioner_within_ten_working_days(client, address):
    client.post(address, sent(CODE, NO, GAP))
    usual = after_working_days(localdate(), 10)
    assert drafts() == [(CODE, GAP, "Practitioner A", usual, "")]


def test_who_acts_and_by_when_can_be_changed_and_the_draft_goes_with_its_text(client, address, practitioners):
    day = localdate() + datetime.timedelta(days=3)
    task = {"owner": practitioners[1].pk, "when": "day", "day": f"{day:%d/%m/%Y}", "risk": "He reads her post."}
    client.post(address, sent(CODE, NO, GAP, **task))
    assert drafts() == [(CODE, GAP, "Practitioner B", day, "He reads her post.")]
    client.post(address, sent(CODE, NO, GAP, version=1, **task, nothing="on"))
    assert drafts() == [(CODE, GAP, "None", None, "He reads her post.")]
    client.post(address, sent(CODE, YES, "", version=2))
    assert drafts() == []


def test_the_same_sent_again_changes_nothing(client, address):
    for _ in range(2):
        client.post(address, sent(CODE, NO, GAP))
    assert Answer.objects.get(question=CODE).version == 1
    assert len(drafts()) == 1


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ({"when": "day"}, "Enter the day by which it has to be done"),
        ({"when": "day", "day": "1/1/2020"}, "must be today or later"),
        ({"when": "day", "day": "31/2/2099"}, "must be a real date"),
        ({"owner": "999999"}, "Choose a practitioner who is in the team now"),
    ],
)
def test_a_task_that_cannot_be_is_told_beside_its_question_and_nothing_of_it_is_stored(client, address, task, said):
    page = client.post(address, sent(CODE, NO, GAP, **task) | sent("risk-current", YES)).content.decode()
    assert said in page
    assert GAP in page
    assert stored(CODE) is None
    assert drafts() == []
    assert stored("risk-current") == (YES, "")


def test_the_later_of_two_people_is_told_and_overwrites_nothing(client, address, team):
    other = client_of(a_user("second", Role.SPO, team))
    client.post(address, sent("risk-current", YES))
    page = other.post(address, sent("risk-current", NO)).content.decode()
    assert "another answer was saved while you were writing" in page
    assert stored("risk-current") == (YES, "")
    other.post(address, sent("risk-current", NO) | {"settle": "mine:risk-current", "seen-risk-current": 1})
    assert stored("risk-current")[0] == NO


def test_a_change_of_the_task_alone_by_another_window_is_told_too(client, address, practitioners):
    client.post(address, sent(CODE, NO, GAP))
    client.post(address, sent(CODE, NO, GAP, version=1, owner=practitioners[1].pk))
    page = client.post(address, sent(CODE, NO, GAP, version=1, owner=practitioners[2].pk)).content.decode()
    assert "another answer was saved while you were writing" in page
    assert "Practitioner B, by" in page
    assert drafts()[0][2] == "Practitioner B"


def test_nobody_changes_the_text_of_another(client, address, team):
    client.post(address, sent(CODE, NO, GAP))
    other = client_of(a_user("second", Role.SPO, team))
    page = other.post(address, sent(CODE, NO, "Other words", version=1)).content.decode()
    assert "Only they can change it" in page
    assert drafts()[0][1] == GAP


def test_what_the_look_itself_asks_is_saved_too(client, address):
    fields = sent("look.today", NO) | sent("look.direction", YES, day="1/11/2026")
    client.post(address, fields | sent("look.mode", NO, version=version_on(client.get(address), "look.mode")))
    look = Look.objects.get()
    assert (look.mode, look.needs_action_today, look.direction_by) == ("together", False, "mine")
    assert look.direction_on == datetime.date(2026, 11, 1)
    page = client.get(address).content.decode()
    assert "Own work" in page


def test_two_who_answer_the_last_question_differently_are_told(client, address, team):
    client.post(address, sent("look.today", YES))
    other = client_of(a_user("second", Role.SPO, team))
    told = other.post(address, sent("look.today", NO), headers=JSON).json()
    assert "another one was saved" in told["stale"]["look.today"]
    assert Look.objects.get().needs_action_today is True


def test_a_strength_is_a_draft_that_names_no_one_where_it_is_offered_to_others(client, address):
    page = client.post(address, sent("look.well", "", "Practitioner A rang her mother.", example="on")).content.decode()
    assert "without the person and the place" in page
    assert not Finding.objects.exists()
    client.post(address, sent("look.well", "", "The plan says who rings first.", example="on", about="keep-safe-plan"))
    strength = Finding.objects.get()
    assert (strength.kind, strength.example, strength.question) == ("strength", True, "keep-safe-plan")


def test_the_practitioners_view_stands_beside_the_answer(client, address, look):
    client.post(address, sent(f"own.{CODE}", YES, "I asked twice.") | sent(CODE, NO, GAP))
    view = look.sampled_case.reviews.get(part="own_view")
    assert view.answers.values_list("question", "value", "comment").get() == (CODE, YES, "I asked twice.")
    assert "I asked twice." in client.get(address).content.decode()


def test_an_empty_view_makes_no_record(client, address, look):
    client.post(address, sent(f"own.{CODE}"))
    assert not look.sampled_case.reviews.filter(part="own_view").exists()


def test_what_comes_back_after_signing_in_again_is_marked_as_not_saved_so_that_the_script_saves_it(
    client, address, spo
):
    client.get(address)
    Session.objects.all().delete()
    codes = [CODE, f"own.{CODE}", "look.direction", "look.well"]
    client.post(address, {name: value for code in codes for name, value in sent(code, "", "Seen.", day="1/11").items()})
    client.force_login(spo)
    page = client.get(address).content.decode()
    assert re.findall(r'data-question="([^"]+)"[^>]* data-not-saved', page) == codes
