"""The pages of rounds: the list, the plan with its cases, a round, its closing day, and a case that is left out."""

import datetime
import html
import re

import pytest
from django.utils import timezone

from audit.models import Finding, Round, SampledCase
from cases.extract.actions.removal import mark_restricted
from cases.models import Practitioner
from tests.audit.oversight.a_team import INSTRUMENT, a_case, a_look, a_practitioner, a_round, a_team
from tests.people import client_of

TODAY = timezone.localdate()
LATER = TODAY + datetime.timedelta(days=30)
ROUND = {"title": "November round", "instrument": INSTRUMENT, "keep_months": 6, "new_weeks": 8, "quiet_weeks": 26}
TIMES = {f"times_{matter}": 2 for matter in ("rosh", "new", "flagged", "quiet", "theme")}


def sent(team, **facts):
    closes = {f"closes_on_{part}": getattr(LATER, part) for part in ("day", "month", "year")}
    return ROUND | TIMES | closes | {"team": team.pk, "seed": 7, "source": "typed"} | facts


def text_of(response):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


@pytest.fixture
def as_spo(spo):
    return client_of(spo)


def test_a_round_is_saved_only_once_its_cases_were_shown(as_spo, team, cases):
    shown = as_spo.post("/rounds/plan/", sent(team, crns="X120001\nX880001"))
    assert "X120001" in text_of(shown)
    assert "Row 2: X880001 is not known as a case of this team." in text_of(shown)
    assert not Round.objects.exists()
    proposal = shown.context["form"].initial["proposal"]
    changed = as_spo.post("/rounds/plan/", {"proposal": proposal, "again": ""})
    assert changed.context["form"].initial["crns"] == "X120001\nX880001"
    stored = as_spo.post("/rounds/plan/", {"proposal": proposal, "confirm": ""}, follow=True)
    assert "0 of 1 case looked at" in text_of(stored)
    assert [str(case) for case in Round.objects.get().audit.sampled_cases.all()] == ["Case 1"]


def test_what_another_person_was_shown_is_not_saved(as_spo, team, cases, quality_lead):
    shown = as_spo.post("/rounds/plan/", sent(team, crns="X120001"))
    proposal = shown.context["form"].initial["proposal"]
    answer = client_of(quality_lead).post("/rounds/plan/", {"proposal": proposal, "confirm": ""}, follow=True)
    assert "These cases were shown too long ago, or not to you" in text_of(answer)
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({}, "Type at least one CRN"),
        ({"source": "known"}, "Enter how many cases of each practitioner to draw"),
        ({"source": "earlier", "each": 2}, "Choose an audit or a round"),
        ({"source": "listed", "each": 2}, "This team has no list that you can draw from"),
        ({"crns": "X1", "closes_on_year": 2020}, "Closes on must be today or a later date"),
        (
            {"crns": "X1", "closes_on_day": "", "closes_on_month": "", "closes_on_year": ""},
            "Enter the last day for looks",
        ),
        ({"crns": "X1\n" * 201}, "Type at most 200 rows"),
    ],
)
def test_a_plan_that_lacks_something_says_what(as_spo, team, facts, error):
    assert error in text_of(as_spo.post("/rounds/plan/", sent(team, **facts)))


def test_a_round_is_planned_for_a_team_that_one_oversees_only(as_spo, cases, stranger):
    assert "Choose a team from the list" in text_of(as_spo.post("/rounds/plan/", sent(a_team("Lowestoft"), crns="X1")))


def test_a_quality_lead_plans_for_any_team_of_the_unit(quality_lead, team, cases):
    a_team("Lowestoft")
    shown = client_of(quality_lead).get("/rounds/plan/").context["form"].fields["team"].choices
    assert [label for _, label in shown] == ["Choose", "Ipswich, Suffolk PDU", "Lowestoft, Suffolk PDU"]


def test_the_list_has_open_rounds_first_and_no_round_of_another_team(as_spo, team, cases, spo, stranger):
    a_round(team, cases[:1], title="Late", days=20, spo=spo)
    a_round(team, cases[:1], title="Soon", days=2, spo=spo)
    a_round(team, cases[:1], title="Past", days=-1, spo=spo)
    finished = a_round(team, cases[:1], title="Finished", spo=spo)
    a_look(finished.audit.sampled_cases.get(), spo, finished=True)
    a_round(team, [], title="Standing", spo=spo, standing_for="2026-Q4 x 1")
    a_round(a_team("Lowestoft"), [], title="Theirs")
    lists = as_spo.get("/rounds/").context["lists"]
    assert {heading: [line.title for line in lines] for heading, lines in lists.items()} == {
        "Open rounds": ["Soon", "Late"],
        "Closed rounds": ["Finished", "Past"],
        "Looks outside any round": ["Standing"],
    }
    assert lists["Closed rounds"][0].state == "All looked at"


def test_a_round_shows_its_cases_in_order_why_each_was_picked_and_its_look(as_spo, oversight_round, look):
    page = as_spo.get(f"/rounds/{oversight_round.pk}/")
    first, second = page.context["lines"][:2]
    assert (first.name, first.practitioner, first.because) == (
        "X120001, case 1",
        "Practitioner A",
        "domestic abuse flag",
    )
    assert (first.state, first.look, second.state) == ("Begun by Spo", look.pk, "Not begun")
    assert page.context["next"] == 1
    assert "0 of 6 cases looked at" in text_of(page)
    assert "%" not in text_of(page)


