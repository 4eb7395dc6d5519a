"""The pages on which a quality lead corrects a fact. They first show what follows from the new value."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import SampledCase
from audit.planning.actions.facts import correct_fact
from audit.planning.actions.plan import create_audit
from audit.planning.pages.facts import HIDDEN
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case
from cases.models.case import as_copied
from cases.permissions import Role
from tests.audit.a_review import a_reviewer, read_twice
from tests.audit.an_audit import YES, add_case
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHY = "The order says so."


@pytest.fixture
def sampled(audit):
    facts = {"sentence_type": "licence", "mappa_level": 1, "flags": ["ADVP", "OLD1"], "court_report": True}
    return add_case(audit, {"2.1.1": YES, "2.3.1d": YES}, **facts)


def page_of(sampled, fact=""):
    return f"/audits/{sampled.audit_id}/cases/{sampled.number}/facts/{fact}"


def send(client, page, **sent):
    """Send the form, and then the form that comes back, as its second button does."""
    form = client.get(page).context["form"]
    first = client.post(page, {"based_on": form.initial["based_on"], "why": WHY} | sent)
    return first, client.post(page, {**first.context["form"].data.dict(), **sent})


def test_before_it_is_saved_the_page_says_which_answers_are_set_aside(lead, sampled):
    page = page_of(sampled, "sentence_type/")
    first, second = send(lead, page, value="community_order")
    text = text_of(first)
    assert "Nothing is saved yet. From Licence to Community order:" in text
    assert "Review: 1 answer would no longer be needed and would be set aside: 2.3.1d." in text
    assertRedirects(second, f"/audits/{sampled.audit_id}/cases/1/")
    assert Case.objects.get().sentence_type == "community_order"


def test_it_says_which_answers_come_back_and_what_is_asked_without_an_answer(lead, sampled):
    correct_fact(sampled=sampled, fact="sentence_type", value="community_order", why=WHY)
    correct_fact(sampled=sampled, fact="court_report", value=False, why=WHY)
    first, _ = send(lead, page_of(sampled, "sentence_type/"), value="licence")
    assert "Review: 1 answer would be needed again and restored: 2.3.1d." in text_of(first)
    first, _ = send(lead, page_of(sampled, "court_report/"), value="True")
    assert "3 questions would be asked but have no answer:" in text_of(first)
    assert "The review is submitted: send it back to have this answered." in text_of(first)


SENT = {
    "mappa_level": ("2", 2, "2"),
    "court_report": ("unknown", None, "Not known"),
    "rosh_level": ("very_high", "very_high", "Very high"),
    "flags": (["RCPR", "OLD1"], ["RCPR", "OLD1"], "Child protection, OLD1"),
    "disability": ("Hears badly", "Hears badly", "Hears badly"),
    "end_date": ("31/3/2027", "2027-03-31", "31 March 2027"),
    "ended_early": ("True", True, "Yes"),
    "ended_early_by": ("head_of_service", "head_of_service", "Head of service"),
}


@pytest.mark.parametrize("fact", SENT)
def test_every_kind_of_fact_is_stored_as_the_case_holds_it_and_shown_in_words(lead, sampled, fact):
    sent, stored, words = SENT[fact]
    first, _ = send(lead, page_of(sampled, f"{fact}/"), value=sent)
    assert f"to {words}:" in text_of(first)
    assert (as_copied(getattr(Case.objects.get(), fact)), SampledCase.objects.get().facts[fact]) == (stored, stored)


@pytest.mark.parametrize(("fact", "value"), [("sex", "none"), ("mappa_level", "4"), ("flags", ["NONE"])])
def test_what_the_case_cannot_be_is_refused(lead, sampled, fact, value):
    refusal = "Choose from the options" if fact == "flags" else "Choose one of the options"
    assertContains(lead.post(page_of(sampled, f"{fact}/"), {"value": value, "why": WHY}), refusal)
    assert not Case.history.exists()


def test_why_is_needed_and_names_nobody_without_a_second_look(lead, sampled):
    page = page_of(sampled, "disability/")
    assertContains(lead.post(page, {"value": "Deaf", "why": ""}), "Say why in a few words")
    response = lead.post(page, {"value": "Told by Mrs Smith", "why": "Ask Mr Smith."})
    assertContains(response, '<mark class="identifier">Mr Smith</mark>')
    assertContains(response, '<mark class="identifier">Mrs Smith</mark>')


def test_the_second_of_two_is_shown_the_value_of_the_first_and_then_what_follows_from_it(lead, sampled):
    page = page_of(sampled, "sex/")
    sent = {"value": "male", "why": WHY, "based_on": lead.get(page).context["form"].initial["based_on"]}
    sent |= {"shown": lead.post(page, sent).context["form"].data["shown"]}
    correct_fact(sampled=sampled, fact="sex", value="other", why="Said so.")
    response = lead.post(page, sent)
    assert "What was saved while you were editing Sex Other" in text_of(response)
    again = lead.post(page, response.context["form"].data.dict())
    assert "Nothing is saved yet. From Other to Male:" in text_of(again)
    assert Case.objects.get().sex == "other"


def test_another_open_audit_of_the_case_is_named(lead, sampled):
    other = create_audit(unit=sampled.audit.unit, title="Another round", framework_code="pdu-2023")
    assertNotContains(lead.get(page_of(sampled)), "Another round")
    SampledCase.objects.create(audit=other, case=sampled.case, number=1)
    for page in (page_of(sampled), page_of(sampled, "sex/")):
        assert "Another round has this case too and keeps its own copy of the facts." in text_of(lead.get(page))


def test_the_case_leads_there_for_who_moderates_until_the_audit_is_signed_off(lead, sampled, sign_in):
    case, link = f"/audits/{sampled.audit_id}/cases/1/", page_of(sampled)
    assertContains(lead.get(case), f'href="{link}"')
    assert "Sentence type Licence Correct" in text_of(lead.get(link))
    sign_off(audit=sampled.audit)
    assertNotContains(lead.get(case), f'href="{link}"')
    text = text_of(lead.get(page_of(sampled, "sex/")))
    assert (
        "You cannot correct the facts of X000001, case 1. The audit is signed off, so its result does not change"
        in text
    )


def test_there_is_no_page_for_what_is_no_copied_fact(lead, sampled):
    assert [lead.get(page_of(sampled, f"{fact}/")).status_code for fact in ("reference", "team")] == [404, 404]


def test_who_is_still_to_judge_the_case_reads_nothing_of_the_other_review_there(client, audit, asha):
    ben = a_reviewer(audit.unit, "ben")
    ben.memberships.create(role=Role.QUALITY_LEAD, unit=audit.unit)
    sampled = read_twice(audit, asha, ben, submitted=(True, False))
    client.force_login(ben)
    first, _ = send(client, page_of(sampled, "sentence_type/"), value="community_order")
    text = text_of(first)
    assert "Second review: 1 answer would no longer be needed and would be set aside" in text
    assert HIDDEN in text
    assert " Review: " not in text
