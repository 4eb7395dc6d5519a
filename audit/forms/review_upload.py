"""The forms in which a filled-in workbook is sent, and what it would change is confirmed."""

from dataclasses import astuple

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core import signing

from audit.method.answers import Value
from audit.review_table import Typed

CHECKED, SETTLE = "checked", "settle"
LONGEST = 2_000_000  # characters, since the server takes no more of one form
VALID_FOR = 12 * 60 * 60  # seconds: until the end of the day
TOO_OLD = "What you confirmed is too old, or was not shown to you. Choose the file again"


class ReviewFileForm(forms.Form):
    """The workbook."""

    file = forms.FileField(
        label="Workbook",
        help_text="The .xlsx that you downloaded and filled in, also saved as .ods. It is read and not kept.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Save it again"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("file", Submit("upload", "Show what would change"))


def signed(typed, seen, person):
    """What the page carries until it is confirmed, so that nothing is stored meanwhile; no other person can send it.

    `typed`: {review number: [Typed]}. `seen`: {review number: {code: version}} of what the page shows.
    """
    reviews = {number: [[astuple(each) for each in typed[number]], seen[number]] for number in typed}
    return signing.dumps({"person": person, "reviews": reviews}, salt=CHECKED, compress=True)


class ConfirmUploadForm(forms.Form):
    """What was checked, and which side the person takes in each conflict: theirs unless they say “mine”."""

    checked = forms.CharField(widget=forms.HiddenInput, error_messages={"required": TOO_OLD})

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.typed, self.seen = person, {}, {}

    def clean_checked(self):
        try:
            sent = signing.loads(self.cleaned_data["checked"], salt=CHECKED, max_age=VALID_FOR)
        except (signing.BadSignature, ValueError) as wrong:
            raise forms.ValidationError(TOO_OLD) from wrong
        if sent["person"] != self.person:
            raise forms.ValidationError(TOO_OLD)
        for number, (typed, seen) in sent["reviews"].items():
            self.typed[int(number)] = [_typed(*each) for each in typed]
            self.seen[int(number)] = seen
        return self.cleaned_data["checked"]

    def mine(self, number):
        """The codes of the review's questions in which the person's own answer is to stand."""
        return {each.code for each in self.typed[number] if self.data.get(f"{SETTLE}-{number}-{each.code}") == "mine"}


def _typed(code, value, *others):
    return Typed(code, None if value is None else Value(value), *others)
