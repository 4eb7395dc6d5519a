"""The indicators of an audit: what they say, who may write them, and what tells whether one has changed."""

from decimal import Decimal

from django.urls import reverse

from audit.evidence.citable import Citable
from audit.evidence.indicators.facts import Comparator, IndicatorFacts
from audit.evidence.indicators.sentence import sentence_of
from audit.models import Audit, Indicator
from cases.permissions import Permission


def may_write(audit: Audit) -> bool:
    """Return whether this person may write indicators (the audit is from a view that opens_audit)."""
    return audit.signed_off_at is None and Permission.JUDGE in audit.permissions


def facts_of(indicator: Indicator) -> IndicatorFacts:
    """Return what a stored indicator says."""
    comparators = tuple(Comparator(**each | {"value": Decimal(each["value"])}) for each in indicator.comparators)
    names = ("name", "value", "unit", "measured", "source", "of", "about", "before", "standard")
    return IndicatorFacts(**{name: getattr(indicator, name) for name in names}, comparators=comparators)


def indicator_version(indicator: Indicator) -> str:
    """Return a text that changes when the indicator changes."""
    return indicator.written_at.isoformat()


def citable_figures(audit: Audit) -> list[Citable]:
    """Return every indicator of an audit as a figure that a standard's workspace can cite."""
    return [_citable(audit, each) for each in audit.indicators.all()]


def figures_of_standard(audit: Audit, standard: str) -> list[Citable]:
    """Return the indicators that belong to a standard."""
    return [_citable(audit, each) for each in audit.indicators.filter(standard=standard)]


def _citable(audit, indicator):
    where = f"{reverse('audit_indicators', args=[audit.pk])}#indicator-{indicator.pk}"
    return Citable(f"indicator:{indicator.pk}", sentence_of(facts_of(indicator)), where)
