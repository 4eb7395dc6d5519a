"""Storing what was drawn, all or nothing."""

import datetime
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Review, Sample, SampledCase
from audit.planning.actions.plan import change_plan, plan_audit
from audit.planning.actions.sample import SampleRefused, store_sample
from audit.planning.locking import AuditClosed
from audit.planning.reads import sample_version
from audit.planning.sample_plan import draw_settings, plan_from_settings, recent_references
from audit.planning.sizes import size_lines
from audit.results.sign_off.actions.sign_off import sign_off
from cases.extract.drawn import ColumnRead
from cases.extract.settings import DrawSettings
from cases.models import Case, Event, ExtractMapping, Practitioner, Team, User
from tests.audit.a_sample import a_drawn_sample, picked, replace_by_hand
from tests.audit.an_audit import YES, add_case, an_audit, fetched

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
TODAY = datetime.date(2026, 11, 22)
SETTINGS = DrawSettings(TODAY, 7, size=3, recent=frozenset({"X999999"}), mapping={"Who": "practitioner"})


@pytest.fixture
def lead():
    return User.objects.create(username="lead")


def store(audit, drawn=None, settings=SETTINGS, **more):
    return store_sample(audit=audit, settings=settings, drawn=drawn or a_drawn_sample(), **more)


def stored_cases(audit):
    return [
        (sampled.number, sampled.case.reference, sampled.stratum, sampled.position)
        for sampled in audit.sampled_cases.select_related("case")
    ]


def test_drawn_cases_are_numbered_and_reserves_lie_apart_where_no_count_meets_them(audit, lead):
    store(audit, by=lead)
    assert stored_cases(audit) == [(1, "X000001", "Men", 1), (2, "X000002", "Men", 2), (3, "X000003", "Women", 1)]
    assert [(reserve.case.reference, reserve.position) for reserve in audit.reserves.all()] == [("X000004", 1)]
    assert fetched(audit).sampled == 3
    assert {row.history_user for row in SampledCase.history.all()} == {lead}


def test_cases_are_stored_with_their_facts_and_new_places_with_them(audit):
    store(audit)
    case = Case.objects.get(reference="X000003")
    assert (case.start_date, case.date_of_birth) == (datetime.date(2026, 7, 6), datetime.date(1990, 2, 1))
    assert (case.sex, case.flags, case.court_report, case.resettlement) == ("female", ["ADVP"], True, True)
    person = Practitioner.objects.get()
    assert (case.practitioner, person.name, person.grade, case.team.name) == (person, "Ada Example", "PO", "Ipswich")


def test_teams_and_practitioners_that_are_there_are_found_however_they_are_written(audit):
    team = Team.objects.create(unit=audit.unit, name="Ipswich")
    person = Practitioner.objects.create(name="Ada Example", team=team)
    store(audit, a_drawn_sample([picked(1, team=" IPSWICH ", practitioner="Example, Ada")]))
    assert (Case.objects.get().team, Case.objects.get().practitioner) == (team, person)
    assert (Team.objects.count(), Practitioner.objects.count()) == (1, 1)


def test_a_case_whose_practitioner_is_unclear_is_stored_without_one(audit):
    for name in ("Ipswich", "Lowestoft"):
        team = Team.objects.create(unit=audit.unit, name=name)
        Practitioner.objects.create(name="Ada Example", team=team)
    picks = [picked(1, team="Ipswich"), picked(2, team=""), picked(3, team="", practitioner="New Person")]
    store(audit, a_drawn_sample(picks))
    people = [case.practitioner and case.practitioner.team.name for case in Case.objects.order_by("reference")]
    assert people == ["Ipswich", None, None]


def test_a_case_that_is_there_is_brought_up_to_date_and_not_doubled(audit):
    Case.objects.create(unit=audit.unit, reference="X000001", start_date="2026-07-06", rosh_level="low")
    Case.objects.create(unit=audit.unit, reference="X000001", start_date="2020-01-01", rosh_level="low")
    store(audit, a_drawn_sample([picked(1)]))
    found = Case.objects.filter(reference="X000001").order_by("start_date").values_list("rosh_level", flat=True)
    assert list(found) == ["low", "medium"]


def test_a_case_of_another_audit_has_here_the_facts_of_this_draw_and_keeps_there_those_of_its_own(audit):
    known = {"reference": "X000001", "start_date": datetime.date(2026, 7, 6), "rosh_level": "low"}
    case = Case.objects.create(unit=audit.unit, **known, disability="Deaf")
    other = SampledCase.objects.create(audit=an_audit(title="Another"), case=case, number=1)
    store(audit, a_drawn_sample([picked(1)]))
    other.refresh_from_db()
    here = audit.sampled_cases.get()
    assert (other.facts["rosh_level"], here.facts["rosh_level"], here.case.rosh_level) == ("low", "medium", "medium")
    assert here.facts["disability"] == "Deaf"


