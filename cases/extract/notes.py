"""Sentences that a reader of a drawn sample should know about the extract and the draw."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from cases.counted import counted, plural
from cases.extract.eligible import EligibleCase, looks_like_names, mostly_different
from cases.extract.headings.find import (
    Headings,
    field_of_heading,
)
from cases.extract.rows.checked import CheckedRows
from cases.extract.settings import STRATA, DrawSettings
from cases.identifiers.names import may_be_same_person, person_key, without_umlauts

LONGEST_SHOWN = 100  # characters of a value
SHOWN_PAIRS, SHOWN_SHEETS = 10, 5
_NONE = ": make sure that the extract has none"


def sample_notes(
    checked: CheckedRows,
    headings: Headings,
    settings: DrawSettings,
    eligible: Sequence[EligibleCase],
    picked: Sequence[EligibleCase],
) -> Iterator[str]:
    """Yield the sentences for a reader of the sample. None of them holds personal data."""
    if checked.passed_over:
        were = plural(checked.passed_over, "was", "were")
        yield f"{counted(checked.passed_over, 'row')} with totals or repeated headings {were} passed over."
    yield from _notes_on_columns(headings, checked)
    yield from _notes_on_starts(checked)
    yield from _notes_on_masks(checked, headings)
    yield from _notes_on_what_does_nothing(headings, settings, eligible)
    if settings.unit and "unit" not in headings.fields:
        yield f"No column names the PDU, so every row counts as {settings.unit}."
    if checked.units and not eligible:
        yield _note_on_units(checked.units, settings.unit)
    if not eligible:
        yield "No case can be drawn because no row is an eligible case."
    if not eligible and checked.starts and settings.cohort:
        first, last = (f"{day.day} {day:%B %Y}" for day in checked.starts)
        yield f"The extract's cases start between {first} and {last}. Check the start dates in the plan."
    yield from _notes_on_practitioners(picked, settings)
    if without_team := sum(1 for case in picked if case.fact("practitioner") and not case.fact("team")):
        yield f"{without_team:,} of the drawn cases {plural(without_team, 'names', 'name')} a practitioner but no team."


def _notes_on_starts(checked: CheckedRows) -> Iterator[str]:
    if number := checked.earlier_releases:
        rows = counted(number, "row has", "rows have")
        yield f"{rows} a release before the start. We took it as the release from an earlier sentence."
    if checked.starts_look_like_utc:
        yield (
            "The start times look like midnight in UTC (23:00 in summer), so cases may count a day early. "
            "Export the dates without times, or with Z after them (2023-05-31T23:00:00Z), and draw again."
        )


def _notes_on_masks(checked: CheckedRows, headings: Headings) -> Iterator[str]:
    """Yield what may be wrong if most rows seem to be restricted people's."""
    out = checked.excluded["restricted"] + checked.excluded["held_aside"]
    if 2 * out <= checked.rows - checked.excluded["other_unit"] or out < 2:
        return
    column, marked = next(iter(checked.marked_by.most_common(1)), (-1, 0))
    if 2 * marked >= out:
        by = f"{marked} because of the column “{headings.texts[column]}”, whose values we read as marks"
        yield f"{out:,} rows are left out as restricted or held aside. {by}: check what they say."
    else:
        remedy = "If a column is masked for everyone, remove it from the file"
        yield f"{out:,} rows are left out as restricted or held aside. {remedy}."


def _note_on_units(units: Counter[str], wanted: str) -> str:
    if mostly_different(len(units), units.total()):
        return f"Nearly every row names another PDU and none is {wanted}. Check which column holds the PDU."
    others = ", ".join(f"{name[:LONGEST_SHOWN]} ({rows:,})" for name, rows in units.most_common(5))
    return f"Rows of other PDUs than {wanted}: {others}. Check how the extract writes its name."


def _notes_on_what_does_nothing(
    headings: Headings, settings: DrawSettings, eligible: Sequence[EligibleCase]
) -> Iterator[str]:
    if settings.cap and not settings.hand_picked and "practitioner" not in headings.fields:
        yield "No column names the practitioner, so the maximum per practitioner has no effect."
    if settings.ended_before and "end_date" not in headings.fields:
        yield "No column gives the end date, so no case is left out for having ended."
    for fact in ("team", "grade"):
        if looks_like_names(fact, eligible):
            yield f"The column read as {STRATA[fact]} has a different value in nearly every row. Is it the right one?"


def _notes_on_practitioners(picked: Sequence[EligibleCase], settings: DrawSettings) -> Iterator[str]:
    """Yield which rows name practitioners who may be one person and would then have more cases than the limit."""
    if not settings.cap or settings.hand_picked:
        return
    held = Counter(name for case in picked if (name := case.fact("practitioner")))
    rows = {case.fact("practitioner"): case.person.row for case in sorted(picked, key=lambda case: -case.person.row)}
    of_word: dict[str, list[str]] = defaultdict(list)
    for name in sorted(held):
        for word in set(map(without_umlauts, person_key(name))):
            of_word[word].append(name)
    pairs = {pair for names in of_word.values() for pair in combinations(names, 2)}
    pairs_over_limit = sorted(
        sorted((rows[one], rows[other]))
        for one, other in pairs
        if held[one] + held[other] > settings.cap and may_be_same_person(person_key(one), person_key(other))
    )
    if pairs_over_limit:
        listed = "; ".join(f"{one} and {other}" for one, other in pairs_over_limit[:SHOWN_PAIRS])
        more = f"; and {len(pairs_over_limit) - SHOWN_PAIRS:,} more" if len(pairs_over_limit) > SHOWN_PAIRS else ""
        yield (
            "These rows may name the same practitioner, because the names differ only by initials, signs or "
            f"spaces: {listed}{more}. Together they have more than {settings.cap} drawn cases. If they are "
            "the same, write the name the same way."
        )


def _notes_on_columns(headings: Headings, checked: CheckedRows) -> Iterator[str]:
    for at, text in enumerate(headings.texts):
        if field_of_heading(text) == "restricted" and at not in headings.fields.get("restricted", ()):
            yield f"The column “{text}” could show restricted cases, but was not read for them."
    if "restricted" not in headings.fields:
        found = checked.excluded["restricted"] + checked.excluded["held_aside"]
        others = "; we found some by other cells. Make sure that there are no more" if found else _NONE
        yield f"No column shows restricted cases{others}."
    if "release_date" in headings.places:
        release, start = (headings.texts[headings.places[name]] for name in ("release_date", "start_date"))
        yield (
            f"A licence starts on its date under “{release}”, if it has one. Any other case starts on its "
            f"date under “{start}”."
        )
    if "resettlement" not in headings.fields and "sentence_type" in headings.fields:
        yield "No column shows resettlement cases, so every licence counts as one."


def notes_on_hidden_sheets(names: Sequence[str]) -> list[str]:
    """Return a sentence about hidden sheets, for a workbook without cases on any other sheet."""
    listed = ", ".join([*(f"'{name}'" for name in names[:SHOWN_SHEETS]), *(["…"] if names[SHOWN_SHEETS:] else [])])
    return [f"Hidden sheets are not read ({listed}). Show the one with the cases and save the file."] if names else []


def notes_on_hidden_rows(number: int) -> Iterator[str]:
    """Yield a sentence if the sheet has hidden rows."""
    if number:
        rows, were = counted(number, "row is", "rows are"), plural(number, "was", "were")
        yield f"{rows} hidden in the file and {were} read too. If they do not belong, delete them from the file."
