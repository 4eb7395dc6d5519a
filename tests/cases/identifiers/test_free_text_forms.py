"""Any form with free text: it is valid without findings, or with these very findings confirmed."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms

from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers


class Notes(FreeTextForm):
    """Two texts that are checked and one that is not."""

    free_text = ("first", "second")
    first = forms.CharField(required=False, label="First <b>")
    second = forms.CharField(required=False, max_length=20)
    author = forms.CharField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("first", "second", "author", WarningOfIdentifiers("Submit it as it is"))


def confirmed(form, **texts):
    """The same form sent again with these texts and the box ticked."""
    return Notes(form.data | {form.add_prefix("as_it_is"): form.mark} | texts, prefix=form.prefix)


def sent(**texts):
    form = Notes(texts)
    form.is_valid()
    return form


def test_without_findings_there_is_nothing_to_see():
    form = sent(first="The plan was late.", author="Mr Smith")
    assert form.is_valid()
    assert "identifiers" not in render_crispy_form(form)


def test_each_field_with_findings_has_its_error_and_each_finding_is_shown():
    form = sent(first="Mr Smith <b>", second="X123456, IP1 2AB")
    assert set(form.errors) == {"first", "second"}
    html = render_crispy_form(form)
    assert html.count("<mark") == 3
    assert "First &lt;b&gt;:" in html
    assert "<b>" not in html
    assert "Submit it as it is" in html


def test_confirmed_it_is_valid_and_hands_on_what_was_written():
    form = confirmed(sent(first="Mr Smith", second=""))
    assert form.is_valid()
    assert form.cleaned_data == {"first": "Mr Smith", "second": "", "author": ""}


def test_less_than_was_confirmed_needs_no_new_confirmation_and_more_does():
    form = sent(first="Mr Smith and X123456")
    assert confirmed(form, first="Only X123456 now").is_valid()
    assert not confirmed(form, second="IP1 2AB").is_valid()


def test_a_text_that_is_wrong_in_another_way_is_told_so_first():
    form = sent(second="X123456 and much more text")
    assert "the limit is 20" in str(form.errors)
    assert form.identifiers == []


def test_several_forms_on_a_page_are_confirmed_each_by_itself():
    form = Notes({"a-first": "Mr Smith"}, prefix="a")
    assert not form.is_valid()
    assert 'name="a-as_it_is"' in render_crispy_form(form)
    assert confirmed(form).is_valid()


def test_a_form_that_was_not_sent_yet_warns_of_nothing():
    assert "identifiers" not in render_crispy_form(Notes(initial={"first": "Mr Smith"}))
