"""The forms that change the day on which a round closes, and that leave a case out of it."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils import timezone

from audit.planning.forms.fields import AS_STORED, day_field
from audit.planning.forms.replacement import ReplaceForm
from cases.identifiers.forms.free_text import WarningOfIdentifiers


class ChangeRoundForm(forms.Form):
    """The last day for looks. `today` closes the round at the end of today, whatever day is typed."""

    closes_on = day_field("Closes on", help_text="The last day for looks.")
    based_on = forms.DateField(widget=forms.HiddenInput)
    helper = FormHelper()
    helper.attrs = AS_STORED
    helper.layout = Layout(
        "closes_on",
        "based_on",
        Submit("change", "Save"),
        Submit("today", "Close it at the end of today", css_class="govuk-button--secondary"),
    )

    def clean(self):
        cleaned = super().clean()
        if "today" in self.data:
            self.errors.pop("closes_on", None)
            return cleaned | {"closes_on": timezone.localdate()}
        day = cleaned.get("closes_on")
        if "closes_on" not in self.errors and day is None:
            self.add_error("closes_on", "Enter the last day for looks")
        elif day and day < timezone.localdate():
            self.add_error("closes_on", "Closes on must be today or a later date")
        return cleaned


class LeaveOutForm(ReplaceForm):
    """Why a case is left out of a round."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = "It stays with the round until its looks are removed. Do not name anyone."
        self.helper.layout = Layout("reason", "note", WarningOfIdentifiers(), Submit("leave_out", "Leave it out"))
