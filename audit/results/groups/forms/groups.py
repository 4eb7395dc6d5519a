"""The forms above groups. They say what is shown, and ask for something else."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms


class QuestionForm(forms.Form):
    """`questions`: choices in groups."""

    question = forms.ChoiceField()

    def __init__(self, *, questions: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(auto_id="groups_%s", **kwargs)
        self.fields["question"].choices = questions

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.layout = Layout(*self.fields)
        return helper


class GroupsForm(QuestionForm):
    """`facts`: choices that can be crossed; without any, nothing can be."""

    more = forms.BooleanField(label="Show all facts", required=False)
    cross = forms.ChoiceField(label="Two facts together", required=False)
    by = forms.ChoiceField(label="and", required=False)

    def __init__(self, *, facts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for name in ("cross", "by"):
            self.fields[name].choices = [("", "None"), *facts]
            if not facts:
                del self.fields[name]
