"""The list of an audit's reviews says who has which and how far each is. The quality lead gives them to people here."""

import datetime
import re

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django.asserts import assertContains, assertRedirects

from audit.models import Answer, Audit, Review, SampledCase
from audit.moderating.actions.send_back import send_back
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Event, Membership, Team, User
from cases.permissions import Role
from tests.audit.an_audit import YES, add_case, an_audit
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]
FIRST, SECOND = Review.Part.FIRST, Review.Part.SECOND


@pytest.fixture
def audit():
    """Case 1 is submitted, case 2 begun, case 3 not begun."""
    audit = an_audit()
    add_case(audit, {"2.1.1": YES}, sentence_type="licence")
    add_case(audit, {"2.1.1": YES}, submitted=False)
    add_case(audit, {}, submitted=False)
    return audit


@pytest.fixture
def lead(audit, sign_in):
    return sign_in("lead")


@pytest.fixture
def asha(audit):
    return reviewer_of(audit.unit, "asha")


def reviewer_of(unit, name):
    user = User.objects.create(username=name, first_name=name.title())
    Membership.objects.create(user=user, role=Role.REVIEWER, unit=unit)
    return user


def address(audit):
    return f"/audits/{audit.pk}/reviews/"


def given(audit, part=FIRST):
    """{case number: who has the review}."""
    reviews = Review.objects.filter(sampled_case__audit=audit, part=part)
    return {review.sampled_case.number: review.reviewer and review.reviewer.username for review in reviews}


def boxes_ticked(response):
    return re.findall(r'type="checkbox" name="cases" value="(\d+)"[^>]* checked', response.content.decode())


def test_every_case_is_listed_with_its_facts_its_reviewer_and_how_far_it_is(audit, lead, asha):
    Review.objects.filter(sampled_case__number=2).update(reviewer=asha)
    text = text_of(lead.get(address(audit)))
    assert "1 not allocated, 1 started, 1 submitted." in text
    assert re.search(
        r"X000001, case 1 Licence. Open X000001, case 1 — — Submitted Send back .* 1 of \d+ answered — — ", text
    )
    assert re.search(r"X000002, case 2 Open X000002, case 2 — Asha Started 1 of \d+ answered — — —", text)
    assert re.search(r"X000003, case 3 Open X000003, case 3 — — Not allocated — — —", text)


def test_an_extra_case_is_listed_and_named_and_counted_apart(audit, lead):
    audit.sampled_cases.filter(number=2).update(extra_for="sex=female")
    text = text_of(lead.get(address(audit)))
    assert "1 extra case is listed too: reviewed like others, but counted in the tables of their group only." in text
    assert "Extra case (sex: female)" in text


def test_a_review_that_is_given_and_not_begun_and_one_that_was_sent_back_say_so(audit, lead, asha):
    Review.objects.filter(sampled_case__number=3).update(reviewer=asha)
    send_back(review=Review.objects.get(sampled_case__number=1), note="Look at the plan again.")
    text = text_of(lead.get(address(audit)))
    assert "1 not started, 1 started, 1 sent back." in text


def test_the_result_page_leads_the_quality_lead_there_and_nobody_else(audit, lead, sign_in):
    assertContains(lead.get(f"/audits/{audit.pk}/"), address(audit))
    assert sign_in("viewer").get(address(audit)).status_code == 403


def test_cases_are_given_to_a_reviewer_in_one_step(audit, lead, asha):
    sent = {"cases": ["2", "3"], "reviewer": asha.pk, "do": "first"}
    response = lead.post(address(audit), sent, follow=True)
    assertRedirects(response, address(audit))
    assert "First review given to Asha: X000002, case 2; X000003, case 3." in text_of(response)
    assert given(audit) == {1: None, 2: "asha", 3: "asha"}
    assert {event.user.username for event in Event.objects.filter(kind=Event.Kind.ALLOCATED)} == {"lead"}


def test_if_one_case_is_refused_none_is_changed_and_the_page_says_why_and_what_to_do(audit, lead, asha):
    team = Team.objects.create(unit=audit.unit, name="Ipswich")
    Membership.objects.create(user=asha, role=Role.PRACTITIONER, team=team)
    own = SampledCase.objects.get(audit=audit, number=2)
    own.case.team = team
    own.case.save()
    response = lead.post(address(audit), {"cases": ["1", "2", "3"], "reviewer": asha.pk, "do": "first"})
    text = text_of(response)
    assert "Nothing was saved because some cases cannot be changed" in text
    assert "The other cases are still ticked" in text
    assert "X000001, case 1: the review is already submitted. Send it back first, or leave the case out." in text
    assert "X000002, case 2: it is a case of Asha's own team. Choose another reviewer for it." in text
    assert boxes_ticked(response) == ["3"]
    assert given(audit) == {1: None, 2: None, 3: None}
    assert not Event.objects.filter(kind=Event.Kind.ALLOCATED).exists()


