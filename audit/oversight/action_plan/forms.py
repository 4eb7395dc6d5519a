"""The forms of an action plan."""

import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.forms.days import DayField
from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers

AGREED = "agreed"
KEPT = "It is kept permanently. Do not name anyone or describe a single case."


class PlanForm(FreeTextForm):
    """A form about a recommendation. `based_on`: the version that the person read."""

    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.attrs = {"autocomplete": "off"}  # after Back the browser must show what is stored
        fields = (name for name in self.fields if name != "based_on")
        self.helper.layout = Layout("based_on", *fields, WarningOfIdentifiers("Keep it as it is"), Submit("", "Save"))

    def base_on(self, version: str) -> None:
        """Sent again, it replaces what is stored."""
        self.data = self.data.copy()
        self.data["based_on"] = version


class ResponseForm(PlanForm):
    """The answer of the head of service. `answers`: (value, label)."""

    free_text = ("text",)

    agreement = forms.ChoiceField(
        label="Answer", widget=forms.RadioSelect, error_messages={"required": "Choose an answer"}
    )
    text = forms.CharField(
        label="Which part you agree with, or why you do not agree",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
        required=False,
        help_text=f"Not needed if you agree with all of it. {KEPT}",
    )

    def __init__(self, *args: Any, answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].choices = answers

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].strip()
        if not text and self.cleaned_data.get("agreement", AGREED) != AGREED:
            raise forms.ValidationError("Say which part you agree with, or why you do not agree")
        return text


class StepForm(PlanForm):
    """A new step. `today`: the first day on which it can be due."""

    free_text = ("text", "owner")

    text = forms.CharField(
        label="Step",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1_000,
        help_text=KEPT,
        error_messages={"required": "Enter the step"},
    )
    owner = forms.CharField(
        label="Owner",
        max_length=120,
        help_text="A post, not a name, such as “Head of PDU”: people move on.",
        error_messages={"required": "Enter the post of who has to take the step"},
    )
    due = DayField(label="Due by", name="The day by which it is due")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due(self) -> datetime.date:
        due = self.cleaned_data["due"]
        if due < self.today and due != self.initial.get("due"):
            raise forms.ValidationError("The day by which it is due must be today or later")
        return due


class ChangeStepForm(StepForm):
    """A step, and what shows that it is done."""

    free_text = ("text", "owner", "evidence")

    holds_from = DayField(
        label="Done: the day from which it holds",
        name="The day from which it holds",
        required=False,
        help_text="Leave it empty while the step is open.",
    )
    evidence = forms.CharField(
        label="What shows it", widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000, required=False
    )

    def clean_holds_from(self) -> datetime.date | None:
        day = self.cleaned_data["holds_from"]
        if day and day > self.today:
            raise forms.ValidationError("The day from which it holds must be today or earlier")
        return day

    def clean_evidence(self) -> str:
        evidence = self.cleaned_data["evidence"].strip()
        if self.cleaned_data.get("holds_from") and not evidence:
            raise forms.ValidationError("Say what shows that it is done")
        return evidence
