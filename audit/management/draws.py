"""What a draw at the shell is asked for, and how its result is printed."""

import json
import secrets
from argparse import ArgumentTypeError
from datetime import date

from django.core.management import CommandError

from cases.drawing import EXCLUSIONS, STRATA, DrawSettings
from cases.extract_fields import FIELDS
from cases.sampling import CONFIDENCES

HINT = "Name its column with --map"


def add_draw_arguments(parser):
    """The options that `settings_of` reads."""
    how_many = parser.add_mutually_exclusive_group(required=True)
    how_many.add_argument("--size", type=whole_number, metavar="N", help="how many cases")
    how_many.add_argument(
        "--margin", type=margin, metavar="POINTS", help="instead: as many as give a share to within so many points"
    )
    parser.add_argument(
        "--confidence", type=int, choices=CONFIDENCES, default=80, help="of the margin, in per cent; default: 80"
    )
    parser.add_argument(
        "--cohort",
        type=window,
        nargs="+",
        default=[],
        metavar="FIRST:LAST",
        help="days of start, as 2023-06-26:2023-07-02",
    )
    parser.add_argument(
        "--only",
        type=fact_values,
        action="append",
        default=[],
        metavar="FACT=VALUE,…",
        help="cases with this fact alone, as rosh_level=high,very_high",
    )
    parser.add_argument(
        "--strata", type=strata, metavar="FACT,…", help=f"groups that come in proportion: {', '.join(STRATA)}"
    )
    parser.add_argument(
        "--cap",
        type=whole_number,
        default=6,
        metavar="N",
        help="at most so many of a practitioner; default: 6; 0: any number",
    )
    parser.add_argument(
        "--reserve", type=whole_number, default=20, metavar="PER CENT", help="of each group's cases; default: 20"
    )
    parser.add_argument(
        "--seed", type=int, metavar="S", help="draws the same again; default: a new one, which is printed"
    )
    parser.add_argument("--today", type=day, metavar="DAY", help="later starts are in the future; default: today")
    parser.add_argument("--ended-before", type=day, metavar="DAY", help="leave out cases that ended before it")
    parser.add_argument("--unit", default="", metavar="PDU", help="draw this PDU's cases only")
    parser.add_argument(
        "--map",
        type=column_and_field,
        action="append",
        default=[],
        metavar="HEADING=FIELD",
        help="what a column is; HEADING= is not read",
    )


def settings_of(options):
    """The DrawSettings that the options ask for."""
    given = {"size": options["size"]} if options["margin"] is None else {"margin": options["margin"]}
    if options["strata"] is not None:
        given["strata"] = options["strata"]
    return DrawSettings(
        **given,
        today=options["today"] or date.today(),
        seed=secrets.randbelow(10**6) if options["seed"] is None else options["seed"],
        confidence=options["confidence"],
        cohort=tuple(options["cohort"]),
        filters=dict(options["only"]),
        cap=options["cap"] or None,
        reserve_percent=options["reserve"],
        ended_before=options["ended_before"],
        unit=options["unit"],
        mapping=dict(options["map"]),
    )


def day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is no day. Write it as 2024-02-12.") from None


def window(text):
    first, _, last = text.partition(":")
    if day(first) > day(last or first):
        raise ArgumentTypeError(f"'{text}' ends before it begins.")
    return day(first), day(last or first)


def whole_number(text):
    if not text.isdecimal():
        raise ArgumentTypeError(f"'{text}' is no whole number.")
    return int(text)


def margin(text):
    """Points above 0 and below 100."""
    try:
        points = float(text)
    except ValueError:
        points = 0
    if not 0 < points < 100:
        raise ArgumentTypeError(f"'{text}' is no margin. Write points above 0 and below 100, for example 5.")
    return points


def strata(text):
    """The facts of a list with commas; none where it is empty."""
    facts = tuple(fact.strip() for fact in text.split(",") if fact.strip())
    return tuple(known(fact, STRATA) for fact in facts)


def fact_values(text):
    fact, _, values = text.partition("=")
    return known(fact, (*STRATA, "flag")), tuple(value.strip() for value in values.split(",") if value.strip())


def column_and_field(text):
    heading, _, field = text.rpartition("=")
    return heading.strip(), known(field.strip(), FIELDS) if field.strip() else ""


def known(name, names):
    if name not in names:
        raise ArgumentTypeError(f"'{name}' is none of: {', '.join(names)}.")
    return name


def refuse_unclear(path, sample):
    """Raises CommandError where somebody has to say first what columns are."""
    lines = [
        f'No column gives: {FIELDS[field].name if field in FIELDS else field}. {HINT} "HEADING={field}".'
        for field in sample.needed
    ]
    for column in sample.columns:
        if column.unclear:
            lines.append(
                f"Column {column.letter} “{column.heading}” ({', '.join(column.samples)}) may or may not be "
                f'{column.field}: say so with --map "{column.heading}={column.field}" or --map "{column.heading}=".'
            )
    if lines:
        headings = ", ".join(column.heading for column in sample.columns)
        raise CommandError("\n  ".join([f"{path.name}: nothing was drawn. Its columns are: {headings}.", *lines]))


def print_sample(stdout, sample, form):
    stdout.write(
        json.dumps(sample_as_json(sample), indent=2, ensure_ascii=False) if form == "json" else sample_as_text(sample)
    )


def sample_as_json(sample):
    """What the command promises (docs/sampling.md)."""
    whole = sample.as_json()
    return {
        **{key: whole[key] for key in ("seed", "rows", "eligible")},
        "excluded": [{"reason": reason, "count": count} for reason, count in sample.excluded.items()],
        "strata": whole["strata"],
        "picks": [
            {key: pick[key] for key in ("reference", "stratum", "position", "reserve")} for pick in whole["picks"]
        ],
        "problems": [dict(zip(("row", "column", "value", "remedy"), each, strict=True)) for each in sample.problems],
        "notes": sample.notes,
    }


def sample_as_text(sample):
    return "\n".join([*_counts(sample), *_groups(sample), *_comparison(sample), *_cases(sample), *_problems(sample)])


def _counts(sample):
    yield f"Seed {sample.seed}. {sample.rows:,} rows."
    yield from (f"  {count:>9,} {EXCLUSIONS[reason]}" for reason, count in sample.excluded.items())
    yield f"  {sample.eligible:>9,} eligible"
    if sample.margin is not None:
        yield f"A share among the drawn cases is known to within {sample.margin:.1f} points."
    yield from sample.notes


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
            f"  {pick.reference:32}{pick.position:>4}  {pick.stratum}"
            for pick in sample.picks
            if pick.reserve is reserve
        )


def _problems(sample):
    if sample.problem_count:
        yield f"\nproblems: {sample.problem_count:,}, of which {len(sample.problems):,} are listed"
        yield from (
            f"  {f'row {row}, ' if row else ''}{column}: “{value}”. {remedy}"
            for row, column, value, remedy in sample.problems
        )
