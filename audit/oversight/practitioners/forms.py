"""The period of a supervision note."""

import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.forms.days import DayField

USUAL_WEEKS = 13


class PeriodForm(forms.Form):
    """Without dates sent, the last USUAL_WEEKS before `today`."""

    since = DayField(label="From", name="The first day")
    until = DayField(label="To", name="The last day")

    def __init__(self, *args, today: datetime.date, **kwargs) -> None:
        initial = {"since": today - datetime.timedelta(weeks=USUAL_WEEKS), "until": today}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_until(self) -> datetime.date:
        first, last = self.cleaned_data.get("since"), self.cleaned_data["until"]
        if first and last < first:
            raise forms.ValidationError("The last day must be the same as or after the first day")
        return last

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day: as sent, or the usual ones while the form has an error."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        return chosen["since"], chosen["until"]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_method = "get"
        helper.layout = Layout("since", "until", Submit("", "Show", css_class="govuk-button--secondary"))
        return helper
