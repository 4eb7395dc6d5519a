"""The page on which a judgement is recorded: what it offers, what it refuses and how it says so."""

import re

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import Answer, Review, StandardJudgement
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import User
from tests.audit.an_audit import add_cases, an_audit
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db
FILLED_IN = {"rating": "Good", "rationale": "Seen in interviews.", "decided_by": "Panel"}


@pytest.fixture
def audit():
    """At the boundary in 2.1 (19 of 40, 48%), far from any in 2.2 (10 of 40)."""
    audit = an_audit()
    add_cases(audit, 40, {"2.1.3": 19, "2.2.1": 10})
    return audit


@pytest.fixture
def client(audit, sign_in):
    return sign_in("lead")


def test_a_rationale_that_comes_too_late_comes_back_to_be_copied(audit, client):
    sign_off(audit=audit)
    sent = {"rating": "Good", "rationale": "The panel saw ten more plans.", "decided_by": "Panel", "based_on": ""}
    page = client.post(page_of(audit, "2.1"), sent)
    assertContains(page, "The panel saw ten more plans.", status_code=409)
    assertContains(page, "the audit was signed off or its figures changed", status_code=409)
    assert not audit.judgements.exists()


def page_of(audit, code):
    return f"/audits/{audit.pk}/standards/{code}/judgement/"


def hidden_in(html):
    """The hidden fields of the page's form, as a browser would send them back."""
    return dict(re.findall(r'<input type="hidden" name="(based_on)" value="([^"]*)"', html))


def choices_on(response):
    html = response.content.decode()
    values = re.findall(r'type="radio" name="rating" value="([^"]*)"', html)
    labels = re.findall(r'govuk-radios__label" for="[^"]*">([^<]*)<', html)
    return dict(zip(values, labels, strict=True))


def test_a_standard_judged_on_evidence_offers_every_rating_and_that_it_cannot_be_rated(audit, client):
    assert choices_on(client.get(page_of(audit, "1.1"))) == {
        "Inadequate": "Inadequate",
        "Requires improvement": "Requires improvement",
        "Good": "Good",
        "Outstanding": "Outstanding",
        "not rateable": "Cannot be rated",
    }


def test_a_standard_at_a_boundary_offers_the_rule_and_the_move_with_its_ground(audit, client):
    response = client.get(page_of(audit, "2.1"))
    assert choices_on(response) == {
        "Inadequate": "Inadequate (by the rule)",
        "Requires improvement": "Requires improvement "
        "(2.1.3 would change its band if one case were judged differently)",
        "not rateable": "Cannot be rated",
    }
    assert "The lowest key question makes this standard Inadequate (2.1.3: 48%, 19 of 40)." in text_of(response)


@pytest.mark.slow
def test_without_a_rating_a_panel_can_still_decide_only_that_a_standard_cannot_be_rated(audit, client):
    """A panel decided; then fewer than ten cases are left, and last none has answered a question."""
    client.post(page_of(audit, "2.1"), FILLED_IN | {"rating": "Requires improvement"})
    Review.objects.filter(sampled_case__number__gt=9).update(submitted_at=None)
    _nothing_to_move(audit, client, "Not rated: fewer than 10 cases")
    Answer.objects.filter(question="2.1.3").delete()
    _nothing_to_move(audit, client, "No rating yet")


def _nothing_to_move(audit, client, standing):
    response = client.get(f"/audits/{audit.pk}/questions/")
    assert f"2.1 Assessment {standing}" in text_of(response)
    assert "Seen in interviews. Decided by Panel" in text_of(response)
    page = client.get(page_of(audit, "2.1"))
    assert list(choices_on(page)) == ["not rateable"]
    assert "The cases give this standard no rating." in text_of(page)


def test_a_standard_far_from_any_boundary_offers_no_move(audit, client):
    assert list(choices_on(client.get(page_of(audit, "2.2")))) == ["Inadequate", "not rateable"]
    assertNotContains(client.get(f"/audits/{audit.pk}/"), page_of(audit, "2.2"))
    questions = text_of(client.get(f"/audits/{audit.pk}/questions/"))
    assert "2.2 Planning Inadequate Score 0 Leave unrated for Planning" in questions


