"""The form of an indicator."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError

from audit.evidence.indicators.facts import COMPARATORS, PER_CENT, Comparator, IndicatorFacts, unit_as_stored
from audit.planning.forms.fields import number_field
from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers

THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?")  # "15,8" may be 15.8 or 158
PLAIN = ("name", "unit", "measured", "source")
_COMPARED_BEGIN = """<details class="govuk-details"{% if form.is_compared %} open{% endif %}>
<summary class="govuk-details__summary"><span class="govuk-details__summary-text">Compare it with the region, the
nation, the population, last year or something else</span></summary><div class="govuk-details__text">
<p class="govuk-hint">All in the same unit. Leave empty what you do not have.</p>"""
_COMPARED_END = "</div></details>"


class NumberField(forms.DecimalField):
    """A number of 0 or more, typed with or without commas and a per cent sign."""

    def __init__(self, label: str, **more: Any) -> None:
        wrong = f"{label} must be a number of 0 or more with at most 2 decimals, such as 15.8"
        messages = dict.fromkeys(
            ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"), wrong
        )
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"})
        messages["required"] = f"Enter {label[0].lower()}{label[1:]}"
        limits = {"min_value": 0, "max_digits": 12, "decimal_places": 2}
        super().__init__(label=label, widget=widget, error_messages=messages, **limits, **more)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip().removesuffix("%").strip()
        if "," in text and not THOUSANDS.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text.replace(",", ""))


class IndicatorForm(FreeTextForm):
    """An indicator. `choices`: (code, name) of the standards. Once valid it holds `facts`, IndicatorFacts."""

    free_text = ("name", "measured", "source")

    name = forms.CharField(
        label="What is measured",
        max_length=200,
        help_text="For example: Probation officer vacancies. Never a number about one person.",
        error_messages={"required": "Enter what is measured"},
    )
    value = NumberField("The number")
    unit = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text="Per cent, cases, days, people, posts…",
        error_messages={"required": "Enter the unit"},
    )
    of = NumberField("Out of", required=False, help_text="If the number is part of a whole: 102 posts out of 638.")
    about = forms.BooleanField(label="The whole is not known exactly (“about 638”)", required=False)
    before = NumberField("Number before", required=False, help_text="If it changed: it went from 15.8 to 10.1.")
    measured = forms.CharField(
        label="Day or period",
        max_length=100,
        help_text="For example: 31 March 2024, or April to June 2024.",
        error_messages={"required": "Enter the day or period"},
    )
    source = forms.CharField(
        max_length=200,
        help_text="The report or list that the number comes from.",
        error_messages={"required": "Enter the source"},
    )
    standard = forms.ChoiceField(label="Belongs to", required=False)
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standard"].choices = choices
        for key, (title, _) in COMPARATORS.items():
            self._add_comparator(key, title)
        self.free_text = (*self.free_text, "other_name", *(f"{key}_source" for key in COMPARATORS))
        self.helper = FormHelper()
        self.helper.attrs = {"autocomplete": "off"}  # after Back the browser must show what is stored
        self.helper.layout = Layout(
            "based_on",
            "name",
            Div("value", "unit", "before", css_class="fields-row"),
            "of",
            "about",
            "measured",
            "source",
            "standard",
            HTML(_COMPARED_BEGIN),
            *map(self._row, COMPARATORS),
            HTML(_COMPARED_END),
            WarningOfIdentifiers("Keep it as it is"),
            Submit("save", "Save the indicator"),
        )

    def _add_comparator(self, key, title):
        if key == "other":
            name = forms.CharField(label="What else", required=False, max_length=60)
            self.fields["other_name"] = name
        self.fields[f"{key}_value"] = NumberField(title, required=False)
        self.fields[f"{key}_n"] = number_field(f"{title}, out of how many", 1, 99_999_999, 10, required=False)
        self.fields[f"{key}_source"] = forms.CharField(label=f"{title}, source", required=False, max_length=200)

    def _row(self, key):
        names = (f"{key}_value", f"{key}_n", f"{key}_source")
        return Div(*(("other_name",) if key == "other" else ()), *names, css_class="fields-row")

    @property
    def is_compared(self) -> bool:
        """Say whether a box of what it is compared with is filled in."""
        names = [f"{key}_{each}" for key in COMPARATORS for each in ("value", "n", "source")]
        return any(self[name].value() for name in (*names, "other_name"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for key in COMPARATORS:
            if cleaned.get(f"{key}_value") is None and any(cleaned.get(f"{key}_{each}") for each in ("n", "source")):
                self._ask_for(f"{key}_value", f"Enter the number of “{COMPARATORS[key][0]}”, or clear its other boxes")
        if cleaned.get("other_value") is not None and not cleaned.get("other_name"):
            self._ask_for("other_name", "Enter what else the number is compared with")
        if cleaned.get("other_name") and cleaned.get("other_value") is None:
            self._ask_for("other_value", "Enter the number to compare with, or clear “What else”")
        if cleaned.get("about") and cleaned.get("of") is None:
            self._ask_for("of", "Enter about how many the whole is, or clear the tick below it")
        if cleaned.get("of") == 0:
            self._ask_for("of", "The whole must be more than 0")
        if self._has_sign() and cleaned.get("unit") and unit_as_stored(cleaned["unit"]) != PER_CENT:
            self._ask_for("unit", "A number has a per cent sign. Enter “per cent” as the unit, or clear the sign")
        return cleaned

    def _has_sign(self):
        names = ("value", "before", *(f"{key}_value" for key in COMPARATORS))
        return any("%" in (self[name].value() or "") for name in names)

    def _ask_for(self, name, message):
        if name not in self.errors:
            self.add_error(name, message)

    @property
    def facts(self) -> IndicatorFacts:
        sent = self.cleaned_data
        plain = {name: sent[name] for name in ("name", "value", "measured", "source", "of", "about", "before")}
        comparators = tuple(self._comparator(key) for key in COMPARATORS if sent[f"{key}_value"] is not None)
        unit = unit_as_stored(sent["unit"])
        return IndicatorFacts(**plain, unit=unit, standard=sent["standard"], comparators=comparators)

    def _comparator(self, key):
        value, n, source = (self.cleaned_data[f"{key}_{each}"] for each in ("value", "n", "source"))
        name = self.cleaned_data["other_name"] if key == "other" else ""
        return Comparator(key, value, name, n, source)

    def base_on(self, version: str) -> None:
        """Sent again, it replaces the indicator of this version."""
        self.data = self.data.copy()
        self.data["based_on"] = version


def initial_of(facts: IndicatorFacts) -> dict[str, Any]:
    """Return what the form of a stored indicator shows at first."""
    plain = {name: getattr(facts, name) for name in ("name", "unit", "measured", "source", "about", "standard")}
    numbers = {name: _shown(getattr(facts, name)) for name in ("value", "of", "before")}
    compared = {}
    for each in facts.comparators:
        compared |= {f"{each.of}_value": _shown(each.value), f"{each.of}_n": each.n, f"{each.of}_source": each.source}
        compared |= {"other_name": each.name} if each.of == "other" else {}
    return plain | numbers | compared


def _shown(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
