"""The forms that send a filled-in workbook and confirm what it would change."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core import signing

from audit.method.answers import LONGEST_COMMENT, Value
from audit.reviewing.offline.changes import BOTH, MINE, THEIRS, both_texts
from audit.reviewing.offline.typed import TypedAnswer

CHECKED = "checked"
CHOICES = {THEIRS: "Keep what is stored", MINE: "Use mine instead", BOTH: "My answer, both texts"}
LONGEST = 2_000_000  # characters; the server takes no longer form
VALID_FOR = 12 * 60 * 60  # seconds: until the end of the day
TOO_OLD = "These changes were shown too long ago, or not to you. Choose the file again"


class ReviewFileForm(forms.Form):
    """The workbook to upload."""

    file = forms.FileField(
        label="Workbook",
        help_text="The .xlsx file that you downloaded and filled in. You can also save it as .ods. We read it but "
        "do not keep it.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Save it again"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("file", Submit("upload", "Check what would change"))


def signed(typed: Mapping[int, Sequence[TypedAnswer]], seen: Mapping[int, Mapping[str, int]], person: int) -> str:
    """A signed text that the page carries until it is confirmed. Only the person with this key can send it.

    `typed` is {review number: [TypedAnswer]}, `seen` {review number: {code: version}} of what the page shows.
    """
    # carried by the page, so that nothing is stored on the server of what was not confirmed
    reviews = {number: [[astuple(each) for each in typed[number]], seen[number]] for number in typed}
    return signing.dumps({"person": person, "reviews": reviews}, salt=CHECKED, compress=True)


class ConfirmUploadForm(forms.Form):
    """Confirms what a person was shown. Once valid it holds `typed` and `seen`, as given to `signed`."""

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
    """Two comments on one question of a review, to choose between. `name` names the question for people."""

    number: int
    code: str
    name: str
    theirs: str
    mine: str

    @property
    def field(self):
        return f"settle-{self.number}-{self.code}"


class SettleForm(forms.Form):
    """Asks which answer to keep for each question that was answered in between. Nothing is chosen at first."""

    def __init__(self, *args, conflicts: Sequence[ToSettle], **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts = conflicts
        for conflict in conflicts:
            self.fields[conflict.field] = forms.ChoiceField(
                label=conflict.name,
                choices=[*CHOICES.items()],
                widget=forms.RadioSelect,
                error_messages={"required": f"{conflict.name}: choose which answer to keep"},
            )

    def clean(self):
        """Both texts together are one comment, and may be no longer than any other."""
        cleaned = super().clean()
        for conflict in self.conflicts:
            length = len(both_texts(conflict.theirs, conflict.mine))
            if cleaned.get(conflict.field) == BOTH and length > LONGEST_COMMENT:
                remedy = "Choose one of the two, or shorten yours in the file and send it again"
                too_long = f"both texts together have {length:,} characters; the limit is {LONGEST_COMMENT:,}"
                self.add_error(conflict.field, f"{conflict.name}: {too_long}. {remedy}")
        return cleaned

    def chosen(self, number):
        """{code: THEIRS, MINE or BOTH} of the review with this number."""
        return {each.code: self.cleaned_data[each.field] for each in self.conflicts if each.number == number}


def _typed(code, value, *others):
    """The TypedAnswer of the values that `signed` wrote as JSON."""
    return TypedAnswer(code, None if value is None else Value(value), *others)
