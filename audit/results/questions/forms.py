"""The form above the cases of one question. It narrows by answer, CRN and number, never by practitioner."""

from typing import Any

from django import forms

from audit.case_search import LABEL, LONGEST
from cases.lists.filters import FilterForm


class QuestionCasesForm(FilterForm):
    """`answers`: (key, label) of the answers that were given."""

    q = forms.CharField(label=LABEL, required=False, max_length=LONGEST)
    answer = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [("", "Any answer"), *answers]

    def finds(self, key: str) -> bool:
        """Return whether the list shows the cases with this answer."""
        return not self.is_valid() or self.cleaned_data["answer"] in ("", key)

    @property
    def case(self) -> str:
        """The CRN or number of the case that is looked for; "" for none."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""
