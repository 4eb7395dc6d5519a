"""The forms that choose a case for all to read, and write what was agreed on about questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from audit.method.framework import Question
from cases.identifiers.forms.free_text import FreeTextForm

LONGEST_NOTE = 2_000
CHANGED = "Someone else changed the note on {} while you were writing. Choose which one to keep"


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


@dataclass(frozen=True)
class NoteBox:
    """The box of one note. `seen`: where the user has to choose, the field with the version that the page shows."""

    code: str
    text: BoundField
    version: BoundField
    seen: BoundField | None


class NotesForm(FreeTextForm):
    """A note and its version for each question. `stored`: {question code: (text, version)}."""

    def __init__(self, *args, questions: Iterable[Question], stored: Mapping[str, tuple[str, int]], **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {question.code: question for question in questions}
        saved = {code: text.split() for code, (text, _) in stored.items()}  # browsers send other ends of lines
        self.free_text = [
            name for code in self.questions if self.data.get(name := f"note-{code}", "").split() != saved.get(code, [])
        ]
        for question in self.questions.values():
            text, version = stored.get(question.code, ("", 0))
            self.fields[f"note-{question.code}"] = forms.CharField(
                label=f"Agreed note on {question.name}",
                required=False,
                max_length=LONGEST_NOTE,
                widget=forms.Textarea(attrs={"rows": 2, "class": "govuk-textarea"}),
                initial=text,
            )
            self.fields[f"version-{question.code}"] = _version_field(version)
            self.fields[f"seen-{question.code}"] = _version_field(None)

    def box(self, code: str) -> NoteBox:
        """The NoteBox of the question of this code."""
        seen = self[f"seen-{code}"]
        return NoteBox(code, self[f"note-{code}"], self[f"version-{code}"], seen if seen.data else None)

    def notes(self) -> dict[str, tuple[str, int]]:
        """{question code: (text, version it is based on)} of what was sent, without a note that is to stay as saved."""
        how, _, chosen = self.data.get("settle", "").partition(":")
        sent = [code for code in self.questions if f"note-{code}" in self.data]
        texts = {code: self.cleaned_data[f"note-{code}"].replace("\r\n", "\n") for code in sent}
        based_on = {code: self.cleaned_data[f"version-{code}"] or 0 for code in sent}
        if chosen in texts and how == "theirs":
            del texts[chosen]
        elif chosen in texts and how == "mine":
            based_on[chosen] = self.cleaned_data[f"seen-{chosen}"] or 0
        return {code: (text, based_on[code]) for code, text in texts.items()}

    def refuse(self, stale: Iterable[str], stored: Mapping[str, tuple[str, int]]) -> None:
        """Let the user choose between what they sent and what is `stored`. All other notes are shown as stored."""
        self.data = self.data.copy()  # fields as they were sent cannot be changed
        for code in self.questions:
            text, version = stored.get(code, ("", 0))
            if code in stale:
                self.add_error(f"note-{code}", CHANGED.format(self.questions[code].name))
                self.data[f"seen-{code}"] = str(version)
            else:
                self.data |= {f"note-{code}": text, f"version-{code}": str(version), f"seen-{code}": ""}


def _version_field(version):
    hidden = forms.HiddenInput
    return forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=hidden, initial=version)