@pytest.mark.parametrize("code", ["9.9", "2.1.1"])
def test_what_is_no_standard_has_no_such_page(audit, client, code):
    assert client.get(page_of(audit, code)).status_code == 404


def test_an_unrated_framework_has_no_such_page(an_unrated_framework, client):
    unrated = an_audit(title="New", framework_code=an_unrated_framework)
    assert {client.get(page_of(unrated, code)).status_code for code in ("1.1", "2.1")} == {404}


def test_a_judgement_is_recorded_with_who_when_and_why_and_confirmed_on_the_result(audit, client):
    response = client.post(page_of(audit, "1.1"), FILLED_IN, follow=True)
    assertRedirects(response, f"/audits/{audit.pk}/")
    text = text_of(response)
    assert "Judgement of 1.1 recorded." in text
    assert "1.1 Leadership Good" in text
    assert "Seen in interviews. Decided by Panel" in text_of(client.get(f"/audits/{audit.pk}/questions/"))
    stored = StandardJudgement.objects.get()
    assert (stored.recorded_by, stored.history.get().history_user) == (User.objects.get(username="lead"),) * 2


def test_a_standard_that_cannot_be_rated_leaves_the_maximum(audit, client):
    text = text_of(client.post(page_of(audit, "1.1"), FILLED_IN | {"rating": "not rateable"}, follow=True))
    assert "1.1 Leadership Cannot be rated" in text
    assert "Score ? of 18" in text


def test_discretion_counts_once_confirmed_and_keeps_what_the_rule_gives(audit, client):
    sent = client.post(page_of(audit, "2.1"), FILLED_IN | {"rating": "Requires improvement"}, follow=True)
    assert "Judgement of 2.1 recorded. It waits for a second person and does not count until then." in text_of(sent)
    StandardJudgement.objects.update(confirmed_at=timezone.now(), confirmed_by=User.objects.create(username="second"))
    text = text_of(client.get(sent.request["PATH_INFO"]))
    assert "2.1 Assessment Requires improvement" in text
    assert "2.1 Assessment is Inadequate by its lowest key question; a panel decided Requires improvement" in text
    assert StandardJudgement.objects.get().computed == "Inadequate"


@pytest.mark.parametrize(("code", "rating"), [("2.1", "Good"), ("2.2", "Requires improvement"), ("1.1", "Excellent")])
def test_a_rating_that_was_not_offered_is_refused_at_its_field(audit, client, code, rating):
    response = client.post(page_of(audit, code), FILLED_IN | {"rating": rating})
    assertContains(response, "<title>Error: Judgement of")
    assertContains(response, 'href="#id_rating_0"')
    assert not StandardJudgement.objects.exists()


def test_a_move_that_is_no_longer_allowed_when_it_is_sent_is_refused_with_the_reason(audit, client, monkeypatch):
    monkeypatch.setattr("audit.results.judgements.pages.ratings_allowed", lambda framework, rated: [*framework.band])
    response = client.post(page_of(audit, "2.1"), FILLED_IN)
    assert "2.1 is Inadequate by its lowest key question and cannot be moved to Good" in text_of(response)
    assert not StandardJudgement.objects.exists()


MESSAGES = {"rating": "Choose a rating", "rationale": "Enter the rationale", "decided_by": "Enter who decided"}


@pytest.mark.parametrize(
    ("field", "blank"),
    [("rating", ""), ("rationale", ""), ("rationale", " \n "), ("decided_by", ""), ("decided_by", " ")],
)
def test_a_field_left_empty_is_named_and_the_others_keep_what_was_written(audit, client, field, blank):
    response = client.post(page_of(audit, "1.1"), FILLED_IN | {field: blank})
    text = text_of(response)
    assert text.count(MESSAGES[field]) == 2  # in the summary and at the field
    assert all(message not in text for name, message in MESSAGES.items() if name != field)
    kept = {"rating": "checked", "rationale": "Seen in interviews.", "decided_by": 'value="Panel"'}
    assert all(part in response.content.decode() for name, part in kept.items() if name != field)
    assert not StandardJudgement.objects.exists()


