"""The form in which the facts of an example case are chosen."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.method.applicability import KIND
from audit.method.framework import Framework
from audit.trail.case_facts import NOT_KNOWN, choices_of_fact, name_of_fact

PREFIX = "fact"


class ExampleForm(forms.Form):
    """The facts by which a framework decides what is asked of a case, each with "Not known"."""

    def __init__(self, *args, framework: Framework, **kwargs):
        super().__init__(*args, prefix=PREFIX, **kwargs)
        self.values: dict[str, dict[str, object]] = {}
        if framework.kinds:
            self._add(KIND, "Kind of case", [(kind.code, kind.title) for kind in framework.kinds], is_known=True)
        for fact in sorted({fact for condition in framework.conditions.values() for fact in condition.facts}):
            self._add(fact, name_of_fact(fact), choices_of_fact(fact))
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout(
            *self.fields, Submit("show", "Show what is asked", css_class="govuk-button--secondary")
        )

    def _add(self, fact, name, choices, *, is_known=False):
        self.values[fact] = {str(value): value for value, _ in choices}
        offered = [(str(value), words) for value, words in choices]
        if not is_known:
            offered.insert(0, ("", NOT_KNOWN))
        self.fields[fact] = forms.ChoiceField(label=name, choices=offered, required=False)

    def facts(self) -> dict[str, object]:
        """Return {fact: value} of what was chosen; what is not known or not offered is left out."""
        sent = {fact: self.data.get(self.add_prefix(fact), "") for fact in self.values}
        return {fact: self.values[fact][value] for fact, value in sent.items() if value in self.values[fact]}
