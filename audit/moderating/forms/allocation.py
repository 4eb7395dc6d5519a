"""The forms that give cases to reviewers and draw second reviews."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.utils import timezone

from audit.moderating.changes import GIVEN, Action, Change
from audit.planning.forms.fields import day_field, number_field
from cases.forms.alternatives import AlternativesForm

TICKED, ALL = "ticked", "all"
DRAW_AND_SHARE = "Draw and share out"  # the second button of the draw, also by its value
NOTHING_SAVED = "Nothing was saved because some cases cannot be changed"
OTHERS = "The other cases are still ticked, so you can press the button again for them"
NOT_OPEN = "One of these cases is no longer open to you. Choose the cases again"


class AllocationForm(AlternativesForm):
    """The chosen cases, what to do with them, and the reviewer who gets them.

    `which`: the ticked `cases`, or all that match the filter of the list. `chosen`: the cases that the person has
    confirmed, and `seen` the version of their reviews that they saw then.
    """

    alternatives = {"do": {"reviewer": tuple(GIVEN), "due_on": (Action.DUE,)}}

    which = forms.ChoiceField(
        label="Change several cases",
        required=False,
        initial=TICKED,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
    )
    cases = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": NOT_OPEN}
    )
    reviewer = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Choose one of the reviewers of this PDU"},
    )
    due_on = day_field("Due date", help_text="Leave this empty to use the audit's date.")
    do = forms.ChoiceField(
        choices=Action.choices,
        widget=forms.HiddenInput,
        label="What to do",
        error_messages={"required": "Press the button for what you want to change"},
    )
    chosen = forms.RegexField(r"^[0-9]+(,[0-9]+)*$", label="Cases", required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, numbers, matching, reviewers, **kwargs):
        """`numbers`: of the cases that may be chosen. `matching`: [those that match], in words, or [] to offer none.

        `reviewers`: (number, name).
        """
        super().__init__(*args, **kwargs)
        self.fields["which"].choices = [
            (TICKED, "The cases ticked on this page"),
            *((ALL, words) for words in matching),
        ]
        self.fields["cases"].choices = [(number, number) for number in numbers]
        self.fields["reviewer"].choices = [("", "Choose a reviewer"), *reviewers]

    def clean(self):
        """Ask for the cases, and for a reviewer to give a review to. The other changes need no reviewer."""
        cleaned = super().clean()
        named = cleaned.get("which") == ALL or cleaned.get("chosen") or cleaned.get("cases")
        if not named and not self.errors.keys() & {"which", "cases", "chosen"}:
            self.add_error("cases", "Choose at least one case")
        if cleaned.get("do") in GIVEN and cleaned.get("reviewer") is None and "reviewer" not in self.errors:
            self.add_error("reviewer", "Choose a reviewer")
        return cleaned

    def clean_chosen(self):
        """Return the numbers of the confirmed cases; [] before the person confirms."""
        chosen = [int(number) for number in self.cleaned_data["chosen"].split(",") if number]
        if not {str(number) for number in chosen} <= {str(number) for number, _ in self.fields["cases"].choices}:
            raise forms.ValidationError(NOT_OPEN)
        return chosen

    def clean_due_on(self):
        """Refuse a day in the past."""
        day = self.cleaned_data["due_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("Due date must be today or a later date")
        return day

    def change(self, people):
        """Return the Change that was asked for. `people`: {number: User}."""
        sent = self.cleaned_data
        return Change(Action(sent["do"]), people.get(sent["reviewer"]), sent["due_on"])

    @property
    def is_begun(self) -> bool:
        """Whether a person has filled something in: it was sent, or the session ended before that."""
        return self.is_bound or not self.initial.keys().isdisjoint(self.fields)

    @property
    def is_for_all(self) -> bool:
        return self.cleaned_data["which"] == ALL

    @property
    def is_confirmed(self) -> bool:
        return bool(self.cleaned_data["chosen"])

    @property
    def ticked(self) -> set[str]:
        """The numbers of the cases whose boxes are ticked."""
        return {str(number) for number in self["cases"].value() or ()}

    def refuse(self, refused, *, asks_again):
        """Show why these cases were refused, {number: why}. The others stay ticked; if none is left, these do.

        `asks_again`: the page asks about the others, and shows no boxes.
        """
        others = self.ticked - {str(number) for number in refused}
        self.data = self.data.copy()  # fields as they were sent cannot be changed
        self.data.setlist("cases", sorted(others or self.ticked))
        self.add_error(
            None if asks_again else "cases",
            [NOTHING_SAVED, *refused.values(), *([OTHERS] if others and not asks_again else [])],
        )


class DrawForm(forms.Form):
    """The share of the cases to draw for a second review, and the seed that draws the same ones again."""

    percent = number_field(
        "Percentage of cases",
        1,
        100,
        help_text="A share of the cases that have no second review now, rounded up. Another draw adds a share of "
        "the rest.",
        required_message="Enter the percentage of cases",
    )
    seed = number_field(
        "Seed",
        0,
        2**31 - 1,
        10,
        help_text="The same number draws the same cases from the same list. The audit history records it, the "
        "share and the list, so anyone can check the draw.",
        required_message="Enter a number to draw with",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Div("percent", "seed", css_class="search-row"),
            Div(
                Submit("draw", "Draw", css_class="govuk-button--secondary"),
                Submit("draw", DRAW_AND_SHARE, css_id="draw-and-share", css_class="govuk-button--secondary"),
                css_class="govuk-button-group",
            ),
        )
