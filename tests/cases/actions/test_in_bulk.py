"""Thousands of records stored, changed and deleted at once, with their history."""

import datetime

import pytest
from django.forms.models import model_to_dict

from cases.actions.in_bulk import change_in_bulk, create_in_bulk, delete_in_bulk
from cases.models import Case, User

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
START = datetime.date(2026, 7, 6)


@pytest.fixture
def lead():
    return User.objects.create(username="lead")


@pytest.fixture
def cases(places, lead):
    facts = {"start_date": START, "flags": ["ADVP"], "court_report": True, "mappa_level": 2}
    cases = [Case(unit=places["Suffolk"], reference=f"X{number:06}", **facts) for number in range(3)]
    create_in_bulk(Case, cases, by=lead)
    return cases


def notes():
    return [(row.id, row.history_type, row.history_user.username) for row in Case.history.order_by("history_id")]


def test_new_records_get_numbers_and_a_history_of_every_field(cases):
    assert notes() == [(case.pk, "+", "lead") for case in cases]
    for row in Case.history.all():
        assert model_to_dict(row.instance) == model_to_dict(Case.objects.get(pk=row.id))
        assert row.history_date.date() == row.history_date.now(datetime.UTC).date()


def test_of_records_that_are_there_the_fields_named_are_changed_and_the_change_is_noted(cases, lead):
    for case in cases[:2]:
        case.rosh_level, case.sex = "high", "female"
    change_in_bulk(Case, cases[:2], ["rosh_level"], by=lead)
    stored = list(Case.objects.order_by("pk").values_list("rosh_level", "sex", "flags"))
    assert stored == [("high", "", ["ADVP"]), ("high", "", ["ADVP"]), ("", "", ["ADVP"])]
    assert notes()[3:] == [(case.pk, "~", "lead") for case in cases[:2]]
    assert [row.rosh_level for row in Case.history.filter(history_type="~")] == ["high", "high"]


def test_what_is_deleted_stays_in_the_history_as_it_was(cases, lead):
    delete_in_bulk(Case.objects.filter(pk=cases[0].pk), by=lead)
    assert list(Case.objects.order_by("pk")) == cases[1:]
    assert notes()[3:] == [(cases[0].pk, "-", "lead")]
    assert Case.history.get(history_type="-").flags == ["ADVP"]


def test_of_no_records_nothing_is_noted(lead):
    create_in_bulk(Case, [], by=lead)
    change_in_bulk(Case, [], ["sex"], by=lead)
    delete_in_bulk(Case.objects.filter(pk__in=[]), by=lead)
    assert notes() == []