@pytest.mark.parametrize("wrong", [{"rationale": "x" * 10_001}, {"decided_by": "x" * 151}, {"decided_by": "a\0b"}])
def test_texts_that_do_not_fit_are_refused_by_the_form_and_not_by_the_database(audit, client, wrong):
    assertContains(client.post(page_of(audit, "1.1"), FILLED_IN | wrong), "There is a problem")


@pytest.mark.slow
def test_a_judgement_can_be_changed_and_the_form_begins_with_the_last_one(audit, client):
    client.post(page_of(audit, "1.1"), FILLED_IN)
    html = client.get(page_of(audit, "1.1")).content.decode()
    assert "Seen in interviews.</textarea>" in html
    assert re.search(r'value="Good"[^>]*checked', html)
    client.post(page_of(audit, "1.1"), hidden_in(html) | FILLED_IN | {"rating": "Inadequate"})
    assert StandardJudgement.objects.get().rating == "Inadequate"


@pytest.mark.slow
def test_a_judgement_that_a_colleague_changed_meanwhile_is_not_overwritten_unseen(audit, client, sign_in):
    opened = hidden_in(client.get(page_of(audit, "1.1")).content.decode())
    client.post(page_of(audit, "1.1"), FILLED_IN | {"rationale": "The colleague's."})
    mine = FILLED_IN | {"rationale": "Mine, from a page opened before."}
    refused = client.post(page_of(audit, "1.1"), opened | mine)
    assert StandardJudgement.objects.get().rationale == "The colleague's."
    assert {"The colleague", "Mine, from a page"} <= set(
        re.findall("The colleague|Mine, from a page", text_of(refused))
    )
    client.post(page_of(audit, "1.1"), hidden_in(refused.content.decode()) | mine)
    assert StandardJudgement.objects.get().rationale == mine["rationale"]


NAMING = FILLED_IN | {"rationale": "The minutes name Mr Smith <b> as chair."}


def confirmed_in(html):
    """The box that confirms what the page shows, as a browser would send it ticked."""
    return dict(re.findall(r'type="checkbox" name="(as_it_is)" id="id_as_it_is" value="([^"]*)"', html))


def test_a_rationale_that_names_somebody_is_shown_again_with_the_place_marked_and_not_saved(audit, client):
    response = client.post(page_of(audit, "1.1"), NAMING)
    assertContains(response, '<mark class="identifier">Mr Smith</mark> &lt;b&gt; as chair.')
    assert "“The minutes name Mr Smith <b> as chair.” looks like a name after a title" in text_of(response)
    assertContains(response, 'href="#id_rationale"')
    assert not StandardJudgement.objects.exists()


@pytest.mark.slow
def test_it_is_saved_unchanged_once_that_is_confirmed(audit, client):
    html = client.post(page_of(audit, "1.1"), NAMING).content.decode()
    assertRedirects(client.post(page_of(audit, "1.1"), NAMING | confirmed_in(html)), f"/audits/{audit.pk}/")
    assert StandardJudgement.objects.get().rationale == NAMING["rationale"]


def test_a_confirmation_does_not_hold_for_what_was_written_afterwards(audit, client):
    html = client.post(page_of(audit, "1.1"), NAMING).content.decode()
    changed = NAMING | {"rationale": "Mr Smith, X123456."} | confirmed_in(html)
    response = client.post(page_of(audit, "1.1"), changed)
    assert "looks like a CRN" in text_of(response)
    assert not re.search(r'name="as_it_is"[^>]* checked>', response.content.decode())
    assert not StandardJudgement.objects.exists()


def test_a_confirmation_holds_while_another_field_is_put_right(audit, client):
    html = client.post(page_of(audit, "1.1"), NAMING).content.decode()
    confirmed = NAMING | confirmed_in(html)
    again = client.post(page_of(audit, "1.1"), confirmed | {"decided_by": ""})
    assert re.search(r'name="as_it_is"[^>]* checked>', again.content.decode())
    assertNotContains(again, "confirm below that it can stay")


def test_who_decided_may_be_named(audit, client):
    assert client.post(page_of(audit, "1.1"), FILLED_IN | {"decided_by": "Ms Marsh, head of unit"}).status_code == 302
