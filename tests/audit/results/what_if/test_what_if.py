"""The scratch copy of a signed result: what it shows, that nothing is stored, and what an address cannot do."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing
from pytest_django.asserts import assertContains, assertNotContains

from audit.models import Answer, Audit
from audit.results.sign_off.actions.sign_off import sign_off
from audit.results.what_if.pages.what_if import BY_OTHER_RULES, NOTHING_SHORT
from audit.results.what_if.scratch import (
    LEFT_OUT,
    LONGEST,
    MOST_PICKED,
    NOT_READABLE,
    SALT,
    ScratchChanges,
    what_if_address,
)
from cases.models import Event, Team
from tests.audit.an_audit import NO, YES, add_case, add_cases, an_audit
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def page_of(client, audit, changes=None, code=""):
    return client.get(what_if_address(audit, changes, code))


def test_more_sufficient_cases_show_the_result_they_would_give(signed_off_audit, sign_in):
    client = sign_in("viewer")
    answer = client.post(what_if_address(signed_off_audit), {"more-2.1.3": "3", "more-2.2.1": "5"}, follow=True)
    text = text_of(answer)
    assert "The score would be 5 of 21 instead of 4. The overall rating stays Requires improvement." in text
    assert "2.1 Assessment Inadequate Requires improvement 2.2 Planning Inadequate the same" in text
    assertContains(answer, 'name="more-2.1.3" value="3"')


def test_the_changes_stand_in_the_address_and_nowhere_else(signed_off_audit, sign_in):
    client, before = sign_in("viewer"), [*Answer.objects.values_list("value")]
    address = client.post(what_if_address(signed_off_audit), {"more-2.1.3": "3"})["Location"]
    assertContains(client.get(address), "The score would be 5 of 21")
    assertNotContains(page_of(client, signed_off_audit), "The score would be")
    assert [*Answer.objects.values_list("value")] == before
    assert Audit.objects.get(pk=signed_off_audit.pk).snapshot == signed_off_audit.snapshot


def test_the_fewest_cases_are_one_link_each_and_give_what_they_say(signed_off_audit, sign_in):
    client = sign_in("viewer")
    html = page_of(client, signed_off_audit).content.decode()
    links = re.findall(r'<li><a class="govuk-link" href="([^"]+changes=[^"]+)">([^<]+)', html)
    assert links[0][1] == "2.1 Assessment to Requires improvement: 3 more of 56 in 2.1.3"
    assert links[-1][1] == "The overall rating to Good: 108 more sufficient answers"
    assertContains(client.get(links[-1][0]), "and the overall rating Good instead of Requires improvement")


def test_who_sees_cases_picks_those_that_become_sufficient(signed_off_audit, sign_in):
    client = sign_in("lead")
    page = page_of(client, signed_off_audit, code="2.1.3")
    numbers = [int(number) for number in re.findall(r'name="cases" value="(\d+)"', page.content.decode())]
    insufficient = Answer.objects.filter(question="2.1.3", value=NO).values_list("review__sampled_case__number")
    assert [(number,) for number in numbers] == sorted(insufficient)
    shown = client.post(what_if_address(signed_off_audit, code="2.1.3"), {"cases": numbers[:3]}, follow=True)
    assertContains(shown, "3 cases chosen")
    assertContains(shown, "The score would be 5 of 21")
    (noted,) = Event.objects.filter(details__what="the cases of 2.1.3 to try out")
    assert noted.details["cases"] == numbers


def test_cases_picked_on_another_page_of_the_list_are_kept(audit, sign_in, monkeypatch):
    monkeypatch.setattr("audit.results.what_if.views.what_if_cases.ON_A_PAGE", 10)
    add_cases(audit, 30, {"2.1.1": 2})
    sign_off(audit=audit)
    client = sign_in("lead")
    address = what_if_address(audit, ScratchChanges(picked={"2.1.1": (3, 30)}), "2.1.1")
    shown = client.post(f"{address}&page=1", {"cases": ["4", "5"]}, follow=True)
    assertContains(shown, "3 cases chosen")  # 4, 5 and, on the last page, 30


@pytest.mark.parametrize("name", ["viewer", "spo"])
def test_cases_that_a_reader_may_not_see_are_neither_offered_nor_tried(signed_off_audit, sign_in, name):
    elsewhere = Answer.objects.filter(question="2.1.3", value=NO).exclude(
        review__sampled_case__case__team__name="Ipswich"
    )
    numbers = tuple(elsewhere.values_list("review__sampled_case__number", flat=True))[:3]
    client = sign_in(name)
    shown = page_of(client, signed_off_audit, ScratchChanges(picked={"2.1.3": numbers}))
    assertContains(shown, LEFT_OUT)
    assertNotContains(shown, "The score would be")
    page = page_of(client, signed_off_audit, code="2.1.3")
    assert page.status_code == (403 if name == "viewer" else 200)
    assert not set(map(str, numbers)) & set(re.findall(r'name="cases" value="(\d+)"', page.content.decode()))


def test_before_the_sign_off_nothing_can_be_tried(suffolk_audit, sign_in):
    client = sign_in("lead")
    assert [page_of(client, suffolk_audit, code=code).status_code for code in ("", "2.1.3")] == [403, 403]


def test_an_address_that_was_tampered_with_or_is_another_audits_is_not_read(signed_off_audit, sign_in):
    client, page = sign_in("viewer"), what_if_address(signed_off_audit)
    good = parse_qs(urlsplit(what_if_address(signed_off_audit, ScratchChanges({"2.1.3": 3}))).query)["changes"][0]
    foreign = signing.dumps([signed_off_audit.pk + 1, {"2.1.3": 3}, {}], salt=SALT)
    for text in (good[:-1], "x", "\x00", "a:b:c", foreign, good + "x" * LONGEST):
        shown = client.get(page, {"changes": text})
        assertContains(shown, NOT_READABLE)
        assertNotContains(shown, "The score would be")


def test_more_cases_than_fall_short_are_refused_with_the_number(signed_off_audit, sign_in):
    shown = sign_in("viewer").post(what_if_address(signed_off_audit), {"more-2.1.3": "32", "more-2.1.1": "many"})
    assertContains(shown, "More sufficient cases in 2.1.3 must be a whole number from 0 to 31")
    assertContains(shown, "More sufficient cases in 2.1.1 must be a whole number from 0 to 28")


def test_the_most_cases_that_can_be_picked_fit_an_address(audit):
    codes = [question.code for question in audit.framework.key_questions]
    numbers = [place * place % 5003 for place in range(1, MOST_PICKED + 1)]
    picked = {code: tuple(sorted(numbers[place :: len(codes)])) for place, code in enumerate(codes)}
    assert len(what_if_address(audit, ScratchChanges(picked=picked))) < LONGEST


def test_more_cases_than_fit_an_address_are_refused(signed_off_audit, sign_in, monkeypatch):
    monkeypatch.setattr("audit.results.what_if.views.what_if_cases.MOST_PICKED", 3)
    client = sign_in("lead")
    numbers = re.findall(r'value="(\d+)" ', page_of(client, signed_off_audit, code="2.1.3").content.decode())
    changes = ScratchChanges({"2.2.1": 9})
    shown = client.post(what_if_address(signed_off_audit, changes, "2.1.3"), {"cases": numbers[:4]})
    assertContains(shown, "Choose up to 3 cases over all questions")


@pytest.mark.parametrize("number", [0, 7, 10], ids=["no case", "too few", "all sufficient"])
def test_where_nothing_can_rise_the_page_says_so(audit, sign_in, number):
    add_cases(audit, number, {})
    sign_off(audit=audit, without_result=not number)
    assertContains(page_of(sign_in("lead"), audit), NOTHING_SHORT)


def test_a_result_signed_by_other_rules_cannot_be_tried(signed_off_audit, sign_in):
    signed_off_audit.snapshot["ratings"] |= {"overall": "Good", "score": 11}
    Audit.objects.update(snapshot=signed_off_audit.snapshot)
    assert BY_OTHER_RULES in text_of(page_of(sign_in("lead"), signed_off_audit))


def test_a_standard_with_a_hidden_figure_cannot_be_tried(sign_in):
    audit = an_audit()
    ipswich = Team.objects.create(unit=audit.unit, name="Ipswich")
    for number in range(20):  # 2.1.2 applies to ten cases, all but three of them of Ipswich
        codes = [q.code for q in audit.framework.key_questions if number >= 10 or q.code != "2.1.2"]
        value = YES if number % 3 == 0 else NO
        add_case(audit, dict.fromkeys(codes, value), team=ipswich if number > 12 else None)
    sign_off(audit=audit)
    shown = page_of(sign_in("spo"), audit, ScratchChanges({"2.1.1": 9}))
    assertContains(shown, LEFT_OUT)
    assertContains(shown, "more-2.2.1")
    assertNotContains(shown, "more-2.1.1")


def test_an_extra_case_of_a_group_cannot_be_picked(audit, sign_in):
    add_cases(audit, 12, {"2.1.1": 6})
    audit.sampled_cases.filter(number=12).update(extra_for="sex=F")
    sign_off(audit=audit)
    html = page_of(sign_in("lead"), audit, code="2.1.1").content.decode()
    assert re.findall(r'name="cases" value="(\d+)"', html) == ["7", "8", "9", "10", "11"]


def test_when_the_cases_are_gone_numbers_can_be_tried_and_no_case_be_picked(without_cases, sign_in):
    shown = page_of(sign_in("lead"), without_cases, ScratchChanges({"2.1.3": 3}, {"2.2.1": (1, 2)}))
    assertContains(shown, "The score would be 5 of 21")
    assertContains(shown, LEFT_OUT)
    assertNotContains(shown, "Choose cases")
