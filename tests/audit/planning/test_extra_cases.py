"""Extra cases of a group are planned, stored beside the sample and shared out like others."""

from dataclasses import replace

import pytest
from pytest_django.asserts import assertContains

from audit.models import Review, Sample
from audit.planning.account import build_account
from audit.planning.actions.reviewers import set_reviewers, share_out_reviews
from audit.planning.actions.sample import SampleRefused
from audit.planning.sample_plan import draw_settings, plan_in_words
from audit.trail.sentences import sentence_of
from cases.extract.actions.removal import mark_restricted
from cases.extract.drawn import StratumLine
from cases.extract.settings import ExtraCases
from cases.models import Case, Event
from tests.audit.a_review import a_reviewer
from tests.audit.a_sample import a_drawn_sample, picked
from tests.audit.an_audit import fetched
from tests.audit.planning.test_plan_pages import PLAN, save, stored_plan
from tests.audit.planning.test_sample import store, stored_cases

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def plan_page(audit):
    return f"/audits/{audit.pk}/sample/plan/"


def with_extra(**changes):
    """The usual sample, and two extra women beside it."""
    extra = [replace(picked(n, stratum="Extra (sex: female)", sex="female"), extra_for="sex=female") for n in (8, 9)]
    return a_drawn_sample(extras=tuple(extra), extra_lines=(StratumLine("Sex: female", 10, 2, 2, 0, ()),), **changes)


def test_extra_cases_are_stored_beside_the_sample_marked_and_counted_nowhere(audit):
    sample = store(audit, with_extra())
    stratum = "Extra (sex: female)"
    assert stored_cases(audit)[3:] == [(4, "X000008", stratum, 8), (5, "X000009", stratum, 9)]
    assert [each.extra_for for each in audit.sampled_cases.all()] == ["", "", "", "sex=female", "sex=female"]
    assert (fetched(audit).sampled, audit.sampled_cases.counted().count()) == (3, 3)
    assert [(line.stratum, line.drawn) for line in build_account(sample.drawn).extra] == [("Sex: female", 2)]
    assert sentence_of(Event.objects.get()) == (
        "Drew with seed 7: 3 cases and 1 in reserve, with 2 extra cases, of 40 eligible"
    )


def test_an_extra_case_is_given_to_a_reviewer_like_any_other(audit):
    store(audit, with_extra())
    asha = a_reviewer(audit.unit, "asha")
    set_reviewers(audit=audit, capacities={asha: None})
    share_out_reviews(audit=audit)
    assert Review.objects.filter(reviewer=asha, sampled_case__extra_for="sex=female").count() == 2


def test_an_extra_case_that_was_restricted_since_is_refused_like_any_other(audit):
    drawn = with_extra()
    Case.objects.create(unit=audit.unit, reference="X000009")
    mark_restricted(case=Case.objects.get(), by=None)
    with pytest.raises(SampleRefused, match="restricted"):
        store(audit, drawn)


@pytest.mark.slow
def test_extra_cases_of_a_group_are_part_of_the_plan(audit, lead, plan_page):
    save(lead, plan_page, extra_group_0="minority_ethnic=yes", extra_number_0="10", extra_group_2="sex=female")
    assert not Sample.objects.exists()  # how many women?
    save(lead, plan_page, extra_group_0="minority_ethnic=yes", extra_number_0="10")
    filters = {"ethnic_group": ("asian", "black", "mixed", "other")}
    extra = ExtraCases("minority_ethnic=yes", "minority ethnic", filters, 10)
    assert draw_settings(stored_plan(), audit=audit).extras == (extra,)
    assert ("Extra cases", "minority ethnic, 10") in plan_in_words(stored_plan())
    assert lead.get(plan_page).context["form"]["extra_number_0"].value() == 10


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"extra_group_0": "sex=female"}, "Enter how many extra cases of the group"),
        ({"extra_number_0": "5"}, "Choose the group of the extra cases"),
        ({"extra_group_0": "team=North", "extra_number_0": "5"}, "Choose one of the options"),
        ({"extra_group_0": "sex=female", "extra_number_0": "0"}, "Extra cases 1 must be a whole number from 1 to 200"),
    ],
)
def test_a_half_filled_line_of_extra_cases_says_what_is_missing(lead, plan_page, sent, message):
    assertContains(lead.post(plan_page, PLAN | sent), message)
    assert not Sample.objects.exists()
