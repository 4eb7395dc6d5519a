"""The form above the proof that practice changed: from which day the later cases count."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms

from cases.forms.days import DayField

SHOW = (
    '<div class="govuk-button-group"><button type="submit" class="govuk-button govuk-button--secondary" '
    'data-module="govuk-button">Compare</button></div>'
)


class SinceForm(forms.Form):
    since = DayField(label="First day of the later cases", name="The first day", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_method, self.helper.form_class = "get", "list-filters"
        self.helper.layout = Layout("since", HTML(SHOW))
