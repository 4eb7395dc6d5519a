"""The form in which an answer of a finished look is corrected."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.method.answers import Value
from audit.method.framework import Question
from audit.oversight.looks.questions import LONGEST_FINDING, counts_as_no
from audit.oversight.words import disclosable

NEEDS_WORDS = "Say what is missing, and what must happen"


class CorrectionForm(forms.Form):
    """Takes the answer, the reason and, where it says that something is missing now, the words. `based_on`: the version
    of the answer that the person read. `shown_to`: the practitioner."""

    based_on = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, question: Question, shown_to: str, has_gap: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.question, self.has_gap = question, has_gap
        self.fields["value"] = forms.TypedChoiceField(
            label="The answer is",
            choices=[(int(value), label) for value, label in question.labels.items()],
            coerce=lambda value: Value(int(value)),
            widget=forms.RadioSelect,
            error_messages={"required": "Choose the answer"},
        )
        if not has_gap:
            self.fields["text"] = self._text("If something is missing: what is it, and what must happen?", shown_to)
        self.fields["reason"] = self._text("Why do you correct it?", shown_to)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = "Say why you correct the answer"
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Submit("correct", "Correct the answer and tell the practitioner"))

    def _text(self, label, shown_to):
        widget, help_text = forms.Textarea(attrs={"rows": 3}), disclosable(shown_to)
        return forms.CharField(
            label=label, max_length=LONGEST_FINDING, required=False, widget=widget, help_text=help_text
        )

    def clean(self):
        cleaned = super().clean()
        needs = self.question.no_wants_words and counts_as_no(cleaned.get("value"))
        if needs and not self.has_gap and not cleaned.get("text") and not self.errors.get("text"):
            self.add_error("text", NEEDS_WORDS)
        return cleaned
