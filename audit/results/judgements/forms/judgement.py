"""The form that records what people decided about a standard."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers


class JudgementForm(FreeTextForm):
    """Rating, rationale and who decided. `choices`: the ratings that may be recorded for the standard.

    Only the rationale is checked for names: who decided is meant to be named.
    """

    free_text = ("rationale",)

    rating = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Choose a rating"})
    rationale = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
        help_text="Give the evidence and the reasons so that someone who was not there can follow them.",
        error_messages={"required": "Enter the rationale"},
    )
    decided_by = forms.CharField(
        label="Decided by",
        max_length=150,
        help_text="The person or panel who decided.",
        error_messages={"required": "Enter who decided"},
    )

    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rating"].choices = choices
        self.helper = FormHelper()
        self.helper.attrs = {
            "autocomplete": "off"
        }  # after Back the browser must show what is stored: based_on is its version
        fields = ("based_on", "rating", "rationale", "decided_by")
        self.helper.layout = Layout(*fields, WarningOfIdentifiers(), Submit("record", "Record judgement"))
