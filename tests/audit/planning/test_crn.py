"""Users who may see a case find its CRN wherever the case is named; other users find it nowhere."""

import datetime
import json
import re

import pytest

from audit.models import Replacement, Sample, SampledCase
from audit.planning.sample_plan import plan_from_settings
from cases.extract.actions.removal import remove_facts
from cases.extract.settings import DrawSettings
from cases.models import Case, Event
from cases.permissions import Role
from tests.audit.a_review import SECOND, a_reviewer, read_once, read_twice
from tests.audit.an_audit import add_case
from tests.audit.reading import text_of
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FACTS = {"date_of_birth": datetime.date(1990, 5, 17), "start_date": datetime.date(2024, 5, 16)}
BORN = ("1990", "17/05", "17 May")


@pytest.fixture
def lead(audit):
    return a_reviewer(audit.unit, "quinn", Role.QUALITY_LEAD)


@pytest.fixture
def cases(audit, asha, lead):
    """X000001 is read twice and differently, X000002 is Asha's to review; the sample is drawn."""
    read_twice(audit, asha, a_reviewer(audit.unit, "ben"), no=("2.1.1",))
    read_once(audit, asha, submitted=False)
    Case.objects.update(**FACTS)
    for sampled in audit.sampled_cases.select_related("case"):
        sampled.copy_facts()
        sampled.save()
    Sample.objects.create(
        audit=audit,
        plan=plan_from_settings(DrawSettings(FACTS["start_date"], 7, size=2)),
        drawn={},
        drawn_at=audit.created_at,
    )
    return audit.sampled_cases.order_by("number")


def pages_of(audit):
    """{page: the case that it names} of the pages that name a case. Reviews are asked for by their own numbers."""
    first, second, open_one = (
        audit.sampled_cases.get(number=number).reviews.get(part=part).pk
        for number, part in ((1, "first"), (1, "second"), (2, "first"))
    )
    here = f"/audits/{audit.pk}/"
    return {
        **dict.fromkeys((f"{here}cases/1/", f"{here}cases/1/trail/", f"{here}cases/1/agreement/"), 1),
        **dict.fromkeys((f"{here}questions/2.1.1/", f"{here}reviews/", f"{here}sample/", "/reviews/"), 1),
        **dict.fromkeys((f"/reviews/{first}/send-back/", f"/reviews/{second}/paper/"), 1),
        **dict.fromkeys((f"{here}cases/2/replace/", f"/reviews/{open_one}/paper/"), 2),
        **dict.fromkeys((f"/reviews/{open_one}/", f"/reviews/{open_one}/2.1/"), 2),
    }


def shown_to(user, page):
    return client_of(user).get(page).content.decode()


@pytest.fixture
def account_that_draws_nothing(monkeypatch):
    """The page of a sample without the numbers of its extract, which these tests leave alone."""
    monkeypatch.setattr("audit.planning.views.audit_sample._account", lambda *given: None)
    monkeypatch.setattr("audit.planning.views.audit_sample._plans", lambda sample: {})


@pytest.mark.usefixtures("account_that_draws_nothing")
def test_every_page_that_names_a_case_names_it_by_its_crn_and_never_beside_a_date_of_birth(audit, cases, lead, asha):
    for page, number in pages_of(audit).items():
        text = "".join(shown_to(user, page) for user in (lead, asha))
        assert f"X00000{number}, case {number}" in text, page
        assert not [date for date in BORN if date in text], page


def test_the_crn_is_the_first_fact_with_a_button_that_copies_it(audit, cases, asha):
    html = shown_to(asha, f"/reviews/{cases[1].reviews.get().pk}/2.1/")
    facts = html.partition('<dl class="facts">')[2]
    assert facts.index("<dt>CRN</dt><dd>X000002") < facts.index("<dt>Start</dt>")
    assert facts.count('data-copy="X000002" hidden') == 1
    assert "33 at start" in facts


@pytest.mark.usefixtures("account_that_draws_nothing")
def test_who_may_not_see_a_case_never_sees_its_crn(audit, cases):
    """Neither do reviewers of other cases, nor an SPO of another team."""
    cases[1].replaced_at, cases[1].replaced_reason, cases[1].replaced_note = audit.created_at, "other", "Gone."
    cases[1].save()
    stranger, team = a_reviewer(audit.unit, "stranger"), audit.unit.teams.create(name="Lowestoft")
    here = f"/audits/{audit.pk}/"
    everything = [*pages_of(audit), "/", here, f"{here}trail/", f"{here}agreement/", f"{here}summary.json"]
    for role in (Role.VIEWER, Role.REVIEWER, Role.ADMINISTRATOR, Role.PRACTITIONER, Role.SPO):
        of_team = role in (Role.SPO, Role.PRACTITIONER)
        place = {"team": team, "unit": None} if of_team else {"team": None, "unit": audit.unit}
        stranger.memberships.update(role=role, **place)
        client = client_of(stranger)
        assert [page for page in everything if "X00000" in client.get(page).content.decode()] == [], role


