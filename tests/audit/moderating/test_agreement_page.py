"""Two reviews side by side: who sees them, in which order, and how an agreed answer is recorded."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import Answer
from audit.moderating.actions.agreement import AgreementRefused, agree_on_answer
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, Membership, Team, User
from cases.permissions import Role
from tests.audit.a_review import AGREED, a_reviewer, read_twice
from tests.audit.an_audit import NO, YES, add_cases
from tests.audit.exports.downloading import download
from tests.audit.reading import text_of
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SENT = {"2.1.1-value": "2", "2.1.1-reason": "No sign of it.", "2.1.1-based_on": "0"}


@pytest.fixture
def ben(audit):
    return a_reviewer(audit.unit, "ben")


@pytest.fixture
def sampled(audit, asha, ben):
    return read_twice(audit, asha, ben, no=("2.1.1", "2.1.2"))


@pytest.fixture
def address(audit, sampled):
    return f"/audits/{audit.pk}/cases/{sampled.number}/agreement/"


def test_differences_come_first_with_both_names_answers_and_comments_the_rest_is_folded(address, asha):
    text = text_of(client_of(asha).get(address))
    assert "2 questions answered differently and not agreed yet." in text
    sides = "Asha Yes The first reader's. Ben No The second reader's. Agreed answer"
    assert len(re.findall(sides, text)) == 2
    assert text.index("2.1.2 ") < text.index("questions answered the same") < text.index("2.1.1a ")


def test_both_readers_and_the_lead_open_it_and_nobody_else(audit, address, asha, ben, sign_in):
    Team.objects.create(unit=audit.unit, name="Ipswich")
    statuses = [client_of(user).get(address).status_code for user in (asha, ben, a_reviewer(audit.unit, "carla"))]
    assert statuses == [200, 200, 404]
    assert {name: sign_in(name).get(address).status_code for name in ("lead", "spo", "viewer", "stranger")} == {
        "lead": 200,
        "spo": 404,
        "viewer": 403,
        "stranger": 404,
    }


def test_it_is_there_for_nobody_once_the_case_is_restricted(address, asha, ben, sign_in):
    Case.objects.update(restricted_digest="0123456789ab")
    assert {client.get(address).status_code for client in (client_of(asha), client_of(ben), sign_in("lead"))} == {404}


@pytest.mark.parametrize("part", ["first", "second"])
def test_it_is_there_for_nobody_before_both_are_submitted(sampled, address, asha, ben, sign_in, part):
    sampled.reviews.filter(part=part).update(submitted_at=None)
    assert {client.get(address).status_code for client in (client_of(asha), client_of(ben), sign_in("lead"))} == {404}


def test_what_was_written_while_a_review_was_sent_back_is_kept_for_when_they_agree_again(sampled, address, ben):
    client = client_of(ben)
    client.get(address)
    sampled.reviews.filter(part="first").update(submitted_at=None)
    response = client.post(address, SENT, follow=True, headers={"referer": f"http://testserver{address}"})
    assert "You can agree the two reviews once both are submitted" in text_of(response)
    assert not Answer.objects.filter(review__part=AGREED).exists()
    sampled.reviews.update(submitted_at=timezone.now())
    assertContains(client.get(address), SENT["2.1.1-reason"])


def test_what_the_lead_settled_a_reader_can_neither_change_nor_is_offered_to(sampled, audit, address, ben, sign_in):
    lead = sign_in("lead")
    lead.post(address, SENT)
    assertContains(lead.get(address), "Change<span")
    assertNotContains(client_of(ben).get(address), "Change<span")
    mine = {"2.1.1-value": "1", "2.1.1-reason": "I think not.", "2.1.1-based_on": "1"}
    response = client_of(ben).post(address, mine)
    assertContains(response, "I think not.</textarea>")
    assert "settled this as quality lead. Only a quality lead can change it" in text_of(response)
    assert Answer.objects.get(review__part=AGREED).value == NO


def test_a_reader_who_is_no_reviewer_there_any_more_does_not_open_it(address, ben):
    ben.memberships.update(role=Role.PRACTITIONER)
    assert client_of(ben).get(address).status_code == 404


def test_a_reader_in_whose_team_the_case_is_held_meanwhile_does_not_open_it(audit, sampled, address, ben):
    team = Team.objects.create(unit=audit.unit, name="Ipswich")
    Membership.objects.create(user=ben, role=Role.PRACTITIONER, team=team)
    assert client_of(ben).get(address).status_code == 200
    sampled.case.team = team
    sampled.case.save()
    assert client_of(ben).get(address).status_code == 404


def test_an_agreed_answer_is_recorded_and_moves_to_what_is_agreed(address, ben):
    response = client_of(ben).post(address, SENT, follow=True)
    assertRedirects(response, address)
    text = text_of(response)
    assert "The agreed answer is recorded." in text
    assert "1 question answered differently and not agreed yet." in text
    assert re.search(r"Agreed, recorded by Ben on .{10,30} No No sign of it. Change", text)
    assert Answer.objects.get(review__part=AGREED).answered_by == ben


@pytest.mark.parametrize(
    ("missing", "message"), [("value", "Choose the agreed answer"), ("reason", "Enter the reason")]
)
def test_what_is_missing_is_named_at_its_question_and_the_rest_is_kept(address, ben, missing, message):
    response = client_of(ben).post(address, SENT | {f"2.1.1-{missing}": ""})
    html = response.content.decode()
    assert text_of(response).count(message) == 2
    assert f"2.1.1: {message}" in text_of(response)
    assert 'href="#2.1.1-value_0"' in html or 'href="#2.1.1-reason"' in html
    assert "No sign of it.</textarea>" in html or re.search(r'id="2\.1\.1-value_1"[^>]* checked', html)
    assert not Answer.objects.filter(review__part=AGREED).exists()


def test_of_two_who_agree_at_once_the_second_sees_the_first_ones_before_replacing_it(sampled, address, asha, ben):
    agree_on_answer(sampled=sampled, question="2.1.1", value=YES, reason="Seen in May.", based_on=0, by=asha)
    response = client_of(ben).post(address, SENT)
    text = text_of(response)
    assert "Asha recorded an agreed answer while you were writing." in text
    assert "Seen in May." in text
    assert Answer.objects.get(review__part=AGREED).value == YES
    based_on = re.search(r'name="2\.1\.1-based_on" value="(\d+)"', response.content.decode())[1]
    client_of(ben).post(address, SENT | {"2.1.1-based_on": based_on})
    assert Answer.objects.get(review__part=AGREED).value == NO


def test_a_reason_that_names_somebody_is_asked_about_before_it_is_saved(address, ben):
    response = client_of(ben).post(address, SENT | {"2.1.1-reason": "Mr Smith said so."})
    assertContains(response, '<mark class="identifier">Mr Smith</mark>')
    assert not Answer.objects.filter(review__part=AGREED).exists()


def test_everything_that_is_filled_in_is_recorded_at_once(address, ben):
    both = SENT | {"2.1.2-value": "1", "2.1.2-reason": "There after all.", "2.1.2-based_on": "0"}
    text = text_of(client_of(ben).post(address, both, follow=True))
    assert "2 agreed answers are recorded." in text
    assert "All differences are agreed." in text


def test_what_cannot_be_recorded_is_shown_again_and_the_rest_is_recorded(address, ben):
    both = SENT | {"2.1.2-reason": "Half a thought.", "2.1.2-based_on": "0"}
    response = client_of(ben).post(address, both)
    text = text_of(response)
    assert "The agreed answer is recorded." in text
    assert "2.1.2: Choose the agreed answer" in text
    assertContains(response, "Half a thought.</textarea>")
    assert Answer.objects.get(review__part=AGREED).question == "2.1.1"


def test_an_agreed_answer_that_was_only_sent_along_does_not_stand_against_a_colleagues(sampled, address, asha, ben):
    agree_on_answer(sampled=sampled, question="2.1.1", value=YES, reason="Seen.", based_on=0, by=asha)
    agree_on_answer(sampled=sampled, question="2.1.1", value=NO, reason="Seen again.", based_on=1, by=asha)
    along = {"2.1.1-value": "1", "2.1.1-reason": "Seen.", "2.1.1-based_on": "1"}
    mine = {"2.1.2-value": "1", "2.1.2-reason": "Mine.", "2.1.2-based_on": "0"}
    assertRedirects(client_of(ben).post(address, along | mine), address)
    assert Answer.objects.get(review__part=AGREED, question="2.1.1").comment == "Seen again."
    assert Answer.objects.get(review__part=AGREED, question="2.1.2").comment == "Mine."


def test_where_both_said_the_same_nothing_can_be_agreed_on(audit, sampled, address, ben):
    sent = {"2.1.3-value": "2", "2.1.3-reason": "Against both.", "2.1.3-based_on": "0"}
    client_of(ben).post(address, sent)
    with pytest.raises(AgreementRefused, match="Both reviewers gave the same answer"):
        agree_on_answer(sampled=sampled, question="2.1.3", value=NO, reason="Against both.", based_on=0, by=ben)
    assert not Answer.objects.filter(review__part=AGREED).exists()


def test_after_sign_off_both_are_shown_and_nothing_is_recorded(audit, address, ben):
    sign_off(audit=audit)
    assertNotContains(client_of(ben).get(address), "Agreed answer")
    told = text_of(client_of(ben).post(address, SENT))
    assert "The audit has been signed off" in told
    assert "No No sign of it." in told
    assert not Answer.objects.filter(review__part=AGREED).exists()


def test_my_reviews_lists_what_waits_for_an_agreed_answer_until_all_is_settled(sampled, address, asha, ben):
    for client in (client_of(asha), client_of(ben)):
        response = client.get("/reviews/")
        assertContains(response, f'href="{address}"')
        assert "2 questions answered differently by the two reviewers" in text_of(response)
    for code in ("2.1.1", "2.1.2"):
        agree_on_answer(sampled=sampled, question=code, value=YES, reason="Read again.", based_on=0, by=asha)
    assertNotContains(client_of(asha).get("/reviews/"), f'href="{address}"')


def test_case_page_question_page_and_workbook_show_the_agreed_answer(audit, address, ben, sign_in):
    client_of(ben).post(address, SENT)
    lead = sign_in("lead")
    text = text_of(lead.get(f"/audits/{audit.pk}/cases/1/"))
    assert re.search(r"2\.1\.1 [^?]+\? No \(agreed\) No sign of it\.", text)
    assertContains(lead.get(f"/audits/{audit.pk}/cases/1/"), address)
    assert "No (1) X000001, case 1 No sign of it." in text_of(lead.get(f"/audits/{audit.pk}/questions/2.1.1/"))
    assert "0 of 1" in text_of(lead.get(f"/audits/{audit.pk}/questions/2.1.1/"))
    add_cases(audit, 9, {})
    assert "No sign of it." in texts_in(download(lead, audit))


def texts_in(response):
    return ZipFile(BytesIO(response.content)).read("xl/sharedStrings.xml").decode()


def test_the_trail_tells_which_reading_an_answer_belongs_to(audit, address, ben, sign_in):
    client_of(ben).post(address, SENT)
    text = text_of(sign_in("lead").get(f"/audits/{audit.pk}/cases/1/trail/"))
    assert "Ben (ben) Agreed answers: Answer to 2.1.1 added" in text


def test_the_reviews_page_leads_the_lead_there_and_says_how_much_is_to_settle(audit, address, sampled, sign_in):
    agree_on_answer(sampled=sampled, question="2.1.1", value=YES, reason="Read again.", based_on=0)
    response = sign_in("lead").get(f"/audits/{audit.pk}/reviews/")
    assertContains(response, f'href="{address}"')
    assert "2 questions answered differently, 1 still to agree" in text_of(response)
    assert User.objects.filter(username="lead").exists()