def test_an_extract_without_places_takes_no_case_away_from_its_practitioner(audit):
    store(audit)
    case = Case.objects.get(reference="X000001")
    bare = picked(1)
    for place in ("team", "practitioner", "grade"):
        del bare.facts[place]
    store(an_audit(title="Another"), a_drawn_sample([bare]))
    assert Case.objects.get(pk=case.pk).practitioner == case.practitioner is not None


def test_what_stays_of_the_extract_is_numbers_and_headings_and_no_value(audit):
    sample = store(audit, mapping={"Who": "practitioner"})
    assert (sample.drawn["rows"], sample.drawn["excluded"]["outside_cohort"]) == (100, 57)
    assert sample.drawn["columns"] == [["A", "CRN", "reference"], ["B", "Start date", "start_date"]]
    assert (sample.drawn["court_report"], sample.drawn["resettlement"]) == (3, 1)
    assert not [text for text in ("X0000", "X999999", "Y0000", "Purple", "31/02") if text in str(sample.drawn)]
    assert ExtractMapping.objects.get(unit=audit.unit).columns == {"Who": "practitioner"}


@pytest.mark.parametrize("value", ["X123456", "06/07/2026"])
def test_of_a_table_without_headings_its_first_case_is_not_kept_as_if_it_were_some(audit, value):
    columns = (
        ColumnRead("A", value, "reference", False, ()),
        ColumnRead("B", "Joe Bloggs", "person_name", False, ()),
    )
    sample = store(audit, a_drawn_sample(columns=columns), mapping={value: "reference", "Joe Bloggs": "person_name"})
    assert sample.drawn["columns"] == [["A", "", "reference"], ["B", "", "person_name"]]
    assert not ExtractMapping.objects.exists()


def test_columns_that_were_chosen_before_are_remembered_beside_new_ones(audit):
    store(audit, mapping={"Who": "practitioner"})
    store(audit, mapping={"Where": "team"}, based_on=sample_version(Sample.objects.get()))
    assert ExtractMapping.objects.get().columns == {"Who": "practitioner", "Where": "team"}


def test_a_second_draw_takes_the_place_of_the_first_until_a_review_has_begun(audit):
    store(audit)
    audit.sampled_cases.first().reviews.create()
    again = a_drawn_sample([picked(9), picked(8, reserve=True)])
    store(audit, again, based_on=sample_version(Sample.objects.get()))
    assert stored_cases(audit) == [(1, "X000009", "Men", 9)]
    assert audit.reserves.count() == 1


@pytest.mark.parametrize("begun", ["answered", "submitted", "replaced"])
def test_once_a_review_has_begun_or_a_case_was_replaced_no_other_sample_is_drawn(audit, begun):
    store(audit)
    review = Review.objects.create(sampled_case=audit.sampled_cases.first())
    if begun == "answered":
        review.answers.create(question="2.1.1", value=YES)
    elif begun == "submitted":
        Review.objects.update(submitted_at=datetime.datetime.now(datetime.UTC))
    else:
        replace_by_hand(audit.sampled_cases.last())
    with pytest.raises(SampleRefused, match="To draw again, plan another audit"):
        store(audit, based_on=sample_version(Sample.objects.get()))
    assert audit.sampled_cases.count() == 3


def test_a_user_cannot_replace_a_sample_that_they_were_not_shown(audit):
    store(audit)
    with pytest.raises(SampleRefused, match="another sample was drawn after"):
        store(audit)


def test_a_draw_whose_plan_was_changed_meanwhile_is_not_stored(audit):
    change_plan(audit=audit, plan=plan_from_settings(SETTINGS))
    shown = sample_version(Sample.objects.get())
    change_plan(audit=audit, plan=plan_from_settings(DrawSettings(TODAY, 8, size=10)))
    with pytest.raises(SampleRefused, match="the plan was changed after you opened this page"):
        store(audit, based_on=shown)
    store(audit, based_on=sample_version(Sample.objects.get()))
    shown = sample_version(Sample.objects.get())
    change_plan(audit=audit, plan=plan_from_settings(SETTINGS))
    with pytest.raises(SampleRefused, match="the plan was changed after"):
        store(audit, based_on=shown)


@pytest.mark.slow
def test_a_draw_asks_the_database_as_often_for_a_hundred_cases_as_for_ten_but_for_its_batches(audit):
    """Replace a sample whose cases are given out. Saved record by record, this would hold the lock for long."""
    asked = []
    for number in (10, 100):
        for _ in range(2):
            picks = [picked(each, practitioner=f"Ada {'abcdefghij'[each % 10]}") for each in range(number)]
            based_on = sample_version(Sample.objects.filter(audit=audit).first())
            with CaptureQueriesContext(connection) as queries:
                store(audit, a_drawn_sample(picks), based_on=based_on)
            Review.objects.bulk_create(Review(sampled_case=each) for each in audit.sampled_cases.all())
        asked.append(Counter(query["sql"].split()[0] for query in queries))
    few, many = asked
    batches = many.pop("INSERT") - few.pop("INSERT")
    assert few == many
    assert batches < 10


