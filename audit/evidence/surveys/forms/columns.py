"""The form that says what each column of a survey's file is, and how its answers count."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.core import signing

from audit.evidence.surveys.guess import (
    BACKGROUND,
    LEAVE_OUT,
    NO,
    NOT_RELEVANT,
    QUESTION,
    QUOTES,
    YES,
    meaning_of,
    use_of,
)
from audit.evidence.surveys.sheets import SurveyColumn, SurveyFile, sheets_of
from audit.evidence.surveys.table import MOST_ANSWERS, AnswerColumn, SurveyTable
from audit.planning.forms.fields import number_field
from cases.counted import counted
from cases.identifiers.forms.free_text import FreeTextForm
from cases.identifiers.in_text import find_identifiers, passage_of

TABLE = "table"
LONGEST = 2_000_000  # characters; the server takes no longer form
VALID_FOR = 12 * 60 * 60  # seconds: until the end of the day
TOO_OLD = "This file was looked at too long ago, or not by you. Choose it again"
USES = [
    ("", "Choose what it is"),
    (QUESTION, "A question, whose answers are counted"),
    (BACKGROUND, "About the person, to compare groups"),
    (QUOTES, "Free text, to quote"),
    (LEAVE_OUT, "Leave it out"),
]
MEANINGS = [("", "Choose"), (YES, "Yes"), (NO, "No"), (NOT_RELEVANT, "Not relevant")]
MOST_FLAGGED = 50
TOO_MANY = (
    f"It has {{}} different answers; up to {MOST_ANSWERS} can be counted. To count them, group them in the file first."
)
KEEP, DROP = "keep", "drop"


def signed_table(table: SurveyTable, *, audit: int, person: int, replaces: int | None, seen: str) -> str:
    """Return a signed text that the page carries until it is confirmed, so that nothing is stored before."""
    columns = [asdict(column) for column in table.columns]
    sent = {"person": person, "audit": audit, "replaces": replaces, "seen": seen, "columns": columns}
    return signing.dumps(sent, salt=__name__, compress=True)


def read_signed(text: str, *, audit: int, person: int) -> tuple[SurveyTable, int | None, str]:
    """Return (table, survey that it replaces, its version). Raises signing.BadSignature."""
    sent = signing.loads(text, salt=__name__, max_age=VALID_FOR)
    if (sent["person"], sent["audit"]) != (person, audit):
        raise signing.BadSignature(TOO_OLD)
    columns = tuple(AnswerColumn(each["place"], each["heading"], tuple(each["answers"])) for each in sent["columns"])
    return SurveyTable(columns), sent["replaces"], sent["seen"]


class SurveyColumnsForm(FreeTextForm):
    """What is asked of a SurveyTable. `kinds`: (code, name). `earlier`: the columns of the survey that it replaces."""

    kind = forms.ChoiceField(label="What it is", error_messages={"required": "Choose what it is"})
    title = forms.CharField(
        max_length=150,
        help_text="For example: Staff survey.",
        error_messages={"required": "Enter the title"},
    )
    held = forms.CharField(
        label="Day or period",
        max_length=100,
        help_text="For example: February 2024.",
        error_messages={"required": "Enter the day or period"},
    )
    asked = number_field("How many people were asked, if you know it", 1, 1_000_000, 5, required=False)

    def __init__(
        self,
        *args: Any,
        table: SurveyTable,
        kinds: Sequence[tuple[str, str]],
        earlier: Mapping[str, SurveyColumn],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        self.fields["kind"].choices = [("", "Choose"), *kinds]
        for column in table.columns:
            self._add_column(column, earlier.get(column.key))
        found = [(column, passage) for column in table.columns for passage in _passages(column)]
        self.flagged, self.more_flagged = found[:MOST_FLAGGED], len(found[MOST_FLAGGED:])
        if self.flagged:
            self.fields["identifying"] = forms.ChoiceField(
                label="Texts that may identify someone, if they are in a column of quotes",
                choices=[(DROP, "Leave these texts out"), (KEEP, "Keep them: they identify no one")],
                widget=forms.RadioSelect,
                initial=DROP,
            )
        self.free_text = ("title", "held", *(f"name_{column.place}" for column in table.columns))

    def _add_column(self, column: AnswerColumn, earlier: SurveyColumn | None) -> None:
        where = f"column {column.letter}"
        uses = USES if column.can_be_counted else [use for use in USES if use[0] not in (QUESTION, BACKGROUND)]
        self.fields[f"use_{column.place}"] = forms.ChoiceField(
            label="What it is",
            help_text=TOO_MANY.format(len(column.counts)) if len(column.counts) > MOST_ANSWERS else "",
            choices=uses,
            initial=earlier.use if earlier else use_of(column),
            error_messages={"required": f"Choose what {where} is, or leave it out: “{column.heading}”"},
        )
        self.fields[f"name_{column.place}"] = forms.CharField(
            label="What the figure says",
            max_length=300,
            initial=earlier.name if earlier else column.heading[:300],
            error_messages={"required": f"Enter what the figure of {where} says"},
        )
        for number, answer in enumerate(column.counts if column.can_be_counted else ()):
            counts = earlier.counts.get(answer, "") if earlier else ""
            self.fields[f"means_{column.place}_{number}"] = forms.ChoiceField(
                label=f"{answer} ({column.counts[answer]})",
                choices=MEANINGS,
                required=False,
                initial=counts or meaning_of(answer),
            )

    @property
    def blocks(self) -> Iterator[tuple[AnswerColumn, forms.BoundField, forms.BoundField, list[forms.BoundField], bool]]:
        """Yield (column, use, name, how each answer counts, whether these are shown at once) of each column."""
        for column in self.table.columns:
            means = [self[name] for name in self._meanings(column)]
            unclear = self[f"use_{column.place}"].value() in ("", QUESTION) and not all(each.value() for each in means)
            yield column, self[f"use_{column.place}"], self[f"name_{column.place}"], means, unclear

    @property
    def plain(self) -> list[forms.BoundField]:
        """Return the fields about the survey as a whole."""
        return [self[name] for name in ("title", "kind", "held", "asked")]

    def _meanings(self, column: AnswerColumn) -> list[str]:
        answers = range(len(column.counts) if column.can_be_counted else 0)
        return [f"means_{column.place}_{number}" for number in answers]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked = [column for column in self.table.columns if cleaned.get(f"use_{column.place}") == QUESTION]
        for column in asked:
            for name, answer in zip(self._meanings(column), column.counts, strict=True):
                if not cleaned.get(name):
                    self.add_error(name, f"Choose how “{answer}” counts in column {column.letter}")
        for column in self.table.columns:
            if cleaned.get(f"use_{column.place}") == BACKGROUND and any(map(find_identifiers, column.counts)):
                self.add_error(f"use_{column.place}", f"Answers in column {column.letter} may identify someone")
        if not asked and not self.errors:
            self.add_error(None, "No column is a question, so nothing would be counted. Say which one is")
        if cleaned.get("asked") and cleaned["asked"] < self.table.sheets:
            self.add_error("asked", f"{self.table.sheets} people answered, so at least as many were asked")
        return cleaned

    def survey_file(self) -> SurveyFile:
        """Return the survey as it is to be stored, once the form is valid."""
        kept = [(column, self._kept(column)) for column in self.table.columns if self._use(column) != LEAVE_OUT]
        return SurveyFile(
            **{name: self.cleaned_data[name] for name in ("kind", "title", "held", "asked")},
            columns=tuple(each for _, each in kept),
            sheets=sheets_of(kept, self.table.sheets),
            quotes={each.key: list(self._quotes(column)) for column, each in kept if each.use == QUOTES},
        )

    def told(self, file: SurveyFile) -> str:
        """Return what a person is told once the survey is stored."""
        quoted = {each.key for each in file.columns if each.use == QUOTES}
        texts = sum(column.counts.total() for column in self.table.columns if column.key in quoted)
        left_out = texts - sum(map(len, file.quotes.values()))
        said = f"Survey saved: {counted(len(file.sheets), 'answer sheet')}."
        texts_left = f" {counted(left_out, 'text')} that may identify someone left out." if left_out else ""
        return said + texts_left

    def _use(self, column: AnswerColumn) -> str:
        return str(self.cleaned_data[f"use_{column.place}"])

    def _kept(self, column: AnswerColumn) -> SurveyColumn:
        use, name = self._use(column), self.cleaned_data[f"name_{column.place}"]
        meanings = zip(column.counts, self._meanings(column), strict=False)
        counts = {answer: self.cleaned_data[each] for answer, each in meanings} if use == QUESTION else {}
        return SurveyColumn(column.key, column.heading, name, use, counts)

    def _quotes(self, column: AnswerColumn) -> Iterator[str]:
        keep = self.cleaned_data.get("identifying") == KEEP
        return (text for text in column.answers if text and (keep or not find_identifiers(text)))


def _passages(column: AnswerColumn) -> list[Any]:
    """Return what may identify someone in a column that is likely to be quoted."""
    if use_of(column) not in (QUOTES, ""):
        return []
    return [passage_of(text, found) for text in column.counts for found in find_identifiers(text)]
