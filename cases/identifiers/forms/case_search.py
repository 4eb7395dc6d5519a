"""The form in which a list of cases is searched by CRN."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.identifiers.crn import typed_crn


class CaseSearchForm(forms.Form):
    """Part of a CRN. Where nothing is typed every case is found."""

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

    def found(self, things, case_of):
        """Those of a list whose case (`case_of` gives it) has the CRN that is looked for."""
        return [thing for thing in things if self.wanted in typed_crn(case_of(thing).crn)]

    @property
    def wanted(self):
        return typed_crn(self.cleaned_data.get("crn", "")) if self.is_valid() else ""
