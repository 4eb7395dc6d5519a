"""The form that records the judgements on all standards that are judged on evidence."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from django import forms

from audit.results.judgements.forms.judgement import JudgementForm
from cases.identifiers.forms.free_text import FreeTextForm

FIELDS = ("rating", "rationale", "decided_by")
LABELS = {"rating": "Rating of {}", "rationale": "Rationale for {}", "decided_by": "Decided by ({})"}


class JudgementsForm(FreeTextForm):
    """Rating, rationale and who decided for each standard of these `codes`. A standard left alone is not recorded.

    `choices`: the ratings. `seen`: {code: {field: value}} of the judgements that the page showed as recorded.
    """

    def __init__(
        self,
        *args: Any,
        codes: Iterable[str],
        choices: list[tuple[str, str]],
        seen: Mapping[str, Mapping[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes, self.seen = tuple(codes), seen
        for code in self.codes:
            self.fields[f"based_on-{code}"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields |= {f"{name}-{code}": _field(name, code) for name in FIELDS}
            self.fields[f"rating-{code}"].choices = choices
        self.filled_in = [code for code in self.codes if self.is_bound and self._is_filled_in(code)]
        self.free_text = [f"rationale-{code}" for code in self.filled_in]
        if self.is_bound:
            self._show_what_is_stored()

    def fields_of(self, code: str) -> list[forms.BoundField]:
        return [self[f"{name}-{code}"] for name in ("based_on", *FIELDS)]

    def clean(self) -> dict[str, Any]:
        """Check that a standard has all three fields or none."""
        cleaned = super().clean()
        for name, code in ((name, code) for code in self.filled_in for name in FIELDS):
            field = f"{name}-{code}"
            if not cleaned.get(field) and field not in self.errors:
                self.add_error(field, f"{code}: {JudgementForm.base_fields[name].error_messages['required'].lower()}")
        return cleaned

    @property
    def decisions(self) -> list[dict[str, str]]:
        """Return what was filled in, standard by standard, once the form is valid."""
        names = ("based_on", *FIELDS)
        return [
            {"standard": code} | {name: self.cleaned_data[f"{name}-{code}"] for name in names}
            for code in self.filled_in
        ]

    def base_on(self, code: str, version: str) -> None:
        """Sent again, the judgement on this standard replaces the one of this version."""
        self.data[f"based_on-{code}"] = version

    def _is_filled_in(self, code):
        typed = {name: self.data.get(f"{name}-{code}", "") for name in FIELDS}
        if code not in self.seen:  # the name of who decides stands in the empty form
            return bool(typed["rating"] or typed["rationale"].strip())
        # browsers send lines with other ends than stored ones
        return any(typed[name].split() != self.seen[code][name].split() for name in FIELDS)

    def _show_what_is_stored(self):
        """Where the user left a standard alone, show it as it is now, not as it was when the page was opened."""
        self.data = self.data.copy()
        for code in [code for code in self.codes if code not in self.filled_in]:
            for name in ("based_on", *FIELDS):
                self.data[f"{name}-{code}"] = self.initial[f"{name}-{code}"]


def _field(name, code):
    field = deepcopy(JudgementForm.base_fields[name])
    field.label, field.required = LABELS[name].format(code), False
    if name == "rating":
        field.widget.attrs["class"] = "govuk-radios--small"
    return field
