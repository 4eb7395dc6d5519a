"""The form that asks about which person everything held is wanted."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

ONE_OF_BOTH = "Enter a CRN or choose a practitioner, not both"


class PractitionerChoice(forms.ModelChoiceField):
    """A choice among practitioners, each with the team."""

    def label_from_instance(self, practitioner):
        return f"{practitioner}, {practitioner.team}"


class SubjectAccessForm(forms.Form):
    """A person on probation by their CRN, or one of `practitioners`."""

    reference = forms.CharField(
        required=False,
        max_length=30,
        label="CRN or local reference",
        help_text="Of the person on probation who asks.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    practitioner = PractitionerChoice(
        queryset=None, required=False, label="Or a practitioner", empty_label="No practitioner"
    )
    output = forms.ChoiceField(
        label="As",
        choices=[("html", "A page to read and print"), ("json", "A file for other programs (JSON)")],
        initial="html",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a page or a file"},
    )

    def __init__(self, *args, practitioners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].queryset = practitioners
        self.helper = FormHelper()
        self.helper.layout = Layout("reference", "practitioner", "output", Submit("show", "Show everything held"))

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("reference")) == bool(cleaned.get("practitioner")) and not self.errors:
            self.add_error("reference", ONE_OF_BOTH)
        return cleaned
