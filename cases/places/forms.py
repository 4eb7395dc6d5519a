"""The forms for a place, a practitioner and their account, and a staff list to upload."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.forms.days import DayField
from cases.identifiers.forms.names import AnotherName, NameField, NameForm


class PlaceForm(NameForm):
    """The name of a region, PDU or team."""

    name = NameField(max_length=100, error_messages={"required": "Enter a name"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("name", AnotherName(), Submit("save", "Save"))


class PractitionerForm(NameForm):
    """A practitioner of a unit; `teams` and `spos` are the choices there, as (number, name)."""

    name = NameField(max_length=150, error_messages={"required": "Enter a name"})
    team = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose a team"})
    grade = forms.ChoiceField(required=False)
    spo = forms.TypedChoiceField(coerce=int, required=False, empty_value=None, label="SPO")

    def __init__(self, *args, teams, grades, spos, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "Choose"), *teams]
        self.fields["grade"].choices = [("", "Not known"), *grades]
        self.fields["spo"].choices = [("", "None or not known"), *spos]
        self.helper = FormHelper()
        others = [name for name in self.fields if name != "name"]
        self.helper.layout = Layout("name", AnotherName(), *others, Submit("save", "Save"))


class ChangePractitionerForm(PractitionerForm):
    """A practitioner as stored, with the day they left."""

    left_on = DayField(
        required=False,
        label="Left on",
        help_text="The last day in this PDU. Leave this empty if the person is still there. They keep their cases.",
    )


class AccountChoice(forms.ModelChoiceField):
    """A choice among people, each with their user name, since two can have one name."""

    def label_from_instance(self, person):
        return f"{person} ({person.username})"


class AccountForm(forms.Form):
    """The account of a practitioner, among `accounts`. It asks before an account gets a second practitioner."""

    account = AccountChoice(
        queryset=None,
        empty_label="Choose",
        help_text="The people who hold the role Practitioner in the team or its PDU.",
        error_messages={"required": "Choose an account", "invalid_choice": "Choose an account from the list"},
    )
    same_person = forms.BooleanField(required=False, label="Both are the same person: link this one too")

    def __init__(self, *args, accounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts
        self.helper = FormHelper()
        self.helper.layout = Layout("account", Submit("link", "Link this account"))

    def ask(self, question: str) -> None:
        """Show the question beside the account, and the box that answers it."""
        self.add_error("account", question)
        self.helper.layout.insert(1, "same_person")


class StaffListForm(forms.Form):
    """The file and sheet of a staff list."""

    file = forms.FileField(
        label="List",
        help_text="A spreadsheet (.xlsx, .xls, .ods) or .csv file of up to 10 MB. We read it but do not keep it.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Export or save it again"},
    )
    sheet = forms.CharField(
        required=False, max_length=100, help_text="Leave this empty to read the first sheet that is not empty."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("file", "sheet", Submit("import", "Import list"))
