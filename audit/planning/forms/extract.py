"""The form in which an extract is sent and its columns are chosen."""

from collections.abc import Iterable

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cases.extract.headings.fields import FIELDS, FIELDS_OF_SEVERAL_COLUMNS, READ_FOR_A_DRAW

MOST_COLUMNS, LONGEST_HEADING, LONGEST_SAMPLES = 200, 500, 200
UNCLEAR = "?"  # what a column was read as where the user had to choose


def field_choices(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the choices of what a column is: not to be read, or one of these FIELDS."""
    return [("", "Do not read it"), *((name, FIELDS[name].name) for name in names)]


class _Shortened(forms.HiddenInput):
    """Some values of a column, sent along to be shown again; cut, since we never send longer ones."""

    def value_from_datadict(self, data, files, name):
        return data.get(name, "")[:LONGEST_SAMPLES]


class ExtractForm(forms.Form):
    """The file, its sheet if several could be meant, what its columns are, and references picked by hand.

    `columns`: the ColumnReads to choose for; without them, the columns that were sent. `sheets`: the choices.
    `by_hand`: whether references may be typed.
    """

    choices = field_choices(READ_FOR_A_DRAW)

    file = forms.FileField(
        label="Extract",
        help_text="A spreadsheet (.xlsx, .xls, .ods) or .csv file. We read it but do not keep it.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Export or save it again"},
    )
    sheet = forms.ChoiceField(required=False, label="Which sheet is the extract?", widget=forms.RadioSelect)
    references = forms.CharField(
        required=False,
        label="CRNs picked by hand, one on each line",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Leave this empty to draw at random. Every result says if cases were picked by hand.",
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

    def get_initial_for_field(self, field, field_name):
        """Return what a field begins with; a file is never taken from what was sent as a text."""
        return None if field_name == "file" else super().get_initial_for_field(field, field_name)

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
        """Add the fields of one column.

        `samples`: its letter and some of its values, "D: 06/07/2026 · 07/07/2026". They are sent along, since
        nothing of an extract is kept.
        """
        letter, _, shown = samples.partition(": ")
        hidden = {"required": False, "max_length": LONGEST_HEADING, "widget": forms.HiddenInput}
        self.fields[f"heading_{number}"] = forms.CharField(**hidden)
        self.fields[f"was_{number}"] = forms.CharField(**hidden)
        self.fields[f"samples_{number}"] = forms.CharField(required=False, widget=_Shortened)
        self.fields[f"column_{number}"] = forms.ChoiceField(
            label=f"{heading} (column {letter})" if shown else heading,
            help_text=shown and f"For example: {shown}",
            required=False,
            choices=self.choices,
        )

    def columns_in(self, numbers):
        """Return the bound fields of these columns, for the template."""
        return [[self[f"{name}_{number}"] for name in ("heading", "was", "samples", "column")] for number in numbers]

    @property
    def sent_columns(self):
        return self.columns_in(self.numbers)

    @property
    def mapping(self):
        """Return {heading: field} where the user chose: an unclear column, or one to be read as something else."""
        said = self.cleaned_data
        return {
            said[f"heading_{number}"]: said[f"column_{number}"]
            for number in self.numbers
            if said[f"heading_{number}"] and said[f"column_{number}"] != said[f"was_{number}"]
        }

    def clean(self):
        """Check that the user chose no more than one column for a field."""
        cleaned = super().clean()
        columns = {}
        for number in self.numbers:
            field = cleaned.get(f"column_{number}")
            if field and field not in FIELDS_OF_SEVERAL_COLUMNS and field != cleaned.get(f"was_{number}"):
                columns.setdefault(field, []).append(number)
        for field, numbers in columns.items():
            if len(numbers) > 1:
                names = " and ".join(f"“{cleaned[f'heading_{number}']}”" for number in numbers)
                self.add_error(f"column_{numbers[-1]}", f"{names} are both used as {FIELDS[field].name}: choose one")
        return cleaned

    @property
    def hand_picked(self):
        """Return the typed references, each once."""
        lines = self.cleaned_data.get("references", "").replace(",", "\n").splitlines()
        return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
