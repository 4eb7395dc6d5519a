"""The form in which a sample is planned. Choices are handed in."""

from collections.abc import Iterable

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout, Submit
from django import forms

from audit.planning.extra_cases import CHOICES, MOST
from audit.planning.forms.fields import AS_STORED, day_field, number_field
from cases.extract.settings import STRATA, DrawSettings
from cases.forms.alternatives import AlternativesForm, ConditionalRadios
from cases.sampling.sizes import CONFIDENCES

FEWEST_WINDOWS, MOST_WINDOWS = 3, 12
MOST_EXTRA = 3  # groups
BY_SIZE, BY_MARGIN = "size", "margin"


class SamplePlanForm(AlternativesForm):
    """Which cases, how many, and how they are drawn.

    `filters`: {fact: (name, choices)}. `windows`: how many spans of start dates there is room for.
    """

    alternatives = {"how": {"size": (BY_SIZE,), "margin": (BY_MARGIN,), "confidence": (BY_MARGIN,)}}

    how = forms.ChoiceField(
        label="How many cases",
        choices=[(BY_SIZE, "A number of cases"), (BY_MARGIN, "Work the number out from a margin of error")],
        widget=ConditionalRadios,
        error_messages={"required": "Choose how to set the number of cases"},
    )
    size = number_field("Number of cases", 1, 10_000, required=False)
    margin = forms.DecimalField(
        label="Margin of error in points",
        required=False,
        min_value=1,
        max_value=30,
        max_digits=4,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-4"}),
        error_messages={
            "invalid": "Margin of error must be a number such as 5 or 7.5",
            **dict.fromkeys(("min_value", "max_value"), "Margin of error must be from 1 to 30 points"),
        },
    )
    confidence = forms.TypedChoiceField(coerce=int, choices=[(each, f"{each}%") for each in CONFIDENCES])
    population = number_field(
        "Eligible cases",
        1,
        1_000_000,
        10,
        required=False,
        help_text="If you know roughly how many there are, you can compare sample sizes before you draw.",
    )
    strata = forms.MultipleChoiceField(
        label="Groups to draw from in proportion",
        required=False,
        # the usual one first
        choices=sorted(STRATA.items(), key=lambda choice: choice[0] not in DrawSettings.strata),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="Each combination of what you tick is a group. No case is left out: “not known” is a group too.",
    )
    cap = number_field(
        "Maximum cases per practitioner",
        1,
        1_000,
        required=False,
        help_text="Leave this empty for no limit.",
    )
    reserve_percent = number_field(
        "Reserve (% of each group)",
        0,
        100,
        help_text="Reserve cases replace drawn cases that turn out to be impossible to review.",
        required_message="Enter a number, 0 for none",
    )
    months = number_field(
        "Leave out cases reviewed in another audit in the last (months)",
        1,
        120,
        name="Months since another audit",
        required=False,
        help_text="Leave this empty to include them all.",
    )
    ended_before = day_field(
        "Leave out cases that ended before", name="Earliest end", help_text="Leave this empty to include them all."
    )
    unit = forms.CharField(
        label="Only rows for this PDU",
        required=False,
        max_length=100,
        help_text="Type its name as the extract writes it. Leave this empty to include every row.",
    )
    seed = number_field(
        "Seed",
        0,
        2**31 - 1,
        10,
        help_text="The same number draws the same cases from the same extract, so anyone can check the draw.",
        required_message="Enter a number to draw with",
    )
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, filters, windows, **kwargs):
        super().__init__(*args, **kwargs)
        self.windows, self.filters = range(windows), tuple(filters)
        for number in self.windows:
            which = f" of period {number + 1}"
            self.fields[f"from_{number}"] = day_field(f"First day{which}")
            self.fields[f"until_{number}"] = day_field(f"Last day{which}")
        for number in range(MOST_EXTRA):
            which = f" {number + 1}"
            choices = [("", "No group"), *CHOICES]
            self.fields[f"extra_group_{number}"] = forms.ChoiceField(
                label=f"Group{which}", required=False, choices=choices
            )
            self.fields[f"extra_number_{number}"] = number_field(f"Extra cases{which}", 1, MOST, 3, required=False)
        for fact, (name, choices) in filters.items():
            boxes = forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"})
            self.fields[fact] = forms.MultipleChoiceField(label=name, required=False, choices=choices, widget=boxes)
        self.helper = FormHelper()
        self.helper.attrs = AS_STORED
        self.helper.layout = self._layout([*filters])

    @property
    def has_filters(self):
        """Say whether a fact is ticked."""
        return any(self[fact].value() for fact in self.filters)

    @property
    def has_extra(self):
        """Say whether extra cases of a group are asked for."""
        return any(self[f"extra_group_{number}"].value() for number in range(MOST_EXTRA))

    def _layout(self, filters):
        spans = (Div(f"from_{each}", f"until_{each}", css_class="search-row") for each in self.windows)
        return Layout(
            Fieldset("Cases that started in these periods", HTML(_SPANS), *spans, css_class="plan-part"),
            HTML(_FACTS_BEGIN),
            Div(*filters, css_class="govuk-details__text in-columns"),
            HTML(_FACTS_END),
            Fieldset("Size", "how", "population"),
            Submit("sizes", "Compare sample sizes", css_class="govuk-button--secondary"),
            HTML(_EXTRA_BEGIN),
            Div(
                *(
                    Div(f"extra_group_{each}", f"extra_number_{each}", css_class="search-row")
                    for each in range(MOST_EXTRA)
                ),
                css_class="govuk-details__text",
            ),
            HTML(_FACTS_END),
            Fieldset("The draw", "strata", Div("cap", "reserve_percent", css_class="search-row"), "seed"),
            Fieldset("Leave out", "unit", Div("ended_before", "months", css_class="search-row")),
            "based_on",
            "kind",
            Submit("plan", "Save the plan"),
        )

    def clean(self):
        """Put the spans together as `cohort`, and ask for the size or the margin that was chosen."""
        cleaned = super().clean()
        cleaned["extras"] = [extra for number in range(MOST_EXTRA) if (extra := self._extra(number))]
        cleaned["cohort"] = [span for number in self.windows if (span := self._span(number))]
        if cleaned.get("how") == BY_SIZE and not cleaned.get("size") and "size" not in self.errors:
            self.add_error("size", "Enter how many cases")
        if cleaned.get("how") == BY_MARGIN and not cleaned.get("margin") and "margin" not in self.errors:
            self.add_error("margin", "Enter the margin of error")
        return cleaned

    def _extra(self, number):
        group, cases = (self.cleaned_data.get(f"extra_{name}_{number}") for name in ("group", "number"))
        if group and not cases and f"extra_number_{number}" not in self.errors:
            self.add_error(f"extra_number_{number}", "Enter how many extra cases of the group")
        if cases and not group and f"extra_group_{number}" not in self.errors:
            self.add_error(f"extra_group_{number}", "Choose the group of the extra cases")
        return (group, cases) if group and cases else None

    def _span(self, number):
        first, last = (self.cleaned_data.get(f"{name}_{number}") for name in ("from", "until"))
        if first and last and last < first:
            self.add_error(f"until_{number}", "The last day must not be before the first day")
        for name, day, other in (("from", first, last), ("until", last, first)):
            if other and not day and f"{name}_{number}" not in self.errors:
                self.add_error(f"{name}_{number}", "Enter both the first and the last day")
        return (first, last) if first and last else None