def test_what_a_second_draw_takes_away_stays_in_the_history_with_who_drew(audit, lead):
    store(audit)
    audit.sampled_cases.get(number=2).reviews.create(reviewer=lead)
    store(audit, a_drawn_sample([picked(2)]), based_on=sample_version(Sample.objects.get()), by=lead)
    review, sampled = (model.history.get(history_type="-") for model in (Review, SampledCase))
    assert (review.history_user, sampled.history_user) == (lead, lead)
    assert (review.reviewer, sampled.number, review.sampled_case_id) == (lead, 2, sampled.id)


def test_a_failure_half_way_stores_nothing(audit, monkeypatch):
    def fail(**what):
        raise OSError("the disk is full")

    monkeypatch.setattr("audit.planning.actions.sample.remember_columns", fail)
    with pytest.raises(OSError, match="disk"):
        store(audit)
    assert [model.objects.count() for model in (Case, Team, Practitioner, SampledCase, Sample, Event)] == [0] * 6


def test_picking_by_hand_is_for_thematic_audits_and_every_result_says_so(audit):
    by_hand = DrawSettings(TODAY, 7, hand_picked=("X000001",))
    with pytest.raises(SampleRefused, match="thematic audit"):
        store(audit, settings=by_hand)
    round_ = plan_audit(unit=audit.unit, title="Round", framework_code="pdu-2023", purpose="thematic")
    store(round_, a_drawn_sample([picked(1)]), settings=by_hand)
    assert round_.sampled_cases.get().hand_picked
    assert fetched(round_).caution == "Not a random sample: percentages describe these cases only."


def test_nothing_is_stored_where_nothing_was_drawn_or_the_audit_is_closed(audit):
    with pytest.raises(SampleRefused, match="no cases were drawn"):
        store(audit, a_drawn_sample([picked(1, reserve=True)]))
    closed = an_audit(title="Closed")
    add_case(closed, {"2.1.1": YES})
    sign_off(audit=closed)
    with pytest.raises(AuditClosed):
        store(closed)


def test_the_draw_is_in_the_trail_with_its_seed_and_counts_and_names_nobody(audit, lead):
    store(audit, by=lead)
    event = Event.objects.get(kind=Event.Kind.DRAWN)
    assert (event.user, event.audit, event.details) == (
        lead,
        audit.pk,
        {"how": "Drew with seed 7", "number": 3, "reserves": 1, "eligible": 40},
    )


def test_a_second_draw_tells_in_the_trail_what_it_took_the_place_of(audit):
    store(audit)
    audit.sampled_cases.first().reviews.create(reviewer=User.objects.create(username="reviewer"))
    store(audit, based_on=sample_version(Sample.objects.get()))
    event = Event.objects.filter(kind=Event.Kind.DRAWN).latest("pk")
    assert event.details["in_place_of"] == {"cases": 3, "reserves": 1, "allocated": 1, "second": 0}


# --- the plan ---


def test_a_plan_is_stored_once_stands_in_the_trail_and_gives_the_settings_of_a_draw(audit, lead):
    cohort = ((datetime.date(2026, 7, 3), datetime.date(2026, 7, 9)),)
    settings = DrawSettings(TODAY, 5, size=56, cohort=cohort, filters={"sex": ("female",)}, strata=("rosh",), cap=None)
    plan = plan_from_settings(settings, months=12)
    for _ in range(2):
        change_plan(audit=audit, plan=plan, by=lead)
    assert Event.objects.filter(kind=Event.Kind.PLANNED, user=lead).count() == 1
    assert draw_settings(Sample.objects.get().plan, audit=audit, today=TODAY) == settings


def test_cases_that_another_audit_of_the_unit_reviewed_in_the_last_months_are_listed(audit):
    other = an_audit(title="Last round")
    add_case(other, {"2.1.1": YES})
    add_case(other, {"2.1.1": YES}, submitted=False)
    later = datetime.date.today() + datetime.timedelta(days=80)
    assert recent_references(audit, 3, later) == ["X000001"]
    assert recent_references(audit, 2, later) == recent_references(audit, None, later) == []
    assert recent_references(other, 3, later) == []


def test_what_sizes_give_is_shown_for_every_confidence():
    lines = {line.name: line.values for line in size_lines(2_000, 56)}
    assert lines["Cases needed for ±5 points"] == ("152", "239", "323")
    assert lines["56 cases: margin in points"] == ("±8.4", "±10.8", "±12.9")
