"""The page that records the judgements on all standards that are judged on evidence: all of them, or none."""

import re

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from audit.models import StandardJudgement
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import User
from tests.audit.reading import text_of
from tests.cases.sign_in.a_typed_form import end_sessions

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(audit):
    return f"/audits/{audit.pk}/judgements/"


@pytest.fixture
def client(audit, sign_in):
    return sign_in("lead")


def judged(code, rationale="Seen in interviews.", rating="Good", decided_by="Panel"):
    return {f"rating-{code}": rating, f"rationale-{code}": rationale, f"decided_by-{code}": decided_by}


def versions_in(response):
    return dict(re.findall(r'type="hidden" name="(based_on-[\d.]+)" value="([^"]*)"', response.content.decode()))


def recorded():
    return dict(StandardJudgement.objects.values_list("standard", "rationale"))


def test_three_judgements_are_recorded_from_one_page_and_who_decided_is_filled_in(client, page, audit):
    assert client.get(page).content.decode().count('value="Lead"') == 3
    sent = judged("1.1") | judged("1.2", rating="not rateable") | judged("1.3", decided_by="Lead")
    response = client.post(page, sent, follow=True)
    assertRedirects(response, f"/audits/{audit.pk}/")
    assert "Judgement of 1.1, 1.2 and 1.3 recorded." in text_of(response)
    ratings = [*StandardJudgement.objects.order_by("standard").values_list("rating", "decided_by", "recorded_by")]
    lead = client.session["_auth_user_id"]
    assert ratings == [("Good", "Panel", int(lead)), ("", "Panel", int(lead)), ("Good", "Lead", int(lead))]


def test_a_standard_left_alone_is_neither_asked_for_nor_recorded_again(client, page):
    client.post(page, judged("1.1"))
    before = StandardJudgement.objects.get().decided_at
    opened = client.get(page)
    client.post(page, versions_in(opened) | judged("1.1") | judged("1.2") | {"decided_by-1.3": "Panel"})
    assert recorded().keys() == {"1.1", "1.2"}
    assert StandardJudgement.objects.get(standard="1.1").decided_at == before


@pytest.mark.parametrize(
    ("wrong", "told", "field"),
    [
        (judged("1.2", rating=""), "1.2: choose a rating", "rating-1.2_0"),
        (judged("1.2", rationale=" "), "1.2: enter the rationale", "rationale-1.2"),
        (judged("1.2", decided_by=""), "1.2: enter who decided", "decided_by-1.2"),
        (judged("1.2", rationale="Mr Smith chairs."), "This may identify someone", "rationale-1.2"),
    ],
)
def test_if_one_will_not_do_none_is_recorded_and_its_field_says_why(client, page, wrong, told, field):
    response = client.post(page, judged("1.1") | wrong)
    assertContains(response, "<title>Error: Judgements on evidence")
    assertContains(response, f'<a href="#id_{field}">{told}')
    assertContains(response, "Seen in interviews.</textarea>")
    assert recorded() == {}


def test_a_judgement_recorded_meanwhile_is_shown_and_stops_them_all_until_they_are_sent_again(client, page):
    opened = versions_in(client.get(page))
    client.post(page, judged("1.1", "The colleague's."))
    mine = judged("1.1", "Mine.") | judged("1.2")
    refused = client.post(page, opened | mine)
    assert recorded() == {"1.1": "The colleague's."}
    assert "Recorded now: Good The colleague's." in text_of(refused)
    client.post(page, versions_in(refused) | mine)
    assert recorded() == {"1.1": "Mine.", "1.2": "Seen in interviews."}


def test_what_a_colleague_changed_stays_where_the_user_left_the_standard_alone(client, page):
    client.post(page, judged("1.1", "First."))
    opened = versions_in(client.get(page))
    client.post(page, opened | judged("1.1", "The colleague's."))
    client.post(page, opened | judged("1.1", "First.") | judged("1.2"))
    assert recorded() == {"1.1": "The colleague's.", "1.2": "Seen in interviews."}


def test_what_was_being_typed_when_the_session_ended_is_in_the_form_again(client, page):
    lead = User.objects.get(pk=client.session["_auth_user_id"])
    client.get(page)
    end_sessions()
    client.post(page, judged("1.1", "Half a thought") | judged("1.3", rating="Inadequate"))
    client.force_login(lead)
    response = client.get(page)
    assertContains(response, "Half a thought</textarea>")
    assert response.context["form"]["rating-1.3"].value() == "Inadequate"
    assert recorded() == {}


def test_rationales_that_come_too_late_come_back_to_be_copied(client, page, audit):
    sign_off(audit=audit, without_result=True)
    assert "The audit is signed off. Take the sign-off back first." in text_of(client.get(page, follow=True))
    assertContains(client.post(page, judged("1.1", "The panel met.")), "The panel met.", status_code=409)
    assert recorded() == {}
