"""The form above the groups of an audit. It says what the page shows, and asks for something else."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms


class GroupsForm(forms.Form):
    """`questions`: choices in groups. `facts`: choices that can be crossed; without any, nothing can be."""

    question = forms.ChoiceField()
    more = forms.BooleanField(label="Show all facts", required=False)
    cross = forms.ChoiceField(label="Two facts together", required=False)
    by = forms.ChoiceField(label="and", required=False)

    def __init__(self, *, questions: list[tuple[str, Any]], facts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(auto_id="groups_%s", **kwargs)
        self.fields["question"].choices = questions
        for name in ("cross", "by"):
            self.fields[name].choices = [("", "None"), *facts]
            if not facts:
                del self.fields[name]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.layout = Layout(*self.fields)
        return helper
