"""A day in three boxes: what is read, and which box is told to be wrong."""

import datetime

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_errors
from crispy_forms.utils import render_crispy_form
from django import forms

from cases.forms.alternatives import AlternativesForm
from cases.forms.days import DayField


class AnyForm(forms.Form):
    day = DayField(label="Left on")


def typed(*parts):
    return AnyForm({f"day_{part}": text for part, text in zip(("day", "month", "year"), parts, strict=False)})


READ = [
    ("1", "5", "2027"),
    (" 01 ", "05", "27"),
    ("1st", "May", "2027"),
    ("1", "may", "2027"),
    ("1/5/2027",),
    ("1 May 2027",),
    ("2027-05-01",),
]


@pytest.mark.parametrize("parts", READ)
def test_a_day_is_read_however_it_is_typed(parts):
    form = typed(*parts)
    assert form.errors == {}
    assert form.cleaned_data["day"] == datetime.date(2027, 5, 1)


WRONG = [
    (("", "", ""), "Enter a date", "day month year"),
    (("1", "", ""), "Left on must include a month and a year", "month year"),
    (("1", "5", ""), "Left on must include a year", "year"),
    (("1", "13", "2027"), "Left on must be a real date, such as 31 March 2027", "month"),
    (("32", "Ma", "2027"), "Left on must be a real date, such as 31 March 2027", "day month"),
    (("0000-00-00",), "Left on must be a real date, such as 31 March 2027", "day month year"),
    (("1", "5", "202"), "Left on must be a real date, such as 31 March 2027", "year"),
    (("1", "5", "2999"), "Left on must be a real date, in a year from 1900 to 2199", "year"),
    (("31", "2", "2027"), "Left on must be a real date, such as 31 March 2027", "day month year"),
]


@pytest.mark.parametrize(("parts", "told", "wrong"), WRONG)
def test_an_error_marks_the_parts_that_are_wrong_and_leads_to_the_first(parts, told, wrong):
    form = typed(*parts)
    assert form.errors["day"] == [told]
    assert [part.label.lower() for part in form["day"].parts if part.is_wrong] == wrong.split()
    assert render_crispy_form(form).count('aria-invalid="true" aria-describedby="id_day_error"') == len(wrong.split())
    assert f'href="#id_day_{wrong.split()[0]}"' in as_crispy_errors(form)


class EitherForm(AlternativesForm):
    alternatives = {"how": {"day": ("by day",)}}

    how = forms.ChoiceField(choices=[("by day", "By day"), ("at once", "At once")], widget=forms.RadioSelect)
    day = DayField(required=False, label="The day")


@pytest.mark.parametrize(
    ("how", "month", "wrong"), [("by day", "5", []), ("at once", "", []), ("at once", "5", ["day"])]
)
def test_a_day_typed_for_a_choice_not_taken_comes_back_with_an_error(how, month, wrong):
    form = EitherForm({"how": how} | ({"day_day": "1", "day_month": month, "day_year": "2027"} if month else {}))
    assert [*form.errors] == wrong


def shown(form):
    return [part.value for part in form["day"].parts]


def test_what_was_typed_comes_back_part_by_part():
    assert shown(typed("31", "Febr", "27")) == ["31", "Febr", "27"]
    assert shown(AnyForm(initial={"day_day": "3", "day": "2027-01-02"})) == ["3", "", ""]


@pytest.mark.parametrize("stored", [datetime.date(2027, 5, 1), "2027-05-01"])
def test_a_stored_day_stands_in_its_three_boxes(stored):
    assert shown(AnyForm(initial={"day": stored})) == ["1", "5", "2027"]
