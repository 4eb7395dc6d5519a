"""The units of a region side by side, ready to print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from audit.method.certainty.interval import interval_of
from audit.method.certainty.words import interval_text
from audit.method.framework import Framework, KeyQuestion
from audit.method.funnel import Place, funnel_limits, share_of_all
from audit.method.groups.shown import FEW
from audit.method.rating.banding import percent
from audit.method.tally import Tally
from audit.models.sentences import day
from audit.results.change.pages.change import figure_text
from audit.results.regions.pages.funnel import FunnelPicture, draw_funnel
from audit.results.regions.reads import SideBySide, UnitResult
from cases.counted import counted
from cases.models import Region

NOT_SHOWN, FEW_CASES, NO_CASES = "not shown", "few", "no cases"
ONE_UNIT = "Only one PDU has a result to compare, so there is no picture."
OUTSIDE = 5  # of 100 units lie outside the 95% limits by chance


@dataclass(frozen=True)
class UnitRow:
    """One unit. `figures`: (its figure, the interval) for each key question.

    `place`: where it lies in the funnel, or why it does not. `percent` and `interval` are "" with few cases.
    """

    number: int
    name: str
    audit: str
    address: str
    signed: str
    cases: int
    overall: str
    share: str
    percent: str
    interval: str
    place: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RegionPage:
    """What the page shows. `sentences`: what the funnel says. `share`: of all PDUs together, "45%, 251 of 560"."""

    notice: str
    region: str
    framework: Framework
    question: KeyQuestion
    rows: tuple[UnitRow, ...]
    share: str
    picture: FunnelPicture | None
    sentences: tuple[str, ...]


def build_region_page(region: Region, side: SideBySide, framework: Framework, question: KeyQuestion) -> RegionPage:
    """Return the RegionPage of units side by side, of which there is at least one, for one key question."""
    tallies = [result.tally(question.code) for result in side.results]
    share = share_of_all(filter(None, tallies))
    compared = [
        (number, result.audit.unit.name, tally)
        for number, (result, tally) in enumerate(zip(side.results, tallies, strict=True), start=1)
        if tally and tally.applicable >= FEW
    ]
    places = _places(share, compared) if len(compared) > 1 else {}
    total = sum(filter(None, tallies), Tally())
    return RegionPage(
        notice=(
            f"Internal audits by PDUs of {region}. Not inspections and not HM Inspectorate of Probation's ratings."
        ),
        region=str(region),
        framework=framework,
        question=question,
        rows=tuple(
            _row(framework, number, result, question, places.get(number))
            for number, result in enumerate(side.results, start=1)
        ),
        share=figure_text(total) if share is not None else "",
        picture=draw_funnel(share, compared) if places else None,
        sentences=tuple(_sentences(places, compared)) if places else (ONE_UNIT,),
    )


def _places(share, compared) -> dict[int, Place]:
    limits = funnel_limits(share, sorted({tally.applicable for _, _, tally in compared}))
    return {number: limits[tally.applicable].place(tally) for number, _, tally in compared}


def _sentences(places: dict[int, Place], compared: Sequence[tuple[int, str, Tally]]) -> Iterator[str]:
    outside = [(name, places[number]) for number, name, _ in compared if places[number] != Place.INSIDE]
    if outside:
        yield "Outside the limits: " + "; ".join(f"{name}, {place.value}" for name, place in outside) + "."
    else:
        number = counted(len(compared), "PDU")
        yield f"All {number} lie within the limits: chance alone could explain these differences."
    by_chance = f"{OUTSIDE * len(compared) / 100:.1f}".removesuffix(".0")
    yield f"If all {len(compared)} did equally well, about {by_chance} of them would still lie outside the 95% limits."


def _row(framework, number: int, result: UnitResult, question, place: Place | None):
    audit, tally = result.audit, result.tally(question.code)
    few = tally is None or tally.applicable < FEW
    ratings = audit.snapshot["ratings"]
    score = f", {ratings['score']} of {ratings['max_score']}" if ratings["overall"] else ""
    return UnitRow(
        number=number,
        name=audit.unit.name,
        audit=audit.title,
        address=reverse("audit_result", args=[audit.pk]),
        signed=day(audit.signed_off_at),
        cases=result.rolled.cases,
        overall=f"{ratings['overall'] or 'No rating'}{score}" if framework.rated else "",
        share=_share(tally),
        percent="" if few else f"{percent(tally)}%",
        interval="" if few else interval_text(interval_of(result.draw_of(question.code), tally)),
        place=place.value if place else "" if tally is None or not tally.applicable else FEW_CASES if few else "",
        figures=tuple(_figure(result, each.code) for each in framework.key_questions),
    )


def _share(tally: Tally | None) -> str:
    if tally is None:
        return NOT_SHOWN
    return f"{tally.yes} of {tally.applicable}" if tally.applicable else NO_CASES


def _figure(result: UnitResult, code: str) -> tuple[str, str]:
    """Return ("45%, 25 of 56", its interval), ("2 of 7 (few)", ""), or why there is none."""
    tally = result.tally(code)
    if tally is None or not tally.applicable:
        return _share(tally), ""
    interval = interval_of(result.draw_of(code), tally) if tally.applicable >= FEW else None
    return figure_text(tally), interval_text(interval)
