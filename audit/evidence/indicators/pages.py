"""The indicators of an audit, ready to print: a sentence and bars that begin at zero."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from audit.evidence.indicators.facts import IndicatorFacts
from audit.evidence.indicators.reads import facts_of
from audit.evidence.indicators.sentence import number, sentence_of, short
from audit.method.framework import Framework
from audit.models import Audit, Indicator
from audit.results.pages.figures import Bar

WHOLE = "The audit as a whole"


@dataclass(frozen=True)
class BarLine:
    """One number of an indicator, with its bar. `rests_on`: its n, "" if it is not known."""

    name: str
    text: str
    bar: Bar
    rests_on: str
    source: str


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator. `about`: the name of its standard. The addresses are "" for readers who may not change it."""

    number: int
    name: str
    sentence: str
    about: str
    bars: tuple[BarLine, ...]
    change: str = ""
    delete: str = ""

    @property
    def rests_on_known(self) -> bool:
        """Say whether the n of one of its numbers is known."""
        return any(each.rests_on for each in self.bars)


def indicator_lines(audit: Audit, indicators: Iterable[Indicator], *, may_write: bool) -> list[IndicatorLine]:
    """Return the lines of stored indicators, in the order of the standards, then those of the audit as a whole."""
    order = {code: place for place, code in enumerate(audit.framework.standard)}
    ordered = sorted(indicators, key=lambda each: (order.get(each.standard, len(order)), each.pk))
    return [_line(audit, each, may_write) for each in ordered]


def choices_of_standard(framework: Framework) -> list[tuple[str, str]]:
    """Return (code, name) of what an indicator may belong to."""
    return [("", WHOLE), *((each.code, f"{each.code} {each.title}") for each in framework.standards)]


def _line(audit, indicator, may_write):
    facts, arguments = facts_of(indicator), [audit.pk, indicator.pk]
    addresses = {name: reverse(f"{name}_indicator", args=arguments) for name in ("change", "delete") if may_write}
    about = dict(choices_of_standard(audit.framework))[facts.standard]
    bars = tuple(bar_lines(facts, audit.unit.name))
    return IndicatorLine(indicator.pk, facts.name, sentence_of(facts), about, bars, **addresses)


def bar_lines(facts: IndicatorFacts, unit: str) -> Iterator[BarLine]:
    """Yield the numbers of an indicator with bars on one scale: to 100 for percentages, else to the largest number."""
    rows = [(unit, facts.value, "", facts.source)]
    if facts.is_share:
        rows = [(unit, facts.value, number(facts.of) if facts.of else "", facts.source)]
    elif facts.of is not None:
        rows.append(("All", facts.of, "", facts.source))
    if facts.before is not None:
        rows.insert(0, ("Before", facts.before, "", facts.source))
    rows += [(each.title, each.value, f"{each.n:,}" if each.n else "", each.source) for each in facts.comparators]
    most = max(Decimal(100) if facts.is_share else Decimal(0), *(value for _, value, _, _ in rows))
    for name, value, rests_on, source in rows:
        text = ("about " if name == "All" and facts.about else "") + short(facts, value)
        width = round(100 * value / most) if most else 0
        yield BarLine(name, text, Bar(width, "none", (), f"{name}: {text}", ""), rests_on, source)
