"""The forms that write and delete a recommendation."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers


class RecommendationForm(FreeTextForm):
    """Its text and what it is about. `choices`: (code, name) of the standards and key questions."""

    free_text = ("text",)

    text = forms.CharField(
        label="Recommendation",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
        help_text="Say what should change and how to tell that it has. It is kept permanently. Do not name anyone or "
        "describe a single case.",
        error_messages={"required": "Enter the recommendation"},
    )
    about = forms.MultipleChoiceField(
        label="Standards and key questions that it is about",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"required": "Choose at least one standard or key question"},
    )
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = choices
        self.helper = FormHelper()
        self.helper.attrs = {"autocomplete": "off"}  # after Back the browser must show what is stored
        button = Submit("save", "Save the recommendation")
        self.helper.layout = Layout("based_on", "text", "about", WarningOfIdentifiers("Keep it as it is"), button)

    def base_on(self, version: str) -> None:
        """Sent again, it replaces the recommendation of this version."""
        self.data = self.data.copy()
        self.data["based_on"] = version
