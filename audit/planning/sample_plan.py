"""What an audit's sample is to be: the plan as it is stored, as settings of a draw, and what sizes give."""

import datetime
import json
import secrets
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from audit.models import Review
from cases.case_values import NOT_KNOWN, codes_of, name_of
from cases.counted import counted
from cases.extract.settings import STRATA, DrawSettings
from cases.sampling.sizes import CONFIDENCES, margin_of, sample_size

SEEDS = 1_000_000  # large enough that nobody chooses one for what it draws
MARGINS = (3, 5, 7, 10, 13)  # points, of which the page shows what they take
BY_SIZE, BY_MARGIN = "size", "margin"
# what a cohort may be narrowed down by on the page, and by more at the shell
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
)


@dataclass(frozen=True)
class SizeLine:
    """How many cases a margin takes at each of CONFIDENCES; or, of a size (`cases`), the margins that it gives."""

    name: str
    values: tuple[str, ...]


def plan_of(settings, *, months=None):
    """What is stored of DrawSettings: all but what names people or belongs to one extract."""
    told = json.loads(json.dumps(settings.as_json()))  # as it comes back from the database
    return {name: told[name] for name in KEPT} | {"months": months}


def settings_of(plan, *, audit, today=None, mapping=None, hand_picked=()):
    """The DrawSettings of a stored plan for an extract read today. `hand_picked`: references that are taken instead."""
    today = today or timezone.localdate()
    plain = DrawSettings(today, 0).as_json() | {name: plan[name] for name in KEPT if name in plan}
    recent = recent_references(audit, plan.get("months"), today)
    if hand_picked:
        plain["strata"] = []  # nothing is drawn from groups, so their columns are not needed
    return DrawSettings.from_json(
        plain | {"recent": recent, "mapping": mapping or {}, "hand_picked": list(hand_picked)},
    )


def remembered_columns(audit):
    """{heading: field} as somebody chose it for an earlier extract of the PDU."""
    kept = getattr(audit.unit, "extract_mapping", None)
    return kept.columns if kept else {}


def recent_references(audit, months, today):
    """The references of the unit's cases that were reviewed in another audit in the last `months`; none without."""
    if not months:
        return []
    since = _months_before(today, months)
    reviews = Review.objects.counted().filter(sampled_case__audit__unit=audit.unit, submitted_at__date__gte=since)
    references = reviews.exclude(sampled_case__audit=audit).values_list("sampled_case__case__reference", flat=True)
    return sorted(set(references))


def _months_before(day, months):
    """The same day so many months earlier; the first of the next month where that month is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    try:
        return datetime.date(year, month + 1, day.day)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return datetime.date(year, month + 1, 1)


def sizes_of(population, size=None):
    """The SizeLines for a population of so many eligible cases, that of `size` first."""
    lines = [SizeLine(f"±{margin} points take, in cases", _sizes(population, margin)) for margin in MARGINS]
    if size:
        margins = (margin_of(min(size, population), population, confidence=each) for each in CONFIDENCES)
        told = tuple("" if margin is None else f"±{100 * margin:.1f}" for margin in margins)
        lines.insert(0, SizeLine(f"{min(size, population)} cases give, in points", told))
    return lines


def too_few_to_rate(framework, cases):
    """The sentence for a sample of so many cases (None where that is open) that are too few for a rating; else ""."""
    if not cases or not framework.rated or cases >= framework.fewest_cases:
        return ""
    return (
        f"Fewer than {framework.fewest_cases} cases get no rating: the result of {cases} shows how they were answered, "
        "and neither a band nor a score."
    )


def _sizes(population, margin):
    return tuple(f"{sample_size(population, confidence=each, margin=margin / 100):,}" for each in CONFIDENCES)


# --- as a form asks for it and in words ---


def random_seed():
    return secrets.randbelow(SEEDS)


def filter_of(fact, texts=()):
    """(name of a fact, [(code, in words)] of what may be chosen): these texts where it has no codes, such as a team."""
    return NAMES_OF_FACTS[fact], [(code, _value(fact, code)) for code in codes_of(fact) or texts]


def plan_from(sent, facts=FILTERS):
    """The plan of what a SamplePlanForm with filters for these facts was sent."""
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
    )
    return plan_of(settings, months=sent["months"])


def fields_of(plan):
    """{field of a SamplePlanForm: its value} of a plan; what was planned nowhere yet is as DrawSettings has it."""
    told = DrawSettings(timezone.localdate(), 0).as_json() | plan
    fields = {name: told[name] for name in ("seed", "size", "margin", "confidence", "cap", "reserve_percent", "unit")}
    fields |= {"strata": list(told["strata"]), "ended_before": told["ended_before"], "months": told.get("months")}
    fields |= {"how": BY_SIZE if told["size"] else BY_MARGIN}
    for number, (first, last) in enumerate(told["cohort"]):
        fields |= {f"from_{number}": first, f"until_{number}": last}
    return fields | {fact: list(told["filters"].get(fact, ())) for fact in FILTERS}


OF_A_DRAW = ("Size", "Grouped by", "At most of one practitioner", "Reserve", "Seed")


def plan_in_words(plan, *, by_hand=False):
    """[(what, how)] of a plan; where cases are picked by hand, without what is for a draw."""
    windows = [f"{_day(first)} to {_day(last)}" for first, last in plan["cohort"]]
    by_size = counted(plan["size"] or 0, "case")
    by_margin = f"as many as give ±{plan['margin']:g} points at {plan['confidence']} % confidence"
    said = [
        ("Started", "; ".join(windows) or "any day"),
        *((NAMES_OF_FACTS[fact], _values(fact, values)) for fact, values in plan["filters"].items()),
        ("Size", by_size if plan["size"] else by_margin),
        ("Grouped by", "; ".join(STRATA[fact] for fact in plan["strata"]) or "nothing: all cases together"),
        ("At most of one practitioner", counted(plan["cap"], "case") if plan["cap"] else "no limit"),
        ("Reserve", f"{plan['reserve_percent']} % of what is drawn of each group"),
        ("Not reviewed in another audit", f"in the last {plan['months']} months" if plan["months"] else ""),
        ("Not ended before", _day(plan["ended_before"]) if plan["ended_before"] else ""),
        ("Only of the PDU", plan["unit"]),
        ("Seed", str(plan["seed"])),
    ]
    return [(what, how) for what, how in said if how and not (by_hand and what in OF_A_DRAW)]


def _day(iso):
    return date_format(datetime.date.fromisoformat(iso), "j F Y")


def _values(fact, values):
    return ", ".join(_value(fact, value) for value in values)


def _value(fact, value):
    """As a box on the page has it, below the fact's name: "Yes" of "In custody"."""
    return value.capitalize() if fact == "custody" or value == NOT_KNOWN else name_of(fact, value)
