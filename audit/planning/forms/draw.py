"""The forms in which an extract is sent, its columns are chosen, and what was drawn from it is confirmed."""

import dataclasses

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core import signing

from cases.extract.drawn import DrawnSample
from cases.extract.headings.fields import FIELDS, FIELDS_OF_SEVERAL_COLUMNS
from cases.extract.settings import DrawSettings

PROPOSAL, PROBLEMS = "proposal", "problems"
LONGEST = 2_000_000  # characters, since the server takes no more of one form
VALID_FOR = 12 * 60 * 60  # seconds: until the end of the day
MOST_COLUMNS, LONGEST_HEADING, LONGEST_SAMPLES = 200, 500, 200
UNCLEAR = "?"  # what a column was read as where somebody had to choose
TOO_OLD = "What you confirmed is too old, or was not shown to you. Choose the extract again"
FIELD_CHOICES = [("", "Do not read it"), *((name, field.name) for name, field in FIELDS.items())]


class _Shortened(forms.HiddenInput):
    """What a column held when it was read, to be shown again; longer than that it was never sent."""

    def value_from_datadict(self, data, files, name):
        return data.get(name, "")[:LONGEST_SAMPLES]


class ExtractForm(forms.Form):
    """The file, which of its sheets where several could be meant, what its columns are, and references picked by hand.

    `columns`: the ColumnReads of which one can say what they are; else those that were sent. `sheets`: the choices.
    `by_hand`: whether references may be typed.
    """

    file = forms.FileField(
        label="Extract",
        help_text="A spreadsheet (.xlsx, .xls, .ods) or .csv file. It is read and not kept.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Export or save it again"},
    )
    sheet = forms.ChoiceField(required=False, label="Which sheet is the extract?", widget=forms.RadioSelect)
    references = forms.CharField(
        required=False,
        label="References picked by hand, one a line",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Leave empty to draw by chance. Cases picked by hand are no random sample, and every result says so.",
    )

    def __init__(self, *args, columns=(), sheets=(), by_hand=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not sheets and self.data.get("sheet"):
            sheets = [self.data["sheet"]]
        self.fields["sheet"].choices = [(name, name) for name in sheets]
        for name in [name for name, there in (("sheet", sheets), ("references", by_hand)) if not there]:
            del self.fields[name]
        self.numbers = self._add_columns(columns) if columns else self._add_sent_columns()
        self.helper = FormHelper()
        self.helper.form_tag = False
        plain = [name for name in ("file", "sheet", "references") if name in self.fields]
        self.helper.layout = Layout(*plain)

    def _add_columns(self, columns):
        for number, column in enumerate(columns[:MOST_COLUMNS]):
            samples = f"{column.letter}: {' · '.join(column.samples) or 'empty'}"
            self._add_column(number, column.heading, samples)
            said = {"heading": column.heading, "column": column.field, "samples": samples}
            said["was"] = UNCLEAR if column.unclear else column.field
            self.initial |= {f"{name}_{number}": value for name, value in said.items()}
        return range(len(columns[:MOST_COLUMNS]))

    def _add_sent_columns(self):
        numbers = [number for number in range(MOST_COLUMNS) if f"heading_{number}" in self.data]
        for number in numbers:
            samples = _Shortened().value_from_datadict(self.data, None, f"samples_{number}")
            self._add_column(number, self.data[f"heading_{number}"][:LONGEST_HEADING], samples)
        return numbers

    def _add_column(self, number, heading, samples):
        """`samples`: the column's letter and some of its values, "D: 06/07/2026 · 07/07/2026"; they are sent along,
        since nothing of an extract is kept."""
        letter, _, shown = samples.partition(": ")
        hidden = {"required": False, "max_length": LONGEST_HEADING, "widget": forms.HiddenInput}
        self.fields[f"heading_{number}"] = forms.CharField(**hidden)
        self.fields[f"was_{number}"] = forms.CharField(**hidden)
        self.fields[f"samples_{number}"] = forms.CharField(required=False, widget=_Shortened)
        self.fields[f"column_{number}"] = forms.ChoiceField(
            label=f"{heading} (column {letter})" if shown else heading,
            help_text=shown and f"For example: {shown}",
            required=False,
            choices=FIELD_CHOICES,
        )

    def columns_in(self, numbers):
        """The bound fields of the columns of these numbers, for the template."""
        return [[self[f"{name}_{number}"] for name in ("heading", "was", "samples", "column")] for number in numbers]

    @property
    def sent_columns(self):
        return self.columns_in(self.numbers)

    @property
    def mapping(self):
        """{heading: field} of what somebody chose: where a column was unclear, or is to be read as something else."""
        said = self.cleaned_data
        return {
            said[f"heading_{number}"]: said[f"column_{number}"]
            for number in self.numbers
            if said[f"heading_{number}"] and said[f"column_{number}"] != said[f"was_{number}"]
        }

    def clean(self):
        """One column for each field, of those that somebody chose."""
        cleaned = super().clean()
        columns = {}
        for number in self.numbers:
            field = cleaned.get(f"column_{number}")
            if field and field not in FIELDS_OF_SEVERAL_COLUMNS and field != cleaned.get(f"was_{number}"):
                columns.setdefault(field, []).append(number)
        for field, numbers in columns.items():
            if len(numbers) > 1:
                names = " and ".join(f"“{cleaned[f'heading_{number}']}”" for number in numbers)
                self.add_error(f"column_{numbers[-1]}", f"{names} are both read as {FIELDS[field].name}: choose one")
        return cleaned

    @property
    def hand_picked(self):
        """The references that were typed, each once."""
        lines = self.cleaned_data.get("references", "").replace(",", "\n").splitlines()
        return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


@dataclasses.dataclass(frozen=True)
class Proposal:
    """What is to be confirmed: the settings, what was drawn with them, the columns that were chosen, and the version of
    the sample that was there."""

    settings: DrawSettings
    drawn: DrawnSample
    mapping: dict
    months: int | None
    based_on: str


def sign_proposal(proposal, *, person, audit):
    """What the page carries until it is confirmed, so that nothing is stored meanwhile; no other person can send it.

    Values of rows that were not drawn stay out of it.
    """
    settings = dataclasses.replace(proposal.settings, recent=frozenset(), mapping={})
    columns = tuple(dataclasses.replace(column, samples=()) for column in proposal.drawn.columns)
    drawn = dataclasses.replace(proposal.drawn, columns=columns, unknown=(), problems=())
    told = {"settings": settings.as_json(), "drawn": drawn.as_json(), "mapping": proposal.mapping}
    told |= {"months": proposal.months, "based_on": proposal.based_on}
    return signing.dumps([person, audit, told], salt=PROPOSAL, compress=True)


def sign_problems(problems, *, person, audit):
    """The problems of a file, for the person who was shown them, to be sent back as a table."""
    return signing.dumps([person, audit, list(problems)], salt=PROBLEMS, compress=True)


class ConfirmDrawForm(forms.Form):
    """The proposal that the person was shown; once valid it is in `found`."""

    proposal = forms.CharField(widget=forms.HiddenInput, error_messages={"required": TOO_OLD})
    helper = FormHelper()
    helper.layout = Layout("proposal", Submit("confirm", "Store this sample"))

    def __init__(self, *args, person, audit, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.audit, self.found = person, audit, None

    def clean_proposal(self):
        told = _load(self.cleaned_data["proposal"], PROPOSAL, self.person, self.audit)
        settings, drawn = DrawSettings.from_json(told["settings"]), DrawnSample.from_json(told["drawn"])
        self.found = Proposal(settings, drawn, told["mapping"], told["months"], told["based_on"])
        return self.cleaned_data["proposal"]


class ProblemsForm(forms.Form):
    """The problems that the person was shown; once valid they are its `problems`."""

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
    try:
        of_person, of_audit, told = signing.loads(text, salt=salt, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError) as wrong:
        raise forms.ValidationError(TOO_OLD) from wrong
    if (of_person, of_audit) != (person, audit):
        raise forms.ValidationError(TOO_OLD)
    return told
