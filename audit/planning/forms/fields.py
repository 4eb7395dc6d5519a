"""Fields that the forms of planning share."""

from typing import Any

from django import forms

from cases.forms.days import DayField

# After Back the browser must show what is stored by then, not the user's old text.
AS_STORED = {"autocomplete": "off"}


def day_field(label: str, **more: Any) -> DayField:
    """Return an optional date."""
    return DayField(label=label, required=False, **more)


def number_field(
    label: str, least: int, most: int, width: int = 4, *, name: str = "", required_message: str = "", **more: Any
) -> forms.IntegerField:
    """Return a whole number from `least` to `most`, in a box `width` characters wide.

    Errors call it `name`, or else by its label: the summary of errors shows no labels.
    """
    number = forms.TextInput(attrs={"inputmode": "numeric", "class": f"govuk-input--width-{width}"})
    named = (name or label).replace("%", "%%")  # Django puts values into these messages by the % sign
    wrong = f"{named} must be a whole number from {least:,} to {most:,}"
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
    if required_message:
        messages["required"] = required_message
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=number, error_messages=messages, **more
    )
