"""The form that takes several audits away in one file."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.exports.several.files import FILES


class SeveralForm(forms.Form):
    """What to take, and the numbers of the audits in it. `as_it_is`: the texts that may identify someone were seen.

    `audits`: (number, title) of those to choose from.
    """

    what = forms.ChoiceField(label="What to take", widget=forms.RadioSelect)
    audit = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput)
    as_it_is = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, audits: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [(code, f"{file.words} (.{file.ending})") for code, file in FILES.items()]
        self.fields["what"].initial = next(iter(FILES))
        self.fields["audit"].choices = list(audits)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout("what", "audit", "as_it_is", Submit("take", "Download"))
        return helper
