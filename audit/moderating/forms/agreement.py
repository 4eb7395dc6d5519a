"""The form that records one agreed answer."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.method.answers import Value
from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers

RECORD = "record"  # the button


class AgreedAnswerForm(FreeTextForm):
    """The agreed answer to one question, and the reason. A page sends the forms of all its questions together."""

    free_text = ("reason",)

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

    def __init__(self, sent=None, *, question, kept=None, **kwargs):
        """`question` is the framework's. `sent` holds all that the page sent, `kept` the unsaved fields that come back
        after the person signs in again. Either may lack this question."""
        code = question.code
        filled_in = sent and any(sent.get(f"{code}-{name}", "").strip() for name in ("value", "reason", RECORD))
        # a form left empty is not bound, so that it shows no error for an answer that was not given
        super().__init__(sent if filled_in else None, prefix=code, auto_id="%s", **kwargs)
        self.initial |= {name: kept[f"{code}-{name}"] for name in self.fields if f"{code}-{name}" in (kept or {})}
        self.fields["value"].choices = [(value.value, label) for value, label in question.labels.items()]
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        button = Submit(f"{code}-{RECORD}", "Record", css_id=f"{code}-{RECORD}", css_class="govuk-button--secondary")
        self.helper.layout = Layout("based_on", "value", "reason", WarningOfIdentifiers(), button)

    def clean_based_on(self):
        return self.cleaned_data["based_on"] or 0

    def refuse(self, why, version):
        """Show why the answer was not recorded. When sent again it is based on `version`, which the page now shows."""
        self.add_error("value", why)
        self.data = self.data.copy()  # fields as they were sent cannot be changed
        self.data[self.add_prefix("based_on")] = version
