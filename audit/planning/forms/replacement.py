"""The form in which a drawn case is replaced. The reasons are handed in."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers


class ReplaceForm(FreeTextForm):
    """Why a case leaves the sample."""

    free_text = ("note",)

    reason = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Choose a reason"})
    note = forms.CharField(
        label="Details",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays with the case until the audit's cases are deleted. Do not name anyone.",
        error_messages={"required": "Say why in a few words"},
    )

    def __init__(self, *args, reasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reasons
        self.helper = FormHelper()
        self.helper.layout = Layout("reason", "note", WarningOfIdentifiers(), Submit("replace", "Replace the case"))
