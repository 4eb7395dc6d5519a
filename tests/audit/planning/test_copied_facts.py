"""The facts of cases are copied into the audit with its sample, so that later changes do not alter its result."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from audit.models import SampledCase
from audit.planning.actions.plan import create_audit
from audit.planning.actions.replacement import replace_case
from audit.results.report import report_on_audit
from audit.results.rollup import roll_up
from audit.reviewing.actions.import_answers import import_answers
from audit.reviewing.answers_file.table import check_answers
from cases.extract.actions.store import store_picks
from cases.models import Case, Practitioner
from cases.spreadsheets.read import Sheet
from tests.audit.a_sample import picked, store_drawn
from tests.audit.an_audit import YES, a_unit, add_case, fetched

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
REPORT = "court-report-domestic-abuse"
BORN, START = datetime.date(1990, 7, 7), datetime.date(2026, 7, 6)
migration = import_module("audit.migrations.0008_sampled_cases_keep_the_facts_of_their_day")
add_dates = import_module("audit.migrations.0034_sampled_cases_keep_dates").add_dates
keeps_practitioners = import_module("audit.migrations.0023_who_held_a_sampled_case").keep_practitioners


def a_full_case(**facts):
    unit = a_unit()
    ada = Practitioner.objects.create(name="Ada Example", grade="PO", team=unit.teams.create(name="Ipswich"))
    known = {"sex": "male", "flags": ["ADVP"], "disability": "Deaf", "date_of_birth": BORN, "start_date": START}
    return Case.objects.create(unit=unit, reference="X000001", team=ada.team, practitioner=ada, **known | facts)


def without_facts():
    return [str(sampled) for sampled in SampledCase.objects.all() if not {*Case.COPIED} <= sampled.facts.keys()]


def test_every_sampled_case_holds_its_facts_however_it_came_into_the_audit(audit):
    store_drawn(audit)
    replace_case(sampled=audit.sampled_cases.get(number=1), reason="transferred", note="Moved.")
    sheet = Sheet("a.csv", "", (), [["case", "2.1.1"], ["X000099", "yes"]])
    import_answers(audit=audit, table=check_answers(audit.framework, sheet), add_cases=True)
    assert (SampledCase.objects.count(), without_facts()) == (5, [])


def test_every_case_of_the_demonstration_holds_its_facts(suffolk_audit):
    assert (suffolk_audit.sampled, without_facts()) == (56, [])


def test_the_copy_holds_what_groups_and_conditions_ask_for_and_not_who_the_person_is(audit):
    copied = SampledCase.objects.create(audit=audit, case=a_full_case(), number=1)
    copied.refresh_from_db()
    known = {"sex": "male", "flags": ["ADVP"], "disability": "Deaf"}
    assert {fact: copied.facts[fact] for fact in known} == known
    assert [copied.facts[fact] for fact in ("age_at_start", "team", "grade")] == [35, "Ipswich", "PO"]
    assert [secret for secret in ("X000001", "1990", "Ada") if secret in str(copied.facts)] == []


def test_a_fact_that_changes_in_the_case_moves_neither_questions_nor_groups_of_the_audit(audit):
    sampled = add_case(audit, {REPORT: YES}, court_report=True, sex="female")
    before = [roll_up(audit, by=("sex",)), report_on_audit(fetched(audit))]
    Case.objects.filter(pk=sampled.case_id).update(court_report=False, sex="male")
    assert [roll_up(audit, by=("sex",)), report_on_audit(fetched(audit))] == before
    assert sampled.case_then.get_sex_display() == "Female"


def test_a_case_in_two_audits_has_in_each_the_facts_of_its_day(audit):
    case = a_full_case(rosh_level="low")
    SampledCase.objects.create(audit=audit, case=case, number=1)
    Case.objects.update(rosh_level="high")
    later = create_audit(unit=audit.unit, title="Later", framework_code="pdu-2023")
    SampledCase.objects.bulk_create([SampledCase(audit=later, case=Case.objects.get(), number=1)])
    assert [each.sampled_cases.get().facts["rosh_level"] for each in (audit, later)] == ["low", "high"]


def test_many_cases_are_copied_without_a_query_for_each(audit, django_assert_num_queries):
    cases = [a_full_case()]
    cases += [Case.objects.create(unit=audit.unit, reference=f"X{n}", team=cases[0].team) for n in range(20, 40)]
    found = list(Case.objects.filter(pk__in=[case.pk for case in cases]))
    with django_assert_num_queries(3):
        SampledCase.objects.bulk_create(SampledCase(audit=audit, case=case, number=n) for n, case in enumerate(found))


def test_the_upgrade_copies_the_facts_of_its_day_and_marks_them_so(audit):
    SampledCase.objects.create(audit=audit, case=a_full_case(), number=1)
    drawn = SampledCase.objects.get().facts
    SampledCase.objects.update(facts={})
    migration.copy_facts(apps, None)
    upgraded = SampledCase.objects.get()
    assert upgraded.facts.items() < drawn.items()
    assert upgraded.facts_from_upgrade
    add_dates(apps, None)
    assert SampledCase.objects.get().facts == drawn


def test_the_upgrade_brings_no_fact_back_of_a_restricted_case_that_counts_nowhere(audit):
    store_drawn(audit)
    replace_case(sampled=audit.sampled_cases.get(number=1), reason="restricted", note="Since yesterday.")
    Case.objects.update(disability="Told again")
    migration.copy_facts(apps, None)
    assert audit.sampled_cases.get(number=1).facts == {}


def test_a_case_that_moves_to_another_practitioner_moves_no_group_of_the_audit(audit):
    case = a_full_case()
    sampled = SampledCase.objects.create(audit=audit, case=case, number=1)
    sampled.reviews.create(submitted_at=timezone.now()).answers.create(question="2.1.1", value=YES)
    before = roll_up(audit, by=("grade",)).holders
    store_picks(unit=audit.unit, picks=[picked(1, practitioner="Bo Example")])
    assert Case.objects.get().practitioner != case.practitioner
    assert before == {("grade", "PO"): {"2.1.1": {case.practitioner_id: 1}}}
    assert roll_up(audit, by=("grade",)).holders == before


def test_the_upgrade_keeps_who_holds_each_case_but_not_of_a_restricted_one_that_counts_nowhere(audit):
    store_drawn(audit)
    replace_case(sampled=audit.sampled_cases.get(number=1), reason="restricted", note="Since yesterday.")
    officer = Practitioner.objects.get(name="Ada Example")
    Case.objects.update(practitioner=officer)
    SampledCase.objects.update(held_by=None)
    keeps_practitioners(apps, None)
    held = dict(audit.sampled_cases.values_list("number", "held_by"))
    assert held == {number: None if number == 1 else officer.pk for number in held}
