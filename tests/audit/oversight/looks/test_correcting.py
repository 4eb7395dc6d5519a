"""An answer after the look is finished is a correction: with a reason, kept, and told to the practitioner."""

from audit.models import Answer, Correction, Finding, Notice
from cases.models import Event
from tests.audit.oversight.looks.sent import NO, YES, five_answers, sent, today

CODE = "who-harmed"


def finish(client, address, **more):
    client.post(address, five_answers() | today(NO) | more | {"go": "finish"})


def correct(client, address, value, reason="I misread it.", **more):
    return client.post(f"{address}correct/{CODE}/", {"value": value, "reason": reason, "based_on": 1, **more})


def test_a_correction_changes_the_answer_keeps_the_reason_and_tells_the_practitioner(client, address, officer):
    finish(client, address)
    assert correct(client, address, 3).status_code == 302
    assert Answer.objects.get(question=CODE).value == 3
    assert Correction.objects.get().reason == "I misread it."
    assert Notice.objects.visible_to(officer).filter(kind=Notice.Kind.CORRECTED).count() == 1
    assert Event.objects.filter(kind=Event.Kind.LOOK_CORRECTED).count() == 1
    page = client.get(address, follow=True).content.decode()
    assert "Finished and corrected since" in page
    assert "I misread it." in page


def test_a_correction_needs_a_reason(client, address):
    finish(client, address)
    assert "Say why you correct the answer" in correct(client, address, 3, reason="").content.decode()
    assert Answer.objects.get(question=CODE).value == YES


def test_a_no_that_comes_by_a_correction_needs_words_and_releases_them_at_once(client, address, officer):
    finish(client, address)
    assert "Say what is missing" in correct(client, address, NO).content.decode()
    correct(client, address, NO, text="Her sister is not named.")
    assert Finding.objects.released().get().text == "Her sister is not named."
    assert Notice.objects.filter(user=officer, kind=Notice.Kind.FINDING).exists()


def test_a_gap_stays_when_its_answer_is_corrected_and_the_page_says_so(client, address):
    finish(client, address, **sent(CODE, NO, "Her sister is not named."))
    assert "It stays as it is" in client.get(f"{address}correct/{CODE}/").content.decode()
    correct(client, address, YES)
    assert Finding.objects.released().get().text == "Her sister is not named."


def test_the_second_of_two_corrections_is_told_what_the_first_was(client, address):
    finish(client, address)
    correct(client, address, 3)
    page = correct(client, address, NO, text="Her sister is not named.")
    assert "has changed this answer to “Does not apply” since" in page.content.decode()
    assert Correction.objects.count() == 1


def test_an_answer_of_a_look_that_is_not_finished_is_changed_on_its_page(client, address):
    assert client.get(f"{address}correct/{CODE}/")["Location"] == address
