"""An indicator as a sentence: "Cases an officer: 43 cases, against 39 nationally (May 2019)." """

from decimal import Decimal
from fractions import Fraction

from audit.evidence.indicators.facts import COMPARATORS, Comparator, IndicatorFacts
from audit.method.rating.banding import round_half_up
from cases.listed import listed


def sentence_of(facts: IndicatorFacts) -> str:
    """Return what an indicator says, with what it is compared with and when it was measured."""
    before = f"from {short(facts, facts.before)} to " if facts.before is not None else ""
    against = [_against(facts, each) for each in facts.comparators]
    compared = f", against {listed(against)}" if against else ""
    return f"{facts.name}: {before}{amount(facts)}{compared} ({facts.measured})."


def amount(facts: IndicatorFacts) -> str:
    """Return the number with its unit and what it is part of: "102 of about 638 posts (16%)"."""
    if facts.of is None:
        return short(facts, facts.value) if facts.is_share else f"{number(facts.value)} {facts.unit}"
    of = f"of {'about ' if facts.about else ''}{number(facts.of)}"
    if facts.is_share:
        return f"{short(facts, facts.value)} {of}"
    share = round_half_up(Fraction(100) * Fraction(facts.value) / Fraction(facts.of))
    return f"{number(facts.value)} {of} {facts.unit} ({share}%)"


def short(facts: IndicatorFacts, value: Decimal) -> str:
    """Return a number in the unit of an indicator, without the unit's name: "62%", "43"."""
    return f"{number(value)}%" if facts.is_share else number(value)


def number(value: Decimal) -> str:
    """Return a number as people write it: "2,238", "15.8"."""
    return f"{value.normalize():,f}"


def _against(facts: IndicatorFacts, comparator: Comparator) -> str:
    rests_on = f" of {comparator.n:,}" if comparator.n else ""
    where = f"({comparator.name})" if comparator.of == "other" else COMPARATORS[comparator.of][1]
    if comparator.of == "population" and facts.is_share and not rests_on:
        where = "of the population"
    return f"{short(facts, comparator.value)}{rests_on} {where}"
