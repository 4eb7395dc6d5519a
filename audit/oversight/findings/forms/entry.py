"""The form on the page of a finding: what a person may record now."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.oversight.findings.rules import LONGEST_ENTRY
from cases.forms.alternatives import AlternativesForm, ConditionalRadios
from cases.forms.days import DayField

THE_SPO = "spo"
NOT_CHOSEN = "Choose what you want to record"
# field of one choice alone: that choice
OF_ONE = {"holds_from": "done", "reason": "close", "owner": "owner", "due": "due"}

Choices = Sequence[tuple[Any, str]]


class EntryForm(AlternativesForm):
    """`kinds`: what may be recorded, with its words. `reasons` and `owners`: the choices. `hint`: who reads it."""

    kind = forms.ChoiceField(
        label="What do you want to record?", widget=ConditionalRadios, error_messages={"required": NOT_CHOSEN}
    )
    holds_from = DayField(label="Day from which it holds", required=False)
    reason = forms.ChoiceField(label="Why it is closed", required=False)
    owner = forms.ChoiceField(label="Who has to act now", required=False)
    due = DayField(label="New date", required=False)
    text = forms.CharField(
        label="In your words",
        required=False,
        max_length=LONGEST_ENTRY,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kinds: Choices, reasons: Choices = (), owners: Choices = (), hint: str = "", **kwargs: Any
    ) -> None:
        offered = {kind for kind, _ in kinds}
        own = {field: (kind,) for field, kind in OF_ONE.items() if kind in offered}
        self.alternatives = {"kind": own}
        super().__init__(*args, **kwargs)
        for field in set(OF_ONE) - set(own):
            del self.fields[field]
        self.fields["kind"].choices = kinds
        for name, choices in (("reason", reasons), ("owner", owners)):
            if name in self.fields:
                self.fields[name].choices = [("", "Choose one"), *choices]
        self.fields["text"].help_text = hint
        self.helper = FormHelper()
        self.helper.attrs = {"autocomplete": "off"}  # after Back the browser must show what is stored
        self.helper.layout = Layout("based_on", "kind", "text", Submit("save", "Record"))

    def base_on(self, length: int) -> None:
        """Sent again, it is based on a thread of this length."""
        self.data = self.data.copy()
        self.data["based_on"] = str(length)
