"""The form in which a review asks for a fact of its case."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.trail.case_facts import choices_of_fact
from cases.forms.days import DayField
from cases.models import Case

NOT_SAID = "The case record does not say"
ENTER = "Enter the date, or choose that the case record does not say"


class AskedFactForm(forms.Form):
    """Asks for a `fact`, called `name`. `cleaned_data["value"]` is None if the case record does not say."""

    fact = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, fact: str, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["fact"] = fact
        self.is_day = fact in Case.DATES
        if self.is_day:
            self.fields["value"] = DayField(label=name, required=False)
            self.fields["not_said"] = forms.BooleanField(label=NOT_SAID, required=False)
        else:
            self.fields["value"] = _choice_of(fact, name)
        self.helper = FormHelper()
        self.helper.attrs = {"autocomplete": "off"}
        self.helper.layout = Layout(*self.fields, Submit("save", "Save and go on"))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.is_day and "value" in given and bool(given["value"]) is given["not_said"]:
            self.add_error("value", f"{ENTER}, not both" if given["value"] else ENTER)
        return given


def _choice_of(fact: str, name: str) -> forms.TypedChoiceField:
    values = {str(value): value for value, _ in choices_of_fact(fact)} | {"not_said": None}
    offered = [*((str(value), words) for value, words in choices_of_fact(fact)), ("not_said", NOT_SAID)]
    return forms.TypedChoiceField(
        label=name,
        choices=offered,
        coerce=values.get,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one, or that the case record does not say"},
    )