_SPANS = """<p class="govuk-hint">Both days are included. Leave all of these empty to include cases with any start date.
To add another period, fill these in and save the plan.</p>"""
# Closed if nothing is ticked: most audits look at all cases.
_FACTS_BEGIN = """<details class="govuk-details"{% if form.has_filters %} open{% endif %}>
<summary class="govuk-details__summary"><span class="govuk-details__summary-text">Only cases with these facts
(tick none to include all cases)</span></summary>"""
_FACTS_END = "</details>"
_EXTRA_BEGIN = """<details class="govuk-details"{% if form.has_extra %} open{% endif %}>
<summary class="govuk-details__summary"><span class="govuk-details__summary-text">Extra cases of a small
group</span></summary>
<p class="govuk-hint">They are drawn beside the sample and reviewed like others. They count in the tables of their group
only, never in the result of the PDU.</p>"""


def windows_in(names: Iterable[str]) -> int:
    """Return how many spans need room: one more than the last of these filled fields, within the limits."""
    split = [name.split("_")[:2] for name in names if "_" in name]
    numbers = [int(number) for kind, number in split if _is_span(kind, number)]
    return min(max([FEWEST_WINDOWS, *(number + 2 for number in numbers)]), MOST_WINDOWS)


def _is_span(kind, number):
    return kind in ("from", "until") and number.isascii() and number.isdigit() and int(number) < MOST_WINDOWS
