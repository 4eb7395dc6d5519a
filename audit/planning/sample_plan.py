"""The plan of an audit's sample: as it is stored, as a form, as settings of a draw and in words."""

import datetime
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from audit.models import Audit, Review
from audit.planning.extra_cases import extra_cases
from audit.planning.reads import references_of_other_kinds
from cases.case_values import NOT_KNOWN, codes_of, name_of
from cases.counted import counted
from cases.extract.settings import STRATA, DrawSettings
from cases.models import DeliveryUnit

SEEDS = 1_000_000  # so many that no one picks a seed for the cases it draws
BY_SIZE, BY_MARGIN = "size", "margin"
# facts to choose cases by on the page; the command line offers more
FILTERS = ("sex", "sentence_group", "rosh_level", "ethnic_group", "custody", "flags")
NAMES_OF_FACTS = STRATA | {"flags": "Flags"}
KEPT = (
    "seed",
    "size",
    "margin",
    "confidence",
    "cohort",
    "filters",
    "strata",
    "cap",
    "reserve_percent",
    "ended_before",
    "unit",
    "extras",
)


def plan_from_settings(settings: DrawSettings, *, months: int | None = None) -> dict[str, Any]:
    """Return the plan that is stored: no names of people, and nothing that belongs to one extract.

    `months`: leave out cases reviewed in another audit in these last months.
    """
    as_stored = json.loads(json.dumps(settings.as_json()))
    return {name: as_stored[name] for name in KEPT} | {"months": months}


def plan_from_earlier(plan: Mapping[str, Any], *, unit: DeliveryUnit) -> dict[str, Any]:
    """Return the plan for another audit, of this PDU: without dates, which have passed, and with a new seed."""
    undated = {**plan, "cohort": [], "ended_before": None, "seed": random_seed()}
    return undated | ({"unit": unit.name} if plan.get("unit") else {})


def draw_settings(
    plan: Mapping[str, Any],
    *,
    audit: Audit | None,
    kind: str = "",
    today: datetime.date | None = None,
    mapping: Mapping[str, str] | None = None,
    hand_picked: Sequence[str] = (),
) -> DrawSettings:
    """Return the settings of a stored plan for an extract read today.

    `kind`: the kind of case that is drawn. `mapping`: {heading: field} as the user chose it. `hand_picked`: references
    that are taken instead of a draw.
    """
    today = today or timezone.localdate()
    plain = DrawSettings(today, 0).as_json() | {name: plan[name] for name in KEPT if name in plan}
    recent = recent_references(audit, plan.get("months"), today)
    if hand_picked:
        plain["strata"] = []  # nothing is drawn from groups, so their columns are not needed
    left_out = {"recent": recent, "taken": references_of_other_kinds(audit, kind)}
    return DrawSettings.from_json(plain | left_out | {"mapping": mapping or {}, "hand_picked": list(hand_picked)})


def remembered_columns(audit: Audit) -> dict[str, str]:
    """Return {heading: field} as a user chose it for an earlier extract of the PDU."""
    kept = getattr(audit.unit, "extract_mapping", None)
    return kept.columns if kept else {}


def recent_references(audit: Audit | None, months: int | None, today: datetime.date) -> list[str]:
    """Return the references of the PDU's cases that another audit reviewed in the last `months`; [] without months."""
    if not months:
        return []
    since = _months_before(today, months)
    reviews = (
        Review.objects.inspections()
        .in_force()
        .filter(sampled_case__audit__unit=audit.unit, submitted_at__date__gte=since)
    )
    references = reviews.exclude(sampled_case__audit=audit).values_list("sampled_case__case__reference", flat=True)
    return sorted(set(references))


def _months_before(day: datetime.date, months: int) -> datetime.date:
    """Return the same day `months` months earlier; if that month is too short, the first of the next."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    try:
        return datetime.date(year, month + 1, day.day)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return datetime.date(year, month + 1, 1)


# --- as a form and in words ---


def random_seed() -> int:
    """Return a seed from 0 to SEEDS - 1."""
    return secrets.randbelow(SEEDS)


def filter_choices(fact: str, texts: Iterable[str] = ()) -> tuple[str, list[tuple[str, str]]]:
    """Return a fact's name and its choices as [(code, in words)]; `texts` if it has no codes, as a team."""
    return NAMES_OF_FACTS[fact], [(code, _value(fact, code)) for code in codes_of(fact) or texts]


