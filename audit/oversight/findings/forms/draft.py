"""The form in which a reviewer drafts a finding."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.oversight.findings.rules import LONGEST_TEXT
from cases.forms.alternatives import AlternativesForm, ConditionalRadios

GAP, STRENGTH = "gap", "strength"


class DraftForm(AlternativesForm):
    """`questions`: (code, words) of those that the case is asked. `hint`: who reads the text."""

    alternatives = {
        "kind": {"nothing_to_do": (GAP,), "risk_note": (GAP,), "example": (STRENGTH,)},
    }

    question = forms.ChoiceField(label="Question", error_messages={"required": "Choose the question that it is about"})
    kind = forms.ChoiceField(
        label="What did you find?",
        choices=[(GAP, "A gap"), (STRENGTH, "A strength")],
        widget=ConditionalRadios,
        error_messages={"required": "Choose a gap or a strength"},
    )
    nothing_to_do = forms.BooleanField(label="This is a gap, but nothing has to be done", required=False)
    risk_note = forms.CharField(
        label="Note that could put someone at risk if the person on probation read it",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    example = forms.BooleanField(label="Could help others: offer it without the person and the place", required=False)
    text = forms.CharField(
        label="What is missing, and what must happen; or what was done well",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write the finding"},
    )

    def __init__(self, *args: Any, questions: Sequence[tuple[str, str]], hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = [("", "Choose one"), *questions]
        self.fields["text"].help_text = hint
        self.helper = FormHelper()
        self.helper.attrs = {"autocomplete": "off"}  # after Back the browser must show what is stored
        self.helper.layout = Layout("question", "kind", "text", Submit("save", "Save the draft"))
