"""The forms of a review: to answer the questions of a section, and to submit it."""

from dataclasses import replace

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.method.answers import LONGEST_COMMENT, AnswerChange, Value
from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers

VALUE, COMMENT, VERSION = "value", "comment", "version"  # a field's name is one of these and a question's code
TOO_LONG_TOGETHER = f"Both texts together are longer than {LONGEST_COMMENT:,} characters. Shorten yours"


class SectionForm(forms.Form):
    """Takes answer, comment and version of each question of a Section, in fields named value-CODE and so on.

    A question was sent if its version was. The script sends one question at a time; a page without it sends all.
    """

    def __init__(self, *args, section, answers, extra_errors=None, **kwargs):
        """`answers` is {code: Answer} as stored, `extra_errors` {code: [sentence]} to show beside the questions."""
        super().__init__(*args, **kwargs)
        self.section, self.extra_errors = section, extra_errors or {}
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
        """(value, comment, version) of a question as texts, as a page shows them in its fields."""
        names = [f"{name}-{code}" for name in (VALUE, COMMENT, VERSION)]
        held = [self.initial.get(name, self.fields[name].initial) for name in names]
        return tuple("" if each is None else str(each) for each in held)

    def sent(self):
        """The codes of the questions that were sent."""
        return [q.code for q in self.section.questions if f"{VERSION}-{q.code}" in self.data]

    def changes(self, stored):
        """An AnswerChange for each question that was sent without an error.

        Where the person chose between two answers, their choice is based on the stored one that they saw. `stored` is
        called for {code: Answer} only if they want both texts.
        """
        how, _, chosen = self.data.get("settle", "").partition(":")
        changes = {code: self._change(code) for code in self.sent() if not self._errors_of(code)}
        if chosen in changes and how == "theirs":
            del changes[chosen]
        elif chosen in changes:
            theirs = stored().get(chosen) if how == "both" else None
            settled = self._chosen(changes[chosen], theirs)
            if len(settled.comment) > LONGEST_COMMENT:  # the choice stays open, with both texts in view
                self.extra_errors[chosen] = [TOO_LONG_TOGETHER]
            else:
                changes[chosen] = settled
        return [*changes.values()]

    def _change(self, code):
        value, comment, version = (self.cleaned_data[f"{name}-{code}"] for name in (VALUE, COMMENT, VERSION))
        # a browser ends the lines of a form with \r\n, a script with \n
        return AnswerChange(code, value, comment.replace("\r\n", "\n"), version or 0)

    def _chosen(self, mine, theirs):
        """Return the reviewer's answer, based on the version they saw. `theirs`: put this answer's text above it."""
        seen = self.data.get(f"seen-{mine.code}", "")
        comment = f"{theirs.comment}\n\n{mine.comment}".strip() if theirs else mine.comment
        return replace(
            mine, comment=comment, based_on=int(seen) if seen.isdecimal() and len(seen) < 10 else mine.based_on
        )

    def _errors_of(self, code):
        return [error for name in (VALUE, COMMENT, VERSION) for error in self.errors.get(f"{name}-{code}", [])]

    def troubles(self, saved):
        """{code: [sentence]} for each question that could not be stored because of what was sent."""
        wrong = {code: errors for code in self.sent() if (errors := self._errors_of(code))}
        return (
            wrong
            | self.extra_errors
            | {
                code: ["The facts of the case have changed, so this question is no longer asked"]
                for code in saved.not_asked
            }
        )

    def stale(self, saved):
        """{code: AnswerChange} of what was not stored, since another person had answered in between."""
        return {change.code: change for change in self.changes(dict) if change.code in saved.stale}

    def again(self, saved):
        """A form for the page: what is `saved`, and in place of it what was sent and could not be stored."""
        troubles = self.troubles(saved)
        codes = (*saved.stale, *saved.waiting, *troubles)
        names = [f"{name}-{code}" for code in codes for name in (VALUE, COMMENT, VERSION)]
        sent = {name: self.data[name] for name in names if name in self.data}
        return SectionForm(section=self.section, answers=saved.answers, initial=sent, extra_errors=troubles)


class SubmitForm(FreeTextForm):
    """Submits a review. Asks for a reply to the note where the review was sent back."""

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
