"""The forms that record an alert, and what was done about it."""

from datetime import datetime, timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils import timezone

from cases.forms.days import DayField

DISCLOSABLE = (
    "Do not name anyone but staff. What you write here can be disclosed to the person on probation, and the "
    "practitioner of the case can read it."
)
LONG_AGO = timedelta(days=7)
TIMES = ("%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p")


class TimeTyped(forms.TimeField):
    """A time of day, such as 9:40, 09.40, 0940 or 4pm."""

    def to_python(self, value):
        return super().to_python("".join(value.split()) if value else value)


class RaiseAlertForm(forms.Form):
    """What may harm a person, who was told and when. A moment in the future is refused; one over a week ago is asked
    about."""

    what = forms.CharField(
        label="What may happen, and who could be harmed?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5_000,
        help_text=DISCLOSABLE,
        error_messages={"required": "Say what may happen"},
    )
    told = forms.CharField(
        label="Who did you tell?",
        max_length=200,
        help_text="Name and post, such as “the duty SPO” or “police, 101”. If you have told no one yet, do that first.",
        error_messages={"required": "Enter who you told. If you have told no one yet, do that first"},
    )
    told_on = DayField(label="On which day?", name="The day", error_messages={"required": "Enter the day"})
    told_time = TimeTyped(
        label="At what time?",
        input_formats=TIMES,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        help_text="Such as 9:40 or 4.15pm",
        error_messages={"required": "Enter the time", "invalid": "Enter a time, such as 9:40 or 4.15pm"},
    )
    sure = forms.BooleanField(required=False, label="The day is right: I told them more than a week ago")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.attrs = {"autocomplete": "off"}
        self.helper.layout = Layout("what", "told", "told_on", "told_time", Submit("save", "Record the alert"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("told_on") and cleaned.get("told_time"):
            self._check(timezone.make_aware(datetime.combine(cleaned["told_on"], cleaned["told_time"])))
        return cleaned

    def _check(self, told_at):
        now = timezone.now()
        if told_at > now:
            field = "told_on" if timezone.localdate(told_at) > timezone.localdate(now) else "told_time"
            self.add_error(field, "This is in the future. Enter when you told them")
        elif now - told_at > LONG_AGO and not self.cleaned_data["sure"]:
            self.helper.layout.insert(-1, "sure")
            self.add_error("told_on", "This is more than a week ago. Change it, or confirm below that it is right")
        self.cleaned_data["told_at"] = told_at

    @property
    def alert(self) -> dict:
        """What raise_alert takes of it."""
        return {name: self.cleaned_data[name] for name in ("what", "told", "told_at")}


class AnswerAlertForm(forms.Form):
    """What was done about an alert."""

    done = forms.CharField(
        label="What was done, and who did it?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5_000,
        help_text=DISCLOSABLE,
        error_messages={"required": "Say what was done"},
    )

    helper = FormHelper()
    helper.layout = Layout("done", Submit("save", "Record what was done"))


class RestrictedAlertForm(forms.Form):
    """Of an alert about a restricted case nothing may be written here: one button."""

    helper = FormHelper()
    helper.layout = Layout(Submit("save", "It is dealt with in the case record"))