def plan_from_form(sent: Mapping[str, Any], facts: Iterable[str] = FILTERS) -> dict[str, Any]:
    """Return the plan from the cleaned data of a SamplePlanForm that has filters for these facts."""
    by_size = sent["how"] == BY_SIZE
    settings = DrawSettings(
        today=timezone.localdate(),
        seed=sent["seed"],
        size=sent["size"] if by_size else None,
        margin=float(sent["margin"] or DrawSettings.margin),
        confidence=sent["confidence"],
        cohort=tuple(sent["cohort"]),
        filters={fact: tuple(sent[fact]) for fact in facts if sent[fact]},
        strata=tuple(sent["strata"]),
        cap=sent["cap"],
        reserve_percent=sent["reserve_percent"],
        ended_before=sent["ended_before"],
        unit=sent["unit"],
        extras=extra_cases(sent["extras"]),
    )
    return plan_from_settings(settings, months=sent["months"])


def form_values(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return {field of a SamplePlanForm: value} for a plan. What it leaves open is as in DrawSettings."""
    whole = DrawSettings(timezone.localdate(), 0).as_json() | plan
    fields = {name: whole[name] for name in ("seed", "size", "margin", "confidence", "cap", "reserve_percent", "unit")}
    fields |= {"strata": list(whole["strata"]), "ended_before": whole["ended_before"], "months": whole.get("months")}
    fields |= {"how": BY_SIZE if whole["size"] else BY_MARGIN}
    for number, (first, last) in enumerate(whole["cohort"]):
        fields |= {f"from_{number}": first, f"until_{number}": last}
    for number, extra in enumerate(whole["extras"]):
        fields |= {f"extra_group_{number}": extra["group"], f"extra_number_{number}": extra["number"]}
    return fields | {fact: list(whole["filters"].get(fact, ())) for fact in FILTERS}


OF_A_DRAW = ("Size", "Extra cases", "Grouped by", "Maximum cases per practitioner", "Reserve", "Seed")


def plan_in_words(plan: Mapping[str, Any], *, by_hand: bool = False) -> list[tuple[str, str]]:
    """Return the plan as [(what, how)]. If cases are picked by hand, what only a draw needs is left out."""
    windows = [f"{_day(first)} to {_day(last)}" for first, last in plan["cohort"]]
    by_size = counted(plan["size"] or 0, "case")
    by_margin = f"enough for ±{plan['margin']:g} points at {plan['confidence']}% confidence"
    lines = [
        ("Started", "; ".join(windows) or "any day"),
        *((NAMES_OF_FACTS[fact], _values(fact, values)) for fact, values in plan["filters"].items()),
        ("Size", by_size if plan["size"] else by_margin),
        ("Grouped by", "; ".join(STRATA[fact] for fact in plan["strata"]) or "nothing (all cases together)"),
        ("Maximum cases per practitioner", counted(plan["cap"], "case") if plan["cap"] else "no limit"),
        ("Reserve", f"{plan['reserve_percent']}% of the cases drawn from each group"),
        ("Not reviewed in another audit", f"in the last {plan['months']} months" if plan["months"] else ""),
        ("Not ended before", _day(plan["ended_before"]) if plan["ended_before"] else ""),
        ("Only this PDU", plan["unit"]),
        ("Extra cases", "; ".join(f"{each['label']}, {each['number']}" for each in plan.get("extras", ()))),
        ("Seed", str(plan["seed"])),
    ]
    return [(what, how) for what, how in lines if how and not (by_hand and what in OF_A_DRAW)]


def _day(iso: str) -> str:
    return date_format(datetime.date.fromisoformat(iso), "j F Y")


def _values(fact, values):
    return ", ".join(_value(fact, value) for value in values)


def _value(fact, value):
    """Return the words beside the value's tick box, which is below the fact's name: "Yes" for "In custody"."""
    return value.capitalize() if fact == "custody" or value == NOT_KNOWN else name_of(fact, value)
