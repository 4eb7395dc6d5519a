"""What an audit's sample is to be: the plan as it is stored, as settings of a draw, and what sizes give."""

import datetime
import json
from dataclasses import dataclass

from django.utils import timezone

from audit.models import Review
from cases.drawing import DrawSettings
from cases.sampling import CONFIDENCES, margin_of, sample_size

MARGINS = (3, 5, 7, 10, 13)  # points, of which the page shows what they take
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
    return DrawSettings.from_json(
        plain | {"recent": recent, "mapping": mapping or {}, "hand_picked": list(hand_picked)},
    )


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
    lines = [SizeLine(f"±{margin} points", _sizes(population, margin)) for margin in MARGINS]
    if size:
        margins = (margin_of(min(size, population), population, confidence=each) for each in CONFIDENCES)
        told = tuple("" if margin is None else f"±{100 * margin:.1f} points" for margin in margins)
        lines.insert(0, SizeLine(f"{min(size, population)} cases give", told))
    return lines


def _sizes(population, margin):
    return tuple(f"{sample_size(population, confidence=each, margin=margin / 100):,}" for each in CONFIDENCES)
