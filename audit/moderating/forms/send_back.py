"""The form that sends a review back."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit
from django import forms

from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers


class SendBackForm(FreeTextForm):
    """What the reviewer should look at again, and in which questions."""

    free_text = ("note",)

    note = forms.CharField(
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Say what the reviewer should look at again and why. The reviewer replies to this note.",
        error_messages={"required": "Enter a note to the reviewer"},
    )
    questions = forms.MultipleChoiceField(
        required=False,
        label="Which questions is it about?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave this empty if it is about the whole review.",
    )

    def __init__(self, *args, questions, **kwargs):
        """`questions` holds (code, text) of the questions that apply to the case."""
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = questions
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "note",
            Field("questions", css_class="govuk-checkboxes--small in-columns"),
            WarningOfIdentifiers(),
            Submit("send", "Send back"),
        )
