"""`manage.py import_answers --add-cases` adds cases that the audit does not have yet."""

import datetime

import pytest

from audit.models import Review, SampledCase
from cases.models import Case
from tests.audit.answers_files import complete_rows
from tests.audit.management.running import output_of, refusal_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def add(audit, file_of):
    """add(case, …) imports a table of these cases, with every answer yes."""

    def add(*cases):
        path = file_of(complete_rows(**dict.fromkeys(cases, "yes")))
        return output_of("import_answers", audit.pk, path, add_cases=True)

    return add


@pytest.fixture
def refused(audit, file_of):
    """refused(case, …) returns the text that refuses such a table, once nothing is stored."""

    def refused(*cases):
        before = (Case.objects.count(), SampledCase.objects.count(), Review.objects.count())
        path = file_of(complete_rows(**dict.fromkeys(cases, "yes")))
        text = refusal_of("import_answers", audit.pk, path, add_cases=True)
        assert (Case.objects.count(), SampledCase.objects.count(), Review.objects.count()) == before
        return text

    return refused


def numbered():
    """{number in the audit: reference} of the cases that have a review."""
    reviews = Review.objects.values_list("sampled_case__number", "sampled_case__case__reference")
    return dict(reviews.order_by("sampled_case__number"))


@pytest.mark.slow
def test_new_cases_are_numbered_in_the_order_of_the_file_after_those_there_are_with_history(add):
    add("X9")
    add("X5", "X1")
    assert numbered() == {1: "X9", 2: "X5", 3: "X1"}
    assert (Case.history.count(), SampledCase.history.count()) == (3, 3)


@pytest.mark.parametrize("written", ["X123456", "x123456"])
def test_a_case_that_the_unit_knows_already_is_not_made_twice(audit, add, written):
    known = Case.objects.create(unit=audit.unit, reference="X123456", sex="female")
    add(written)
    assert SampledCase.objects.get().case == known
    assert Case.objects.count() == 1


def test_a_person_with_two_cases_is_refused_since_nobody_can_tell_which_is_meant(audit, refused):
    for month in (1, 6):
        Case.objects.create(unit=audit.unit, reference="X1", start_date=datetime.date(2023, month, 1))
    text = refused("X1")
    assert "row 2" in text
    assert "“X1”" in text


@pytest.mark.parametrize("cases", [("2", "1"), ("3", "2", "1"), ("Case 2", "Case 1"), ("1", "2", "3"), ("10", "2")])
def test_cases_that_are_only_numbered_are_added_in_whatever_order_they_stand(add, cases):
    add(*cases)
    assert list(numbered().values()) == list(cases)


def test_a_reference_longer_than_the_database_holds_is_refused_with_its_row(refused):
    text = refused("X1", "X" * 31)
    assert "row 3" in text
    assert "30" in text


def test_known_and_new_cases_may_stand_in_one_table(audit, add):
    case = Case.objects.create(unit=audit.unit, reference="A1")
    SampledCase.objects.create(audit=audit, case=case, number=1)
    add("X7", "A1", "X8")
    assert numbered() == {1: "A1", 2: "X7", 3: "X8"}


@pytest.mark.slow
def test_cases_are_not_added_where_the_table_is_refused(audit, add, refused):
    add("X1")
    assert "Case 1 already has a review" in refused("X2", "X1")
