"""The account of a draw: what became of an extract, in numbers and words, whether proposed or stored."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet

from audit.models import SampledCase
from audit.models.planning.audit import COUNTS
from audit.planning.held_aside import HeldAside
from audit.planning.sample_plan import plan_from_settings
from cases.extract.drawn import DrawnSample, StratumLine
from cases.extract.headings.fields import FIELDS
from cases.extract.settings import EXCLUSIONS, DrawSettings
from cases.extract.values.dates import read_date
from cases.extract.values.references import is_crn, read_reference
from cases.sampling.sizes import margin_of

SUB_SAMPLES = {"court_report": "With a court report", "resettlement": "Resettlement cases"}
HOW_OFTEN = {80: "8 times in 10", 90: "9 times in 10", 95: "19 times in 20"}  # by the confidence in per cent
COUNTED = ("seed", "rows", "eligible", "excluded", "problem_count", "margin", "held_aside")


@dataclass(frozen=True)
class ComparedValue:
    """How many eligible and how many drawn cases have a value, each as "17 (30%)"."""

    value: str
    eligible: str
    drawn: str


@dataclass(frozen=True)
class Account:
    """What the page of a sample shows.

    `excluded`: (reason in words, rows), and `left_out` their sum. `total`: the sum of the strata. `compared`: (fact,
    its values). `columns`: (letter, heading, what it was read as). `sub_samples`: (name, drawn cases; None if the
    extract does not say). `extra`: of which groups cases were drawn beside the sample. `replaced`: how many cases
    were, of which `fewer` found no reserve.
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
    extra: tuple[StratumLine, ...]
    notes: tuple[str, ...]
    gives: str
    replaced: int
    fewer: int

    @property
    def extra_drawn(self) -> int:
        return sum(line.drawn for line in self.extra)


def summarise_draw(settings: DrawSettings, drawn: DrawnSample, *, months: int | None = None) -> dict[str, Any]:
    """Return what is stored of a draw: the plan, numbers, and how columns were read; no values of cases."""
    picks = [pick.facts for pick in drawn.picks if not pick.reserve]
    summary = {
        "plan": plan_from_settings(settings, months=months),
        "today": settings.today.isoformat(),
        "by_hand": bool(settings.hand_picked),
        "strata": [asdict(line) for line in drawn.strata],
        "extra": [asdict(line) for line in drawn.extra_lines],
        "compared": [asdict(line) for line in drawn.compared],
        "columns": [[column.letter, _heading(drawn, column), column.field] for column in drawn.columns if column.field],
        "notes": list(drawn.notes),
        "court_report": sum(facts.get("court_report") is True for facts in picks),
        "resettlement": sum(facts.get("resettlement") is True for facts in picks),
        **{name: getattr(drawn, name) for name in COUNTED},
    }
    return json.loads(json.dumps(summary))  # so that a proposal looks like what the database returns


def after_replacements(summary: Mapping[str, Any], sampled: QuerySet[SampledCase]) -> dict[str, Any]:
    """Return the summary of a draw with the numbers of the sample after replacements; one query.

    `sampled`: all cases of the audit, with those that were replaced.
    """
    facts = {field: Count("pk", filter=COUNTS & Q(**{f"facts__{field}": True})) for field in SUB_SAMPLES}
    replaced = Count("pk", filter=Q(replaced_at__isnull=False))
    now = sampled.aggregate(left=Count("pk", filter=COUNTS), replaced=replaced, **facts)
    if now["left"] != sum(line["drawn"] for line in summary["strata"]) and not summary["by_hand"]:
        margin = margin_of(now["left"], summary["eligible"], confidence=summary["plan"]["confidence"])
        now["margin"] = None if margin is None else 100 * margin
    return {**summary, **now}


def has_headings(drawn: DrawnSample) -> bool:
    """Say whether the headings are headings, not the first case of a table without any."""
    return not any(is_crn(read_reference(each.heading)) or _is_day(each.heading) for each in drawn.columns)


def _is_day(text):
    return isinstance(read_date(text), date)


def _heading(drawn, column):
    return column.heading if has_headings(drawn) else ""


def build_account(summary: Mapping[str, Any]) -> Account:
    """Return the account of a draw from its summary."""
    strata = tuple(map(StratumLine.from_json, summary["strata"]))
    total = _total(strata)
    return Account(
        seed=summary["seed"],
        rows=summary["rows"],
        eligible=summary["eligible"],
        problem_count=summary["problem_count"],
        excluded=tuple((EXCLUSIONS[reason], number) for reason, number in summary["excluded"].items()),
        left_out=sum(summary["excluded"].values()),
        held_aside=HeldAside.of(summary["excluded"], summary.get("held_aside", ())),
        strata=strata,
        total=total,
        compared=tuple(_compared(summary["compared"], summary["eligible"], total.drawn)),
        columns=tuple((letter, heading, name_of_field(field)) for letter, heading, field in summary["columns"]),
        sub_samples=tuple((name, _sub_sample_size(summary, field)) for field, name in SUB_SAMPLES.items()),
        extra=tuple(map(StratumLine.from_json, summary.get("extra", ()))),
        notes=tuple(summary["notes"]),
        gives=_gives(summary),
        replaced=summary.get("replaced", 0),
        fewer=total.drawn - summary.get("left", total.drawn),
    )


def _sub_sample_size(summary, field):
    """Return how many drawn cases have the field; None if no column says so.

    Without a column for resettlement cases, the sentence type says it: they are the licences.
    """
    telling = {field, "sentence_type"} if field == "resettlement" else {field}
    return summary[field] if summary[field] or telling & {column[-1] for column in summary["columns"]} else None


def name_of_field(field: str) -> str:
    """Return a field's name for people; "Not read" if a column was read as none."""
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
    """Return "17 (30%)", the per cent rounded half up."""
    return f"{number:,} ({(200 * number + total) // (2 * total)}%)" if total else f"{number:,}"


def _gives(summary):
    """Say how closely the sample shows all eligible cases; "" if they were picked by hand or no margin is known."""
    if summary["by_hand"] or summary["margin"] is None:
        return ""
    return margin_in_words(summary["margin"], summary["plan"]["confidence"])


def margin_in_words(margin: float, confidence: int) -> str:
    """Say how close results should be to the whole caseload; `margin` is in points, `confidence` in per cent."""
    if margin == 0:
        return "Every eligible case is drawn, so there is no margin of error."
    points, often = round(margin, 1), HOW_OFTEN[confidence]
    return f"Results should be within {points:g} percentage points of the whole caseload, {often}."
