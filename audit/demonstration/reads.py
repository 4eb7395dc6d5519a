"""Find the demonstration audit."""

from collections.abc import Iterator

from audit.demonstration.facts import invent_facts
from audit.demonstration.inspections import INSPECTIONS
from audit.demonstration.seeds import as_markdown, seed_rows
from audit.demonstration.suffolk_evidence import suffolk_rows
from audit.models import Audit, SampledCase
from cases.models import Case


def find_demonstration() -> Audit:
    """Return the demonstration's audit, even if it was renamed, fetched for a report. Raises Audit.DoesNotExist.

    It is the first audit of the invented cases: later ones may have them too.
    """
    case = Case.objects.filter(reference=invent_facts(1)["reference"], unit__name="Suffolk PDU")
    return (
        Audit.objects.for_report()
        .filter(pk__in=SampledCase.objects.filter(case__in=case).values("audit"))
        .earliest("pk")
    )


def seed_tables() -> Iterator[str]:
    """Yield a table of what is there beside Suffolk's cases: its surveys and indicators, and further inspections.

    A demonstration that an earlier version loaded has no surveys and indicators: its audit is signed off.
    """
    suffolk = find_demonstration()
    if suffolk.surveys.exists():
        yield as_markdown(suffolk_rows(suffolk))
    for inspection in INSPECTIONS:
        for audit in Audit.objects.for_report().filter(title=inspection.title, unit__name=inspection.unit):
            yield as_markdown(seed_rows(inspection, audit))
