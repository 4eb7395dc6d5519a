"""The forms that sign an audit off and take the sign-off back."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.forms.days import DayField
from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers


class SignOffForm(forms.Form):
    """How long the audit's cases are kept, and whether the page showed a result: one may have come since."""

    keep_until = DayField(
        label="Keep cases and comments until",
        help_text="Between 30 days and ten years from now. After this date we permanently delete the facts and CRNs of "
        "the cases, answers, comments, the rationales of judgements, the evidence for them and the audit’s "
        "description. Figures, judgements, who decided them, the texts on standards and recommendations stay.",
    )

    without_result = forms.BooleanField(required=False, widget=forms.HiddenInput)

    helper = FormHelper()
    helper.layout = Layout("keep_until", "without_result", Submit("sign-off", "Sign off"))


class TakeBackForm(FreeTextForm):
    """Why a signed-off audit is opened again."""

    free_text = ("reason",)

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        help_text="It stays with the corrected result and in the audit history permanently. Do not name anyone or "
        "describe a single case.",
        error_messages={"required": "Enter the reason"},
    )

    helper = FormHelper()
    helper.layout = Layout(
        "reason", WarningOfIdentifiers("Keep it as it is"), Submit("take-back", "Take back the sign-off")
    )
