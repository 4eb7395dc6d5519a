"""The forms in which a filled-in workbook is sent, and what it would change is confirmed."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core import signing

from audit.method.answers import LONGEST_COMMENT, Value
from audit.reviewing.offline.changes import BOTH, MINE, THEIRS, both_texts
from audit.reviewing.offline.typed import TypedAnswer

CHECKED = "checked"
CHOICES = {THEIRS: "Keep what is stored", MINE: "Put mine in its place", BOTH: "My answer, both texts"}
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

    `typed`: {review number: [TypedAnswer]}. `seen`: {review number: {code: version}} of what the page shows.
    """
    reviews = {number: [[astuple(each) for each in typed[number]], seen[number]] for number in typed}
    return signing.dumps({"person": person, "reviews": reviews}, salt=CHECKED, compress=True)


class ConfirmUploadForm(forms.Form):
    """What was checked, for whom, and what they were shown."""

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


@dataclass(frozen=True)
class ToSettle:
    """Two answers to one question of a review (its number), each with its text. `name`: the question's, for people."""

    number: int
    code: str
    name: str
    theirs: str
    mine: str

    @property
    def field(self):
        return f"settle-{self.number}-{self.code}"


class SettleForm(forms.Form):
    """For each question that was answered in between which answer is to stand. Nothing is chosen beforehand."""

    def __init__(self, *args, conflicts: Sequence[ToSettle], **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts = conflicts
        for conflict in conflicts:
            self.fields[conflict.field] = forms.ChoiceField(
                label=conflict.name,
                choices=[*CHOICES.items()],
                widget=forms.RadioSelect,
                error_messages={"required": f"{conflict.name}: choose which answer stands"},
            )

    def clean(self):
        """Both texts together are a comment like any other, and may be no longer."""
        cleaned = super().clean()
        for conflict in self.conflicts:
            length = len(both_texts(conflict.theirs, conflict.mine))
            if cleaned.get(conflict.field) == BOTH and length > LONGEST_COMMENT:
                remedy = "Choose one of the two, or shorten yours in the file and send it again"
                told = f"both texts together have {length:,} characters; {LONGEST_COMMENT:,} is the most"
                self.add_error(conflict.field, f"{conflict.name}: {told}. {remedy}")
        return cleaned

    def chosen(self, number):
        """{code: what is to stand} in the review of this number."""
        return {each.code: self.cleaned_data[each.field] for each in self.conflicts if each.number == number}


def _typed(code, value, *others):
    return TypedAnswer(code, None if value is None else Value(value), *others)
