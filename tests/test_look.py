"""The template pack for forms: a form with a field of every kind and hostile texts is looked at from all sides."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout, Submit
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_errors
from crispy_forms.utils import render_crispy_form
from django import forms
from pytest_django.asserts import assertInHTML

from cases.forms.days import DayField

YES_NO = [("yes", "Yes <b>"), ("no", "No <b>")]
HOSTILE = {"help_text": "Hint <b>", "error_messages": {"required": "Answer <b>"}}


class EveryField(forms.Form):
    text = forms.CharField(label="Text <b>", **HOSTILE)
    notes = forms.CharField(label="Notes <b>", widget=forms.Textarea, **HOSTILE)
    number = forms.IntegerField(label="Number <b>", **HOSTILE)
    date = DayField(label="Date <b>", **HOSTILE)
    password = forms.CharField(label="Password <b>", widget=forms.PasswordInput, **HOSTILE)
    file = forms.FileField(label="File <b>", **HOSTILE)
    unit = forms.ChoiceField(label="Unit <b>", choices=[("", "-"), *YES_NO], **HOSTILE)
    units = forms.MultipleChoiceField(label="Units <b>", choices=YES_NO, **HOSTILE)
    answer = forms.ChoiceField(label="Answer <b>", choices=YES_NO, widget=forms.RadioSelect, **HOSTILE)
    flags = forms.MultipleChoiceField(label="Flags <b>", choices=YES_NO, widget=forms.CheckboxSelectMultiple, **HOSTILE)
    agreed = forms.BooleanField(label="Agreed <b>", **HOSTILE)
    version = forms.CharField(label="Version <b>", widget=forms.HiddenInput, **HOSTILE)


VISIBLE = [name for name in EveryField.base_fields if name != "version"]


def render(data=None, *layout, **options):
    """The form as a page shows it, with the error summary above it; `options` are set on its FormHelper."""
    form, helper = EveryField(data), FormHelper()
    helper.layout = Layout(*layout) if layout else None
    for name, value in options.items():
        setattr(helper, name, value)
    summary = as_crispy_errors(form) if form.errors else ""
    return summary + render_crispy_form(form, helper, {"csrf_token": "a-token"})


def values_of(attribute, html):
    return [value for text in re.findall(rf' {attribute}="([^"]*)"', html) for value in text.split()]


@pytest.fixture(params=[None, {}], ids=["new", "with errors"])
def html(request):
    return render(request.param)


def test_no_text_of_a_form_is_taken_for_markup(html):
    assert "<b>" not in html
    assert html.count("&lt;b&gt;") >= 2 * len(VISIBLE)


def test_every_id_is_used_once_and_whatever_refers_to_one_finds_it(html):
    ids = values_of("id", html)
    assert len(ids) == len(set(ids))
    assert {*values_of("for", html), *values_of("aria-describedby", html), *values_of("aria-controls", html)} <= {*ids}


def test_every_control_has_a_label_of_its_own(html):
    controls = re.findall(r"<(?:input|select|textarea)[^>]*>", html)
    named = [values_of("id", control)[0] for control in controls if 'type="hidden"' not in control]
    assert sorted(named) == sorted(values_of("for", html))


def test_nothing_is_styled_or_scripted_inline(html):
    assert not re.search(r"<script|<style| style=| on\w+=", html)


def test_the_error_summary_leads_to_each_field_and_to_the_first_choice_of_a_group():
    links = values_of("href", render({}))
    suffix = {"answer": "_0", "flags": "_0", "date": "_day"}
    assert links == [f"#id_{name}{suffix.get(name, '')}" for name in VISIBLE]


def test_a_hidden_fields_error_is_told_without_a_link_that_leads_nowhere():
    assertInHTML("<li>Version &lt;b&gt;: Answer &lt;b&gt;</li>", render({}))


@pytest.mark.parametrize("name", VISIBLE)
def test_hint_and_error_are_read_out_with_their_field(name):
    html = render({})
    assert f'aria-describedby="id_{name}_helptext id_{name}_error"' in html
    assert f'id="id_{name}_helptext">Hint &lt;b&gt;</div>' in html
    error = '<span class="govuk-visually-hidden">Error:</span> Answer &lt;b&gt;'
    assertInHTML(f'<p class="govuk-error-message" id="id_{name}_error">{error}</p>', html)


@pytest.mark.parametrize("name", ["answer", "flags"])
def test_a_group_of_choices_is_a_fieldset_named_by_its_question(name):
    legend = f'<legend class="govuk-fieldset__legend">{name.title()} &lt;b&gt;</legend>'
    described = rf'<fieldset class="govuk-fieldset" aria-describedby="id_{name}_helptext">\s*'
    assert re.search(described + re.escape(legend), render())


def test_what_was_entered_comes_back_but_the_password():
    html = render({"text": 'a "b"', "password": "secret", "unit": "no", "answer": "no", "agreed": "on"})
    assert 'value="a &quot;b&quot;"' in html
    assert "secret" not in html
    assertInHTML('<option value="no" selected>No &lt;b&gt;</option>', html)
    assert re.search(r'id="id_answer_1"[^>]* checked', html)
    assert re.search(r'id="id_agreed"[^>]* checked|checked[^>]* id="id_agreed"', html)


def test_a_form_is_posted_with_its_token_and_without_the_browsers_own_checks():
    html = render()
    assert re.search(r'<form method="post" novalidate enctype="multipart/form-data"\s*>', html)
    assert 'name="csrfmiddlewaretoken" value="a-token"' in html


def test_a_form_without_a_file_is_sent_as_usual():
    assert 'method="post" novalidate >' in render_crispy_form(forms.Form(), None, {"csrf_token": "a-token"})


def test_a_form_that_only_asks_shows_its_token_to_nobody():
    assert "a-token" not in render(form_method="get")


def test_a_submit_button_is_pressed_once_and_keeps_its_quotation_marks():
    html = render(None, Submit("save", 'Save & "close"', css_class="govuk-button--warning"))
    assertInHTML(
        '<button type="submit" class="govuk-button govuk-button--warning" name="save" id="submit-id-save"'
        ' value="Save &amp; &quot;close&quot;" data-module="govuk-button" data-prevent-double-click="true">'
        "Save &amp; &quot;close&quot;</button>",
        html,
    )


def test_layouts_group_fields_and_pass_on_classes():
    html = render(
        None,
        Fieldset("About it", Field("number", css_class="govuk-input--width-5"), css_class="first"),
        Div(Field("answer", css_class="govuk-radios--inline"), css_class="second"),
        HTML("<hr>"),
        label_class="s",
    )
    assertInHTML('<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">About it</legend>', html)
    assert 'class="govuk-label govuk-label--s" for="id_number"' in html
    assert re.search(r'<div class="second"[^>]*>.*govuk-radios govuk-radios--inline', html, re.DOTALL)
    assert "govuk-input--width-5" in html
    assert "id_text" not in html
