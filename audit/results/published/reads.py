"""The published results to read an audit beside: those of its unit, and those of the same programme."""

from collections.abc import Iterable

from django.db.models import Q

from audit.models import Audit, PublishedResult


def has_published_results(audit: Audit, programme: str) -> bool:
    """Return whether there is a published result of the audit's unit, or of this programme."""
    return PublishedResult.objects.filter(Q(unit=audit.unit_id) | Q(programme=programme)).exists()


def published_of_unit(audit: Audit) -> list[PublishedResult]:
    """Return the published results of the audit's unit, the newest first."""
    return list(PublishedResult.objects.filter(unit=audit.unit_id).order_by("-year", "source"))


def published_in(programme: str) -> list[PublishedResult]:
    """Return the published results of a programme, by name and year."""
    return list(PublishedResult.objects.filter(programme=programme))


def each_once(results: Iterable[PublishedResult]) -> list[PublishedResult]:
    """Return one result for each inspection, whatever the number of its sources; one with a rating if there is one."""
    found: dict[str, PublishedResult] = {}
    for result in sorted(results, key=lambda result: not result.overall):
        found.setdefault(str(result), result)
    return list(found.values())
