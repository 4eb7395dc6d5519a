"""The form that records who approved oversight in a PDU."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils import timezone

from cases.forms.days import DayField

POST_MISSING = "Enter the name and the post, such as A Name, Head of PDU"


class BasedOnForm(forms.Form):
    """What the page showed as in force."""

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ApprovalForm(BasedOnForm):
    """Who approved oversight, on which day, and whether team lists may be uploaded."""

    approved_by = forms.CharField(
        label="Who approved it",
        max_length=200,
        help_text="Name and post, such as A Name, Head of PDU.",
        error_messages={"required": POST_MISSING},
    )
    approved_on = DayField(label="Approved on", error_messages={"required": "Enter the day on which it was approved"})
    team_lists = forms.BooleanField(
        required=False,
        label="SPOs may also upload lists of their team’s cases",
        help_text="A list is deleted after 8 weeks. When this is switched off, all lists are deleted at once.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("approved_by", "approved_on", "team_lists", "based_on", Submit("save", "Record"))

    def clean_approved_by(self):
        """Ask for a post beside the name: a name alone says nothing a few years later."""
        approved_by = self.cleaned_data["approved_by"]
        if len(approved_by.split()) < 3:
            raise forms.ValidationError(POST_MISSING)
        return approved_by

    def clean_approved_on(self):
        day = self.cleaned_data["approved_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("The day of the approval must be today or in the past")
        return day