def test_a_restricted_case_shows_its_crn_to_nobody_and_so_does_the_message_that_it_is_closed(audit, lead):
    sampled = add_case(audit, {}, submitted=False)
    sent = {"reason": Replacement.RESTRICTED, "note": "Marked since."}
    response = client_of(lead).post(f"/audits/{audit.pk}/cases/{sampled.number}/replace/", sent, follow=True)
    assert "Case 1 is replaced" in text_of(response)
    assert "X000001" not in text_of(response)
    assert SampledCase.objects.get().with_crn == "Case 1"


def test_a_case_whose_facts_are_removed_is_named_by_its_number(audit):
    sampled = add_case(audit, {})
    assert sampled.with_crn == "X000001, case 1"
    remove_facts(case=sampled.case)
    assert sampled.with_crn == "Case 1"


@pytest.mark.usefixtures("account_that_draws_nothing")
def test_no_event_holds_a_crn_since_events_stay_when_cases_go(audit, cases, lead):
    client = client_of(lead)
    for page in pages_of(audit):
        client.get(page)
    client.post(f"/audits/{audit.pk}/reviews/", {"cases": ["2"], "reviewer": lead.pk, "do": "mark"})
    held = [event.details for event in Event.objects.all()]
    assert len(held) > 5
    assert "X00000" not in json.dumps(held)


@pytest.mark.parametrize(
    ("born", "start", "age"),
    [("1990-05-17", "2024-05-16", 33), ("1990-05-17", "2024-05-17", 34), ("2004-02-29", "2024-02-28", 19)],
)
def test_the_age_at_start_is_given_in_whole_years(born, start, age):
    case = Case(date_of_birth=datetime.date.fromisoformat(born), start_date=datetime.date.fromisoformat(start))
    assert case.age_at_start == age
    assert Case(date_of_birth=case.date_of_birth).age_at_start is None


def test_a_second_reader_sees_the_crn_and_nothing_of_the_first_review(audit, asha):
    sampled = read_twice(audit, asha, ben := a_reviewer(audit.unit, "ben"), submitted=(True, False))
    html = shown_to(ben, f"/reviews/{sampled.reviews.get(part=SECOND).pk}/2.1/")
    assert "X000001" in html
    assert "The first reader" not in html


LISTS = ("/reviews/", "/audits/{}/sample/", "/audits/{}/questions/2.1.1/")


@pytest.fixture
def quinn_reviews_too(audit, cases, lead):
    """Quinn moderates, and reviews both cases herself."""
    lead.memberships.create(role=Role.REVIEWER, unit=audit.unit)
    for sampled in cases:
        sampled.reviews.filter(part="first").update(reviewer=lead, submitted_at=audit.created_at)
    return client_of(lead)


def texts_found(client, audit, typed):
    """Search each list for this CRN and return [(list, what it shows)]."""
    return [(page, text_of(client.get(page.format(audit.pk), {"q": typed}))) for page in LISTS]


@pytest.mark.usefixtures("account_that_draws_nothing")
def test_lists_are_searched_by_part_of_a_crn_however_it_is_typed(audit, quinn_reviews_too):
    for typed in ("X000002", "x0 00 002", "02", "X000002\u200b"):
        for page, text in texts_found(quinn_reviews_too, audit, typed):
            assert "X000002, case 2" in text, (page, typed)
            assert "X000001, case 1" not in text, (page, typed)


@pytest.mark.usefixtures("account_that_draws_nothing")
def test_a_search_that_finds_nothing_says_so_and_leads_back_to_all(audit, quinn_reviews_too):
    for page, text in texts_found(quinn_reviews_too, audit, "X9"):
        assert re.search("No (case|review) matches", text), page
        assert "X00000" not in text, page


@pytest.mark.usefixtures("account_that_draws_nothing")
@pytest.mark.parametrize(("typed", "told"), [("X\x00", "invisible character"), ("9" * 31, "Shorten this")])
def test_what_cannot_be_a_crn_is_refused_at_the_field(audit, quinn_reviews_too, typed, told):
    assert [page for page, text in texts_found(quinn_reviews_too, audit, typed) if told not in text] == []


def test_a_search_finds_no_case_that_one_may_not_see(audit, cases):
    viewer = a_reviewer(audit.unit, "viewer", Role.VIEWER)
    pages = [page.format(audit.pk) for page in LISTS]
    sought = {"q": "X000001"}
    assert [page for page in pages if "case 1" in text_of(client_of(viewer).get(page, sought)).lower()] == []
