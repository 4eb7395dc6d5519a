"""The form above the cases of one question. It narrows by answer and CRN, never by practitioner."""

from typing import Any

from django import forms

from cases.identifiers.forms.case_search import CaseSearchForm
from cases.lists.filters import FilterForm


class QuestionCasesForm(FilterForm, CaseSearchForm):
    """`answers`: (key, label) of the answers that were given."""

    answer = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [("", "Any answer"), *answers]

    def finds(self, key: str) -> bool:
        """Return whether the list shows the cases with this answer."""
        return not self.is_valid() or self.cleaned_data["answer"] in ("", key)