def test_a_case_without_a_reason_says_that_it_was_drawn_by_lot_or_picked_by_hand(as_spo, oversight_round, officer):
    cases = oversight_round.audit.sampled_cases
    cases.update(picked_because=[])
    cases.filter(number=2).update(hand_picked=True)
    page = as_spo.get(f"/rounds/{oversight_round.pk}/").content.decode()
    rows = [row.partition("</tr>")[0] for row in page.split("<tr")[2:4]]
    assert [("Drawn by lot" in row, "Picked by hand" in row) for row in rows] == [(True, False), (False, True)]
    as_spo.force_login(officer)
    assert ": drawn by lot. The round closes" in text_of(as_spo.get("/my-cases/"))


def test_a_case_that_left_the_team_or_is_restricted_has_no_crn_here(as_spo, oversight_round, cases, practitioners):
    mark_restricted(case=cases[0])
    Practitioner.objects.filter(pk=practitioners[1].pk).update(team=a_team("Lowestoft"))
    page = as_spo.get(f"/rounds/{oversight_round.pk}/")
    assert [line.name for line in page.context["lines"]][:4] == ["Case 1", "X120002, case 2", "Case 3", "Case 4"]
    assert "Practitioner B" not in text_of(page)
    assert page.context["next"] == 2


def found_in(sampled, by, kind, **facts):
    return Finding.objects.create(
        kind=kind,
        case=sampled.case,
        sampled_case=sampled,
        practitioner=sampled.case.practitioner,
        team=sampled.case.team,
        framework_code=INSTRUMENT,
        framework_version="1",
        question="risk-current",
        wording="?",
        text="Invented.",
        made_by=by,
        made_at=timezone.now(),
        released_at=timezone.now(),
        **facts,
    )


def test_gaps_and_strengths_are_counted_once_cases_of_three_practitioners_were_looked_at(
    as_spo, oversight_round, sampled_cases, spo
):
    for number, at in enumerate((0, 2, 4), start=1):
        a_look(sampled_cases[at], spo, finished=True)
        found_in(sampled_cases[at], spo, "gap")
        found = as_spo.get(f"/rounds/{oversight_round.pk}/").context["found"]
        assert found == (None if number < 3 else (3, 0))
    SampledCase.objects.filter(pk=sampled_cases[1].pk).update(**LEFT_OUT)
    found_in(sampled_cases[1], spo, "strength")
    assert as_spo.get(f"/rounds/{oversight_round.pk}/").context["found"] == (3, 0)


LEFT_OUT = {"replaced_at": timezone.now(), "replaced_reason": "other", "replaced_note": "Invented."}


def test_the_next_case_is_looked_at_with_one_button(as_spo, oversight_round, spo):
    number = as_spo.get(f"/rounds/{oversight_round.pk}/").context["next"]
    answer = as_spo.post(f"/rounds/{oversight_round.pk}/cases/{number}/look/")
    begun = oversight_round.audit.sampled_cases.get(number=number).reviews.get().look
    assert (answer.url, begun.review.reviewer) == (f"/looks/{begun.pk}/", spo)


def test_a_round_closes_on_another_day_and_the_second_of_two_is_told(as_spo, oversight_round):
    address = f"/rounds/{oversight_round.pk}/closing/"
    day = {f"closes_on_{part}": getattr(LATER, part) for part in ("day", "month", "year")}
    sent = day | {"based_on": oversight_round.closes_on}
    assert as_spo.post(address, sent | {"change": ""}).url == f"/rounds/{oversight_round.pk}/"
    answer = as_spo.post(address, {"based_on": oversight_round.closes_on, "today": ""}, follow=True)
    assert f"someone else chose {LATER.day} {LATER:%B %Y} after you opened this page" in text_of(answer)
    as_spo.post(address, {"based_on": LATER, "today": ""})
    assert Round.objects.get().closes_on == TODAY


def test_a_case_left_out_keeps_its_look_and_counts_nowhere(as_spo, oversight_round, finished_look):
    answer = as_spo.post(
        f"/rounds/{oversight_round.pk}/cases/2/leave-out/", {"reason": "ended", "note": "It ended early."}, follow=True
    )
    assert "0 of 5 cases looked at" in text_of(answer)
    line = answer.context["lines"][1]
    assert (line.state, line.look) == ("Left out of the round", finished_look.pk)


def test_a_case_that_turns_out_restricted_closes_with_its_finished_look_which_still_counts(
    as_spo, oversight_round, finished_look
):
    restricted = {"reason": "restricted", "note": "Found today."}
    answer = as_spo.post(f"/rounds/{oversight_round.pk}/cases/2/leave-out/", restricted, follow=True)
    assert "1 of 6 cases looked at" in text_of(answer)
    assert answer.context["lines"][1].look is None
    assert as_spo.get(f"/rounds/{oversight_round.pk}/cases/2/leave-out/").status_code == 404


def test_a_round_of_a_team_that_one_no_longer_oversees_is_not_there(as_spo, oversight_round, spo, stranger):
    assert client_of(stranger).get(f"/rounds/{oversight_round.pk}/").status_code == 404
    spo.memberships.update(ended_at=timezone.now())
    assert client_of(spo).get(f"/rounds/{oversight_round.pk}/").status_code == 403


def test_a_round_of_many_cases_takes_no_more_queries(as_spo, team, oversight_round, django_assert_max_num_queries):
    more = a_round(team, [a_case(a_practitioner(team, f"P {n}"), f"X13{n:04}") for n in range(12)])
    with django_assert_max_num_queries(16):
        as_spo.get(f"/rounds/{more.pk}/")
