"""The forms that say what becomes sufficient in a scratch copy of a result."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from audit.method.raising.scratch import short_of
from audit.method.rating.banding import KeyQuestionRating
from audit.method.rating.explain import share_text
from audit.method.words import Words
from audit.planning.forms.fields import number_field
from cases.counted import counted

MORE = "more-"


class WhatIfForm(forms.Form):
    """How many more cases are sufficient in each of the `questions`, which `words` name in short."""

    def __init__(self, *args: Any, questions: Sequence[KeyQuestionRating], words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[f"{MORE}{question.code}"] = number_field(
                f"{question.code} {words.title_of(question.question)}",
                0,
                short_of(question),
                3,
                name=f"More sufficient cases in {question.code}",
                required=False,
                help_text=f"{share_text(question)} sufficient",
            )

    @staticmethod
    def initial_of(counts: Mapping[str, int]) -> dict[str, int]:
        """Return the initial values that show {question code: cases}."""
        return {f"{MORE}{code}": cases for code, cases in counts.items()}

    @property
    def counts(self) -> dict[str, int]:
        """Return {question code: cases}, once the form is valid."""
        return {name.removeprefix(MORE): cases for name, cases in self.cleaned_data.items() if cases}


class WhatIfCasesForm(forms.Form):
    """Which of the `cases` on this page, (number, name), are sufficient. `elsewhere`: cases picked on other pages.

    `most`: how many may be picked in all.
    """

    cases = forms.TypedMultipleChoiceField(
        label="Cases that become sufficient",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"invalid_choice": "Choose from the cases on this page"},
    )

    def __init__(
        self,
        *args: Any,
        cases: Sequence[tuple[int, str]],
        elsewhere: int,
        most: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].choices = cases
        self.elsewhere, self.most = elsewhere, most

    def clean_cases(self) -> list[int]:
        """Refuse more cases than an address holds."""
        chosen = self.cleaned_data["cases"]
        if len(chosen) + self.elsewhere > self.most:
            raise forms.ValidationError(f"Choose up to {counted(self.most, 'case')} over all questions")
        return chosen
