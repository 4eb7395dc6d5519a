"""The form that takes several audits away in one file."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.exports.making.kinds import KINDS


class SeveralForm(forms.Form):
    """What to take, and the numbers of the audits in it. `as_it_is`: the texts that may identify someone were seen.

    `audits`: (number, title) of those to choose from.
    """

    what = forms.ChoiceField(label="What to take", widget=forms.RadioSelect)
    audit = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput)
    as_it_is = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, audits: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in KINDS.values() if kind.several]
        self.fields["what"].choices = [(kind.code, f"{kind.words} (.{kind.ending})") for kind in kinds]
        self.fields["what"].initial = kinds[0].code
        self.fields["audit"].choices = list(audits)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        asks_again = self["as_it_is"].value()
        button = Submit("take", "Download as it is" if asks_again else "Download")
        helper.layout = Layout("what", "audit", "as_it_is", button)
        return helper
