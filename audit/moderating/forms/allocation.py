"""The forms that give cases to reviewers and draw second reviews."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.utils import timezone

from audit.planning.forms.fields import day_field
from cases.forms.alternatives import AlternativesForm

FIRST, SECOND, MARK, UNMARK, DUE = "first", "second", "mark", "unmark", "due"
ACTIONS = {
    FIRST: "Give the first review",
    SECOND: "Give the second review",
    MARK: "Mark for a second review",
    UNMARK: "Remove from second review",
    DUE: "Set the due date",
}


class AllocationForm(AlternativesForm):
    """The chosen cases, what to do with them, and the reviewer who gets them."""

    alternatives = {"do": {"reviewer": (FIRST, SECOND), "due_on": (DUE,)}}

    cases = forms.TypedMultipleChoiceField(
        coerce=int, widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least one case"}
    )
    reviewer = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Choose one of the reviewers of this PDU"},
    )
    due_on = day_field("Due date", help_text="For the chosen cases only. Leave this empty to use the audit's date.")
    do = forms.ChoiceField(
        choices=list(ACTIONS.items()),
        widget=forms.HiddenInput,
        label="What to do",
        error_messages={"required": "Choose what to do"},
    )

    def __init__(self, *args, cases, reviewers, **kwargs):
        """`cases` holds numbers of cases, whose boxes are in the list; `reviewers` (number, name)."""
        super().__init__(*args, **kwargs)
        self.fields["cases"].choices = [(number, number) for number in cases]
        self.fields["reviewer"].choices = [("", "Choose a reviewer"), *reviewers]

    def clean(self):
        """Giving a review needs a reviewer. Marking a case does not, nor does removing the mark."""
        cleaned = super().clean()
        if cleaned.get("do") in (FIRST, SECOND) and cleaned.get("reviewer") is None and "reviewer" not in self.errors:
            self.add_error("reviewer", "Choose a reviewer")
        return cleaned

    def clean_due_on(self):
        """Refuse a day in the past."""
        day = self.cleaned_data["due_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("Enter today or a later date")
        return day

    @property
    def ticked(self) -> list[str]:
        """The numbers of the cases whose boxes are ticked."""
        return [str(number) for number in self["cases"].value() or ()]

    def refuse(self, refusals):
        """Show why these cases were refused, {number: why}. Only they stay chosen."""
        self.data = self.data.copy()  # fields as they were sent cannot be changed
        self.data.setlist("cases", [str(number) for number in refusals])
        self.add_error("cases", [*refusals.values()])


class DrawForm(forms.Form):
    """The share of the cases to draw for a second review, and the seed that draws the same ones again."""

    percent = forms.IntegerField(
        label="Percentage of cases",
        min_value=1,
        max_value=100,
        help_text="A share of the cases that have no second review now, rounded up. Another draw adds a share of "
        "the rest.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5, "class": "govuk-input--width-4"}),
        error_messages={"required": "Enter the percentage of cases", "invalid": "Enter a whole number"},
    )
    seed = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        help_text="The same number draws the same cases from the same list. The audit history records it, the "
        "share and the list, so anyone can check the draw.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 10, "class": "govuk-input--width-10"}),
        error_messages={"required": "Enter a number to draw with", "invalid": "Enter a whole number"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Div("percent", "seed", css_class="search-row"), Submit("draw", "Draw", css_class="govuk-button--secondary")
        )
