"""The form that says what the respondents of a survey are compared with."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from audit.evidence.surveys.sheets import SurveyColumn
from cases.identifiers.forms.free_text import FreeTextForm

WRONG = "The share of “{answer}” must be a percentage from 0 to 100 with at most 1 decimal, such as 12.7"


class CaseloadForm(FreeTextForm):
    """A share of the caseload for each answer. `answers`: (background, its answers). `known`: caseload as stored."""

    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        answers: Sequence[tuple[SurveyColumn, Sequence[str]]],
        known: Mapping[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.answers, self.free_text = answers, tuple(f"{column.key}_source" for column, _ in answers)
        for column, each in answers:
            self._add_background(column, each, known.get(column.key, {}))

    def _add_background(self, column, answers, known):
        for number, answer in enumerate(answers):
            messages = dict.fromkeys(
                ("invalid", "min_value", "max_value", "max_decimal_places", "max_digits", "max_whole_digits"),
                WRONG.format(answer=answer.replace("%", "%%")),
            )
            self.fields[f"{column.key}_{number}"] = forms.DecimalField(
                label=f"{answer}, % of the caseload",
                required=False,
                min_value=0,
                max_value=100,
                max_digits=4,
                decimal_places=1,
                initial=known.get("shares", {}).get(answer),
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
                error_messages=messages,
            )
        self.fields[f"{column.key}_source"] = forms.CharField(
            label="Source", required=False, max_length=200, initial=known.get("source")
        )

    @property
    def blocks(self) -> Iterator[tuple[str, list[forms.BoundField], forms.BoundField]]:
        """Yield (name, field of each answer, field of the source) of each background.

        The page prints them itself: crispy-forms would run a name that a person typed as a template.
        """
        for column, answers in self.answers:
            shares = [self[f"{column.key}_{number}"] for number in range(len(answers))]
            yield column.name, shares, self[f"{column.key}_source"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for column, answers in self.answers:
            source = f"{column.key}_source"
            if self._shares(column, answers) and not cleaned.get(source) and source not in self.errors:
                self.add_error(source, f"Enter where the shares of “{column.name}” come from")
        return cleaned

    def _shares(self, column, answers):
        typed = {answer: self.cleaned_data.get(f"{column.key}_{place}") for place, answer in enumerate(answers)}
        return {answer: f"{share.normalize():f}" for answer, share in typed.items() if share is not None}

    @property
    def caseload(self) -> dict[str, Any]:
        """Return what is stored: {key of a background: {"source", "shares"}}."""
        found = {}
        for column, answers in self.answers:
            if shares := self._shares(column, answers):
                found[column.key] = {"source": self.cleaned_data[f"{column.key}_source"], "shares": shares}
        return found