def test_nobody_gets_the_second_review_of_their_own_first(audit, lead, asha):
    ben = reviewer_of(audit.unit, "ben")
    Review.objects.filter(sampled_case__number=2).update(reviewer=asha)
    refused = lead.post(address(audit), {"cases": ["2"], "reviewer": asha.pk, "do": "second"})
    assert "X000002, case 2: Asha has the other review of it" in text_of(refused)
    lead.post(address(audit), {"cases": ["2"], "reviewer": ben.pk, "do": "second"})
    assert given(audit, SECOND) == {2: "ben"}
    assert "Ben Not started" in text_of(lead.get(address(audit)))


def test_chosen_cases_are_marked_for_a_second_review_by_somebody_still_to_be_named(audit, lead):
    response = lead.post(address(audit), {"cases": ["1", "3"], "do": "mark"}, follow=True)
    assert "Marked for a second review: X000001, case 1; X000003, case 3." in text_of(response)
    assert "2 cases get a second review." in text_of(response)
    assert given(audit, SECOND) == {1: None, 3: None}


def test_a_share_is_drawn_and_the_same_seed_would_draw_the_same(audit, lead):
    for _ in range(17):
        add_case(audit, {}, submitted=False)
    html = lead.get(address(audit)).content.decode()
    assert re.search(r'name="percent" value="10"', html)
    seed = re.search(r'name="seed" value="(\d+)"', html)[1]
    response = lead.post(address(audit), {"percent": "10", "seed": seed, "draw": "Draw"}, follow=True)
    drawn = sorted(given(audit, SECOND))
    assert len(drawn) == 2
    how = f"10% with seed {seed}, 2 of the 20 without one"
    names = "; ".join(f"X{number:06}, case {number}" for number in drawn)
    assert f"Drawn for a second review ({how}): {names}." in text_of(response)
    Review.objects.filter(part=SECOND).delete()
    lead.post(address(audit), {"percent": "10", "seed": seed, "draw": "Draw"})
    assert sorted(given(audit, SECOND)) == drawn


def test_the_hints_say_that_each_draw_takes_a_share_of_what_is_left(audit, lead):
    text = text_of(lead.get(address(audit)))
    assert "A share of the cases that have no second review now, rounded up." in text
    assert "Another draw adds a share of the rest." in text


def test_marks_are_taken_away_from_several_cases_and_what_is_begun_keeps_its_mark(audit, lead):
    lead.post(address(audit), {"cases": ["1", "2", "3"], "do": "mark"})
    Answer.objects.create(review=Review.objects.get(part=SECOND, sampled_case__number=2), question="2.1.1", value=YES)
    response = lead.post(address(audit), {"cases": ["1", "2", "3"], "do": "unmark"})
    assert "X000002, case 2: its second review has started, so it cannot be removed." in text_of(response)
    assert [*given(audit, SECOND)] == [1, 2, 3]
    response = lead.post(address(audit), {"cases": boxes_ticked(response), "do": "unmark"}, follow=True)
    assert "No longer marked for a second review: X000001, case 1; X000003, case 3." in text_of(response)
    assert [*given(audit, SECOND)] == [2]


def test_whose_answers_stay_in_a_review_that_goes_to_somebody_else_is_told(audit, lead, asha):
    ben = reviewer_of(audit.unit, "ben")
    lead.post(address(audit), {"cases": ["2", "3"], "reviewer": asha.pk, "do": "first"})
    Answer.objects.filter(review__sampled_case__number=2).update(answered_by=asha)
    Answer.objects.create(review=Review.objects.get(sampled_case__number=2), question="2.1.2", comment="Seen.")
    response = lead.post(address(audit), {"cases": ["2"], "reviewer": ben.pk, "do": "first"}, follow=True)
    assert (
        "First review given to Ben: X000002, case 2. Answers keep the name of the person "
        "who gave them: 1 answer by Asha, 1 answer by a person not recorded in X000002, case 2." in text_of(response)
    )


