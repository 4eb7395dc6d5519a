"""The forms that confirm what was drawn, and that send the problems of an extract back as a table."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core import signing

from cases.extract.drawn import DrawnSample
from cases.extract.settings import DrawSettings

PROPOSAL, PROBLEMS = "proposal", "problems"
LONGEST = 2_000_000  # characters, since the server takes no more of one form
VALID_FOR = 12 * 60 * 60  # seconds: until the end of the day
TOO_OLD = "This sample was shown too long ago, or not to you. Choose the extract again"


@dataclasses.dataclass(frozen=True)
class Proposal:
    """What the user confirms: the settings, what was drawn with them, and {heading: field} as they chose it.

    `months`: those of the plan. `based_on`: the sample_version at the time of the draw. `kind`: the kind of case drawn.
    """

    settings: DrawSettings
    drawn: DrawnSample
    mapping: dict
    months: int | None
    based_on: str
    kind: str = ""


def sign_proposal(proposal: Proposal, *, person: int, audit: int) -> str:
    """Sign the proposal for the page, which carries it until it is confirmed, so that nothing is stored before that.

    Only this person (their id) can send it back. Values of rows that were not drawn stay out of it.
    """
    settings = dataclasses.replace(proposal.settings, recent=frozenset(), taken=frozenset(), mapping={})
    columns = tuple(dataclasses.replace(column, samples=()) for column in proposal.drawn.columns)
    drawn = dataclasses.replace(proposal.drawn, columns=columns, unknown=(), problems=())
    fields = {"settings": settings.as_json(), "drawn": drawn.as_json(), "mapping": proposal.mapping}
    fields |= {"months": proposal.months, "based_on": proposal.based_on, "kind": proposal.kind}
    return signing.dumps([person, audit, fields], salt=PROPOSAL, compress=True)


def sign_problems(problems: Iterable[Any], *, person: int, audit: int) -> str:
    """Sign the problems of a file, so that the person who was shown them can send them back for a table."""
    return signing.dumps([person, audit, list(problems)], salt=PROBLEMS, compress=True)


class ConfirmDrawForm(forms.Form):
    """The proposal that the person was shown. Once the form is valid, `found` holds it."""

    proposal = forms.CharField(widget=forms.HiddenInput, error_messages={"required": TOO_OLD})
    helper = FormHelper()
    helper.layout = Layout("proposal", Submit("confirm", "Save this sample"))

    def __init__(self, *args, person, audit, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.audit, self.found = person, audit, None

    def clean_proposal(self):
        fields = _load(self.cleaned_data["proposal"], PROPOSAL, self.person, self.audit)
        settings, drawn = DrawSettings.from_json(fields["settings"]), DrawnSample.from_json(fields["drawn"])
        rest = {name: fields[name] for name in ("mapping", "months", "based_on", "kind")}
        self.found = Proposal(settings, drawn, **rest)
        return self.cleaned_data["proposal"]


class ProblemsForm(forms.Form):
    """The problems that the person was shown. Once the form is valid, its `problems` are a list."""

    problems = forms.CharField(widget=forms.HiddenInput, error_messages={"required": TOO_OLD})
    helper = FormHelper()
    helper.layout = Layout(
        "problems", Submit("download", "Download the problems (.csv)", css_class="govuk-button--secondary")
    )

    def __init__(self, *args, person, audit, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.audit = person, audit

    def clean_problems(self):
        return _load(self.cleaned_data["problems"], PROBLEMS, self.person, self.audit)


def _load(text, salt, person, audit):
    """Return what was signed. Raises ValidationError if it is too old, changed, or of another person or audit."""
    try:
        of_person, of_audit, signed = signing.loads(text, salt=salt, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError) as wrong:
        raise forms.ValidationError(TOO_OLD) from wrong
    if (of_person, of_audit) != (person, audit):
        raise forms.ValidationError(TOO_OLD)
    return signed
