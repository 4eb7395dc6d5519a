"""The forms of team lists."""

from django import forms

from audit.planning.forms.extract import ExtractForm, field_choices
from cases.extract.headings.fields import READ_FOR_A_LIST


class TeamListForm(ExtractForm):
    """The file, its sheet and what its columns are, as of an extract. `based_on`: the list that the user saw."""

    choices = field_choices(READ_FOR_A_LIST)
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "List"
        self.helper.layout.fields.append("based_on")
        if "sheet" in self.fields:
            self.fields["sheet"].label = "Which sheet is the list?"
