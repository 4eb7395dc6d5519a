"""The form of a look: what SectionForm takes of each question, with what has to be done about a gap."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.timezone import localdate

from audit.method.answers import AnswerChange
from audit.method.oversight.working_days import after_working_days
from audit.oversight.looks.changes import Direction, More, Strength, Task
from audit.oversight.looks.questions import DIRECTION, LONGEST_FINDING, OF_THE_LOOK, OWN, WELL
from audit.reviewing.forms.review import COMMENT, VALUE, VERSION, SectionForm
from cases.forms.days import DayField

SOON, USUAL, OTHER = "5", "10", "day"  # by when: the number of working days, or another day
BY_SPO = "spo"  # who has to act, where it is no practitioner
WHEN, DAY, OWNER, NOTHING, RISK = "when", "day", "owner", "nothing", "risk"
ABOUT, EXAMPLE = "about", "example"
OF_A_GAP = (WHEN, DAY, OWNER, NOTHING, RISK)
OF_OTHERS = {WELL: (ABOUT, EXAMPLE), DIRECTION: (DAY,)}
NO_DAY, PAST_DAY = (
    "Enter the day by which it has to be done",
    "The day by which it has to be done must be today or later",
)
FUTURE_DAY = "The day of the last entry must be today or earlier"


def more_names(code: str) -> tuple[str, ...]:
    """Return what the names of a question's further fields begin with."""
    if code in OF_THE_LOOK:
        return OF_OTHERS.get(code, ())
    return () if code.startswith(OWN) else OF_A_GAP


class LookForm(SectionForm):
    """Takes of each question what SectionForm takes, and its further fields, named when-CODE and so on.

    `preset`: the number of the practitioner who has to act unless another is chosen; None is the team's SPO. `stored`:
    {code: More} as stored, for the questions that have it.
    """

    def __init__(self, *args: Any, preset: int | None, stored: Mapping[str, More], **kwargs: Any) -> None:
        self.preset, self.stored = preset, stored
        super().__init__(*args, **kwargs)

    def _add_question(self, question, answer):
        super()._add_question(question, answer)
        fields = {
            WHEN: lambda: forms.ChoiceField(choices=[(SOON, ""), (USUAL, ""), (OTHER, "")], required=False),
            DAY: lambda: DayField(name="The day", required=False),
            OWNER: lambda: forms.RegexField(r"spo|[0-9]{1,9}", required=False),
            NOTHING: lambda: forms.BooleanField(required=False),
            RISK: lambda: forms.CharField(required=False, max_length=LONGEST_FINDING),
            ABOUT: lambda: forms.ChoiceField(choices=[("", ""), *self.may_be_about], required=False),
            EXAMPLE: lambda: forms.BooleanField(required=False),
        }
        names = more_names(question.code)
        if names:
            text = {"max_length": LONGEST_FINDING, "initial": answer.comment if answer else ""}
            self.fields[f"{COMMENT}-{question.code}"] = forms.CharField(required=False, **text)
        for name in names:
            self.fields[f"{name}-{question.code}"] = fields[name]()

    @property
    def may_be_about(self) -> list[tuple[str, str]]:
        """[(code, text)] of the questions that a strength can be about."""
        return [
            (question.code, question.text)
            for question in self.section.questions
            if more_names(question.code) == OF_A_GAP
        ]

    def clean(self) -> dict[str, Any]:
        cleaned, today = super().clean(), localdate()
        for code in self.sent():
            day = cleaned.get(f"{DAY}-{code}")
            if code == DIRECTION and day and day > today:
                self.add_error(f"{DAY}-{code}", FUTURE_DAY)
            elif self._takes_a_day(code) and (day is None or day < today) and not self.errors.get(f"{DAY}-{code}"):
                self.add_error(f"{DAY}-{code}", PAST_DAY if day else NO_DAY)
        return cleaned

    def _takes_a_day(self, code):
        """Whether a gap has a text and something to be done by a day of its own."""
        if more_names(code) != OF_A_GAP or not self.cleaned_data.get(f"{COMMENT}-{code}"):
            return False
        return self._cleaned(WHEN, code) == OTHER and not self._cleaned(NOTHING, code)

    def _cleaned(self, name, code):
        return self.cleaned_data.get(f"{name}-{code}")

    def _errors_of(self, code):
        names = (VALUE, COMMENT, VERSION, *more_names(code))
        return [error for name in names for error in self.errors.get(f"{name}-{code}", [])]

    def more(self) -> dict[str, More]:
        """{code: More} of the questions that were sent without an error."""
        return {code: self._more(code) for code in self.sent() if more_names(code) and not self._errors_of(code)}

    def _more(self, code):
        if code == WELL:
            return Strength(self._cleaned(ABOUT, code), self._cleaned(EXAMPLE, code))
        if code == DIRECTION:
            return Direction(self._cleaned(DAY, code))
        return self._task(code)

    def _task(self, code):
        owner, when = self._cleaned(OWNER, code), self._cleaned(WHEN, code) or USUAL
        owner = self.preset if owner == "" else None if owner == BY_SPO else int(owner)
        due = self._cleaned(DAY, code) if when == OTHER else after_working_days(localdate(), int(when))
        if self._cleaned(NOTHING, code):
            owner, due = None, None
        return Task(owner, due, self._cleaned(RISK, code).replace("\r\n", "\n"))

    def stale_with_more(self, saved: Any) -> dict[str, tuple[AnswerChange, More]]:
        """{code: (AnswerChange, More)} of what was not stored, since another person had answered in between."""
        more = self.more()
        return {code: (change, more.get(code)) for code, change in self.stale(saved).items()}

    def troubles(self, saved):
        return super().troubles(saved) | {code: [why] for code, why in getattr(saved, "refused", {}).items()}

    def held_more(self, code: str) -> dict[str, Any]:
        """{name: what the page shows in the field}: what was sent and could not be stored, or else what is stored."""
        names = more_names(code)
        if f"{COMMENT}-{code}" in self.initial:
            return {name: self.initial.get(f"{name}-{code}", "") for name in names}
        return _as_fields(self.stored.get(code), self.preset)

    def again(self, saved):
        """A form for the page: what is `saved`, and in place of it what was sent and could not be stored."""
        again = super().again(saved)
        codes = {*saved.stale, *saved.waiting, *again.extra_errors}
        names = [f"{name}-{code}" for code in codes for name in more_names(code)]
        sent = {name: self.data[name] for name in names if name in self.data}
        kept = {"section": self.section, "answers": saved.answers, "extra_errors": again.extra_errors}
        return LookForm(preset=self.preset, stored=self.stored, initial=again.initial | sent, **kept)


def _as_fields(more, preset):
    """What the further fields hold of what is stored; of a gap that is not stored yet, what is chosen beforehand."""
    if isinstance(more, Strength):
        return {ABOUT: more.about, EXAMPLE: more.example}
    if isinstance(more, Direction):
        return {DAY: _day(more.on)}
    if more is None:
        return {WHEN: USUAL, DAY: "", OWNER: str(preset or BY_SPO), NOTHING: False, RISK: ""}
    usual = [days for days in (USUAL, SOON) if more.due == after_working_days(localdate(), int(days))]
    return {
        WHEN: usual[0] if usual else OTHER if more.due else USUAL,
        DAY: "" if usual else _day(more.due),
        OWNER: str(more.owner or (BY_SPO if more.due else preset or BY_SPO)),
        NOTHING: more.due is None,
        RISK: more.risk_note,
    }


def _day(day):
    return f"{day:%d/%m/%Y}" if day else ""
