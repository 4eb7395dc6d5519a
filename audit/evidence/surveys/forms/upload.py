"""The form that sends the answers to a survey."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms


class SurveyFileForm(forms.Form):
    """The file to look at, and the survey whose place it takes, if any."""

    file = forms.FileField(
        label="Answers",
        help_text="A spreadsheet or .csv file from any form tool, with a row for each person and headings above. Up to "
        "10 MB. We keep the answers that you choose, in random order, and not the file.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Export or save it again"},
    )
    sheet = forms.CharField(
        required=False,
        max_length=100,
        help_text="If the file has several: the one with the answers. Else leave it empty.",
    )
    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("file", "sheet", "replaces", Submit("look", "Look at the columns"))
