"""The forms that choose a case for all to read, and write what was agreed on about questions."""

from collections.abc import Iterable, Mapping

from django import forms

from audit.method.framework import Question
from cases.identifiers.forms.free_text import FreeTextForm

LONGEST_NOTE = 2_000
CHANGED = "Someone else changed this note while you were writing. Read theirs above, then save again to replace it"


class MarkForm(forms.Form):
    """The case that everyone reads. `reserves`: (value, name) of those in reserve."""

    reserve = forms.ChoiceField(
        label="Case in reserve",
        widget=forms.Select(attrs={"class": "govuk-select"}),
        error_messages={"required": "Choose a case", "invalid_choice": "Choose a case"},
    )

    def __init__(self, *args, reserves: Iterable[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reserve"].choices = [("", "Choose a case"), *reserves]


class NotesForm(FreeTextForm):
    """A note and its version for each question. `stored`: {question code: (text, version)}."""

    def __init__(self, *args, questions: Iterable[Question], stored: Mapping[str, tuple[str, int]], **kwargs):
        super().__init__(*args, **kwargs)
        self.codes = [question.code for question in questions]
        self.free_text = [f"note-{code}" for code in self.codes]
        for question in questions:
            text, version = stored.get(question.code, ("", 0))
            self.fields[f"note-{question.code}"] = forms.CharField(
                label=f"Agreed note on {question.name}",
                required=False,
                max_length=LONGEST_NOTE,
                widget=forms.Textarea(attrs={"rows": 2, "class": "govuk-textarea"}),
                initial=text,
            )
            self.fields[f"version-{question.code}"] = forms.IntegerField(
                required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, initial=version
            )

    def notes(self) -> dict[str, tuple[str, int]]:
        """{question code: (text, version it is based on)} of what was sent."""
        sent = [code for code in self.codes if f"note-{code}" in self.data]
        texts = {code: self.cleaned_data[f"note-{code}"].replace("\r\n", "\n") for code in sent}
        return {code: (text, self.cleaned_data[f"version-{code}"] or 0) for code, text in texts.items()}

    def refuse(self, versions: Mapping[str, int]) -> None:
        """Show that these notes were not saved. Sent again they are based on the {code: version} that is stored now."""
        self.data = self.data.copy()  # fields as they were sent cannot be changed
        for code, version in versions.items():
            self.add_error(f"note-{code}", CHANGED)
            self.data[f"version-{code}"] = version
