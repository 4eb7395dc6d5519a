"""The form in which a round is planned, and the one that confirms what it would hold. Choices are handed in."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout, Submit
from django import forms
from django.core import signing
from django.utils import timezone

from audit.oversight.rounds.round_plan import (
    EARLIER,
    FROM_TYPED,
    LISTED,
    MATTERS,
    SOURCES,
    TIMES,
    TYPED,
    RoundPlan,
)
from audit.planning.forms.fields import day_field, number_field
from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers

SALT, VALID_FOR = "round", 12 * 60 * 60  # seconds: until the end of the day
TOO_OLD = "These cases were shown too long ago, or not to you. Plan the round again"
MOST_ROWS = 200
_MORE_BEGINS = """<details class="govuk-details"{% if form.errors or form.changed_more %} open{% endif %}>
<summary class="govuk-details__summary"><span class="govuk-details__summary-text">What makes a case more likely to be
drawn, the theme, and how long looks are kept</span></summary>"""


class PlanRoundForm(FreeTextForm):
    """What a round is about, for which team, from which cases, and what makes a case more likely to be drawn."""

    free_text = ("title", "theme")

    team = forms.TypedChoiceField(
        coerce=int, error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose a team from the list")
    )
    title = forms.CharField(
        max_length=200,
        help_text="Such as “November round”. Do not name anyone.",
        error_messages={"required": "Enter a title"},
    )
    instrument = forms.ChoiceField(label="Questions", error_messages={"required": "Choose the questions"})
    closes_on = day_field("Closes on", help_text="The last day for looks. You can change it later.")
    keep_months = number_field(
        "Months to keep looks and answers after it closes", 1, 24, required_message="Enter a number of months"
    )
    source = forms.ChoiceField(
        label="Which cases",
        choices=list(SOURCES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the cases come from"},
    )
    crns = forms.CharField(
        label="CRNs",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text="One in each row. If this tool does not know the case yet, add a comma and the practitioner's name. "
        "With a draw from elsewhere, what you type here comes in as well, marked as picked by hand.",
    )
    earlier = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label="Earlier audit or round")
    each = number_field("Cases of each practitioner", 1, 20, 3, required=False, help_text="For a draw.")
    new_weeks = number_field("A case is new for (weeks)", 1, 52, 3, required_message="Enter a number of weeks")
    quiet_weeks = number_field(
        "Not looked at for long means (weeks)", 1, 104, 3, required_message="Enter a number of weeks"
    )
    theme = forms.CharField(
        max_length=200,
        required=False,
        label="Theme",
        help_text="What the round looks at most, such as a theme of the quarter.",
    )
    theme_fact = forms.ChoiceField(required=False, label="Cases that fit the theme")
    seed = number_field(
        "Seed",
        0,
        2**31 - 1,
        10,
        help_text="The same number draws the same cases again, so anyone can check the draw.",
        required_message="Enter a number to draw with",
    )

    def __init__(self, *args, choices, theme_facts, **kwargs):
        super().__init__(*args, **kwargs)
        self.listed = choices.listed
        self.fields["team"].choices = choices.teams if len(choices.teams) == 1 else [("", "Choose"), *choices.teams]
        self.fields["instrument"].choices = choices.instruments
        self.fields["earlier"].choices = [("", "None"), *choices.earlier]
        self.fields["theme_fact"].choices = [("", "None"), *theme_facts]
        for matter, label in MATTERS.items():
            self.fields[f"times_{matter}"] = forms.TypedChoiceField(
                label=label, coerce=int, choices=list(TIMES.items()), initial=2
            )
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "team",
            "title",
            "instrument",
            "closes_on",
            "source",
            "crns",
            "earlier",
            "each",
            HTML(_MORE_BEGINS),
            Fieldset(
                "How often cases are drawn",
                HTML('<p class="govuk-body">Compared with a case of the same practitioner without it.</p>'),
                *(f"times_{matter}" for matter in MATTERS),
                "new_weeks",
                "quiet_weeks",
                "theme",
                "theme_fact",
                "seed",
            ),
            "keep_months",
            HTML("</details>"),
            WarningOfIdentifiers("Use it as it is"),
            Submit("show", "Show the cases"),
        )

    @property
    def changed_more(self) -> bool:
        """Whether something folded away is not as usual."""
        folded = ("theme", "theme_fact", "new_weeks", "quiet_weeks", *(f"times_{matter}" for matter in MATTERS))
        return self.is_bound and any(name in self.changed_data for name in folded)

    def clean_closes_on(self):
        """Refuse no day and a day in the past."""
        day = self.cleaned_data["closes_on"]
        if day is None:
            raise forms.ValidationError("Enter the last day for looks")
        if day < timezone.localdate():
            raise forms.ValidationError("Closes on must be today or a later date")
        return day

    def clean_crns(self):
        if len(self.cleaned_data["crns"].splitlines()) > MOST_ROWS:
            raise forms.ValidationError(f"Type at most {MOST_ROWS} rows")
        return self.cleaned_data["crns"]

    def clean(self):
        """Check that what the chosen source needs is there."""
        cleaned = super().clean()
        source = cleaned.get("source")
        if source in (TYPED, FROM_TYPED) and not cleaned.get("crns") and "crns" not in self.errors:
            self.add_error("crns", "Type at least one CRN")
        if source not in (None, TYPED) and not cleaned.get("each") and "each" not in self.errors:
            self.add_error("each", "Enter how many cases of each practitioner to draw")
        if source == EARLIER and not cleaned.get("earlier"):
            self.add_error("earlier", "Choose an audit or a round")
        if source == LISTED and cleaned.get("team") and cleaned["team"] not in self.listed:
            self.add_error("source", "This team has no list that you can draw from. Upload one first, or choose others")
        return cleaned

    @property
    def plan(self):
        """The RoundPlan of a valid form."""
        sent = {name: value for name, value in self.cleaned_data.items() if not name.startswith("times_")}
        times = {matter: self.cleaned_data[f"times_{matter}"] for matter in MATTERS}
        return RoundPlan(**sent, times=times)


def sign_plan(plan, based_on, person):
    """Sign the plan for the page that shows its cases. Only this person (their id) can send it back."""
    return signing.dumps([person, plan.as_json(), based_on], salt=SALT, compress=True)


class ConfirmRoundForm(forms.Form):
    """The plan whose cases the person was shown. Once the form is valid, it has `plan` and `based_on`."""

    proposal = forms.CharField(widget=forms.HiddenInput, error_messages={"required": TOO_OLD})
    helper = FormHelper()
    helper.layout = Layout(
        "proposal",
        Submit("confirm", "Save this round"),
        Submit("again", "Change the plan", css_class="govuk-button--secondary"),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.plan, self.based_on = person, None, ""

    def clean_proposal(self):
        try:
            person, plan, based_on = signing.loads(self.cleaned_data["proposal"], salt=SALT, max_age=VALID_FOR)
        except (signing.BadSignature, ValueError) as wrong:
            raise forms.ValidationError(TOO_OLD) from wrong
        if person != self.person:
            raise forms.ValidationError(TOO_OLD)
        self.plan, self.based_on = RoundPlan.from_json(plan), based_on
        return self.cleaned_data["proposal"]
