"""Print a sample at the shell, or say why there is none."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import OutputWrapper

from audit.planning.account import margin_in_words
from audit.planning.held_aside import HeldAside
from cases.counted import counted
from cases.extract.drawn import DrawnSample
from cases.extract.headings.fields import FIELDS
from cases.extract.headings.find import heading_key
from cases.extract.settings import EXCLUSIONS
from cases.extract.values.dates import looks_american
from cases.extract.values.remedies import AMERICAN
from cases.spreadsheets.cells import without_controls

HINT = "Name its column with --map"
NAMED_BY_HAND = {  # fields whose names do not read as a thing
    "flags": "the column of flags",
    "restricted": "the column that marks restricted cases",
    "resettlement": "the column that shows resettlement cases",
    "custody": "the column that shows who is in custody",
    "contact_suspended_on": "the day contact was suspended",
    "ended_early": "the column that shows what ended early",
    "ended_early_on": "the day of an early end",
    "ended_early_by": "the column that says who decided an early end",
}
ONE_EXCLUDED = {  # what EXCLUSIONS says, of a single row
    "other_unit": "case of another PDU",
    "restricted": "restricted case",
    "held_aside": "row held aside because it may be about a restricted person",
    "incomplete": "row without a reference, or without a start date that can be read",
    "future_start": "case that starts in the future",
    "outside_cohort": "case that started outside the start dates in the plan",
    "filtered_out": "case without the facts that the plan asks for",
    "ended": "case that ended before the date chosen",
    "same_person": "further case of a person whose earliest case is kept",
    "reviewed_recently": "case recently reviewed in an audit",
    "in_other_sample": "case that another sample of the audit holds",
}


def field_in_words(field: str) -> str:
    """What a field of FIELDS holds, for example "the start date" in "is this the start date?"."""
    name = FIELDS[field].name.partition(":")[0]
    # the first letter stays where the second is a capital too, as in CRN
    return NAMED_BY_HAND.get(field) or f"the {name if name[1:2].isupper() else name[:1].lower() + name[1:]}"


def _of_american_dates(column):
    dates = any(looks_american(text) for text in column.samples)
    return f"{AMERICAN} " if dates else ""


def refuse_unclear(path: Path, sample: DrawnSample, mapping: Mapping[str, str]) -> None:
    """Raise CommandError where it is not clear what a column holds. `mapping` is {heading: field} as given so far."""
    lines = [
        f'No column gives: {FIELDS[field].name if field in FIELDS else field}. {HINT} "HEADING={field}".'
        for field in sample.needed
    ]
    said = {heading_key(heading) for heading in mapping}
    unclear = [column for column in sample.columns if column.unclear]
    lines.extend(
        f"Column {_shown(column)}: is this {field_in_words(column.field)}? {_of_american_dates(column)}"
        f'Say so with --map "{column.heading}={column.field}", or leave it out with --map "{column.heading}=".'
        for column in unclear
        if heading_key(column.heading) not in said
    )
    lines.extend(_said_of_several([column for column in unclear if heading_key(column.heading) in said]))
    if lines:
        headings = ", ".join(column.heading for column in sample.columns)
        raise CommandError(
            "\n  ".join(
                [
                    f"{without_controls(path.name)}: nothing was drawn. Its columns are: {headings}.",
                    *lines,
                    *sample.notes,
                ]
            )
        )


def _said_of_several(columns):
    """Yield a sentence for each field that several columns were said to hold."""
    for field in dict.fromkeys(column.field for column in columns):
        same = [column for column in columns if column.field == field]
        options = " or ".join(f'--map "{column.heading}="' for column in same)
        said = f"were {'both' if len(same) == 2 else 'all'} said to be {field_in_words(field)}"
        yield f"Columns {' and '.join(map(_shown, same))} {said}: name the one that is not, with {options}."


def _shown(column):
    return f"{column.letter} “{column.heading}” ({', '.join(column.samples)})"


def refuse_unknown_headings(path: Path, sample: DrawnSample, mapping: Mapping[str, str]) -> None:
    """Raise CommandError where --map names a column that the extract does not have."""
    there_are = {heading_key(column.heading) for column in sample.columns}
    if strange := [heading for heading in mapping if heading_key(heading) not in there_are]:
        headings = ", ".join(column.heading for column in sample.columns)
        raise CommandError(
            f"{without_controls(path.name)}: --map: there is no column “{strange[0]}”. Its columns are: {headings}."
        )


def print_sample(stdout: OutputWrapper, sample: DrawnSample, output_format: str, confidence: int) -> None:
    """Print a DrawnSample; `output_format` is "text" or "json", `confidence` that of its margin in per cent."""
    if output_format == "json":
        # JSON has its own way to write what a terminal cannot show
        escaped = _encoding(stdout).casefold().replace("-", "") != "utf8"
        print_text(stdout, json.dumps(sample_as_json(sample), indent=2, ensure_ascii=escaped))
    else:
        print_text(stdout, sample_as_text(sample, confidence))


def print_text(stdout: OutputWrapper, text: str) -> None:
    """Print a text. What the terminal cannot show is printed as an escape such as \\u2026 instead of failing."""
    encoding = _encoding(stdout)
    stdout.write(text.encode(encoding, errors="backslashreplace").decode(encoding))


def _encoding(stdout):
    return getattr(stdout, "encoding", None) or "utf-8"


def sample_as_json(sample: DrawnSample) -> dict[str, Any]:
    """The result for other programs. Its keys are promised in docs/sampling.md."""
    whole = sample.as_json()
    return {
        **{key: whole[key] for key in ("seed", "rows", "eligible")},
        "excluded": [{"reason": reason, "count": count} for reason, count in sample.excluded.items()],
        "held_aside": [dict(zip(("row", "column", "because"), each, strict=True)) for each in sample.held_aside],
        "strata": whole["strata"],
        "picks": [
            {key: pick[key] for key in ("reference", "stratum", "position", "reserve")} for pick in whole["picks"]
        ],
        "problems": [dict(zip(("row", "column", "value", "remedy"), each, strict=True)) for each in sample.problems],
        "notes": sample.notes,
    }


def sample_as_text(sample: DrawnSample, confidence: int) -> str:
    """The result for people: counts, groups, a comparison with the eligible cases, the cases, and the problems."""
    parts = (_groups, _comparison, _cases, _problems)
    lines = [*_counts(sample, confidence), *_held_aside(sample)]
    return "\n".join([*lines, *(line for part in parts for line in part(sample))])


def _counts(sample, confidence):
    yield f"Seed {sample.seed}. {counted(sample.rows, 'row')}."
    for reason, count in sample.excluded.items():
        yield f"  {count:>9,} {ONE_EXCLUDED[reason] if count == 1 else EXCLUSIONS[reason]}"
    yield f"  {sample.eligible:>9,} eligible"
    if sample.margin is not None:
        yield margin_in_words(sample.margin, confidence)
    yield from sample.notes


def _held_aside(sample):
    if held := HeldAside.of(sample.excluded, sample.held_aside):
        yield f"\n{held.title}"
        yield from (f"  {row}" for row in held.rows)
        yield from held.remedy


def _groups(sample):
    yield f"\n{'group':60}{'eligible':>9}{'wanted':>8}{'drawn':>7}{'reserve':>9}"
    for line in sample.strata:
        yield f"{line.stratum:60}{line.eligible:>9,}{line.wanted:>8,}{line.drawn:>7,}{line.reserve:>9,}"
        yield from (f"    {note}" for note in line.notes)


def _comparison(sample):
    yield f"\n{'compared':60}{'eligible':>9}{'drawn':>7}"
    yield from (f"{f'{line.fact}: {line.value}':60}{line.eligible:>9,}{line.drawn:>7,}" for line in sample.compared)


def _cases(sample):
    for title, reserve in (("drawn", False), ("in reserve", True)):
        yield f"\n{title}"
        yield from (
            f"  {pick.reference:32}{pick.position:>6,}  {pick.stratum}"
            for pick in sample.picks
            if pick.reserve is reserve
        )


def _problems(sample):
    if sample.problem_count:
        yield f"\nproblems: {sample.problem_count:,} ({len(sample.problems):,} are listed)"
        yield from (
            f"  {f'row {row:,}, ' if row else ''}{column}: “{value}”. {remedy}"
            for row, column, value, remedy in sample.problems
        )
