"""Counts that a list shows beside each record."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce


def number_in_audit(sampled_cases):
    """The number of these SampledCases in an audit. A join would group by every column, the snapshot included."""
    own = sampled_cases.filter(audit=OuterRef("pk")).order_by().values("audit").annotate(number=Count("pk"))
    return Coalesce(Subquery(own.values("number")), 0)
