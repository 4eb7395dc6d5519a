"""The form above the heat map: by team or grade, and of which standard."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms


class HeatMapForm(forms.Form):
    """`choices`: {field: {value: label}}."""

    by = forms.ChoiceField(label="Groups")
    standard = forms.ChoiceField()

    def __init__(self, *, choices: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(auto_id="heat_%s", **kwargs)
        for name, offered in choices.items():
            self.fields[name].choices = list(offered.items())

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.layout = Layout(*self.fields)
        return helper
