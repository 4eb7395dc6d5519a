"""The form in which a list of cases is searched by CRN."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.identifiers.crn import typed_crn

T = TypeVar("T")


class CaseSearchForm(forms.Form):
    """A field for part of a CRN. If it is empty, every case is found."""

    crn = forms.CharField(
        label="CRN, or part of it",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}),
    )

    helper = FormHelper()
    helper.form_method = "get"
    helper.form_class = "search-row"
    helper.layout = Layout("crn", Submit("search", "Search", css_class="govuk-button--secondary"))

    def found(self, things: Iterable[T], case_of: Callable[[T], Any]) -> list[T]:
        """Return those of `things` whose case, given by `case_of`, has the CRN that is looked for."""
        return [thing for thing in things if self.wanted in typed_crn(case_of(thing).crn)]

    @property
    def wanted(self) -> str:
        """Return the part of a CRN that is looked for, "" for none."""
        return typed_crn(self.cleaned_data.get("crn", "")) if self.is_valid() else ""
