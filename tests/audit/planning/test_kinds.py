"""Each kind of case has its own plan, draw, numbers and reserves in one audit."""

import pytest

from audit.models import ReserveCase, Sample, SampledCase
from audit.planning.actions.plan import change_plan
from audit.planning.actions.replacement import replace_case
from audit.planning.actions.sample import SampleRefused, store_sample
from audit.planning.reads import count_lost_by_new_draw, reserves_for, sample_version, why_not_drawn
from audit.planning.sample_plan import draw_settings, plan_from_settings
from cases.extract.settings import DrawSettings
from tests.audit.a_sample import TODAY, a_drawn_sample, picked
from tests.audit.two_kinds import SUPERVISION, VICTIMS, add_supervision

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def audit(of_two_kinds):
    return of_two_kinds


def store(audit, kind, drawn):
    """Store what was drawn as the sample of this kind."""
    settings = DrawSettings(TODAY, 7, size=3)
    before = sample_version(Sample.objects.filter(audit=audit, kind=kind).first())
    return store_sample(audit=audit, settings=settings, drawn=drawn, kind=kind, based_on=before)


@pytest.fixture
def drawn_twice(of_two_kinds):
    """Three supervision cases with a reserve, and two victim cases with two."""
    store(of_two_kinds, SUPERVISION, a_drawn_sample())
    victims = [picked(11), picked(12), picked(13, reserve=True, position=1), picked(14, reserve=True, position=2)]
    store(of_two_kinds, VICTIMS, a_drawn_sample(victims))
    return of_two_kinds


def names_of(audit):
    return [str(sampled) for sampled in audit.sampled_cases.all()]


def test_the_cases_of_a_kind_have_numbers_of_their_own_and_know_their_kind(drawn_twice):
    assert names_of(drawn_twice) == ["Case 1", "Case 2", "Case 3", "Case V1", "Case V2"]
    assert [*drawn_twice.sampled_cases.values_list("number", "facts__kind")][2:4] == [
        (3, SUPERVISION),
        (100_001, VICTIMS),
    ]


def test_a_new_draw_of_one_kind_leaves_the_other_as_it_is(drawn_twice):
    assert count_lost_by_new_draw(drawn_twice, VICTIMS) == {"cases": 2, "reserves": 2, "allocated": 0, "second": 0}
    store(drawn_twice, VICTIMS, a_drawn_sample([picked(21)]))
    assert names_of(drawn_twice) == ["Case 1", "Case 2", "Case 3", "Case V1"]
    assert [*ReserveCase.objects.values_list("kind", flat=True)] == [SUPERVISION]


def test_a_review_that_has_begun_stops_new_draws_of_its_kind_only(of_two_kinds):
    add_supervision(of_two_kinds, 1)
    assert "A review of one of its cases has started" in why_not_drawn(of_two_kinds, SUPERVISION)
    assert why_not_drawn(of_two_kinds, VICTIMS) == ""


def test_a_case_of_one_kind_is_never_drawn_as_another(drawn_twice):
    plan = plan_from_settings(DrawSettings(TODAY, 7, size=3))
    settings = draw_settings(plan, audit=drawn_twice, kind=VICTIMS)
    assert settings.taken == {"X000001", "X000002", "X000003", "X000004"}
    with pytest.raises(SampleRefused, match="has since been drawn for another kind"):
        store(drawn_twice, VICTIMS, a_drawn_sample([picked(3)]))


def test_a_case_is_replaced_by_a_reserve_of_its_kind(drawn_twice):
    victim = SampledCase.objects.get(number=100_001)
    assert [reserve.case.reference for reserve in reserves_for(victim)] == ["X000013", "X000014"]
    instead = replace_case(sampled=victim, reason="transferred", note="Moved.")
    assert (str(instead), instead.kind, instead.facts["kind"]) == ("Case V3", VICTIMS, VICTIMS)


def test_each_kind_has_a_plan_of_its_own_on_its_page(of_two_kinds, lead):
    page = f"/audits/{of_two_kinds.pk}/sample/plan/?kind=victims"
    assert "Victim cases" in lead.get(page).content.decode()
    for kind, size in ((SUPERVISION, 56), (VICTIMS, 20)):
        change_plan(audit=of_two_kinds, plan=plan_from_settings(DrawSettings(TODAY, 7, size=size)), kind=kind)
    found = [lead.get(page.replace(VICTIMS, kind)).context["form"]["size"].value() for kind in (SUPERVISION, VICTIMS)]
    assert found == [56, 20]
    assert lead.get(page.replace(VICTIMS, "unknown")).status_code == 404


def test_the_page_of_the_sample_says_what_each_kind_has(drawn_twice, lead):
    page = f"/audits/{drawn_twice.pk}/sample/"
    shown = lead.get(page).content.decode()
    assert "3 cases in the sample" in shown
    assert "2 cases in the sample" in shown
    assert f"{page}draw/?kind=victims" in lead.get(f"{page}?kind=victims").content.decode()


def test_replacing_a_case_leads_back_to_the_sample_of_its_kind(drawn_twice, lead):
    facts = {"reason": "transferred", "note": "Moved away."}
    answer = lead.post(f"/audits/{drawn_twice.pk}/cases/100001/replace/", facts)
    assert answer.headers["Location"] == f"/audits/{drawn_twice.pk}/sample/?kind={VICTIMS}"
