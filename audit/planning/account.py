"""The account of a draw: what became of an extract, in numbers and words, proposed or stored alike."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Q

from audit.planning.held_aside import HeldAside
from audit.planning.sample_plan import plan_of
from cases.extract.drawn import StratumLine
from cases.extract.headings.fields import FIELDS
from cases.extract.settings import EXCLUSIONS
from cases.extract.values.dates import read_date
from cases.extract.values.references import is_crn, read_reference
from cases.sampling.sizes import margin_of

SUB_SAMPLES = {"court_report": "With a court report", "resettlement": "Resettlement cases"}
COUNTED = ("seed", "rows", "eligible", "excluded", "problem_count", "margin", "held_aside")


@dataclass(frozen=True)
class ComparedValue:
    """A value's cases among the eligible and among the drawn, as "17 (30 %)"."""

    value: str
    eligible: str
    drawn: str


@dataclass(frozen=True)
class Account:
    """`excluded`: (reason in words, how many rows), `left_out` all of these. `strata` and their sum.

    `compared`: (fact, its ComparedValues). `columns`: (letter, heading, what it was read as). `sub_samples`: (name, how
    many of the cases; None where the extract does not tell). `replaced`: how many were; `fewer`: had no reserve left.
    """

    seed: int
    rows: int
    eligible: int
    problem_count: int
    excluded: tuple[tuple[str, int], ...]
    left_out: int
    strata: tuple[StratumLine, ...]
    total: StratumLine
    held_aside: HeldAside | None
    compared: tuple[tuple[str, tuple[ComparedValue, ...]], ...]
    columns: tuple[tuple[str, str, str], ...]
    sub_samples: tuple[tuple[str, int | None], ...]
    notes: tuple[str, ...]
    gives: str
    replaced: int
    fewer: int


def in_numbers(settings, drawn, *, months=None) -> dict[str, Any]:
    """What stays of a DrawnSample: numbers, and what the columns were read as; no value of the extract."""
    picks = [pick.facts for pick in drawn.picks if not pick.reserve]
    told = {
        "plan": plan_of(settings, months=months),
        "today": settings.today.isoformat(),
        "by_hand": bool(settings.hand_picked),
        "strata": [asdict(line) for line in drawn.strata],
        "compared": [asdict(line) for line in drawn.compared],
        "columns": [[column.letter, _heading(drawn, column), column.field] for column in drawn.columns if column.field],
        "notes": list(drawn.notes),
        "court_report": sum(facts.get("court_report") is True for facts in picks),
        "resettlement": sum(facts.get("resettlement") is True for facts in picks),
        **{name: getattr(drawn, name) for name in COUNTED},
    }
    return json.loads(json.dumps(told))  # as it comes back from the database


def since_drawn(told, sampled, replaced):
    """What in_numbers gave, of the sample as it is after replacements. `sampled`: the audit's SampledCases that count;
    `replaced`: how many do not any more."""
    facts = {field: Count("pk", filter=Q(**{f"facts__{field}": True})) for field in SUB_SAMPLES}
    now = sampled.aggregate(left=Count("pk"), **facts) | {"replaced": replaced}
    if now["left"] != sum(line["drawn"] for line in told["strata"]) and not told["by_hand"]:
        margin = margin_of(now["left"], told["eligible"], confidence=told["plan"]["confidence"])
        now["margin"] = None if margin is None else 100 * margin
    return told | now


def has_headings(drawn):
    """Whether what was taken for the headings are headings, and not the first case of a table that has none."""
    return not any(is_crn(read_reference(each.heading)) or _is_day(each.heading) for each in drawn.columns)


def _is_day(text):
    return isinstance(read_date(text), date)


def _heading(drawn, column):
    return column.heading if has_headings(drawn) else ""


def account_of(told: Mapping[str, Any]) -> Account:
    """The Account of what in_numbers gave."""
    strata = tuple(StratumLine(**line | {"notes": tuple(line["notes"])}) for line in told["strata"])
    total = _total(strata)
    return Account(
        seed=told["seed"],
        rows=told["rows"],
        eligible=told["eligible"],
        problem_count=told["problem_count"],
        excluded=tuple((EXCLUSIONS[reason], number) for reason, number in told["excluded"].items()),
        left_out=sum(told["excluded"].values()),
        held_aside=HeldAside.of(told["excluded"], told.get("held_aside", ())),
        strata=strata,
        total=total,
        compared=tuple(_compared(told["compared"], told["eligible"], total.drawn)),
        columns=tuple((letter, heading, name_of_field(field)) for letter, heading, field in told["columns"]),
        sub_samples=tuple((name, _told_number(told, field)) for field, name in SUB_SAMPLES.items()),
        notes=tuple(told["notes"]),
        gives=_gives(told),
        replaced=told.get("replaced", 0),
        fewer=total.drawn - told.get("left", total.drawn),
    )


def _told_number(told, field):
    """How many drawn cases have it; None where no column tells. Without a column of its own, a licence is one of
    resettlement."""
    telling = {field, "sentence_type"} if field == "resettlement" else {field}
    return told[field] if told[field] or telling & {column[-1] for column in told["columns"]} else None


def name_of_field(field):
    return FIELDS[field].name if field in FIELDS else "Not read"


def _total(strata):
    sums = (sum(getattr(line, name) for line in strata) for name in ("eligible", "wanted", "drawn", "reserve"))
    return StratumLine("All", *sums, ())


def _compared(lines, eligible, drawn):
    for fact, of_fact in groupby(lines, key=lambda line: line["fact"]):
        yield (
            fact,
            tuple(
                ComparedValue(line["value"], _share(line["eligible"], eligible), _share(line["drawn"], drawn))
                for line in of_fact
            ),
        )


def _share(number, total):
    """ "17 (30 %)": whole per cents, rounded half up."""
    return f"{number:,} ({(200 * number + total) // (2 * total)} %)" if total else f"{number:,}"


def _gives(told):
    """To within how much the sample tells of all eligible cases, in a sentence; "" where it does not."""
    if told["by_hand"] or told["margin"] is None:
        return ""
    if told["margin"] == 0:
        return "Every eligible case is drawn: percentages hold for all of them."
    margin, confidence = f"±{told['margin']:.1f} points", f"{told['plan']['confidence']} % confidence"
    return f"A percentage of these cases tells that of all eligible ones to within {margin}, at {confidence}."