def test_drawing_where_every_case_has_a_second_review_says_that_nothing_was_drawn(audit, lead):
    lead.post(address(audit), {"percent": "100", "seed": "1", "draw": "Draw"})
    response = lead.post(address(audit), {"percent": "100", "seed": "1", "draw": "Draw"}, follow=True)
    assert "Nothing was drawn because every case already has a second review." in text_of(response)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"do": "mark"}, "Choose at least one case"),
        ({"cases": ["1"], "do": "first"}, "Choose a reviewer"),
        ({"cases": ["1"], "do": "first", "reviewer": "0"}, "Choose one of the reviewers of this PDU"),
        ({"cases": ["99"], "do": "mark"}, "One of these cases is no longer open to you"),
        ({"draw": "Draw", "percent": "0", "seed": "1"}, "Percentage of cases must be a whole number from 1 to 100"),
        ({"draw": "Draw", "percent": "101", "seed": "1"}, "Percentage of cases must be a whole number from 1 to 100"),
        ({"draw": "Draw", "percent": "10", "seed": ""}, "Enter a number to draw with"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_done(audit, lead, sent, message):
    response = lead.post(address(audit), sent)
    assert message in text_of(response)
    assertContains(response, "<title>Error: Reviews")
    assert given(audit) == {1: None, 2: None, 3: None}
    assert not Review.objects.filter(part=SECOND).exists()


def test_only_reviewers_of_the_unit_with_an_account_in_use_are_offered(audit, lead, asha):
    gone, other = reviewer_of(audit.unit, "gone"), reviewer_of(an_audit(unit=None).unit, "former")
    gone.is_active = False
    gone.save()
    other.memberships.update(ended_at=timezone.now())
    form = re.search(r'<form class="allocate".*?</form>', lead.get(address(audit)).content.decode(), re.DOTALL)[0]
    assert re.findall(r"<option[^>]*>([^<]+)<", form) == ["Choose a reviewer", "Asha (asha)"]


def test_a_signed_off_audit_offers_nothing_and_refuses_what_is_sent_all_the_same(audit, lead, asha):
    sign_off(audit=audit)
    assert "Give the first review" not in text_of(lead.get(address(audit)))
    response = lead.post(address(audit), {"cases": ["2"], "reviewer": asha.pk, "do": "first"}, follow=True)
    assert "is signed off" in text_of(response)
    assert given(audit)[2] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=x0 00 002", [2]),
        ("q=case 3", [3]),
        ("q=X9", []),
        ("state=submitted", [1]),
        ("state=started", [2]),
        ("state=not allocated", [3]),
        ("state=open", [2, 3]),
        ("second=open", [3]),
        ("second=waiting", [3]),
        ("second=none", [1, 2]),
        ("due=overdue", [2]),
        ("sort=-number", [3, 2, 1]),
    ],
)
def test_cases_are_found_by_crn_number_state_second_review_and_what_is_overdue(audit, lead, asha, query, found):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Review.objects.filter(sampled_case__number=2).update(reviewer=asha, due_on=yesterday)
    Review.objects.create(sampled_case=SampledCase.objects.get(number=3), part=SECOND)
    html = lead.get(f"{address(audit)}?{query}").content.decode()
    assert [int(number) for number in re.findall(r'name="cases" value="(\d+)"', html)] == found


def test_a_list_of_one_reviewer_shows_first_and_second_reviews(audit, lead, asha):
    Review.objects.filter(sampled_case__number=2).update(reviewer=asha)
    Review.objects.create(sampled_case=SampledCase.objects.get(number=3), part=SECOND, reviewer=asha)
    html = lead.get(f"{address(audit)}?reviewer={asha.pk}").content.decode()
    assert re.findall(r'name="cases" value="(\d+)"', html) == ["2", "3"]


def test_a_case_gets_a_due_date_of_its_own_and_loses_it_again(audit, lead, asha):
    Review.objects.filter(sampled_case__number=2).update(reviewer=asha)
    Audit.objects.update(review_until=timezone.localdate() + datetime.timedelta(days=20))
    day = timezone.localdate() + datetime.timedelta(days=5)
    sent = {"do": "due", "due_on": day.isoformat(), "cases": ["2"]}
    assert "5 days left" in text_of(lead.post(address(audit), sent, follow=True))
    assert Review.objects.get(sampled_case__number=2).due == day
    assert f"{date_format(day, 'j M Y')} 5 days left" in text_of(lead.get(address(audit)))
    lead.post(address(audit), sent | {"due_on": ""})
    assert "20 days left" in text_of(lead.get(address(audit)))


def test_what_has_no_open_review_gets_no_due_date_and_a_day_that_is_over_is_refused(audit, lead):
    sent = {"do": "due", "due_on": timezone.localdate().isoformat(), "cases": ["1"]}
    assertContains(lead.post(address(audit), sent), "its review is already submitted")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    response = lead.post(address(audit), sent | {"due_on": yesterday.isoformat(), "cases": ["2"]})
    assertContains(response, "Due date must be today or a later date")
    assert not Review.objects.exclude(due_on=None).exists()


def test_a_due_date_typed_before_another_button_is_pressed_is_not_dropped(audit, lead, asha):
    sent = {"do": "mark", "due_on_day": "3", "due_on_month": "12", "due_on_year": "2030", "cases": ["2"]}
    response = lead.post(address(audit), sent)
    assertContains(response, "You filled in “Due date” but chose “Mark for a second review”")
    assertContains(response, 'value="2030"')


@pytest.mark.parametrize(
    ("query", "sent", "opened"),
    [("", {}, []), ("?state=submitted", {}, ["Filter the list"]), ("", {"do": "mark"}, ["Change several cases"])],
)
def test_what_a_narrow_screen_folds_away_stands_open_once_it_is_used(audit, lead, query, sent, opened):
    page = f"{address(audit)}{query}"
    html = (lead.post(page, sent) if sent else lead.get(page)).content.decode()
    folded = re.findall(r'<details class="govuk-details fold"( open)?>\s*<summary.*?-text">(.*?)</span>', html)
    assert [name for _, name in folded] == ["Filter the list", "Change several cases"]
    assert [name for is_open, name in folded if is_open] == opened
