"""A day in three boxes, as GOV.UK asks for dates. Whatever a person types for a real day is read."""

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property

PARTS = ("day", "month", "year")
MISSING = "{name} must include {parts}"
NOT_REAL = "{name} must be a real date, such as 31 March 2027"
DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
OTHER_YEAR = "{name} must be a real date, in a year from 1900 to 2199"
YEAR = re.compile(r"(?:19|20|21)?[0-9]{2}")


class DayWidget(forms.MultiWidget):
    """Three boxes. A whole day in the first one or under the field's own name, as a command sends it, is split."""

    is_day = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(PARTS, forms.TextInput), attrs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        if self.value_omitted_from_data(data, files, name):
            return self.decompress(data.get(name))
        typed = [(text or "").strip() for text in super().value_from_datadict(data, files, name)]
        return typed if any(typed[1:]) else self.decompress(typed[0])

    def decompress(self, value: datetime.date | str | None) -> list[str]:
        """Return day, month and year as texts."""
        if isinstance(value, datetime.date):
            return [str(value.day), str(value.month), str(value.year)]
        parts = [part.lstrip("0") or part for part in re.findall(r"[^\s/.,-]+", value or "")]
        if len(parts) != len(PARTS):
            return [value or "", "", ""]
        return parts[::-1] if len(parts[0]) == 4 else parts


class DayField(forms.DateField):
    """A day. `name`: what errors call it, if not by its label."""

    widget = DayWidget
    default_error_messages = {"required": "Enter a date"}

    def __init__(self, *, name: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.name = name

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> "BoundDay":
        return BoundDay(form, self, field_name)

    def to_python(self, value: Sequence[str] | None) -> datetime.date | None:
        """Read [day, month, year]. The error holds as `wrong` the parts that are."""
        typed = dict(zip(PARTS, value or (), strict=False))
        if not any(typed.values()):
            return None
        read = {part: READ[part](text) for part, text in typed.items()}
        wrong = [part for part in PARTS if read[part] is None]
        if any(typed[part] for part in wrong):
            is_other_year = wrong == ["year"] and re.fullmatch("[0-9]{4}", typed["year"])
            raise self._error(OTHER_YEAR if is_other_year else NOT_REAL, wrong)
        if wrong:
            raise self._error(MISSING, wrong)
        try:
            return datetime.date(read["year"], read["month"], read["day"])
        except ValueError as unreal:
            raise self._error(NOT_REAL, PARTS) from unreal

    def _error(self, message, wrong):
        told = message.format(name=self.name or self.label, parts=" and ".join(f"a {part}" for part in wrong))
        return forms.ValidationError(told, code="invalid", params={"wrong": wrong})


@dataclass(frozen=True)
class DayPart:
    """One of the three boxes, ready to print. `width`: in characters."""

    id: str
    name: str
    label: str
    value: str
    width: int
    is_wrong: bool


class BoundDay(forms.BoundField):
    """A DayField in its form."""

    @cached_property
    def initial(self) -> Any:
        """What the form begins with; also what a person typed before their session ended, part by part."""
        if any(f"{self.html_name}_{part}" in self.form.initial for part in PARTS):
            return self.field.widget.value_from_datadict(self.form.initial, {}, self.html_name)
        return super().initial

    @property
    def parts(self) -> list[DayPart]:
        values = self.value() if isinstance(self.value(), list) else self.field.widget.decompress(self.value())
        return [
            DayPart(
                id=f"{self.auto_id}_{part}",
                name=f"{self.html_name}_{part}",
                label=part.title(),
                value=value,
                width=4 if part == "year" else 2,
                is_wrong=part in self._wrong,
            )
            for part, value in zip(PARTS, values, strict=True)
        ]

    @property
    def id_for_label(self) -> str:
        """The box that the summary of errors leads to."""
        return next((part.id for part in self.parts if part.is_wrong), self.parts[0].id)

    @property
    def _wrong(self):
        """Parts with an error. An error that names none, such as a day too early, is about all three."""
        errors = self.errors.as_data()
        return {part for error in errors for part in (error.params or {}).get("wrong", PARTS)}


def _read_day(text):
    found = DAY.fullmatch(text)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def _read_month(text):
    """Read 3, 03, Mar or March."""
    if re.fullmatch("[0-9]{1,2}", text):
        return int(text) if 1 <= int(text) <= 12 else None
    typed = text.lower() if len(text) >= 3 else "?"
    months = enumerate(calendar.month_name)
    return next((number for number, name in months if number and name.lower().startswith(typed)), None)


def _read_year(text):
    """Read 2027 or 27."""
    return int(text) + (2000 if len(text) == 2 else 0) if YEAR.fullmatch(text) else None


READ = {"day": _read_day, "month": _read_month, "year": _read_year}
