"""The forms of the workspace."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.forms.days import DayField
from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers

Choices = Iterable[tuple[str, Any]]
POINTS = "One point on each line."
INSIDE = "Everyone who sees the result can read it. It never leaves in a file, and is deleted with the cases."


class WorkspaceForm(FreeTextForm):
    """A form of the workspace. `based_on`: the version that the person read."""

    button = "Save"

    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.attrs = {"autocomplete": "off"}  # after Back the browser must show what is stored
        fields = (name for name in self.fields if name != "based_on")
        button = Submit("save", self.button)
        self.helper.layout = Layout("based_on", *fields, WarningOfIdentifiers("Keep it as it is"), button)

    def base_on(self, version: str) -> None:
        """Sent again, it replaces what is stored."""
        self.data = self.data.copy()
        self.data["based_on"] = version


class TextForm(WorkspaceForm):
    """What is written about a standard. `ratings`: (value, label) of the draft rating; () in an unrated framework."""

    free_text = ("strengths", "improvements", "narrative")
    button = "Save the text"

    strengths = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}), max_length=5_000, required=False, help_text=POINTS
    )
    improvements = forms.CharField(
        label="Areas for improvement",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5_000,
        required=False,
        help_text=POINTS,
    )
    narrative = forms.CharField(
        label="Judgement in words",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20_000,
        required=False,
    )
    draft_rating = forms.ChoiceField(
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        required=False,
        help_text="What you would decide now. It counts nowhere.",
    )
    contributors = forms.CharField(
        max_length=500, required=False, help_text="Who helped to judge this standard. It never leaves in a file."
    )

    def __init__(self, *args: Any, ratings: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["draft_rating"].choices = [("", "None yet"), *ratings]
        if not ratings:
            del self.fields["draft_rating"]
            self.fields["improvements"].label = "Concerns"
            self.helper.layout.fields.remove("draft_rating")


class EvidenceForm(WorkspaceForm):
    """A document, a meeting, a focus group or a note. `kinds`, `supports`, `sub_questions`: (value, label)."""

    free_text = ("title", "text")
    button = "Save the evidence"

    kind = forms.ChoiceField(
        label="What is it?", widget=forms.RadioSelect, error_messages={"required": "Choose what it is"}
    )
    title = forms.CharField(
        max_length=200,
        help_text="Such as “Minutes of the leaders’ meeting”.",
        error_messages={"required": "Enter the title"},
    )
    day = DayField(label="Date of it", required=False, help_text="If it has one, for example 12 2 2024.")
    text = forms.CharField(
        label="What it shows",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
        required=False,
        help_text=INSIDE,
    )
    supports = forms.ChoiceField(
        label="What does it support?", widget=forms.RadioSelect, error_messages={"required": "Choose what it supports"}
    )
    sub_question = forms.ChoiceField(label="Question that it answers", required=False)

    def __init__(self, *args: Any, kinds: Choices, supports: Choices, sub_questions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds)
        offer(self, "supports", supports)
        offer(self, "sub_question", sub_questions)


class FigureForm(WorkspaceForm):
    """A figure to cite. `figures`: {group: [(key, sentence)]} as choices; the others as in EvidenceForm."""

    free_text = ("text",)
    button = "Save the figure"

    cites = forms.ChoiceField(
        label="Figure",
        help_text="The page always shows it as it is now, and after the sign-off as it was signed.",
        error_messages={"required": "Choose a figure"},
    )
    text = EvidenceForm.base_fields["text"]
    supports = EvidenceForm.base_fields["supports"]
    sub_question = EvidenceForm.base_fields["sub_question"]

    def __init__(self, *args: Any, figures: Choices, supports: Choices, sub_questions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "cites", [("", ""), *figures])
        offer(self, "supports", supports)
        offer(self, "sub_question", sub_questions)


def offer(form: WorkspaceForm, name: str, choices: Choices) -> None:
    """Give a field its choices; a field with nothing to choose leaves the form."""
    form.fields[name].choices = list(choices)
    if not form.fields[name].choices:
        del form.fields[name]
        form.helper.layout.fields.remove(name)
