"""The form with which one agreed answer is recorded."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.method.answers import Value
from cases.forms.identifiers import FreeTextForm, WarningOfIdentifiers


class AgreedAnswerForm(FreeTextForm):
    """The answer that stands for both readings, and why. A page has one for each question: `question` says which."""

    free_text = ("reason",)

    question = forms.CharField(max_length=80, widget=forms.HiddenInput)
    based_on = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    value = forms.TypedChoiceField(
        label="Agreed answer",
        coerce=lambda value: Value(int(value)),
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small govuk-radios--inline"}),
        error_messages={"required": "Choose the agreed answer"},
    )
    reason = forms.CharField(
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter the reason"},
    )

    def __init__(self, *args, question, **kwargs):
        """`question`: the framework's Question."""
        super().__init__(*args, auto_id=f"{question.code}-%s", **kwargs)
        self.refused = False
        self.fields["value"].choices = [(value.value, label) for value, label in question.labels.items()]
        self.helper = FormHelper()
        button = Submit("agree", "Record", css_id=f"{question.code}-agree", css_class="govuk-button--secondary")
        self.helper.layout = Layout("question", "based_on", "value", "reason", WarningOfIdentifiers(), button)

    def clean_based_on(self):
        return self.cleaned_data["based_on"] or 0

    def refuse(self, why):
        """Show why it was not recorded; whoever sends it again has read what stands there now."""
        self.refused = True
        self.add_error("value", why)

    def base_on(self, version):
        self.data = self.data.copy()
        self.data["based_on"] = version
