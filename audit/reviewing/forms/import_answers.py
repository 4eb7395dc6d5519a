"""The forms that send an answers file and confirm what it would change."""

from dataclasses import asdict
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core import signing

from audit.method.answers import Value
from audit.reviewing.answers_file.table import AnswersRow, AnswersTable

CHECKED = "checked"
LONGEST = 2_000_000  # characters; the server takes no longer form
VALID_FOR = 12 * 60 * 60  # seconds: until the end of the day
TOO_OLD = "These answers were shown too long ago, or not to you. Choose the file again"


class AnswersFileForm(forms.Form):
    """The answers file to check."""

    file = forms.FileField(
        label="Answers file",
        help_text="A spreadsheet (.xlsx, .xls, .ods) or .csv file of up to 10 MB. We read it but do not keep it.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Export or save it again"},
    )
    sheet = forms.CharField(
        required=False,
        max_length=100,
        help_text="If the file has several: the one with the answers. Else leave it empty.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("file", "sheet", Submit("check", "Check what would change"))


def signed_table(table: AnswersTable, seen: str, *, audit: int, person: int) -> str:
    """A signed text that the page carries until it is confirmed: the answers, and `seen`, the print of what it shows.

    Only the person with this key can send it, for the audit with this one.
    """
    # carried by the page, so that nothing is stored on the server of what was not confirmed
    rows = {key: asdict(row) for key, row in table.cases.items()}
    column, notes, source = table.case_column, table.passed_over, table.from_audit
    sent = {"person": person, "audit": audit, "seen": seen, "rows": rows, "column": column}
    return signing.dumps(sent | {"notes": notes, "source": source}, salt=__name__, compress=True)


class ConfirmImportForm(forms.Form):
    """Confirms what a person was shown. Once valid it holds the `table` and `seen`, as given to `signed_table`."""

    checked = forms.CharField(widget=forms.HiddenInput, error_messages={"required": TOO_OLD})
    replace = forms.BooleanField(required=False)

    def __init__(self, *args, audit, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.audit, self.person, self.table, self.seen = audit, person, AnswersTable(), ""

    def clean_checked(self):
        try:
            sent = signing.loads(self.cleaned_data["checked"], salt=__name__, max_age=VALID_FOR)
        except (signing.BadSignature, ValueError) as wrong:
            raise forms.ValidationError(TOO_OLD) from wrong
        if (sent["person"], sent["audit"]) != (self.person, self.audit):
            raise forms.ValidationError(TOO_OLD)
        self.table, self.seen = _table(sent), sent["seen"]
        return self.cleaned_data["checked"]


def _table(sent: dict[str, Any]) -> AnswersTable:
    table = AnswersTable(case_column=sent["column"], not_read=sent["notes"], from_audit=sent["source"])
    for key, row in sent["rows"].items():
        answers = {code: Value(value) for code, value in row["answers"].items()}
        table.cases[key] = AnswersRow(**row | {"answers": answers})
    return table
