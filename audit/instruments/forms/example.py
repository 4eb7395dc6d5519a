"""The form in which the facts of an example case are chosen."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.frameworks.facts import OTHERS
from audit.instruments.conditions import name_in, values_in
from audit.method.applicability import KIND
from audit.method.conditions.rules import tests_in
from audit.method.framework import Framework
from audit.trail.case_facts import NOT_KNOWN
from cases.forms.days import DayField
from cases.models import Case

PREFIX = "fact"
OLDEST = 120  # years
FLAGS, NO_FLAGS = "flags", "None"  # a case without flags is known to have none


class ExampleForm(forms.Form):
    """The facts by which a framework decides what is asked of a case. What is left empty is not known."""

    def __init__(self, *args, framework: Framework, **kwargs):
        super().__init__(*args, prefix=PREFIX, **kwargs)
        self.values: dict[str, dict[str, object]] = {}
        for fact in _facts_needed(framework):
            self.fields[fact] = self._field(framework, fact)
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        button = Submit("show", "Show what is asked", css_class="govuk-button--secondary")
        self.helper.layout = Layout(*self.fields, button)

    def _field(self, framework, fact):
        name, choices = name_in(framework, fact), values_in(framework, fact)
        if choices:
            self.values[fact] = {str(value): value for value, _ in choices}
            offered = [(str(value), words) for value, words in choices]
            unknown = [] if fact == KIND else [("", NO_FLAGS if fact == FLAGS else NOT_KNOWN)]
            return forms.ChoiceField(label=name, choices=unknown + offered, required=False)
        if fact in Case.DATES:
            return DayField(label=name, required=False)
        if fact == "age_at_start":
            return forms.IntegerField(label=name, required=False, min_value=0, max_value=OLDEST)
        return forms.CharField(label=name, required=False, max_length=100)

    def facts(self) -> dict[str, object]:
        """Return {fact: value} of what was filled in; what is not known or not valid is left out."""
        self.full_clean()
        sent = {fact: value for fact, value in self.cleaned_data.items() if value not in (None, "")}
        known = {fact: self.values[fact][value] if fact in self.values else value for fact, value in sent.items()}
        return known | ({FLAGS: [known[FLAGS]] if FLAGS in known else []} if FLAGS in self.fields else {})


def _facts_needed(framework: Framework) -> list[str]:
    """Return the facts of a case that the conditions look at, and the dates from which they work others out."""
    tested = {test.fact for condition in framework.conditions.values() for test in tests_in(condition.rule)}
    needed = {each for fact in tested for each in (framework.facts[fact].dates if fact in framework.facts else (fact,))}
    in_order = (fact for fact in (*Case.FACTS, *OTHERS, *Case.DATES) if fact in needed - {KIND})
    return [*([KIND] if framework.kinds else []), *in_order]
