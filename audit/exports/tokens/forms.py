"""The form in which a person makes an access token. The view hands in the PDUs and the names already in use."""

from collections.abc import Collection, Iterable

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers
from cases.identifiers.names import invisible_problem

PRESET = 90
DAYS = ((30, "30 days"), (PRESET, "90 days"), (180, "180 days"), (365, "A year"))
ALL = "All PDUs whose results I may see"
TAKEN = "You have a token of this name. Give this one a name of its own, or revoke the other first"


class TokenForm(FreeTextForm):
    """What a token is for, what it opens and for how long. `unit` comes back as a number, or None for all."""

    free_text = ("name",)

    name = forms.CharField(
        label="What is it for?",
        max_length=120,
        help_text="Such as “Regional dashboard”. It stands in the audit history whenever the token is used.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter what the token is for"},
    )
    unit = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label="What does it open?")
    days = forms.TypedChoiceField(
        coerce=int,
        choices=DAYS,
        initial=PRESET,
        label="How long does it work?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long it works"},
    )

    def __init__(self, *args, units: Iterable[tuple[int, str]], names: Collection[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names
        self.fields["unit"].choices = [("", ALL), *units]
        self.helper = FormHelper()
        self.helper.layout = Layout("name", "unit", "days", WarningOfIdentifiers(), Submit("make", "Make a token"))

    def clean_name(self) -> str:
        """Refuse an invisible character, and a name in use: sending the form twice makes no second token."""
        name = self.cleaned_data["name"]
        if problem := invisible_problem(name, "the name"):
            raise forms.ValidationError(problem)
        if name in self.names:
            raise forms.ValidationError(TAKEN)
        return name
