"""The form in which a fact of a case is corrected."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.trail.case_facts import NOT_KNOWN, choices_of_fact
from cases.forms.days import DayField
from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers
from cases.models import Case

UNKNOWN = "unknown"  # sent by the choice "not known"; no choice at all is a mistake
AS_STORED = {"autocomplete": "off"}  # after Back the browser shows what is stored, as based_on says


class FactForm(FreeTextForm):
    """The new value of a fact, called `name`, and the reason. `shown`: version of the value whose effects it showed."""

    why = forms.CharField(
        label="Reason for the correction",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays in the case history until the audit's cases are deleted. Do not name anyone.",
        error_messages={"required": "Say why in a few words"},
    )
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, fact, name, current, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"] = _field_of(fact, name, current)
        is_typed = not choices_of_fact(fact) and fact not in Case.DATES
        self.free_text = ("value", "why") if is_typed else ("why",)
        self.initial = {"value": _sent_as(current, bool(choices_of_fact(fact)))} | self.initial
        self.helper = FormHelper()
        self.helper.attrs = AS_STORED
        self.button = Submit("correct", "Continue")
        self.helper.layout = Layout("based_on", "shown", "value", "why", WarningOfIdentifiers(), self.button)

    def ask_again(self, shown):
        """Show the form again beside what follows from the value; its button then saves it."""
        self.data = self.data.copy()
        self.data["shown"] = shown
        self.button.value = "Save the correction"


def _field_of(fact, name, current):
    choices, error = choices_of_fact(fact), {"required": f"Choose: {name}"}
    if fact == "flags":
        kept = [(flag, flag) for flag in current or () if flag not in dict(choices)]
        several = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(label=name, choices=[*choices, *kept], required=False, widget=several)
    if fact in Case.DATES:
        return DayField(label=name, required=False)
    if not choices:
        return forms.CharField(label=name, max_length=Case._meta.get_field(fact).max_length, required=False)
    values = {str(value): value for value, _ in choices}
    values[UNKNOWN] = None if Case._meta.get_field(fact).null else ""
    offered = [*((str(value), words) for value, words in choices), (UNKNOWN, NOT_KNOWN)]
    return forms.TypedChoiceField(
        label=name, choices=offered, coerce=values.get, widget=forms.RadioSelect, error_messages=error
    )


def _sent_as(value, is_chosen):
    """Return a stored value as the form's field sends it."""
    if isinstance(value, list) or not is_chosen:
        return value
    return UNKNOWN if value in (None, "") else str(value)
