"""The form above the units of a region: which framework and which question they are compared on."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms

from audit.method.framework import Framework
from audit.method.words import Words


class RegionResultsForm(forms.Form):
    """`frameworks`: (code, title) of those to choose from; with one there is nothing to choose."""

    framework = forms.ChoiceField(label="Framework")
    question = forms.ChoiceField(label="Question")

    def __init__(
        self, framework: Framework, words: Words, question: str, frameworks: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(initial={"framework": framework.code, "question": question}, auto_id="shown_%s", **kwargs)
        self.fields["framework"].choices = list(frameworks)
        self.fields["question"].choices = [
            (
                f"{standard.code} {standard.title}",
                [
                    (each.code, f"{each.code} {words.short_titles.get(each.code, '')}")
                    for each in standard.key_questions
                ],
            )
            for standard in framework.standards
            if standard.key_questions
        ]
        if len(self.fields["framework"].choices) == 1:
            self.fields["framework"].widget = forms.HiddenInput()

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_method, helper.form_class = "get", "list-filters"
        helper.layout = Layout(*self.fields, HTML(SHOW))
        return helper


SHOW = (
    '<div class="govuk-button-group"><button type="submit" class="govuk-button govuk-button--secondary" '
    'data-module="govuk-button">Show</button></div>'
)
