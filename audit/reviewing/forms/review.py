"""The forms of a review: the questions of one section, and submitting it."""

from dataclasses import replace

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.method.answers import LONGEST_COMMENT, AnswerChange, Value
from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers

VALUE, COMMENT, VERSION = "value", "comment", "version"  # what stands before a question's code in a field's name
TOO_LONG_TOGETHER = f"Both texts together are longer than {LONGEST_COMMENT:,} characters. Shorten yours"


class SectionForm(forms.Form):
    """Answer, comment and version of each question of a Section, in fields named value-CODE and so on.

    A question is sent when its version is: one save of the script sends a single one, the page without it sends all.
    """

    def __init__(self, *args, section, answers, told=None, **kwargs):
        """`answers`: {code: Answer} as stored. `told`: {code: [sentence]} to show beside the questions."""
        super().__init__(*args, **kwargs)
        self.section, self.told = section, told or {}
        sent = self.sent() if self.is_bound else None
        for question in section.questions:
            if sent is None or question.code in sent:  # what was sent is read, and never shown from here
                self._add_question(question, answers.get(question.code))

    def _add_question(self, question, answer):
        code = question.code
        self.fields[f"{VALUE}-{code}"] = forms.TypedChoiceField(
            label=question.text,
            choices=[(value.value, label) for value, label in question.labels.items()],
            coerce=lambda value: Value(int(value)),
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            initial=answer and answer.value,
        )
        self.fields[f"{COMMENT}-{code}"] = forms.CharField(
            required=False,
            max_length=LONGEST_COMMENT,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=answer.comment if answer else "",
        )
        self.fields[f"{VERSION}-{code}"] = forms.IntegerField(
            required=False,
            min_value=0,
            max_value=2**31 - 1,
            widget=forms.HiddenInput,
            initial=answer.version if answer else 0,
        )

    def held(self, code):
        """(value, comment, version) that the fields of a question hold on a page, as texts."""
        names = [f"{name}-{code}" for name in (VALUE, COMMENT, VERSION)]
        held = [self.initial.get(name, self.fields[name].initial) for name in names]
        return tuple("" if each is None else str(each) for each in held)

    def sent(self):
        """The codes of the questions that were sent."""
        return [q.code for q in self.section.questions if f"{VERSION}-{q.code}" in self.data]

    def changes(self, stored):
        """An AnswerChange for each question that was sent without an error; `stored` gives the Answers by their codes.

        Where the person chose between two answers, the one they saw is what their choice is based on.
        """
        how, _, chosen = self.data.get("settle", "").partition(":")
        changes = {code: self._change(code) for code in self.sent() if not self._errors_of(code)}
        if chosen in changes and how == "theirs":
            del changes[chosen]
        elif chosen in changes:
            theirs = stored().get(chosen) if how == "both" else None
            settled = self._chosen(changes[chosen], theirs)
            if len(settled.comment) > LONGEST_COMMENT:  # so the choice stays to be made, with both texts in view
                self.told[chosen] = [TOO_LONG_TOGETHER]
            else:
                changes[chosen] = settled
        return [*changes.values()]

    def _change(self, code):
        value, comment, version = (self.cleaned_data[f"{name}-{code}"] for name in (VALUE, COMMENT, VERSION))
        # browsers end the lines of a form in another way than those of a script
        return AnswerChange(code, value, comment.replace("\r\n", "\n"), version or 0)

    def _chosen(self, mine, theirs):
        seen = self.data.get(f"seen-{mine.code}", "")
        comment = f"{theirs.comment}\n\n{mine.comment}".strip() if theirs else mine.comment
        return replace(
            mine, comment=comment, based_on=int(seen) if seen.isdecimal() and len(seen) < 10 else mine.based_on
        )

    def _errors_of(self, code):
        return [error for name in (VALUE, COMMENT, VERSION) for error in self.errors.get(f"{name}-{code}", [])]

    def troubles(self, saved):
        """{code: [sentence]} of what was sent and could not be stored for what it is."""
        wrong = {code: errors for code in self.sent() if (errors := self._errors_of(code))}
        return (
            wrong
            | self.told
            | {code: ["The facts of the case have changed: this is no longer asked"] for code in saved.not_asked}
        )

    def stale(self, saved):
        """{code: AnswerChange} of what was not stored, since somebody else had answered in between."""
        return {change.code: change for change in self.changes(dict) if change.code in saved.stale}

    def again(self, saved):
        """The form anew, on what is `saved`, with what was sent where it could not be stored."""
        troubles = self.troubles(saved)
        codes = (*saved.stale, *saved.waiting, *troubles)
        names = [f"{name}-{code}" for code in codes for name in (VALUE, COMMENT, VERSION)]
        sent = {name: self.data[name] for name in names if name in self.data}
        return SectionForm(section=self.section, answers=saved.answers, initial=sent, told=troubles)


class SubmitForm(FreeTextForm):
    """Submits a review; where it was sent back, with a reply to the note."""

    free_text = ("reply",)

    def __init__(self, *args, asks_reply=False, **kwargs):
        super().__init__(*args, **kwargs)
        if asks_reply:
            self.fields["reply"] = forms.CharField(
                label="Your reply to the note",
                max_length=5_000,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": "Enter your reply to the note"},
            )
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, WarningOfIdentifiers(), Submit("submit_review", "Submit the review"))
