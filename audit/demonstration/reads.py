"""Find the demonstration audit."""

from audit.demonstration.facts import invent_facts
from audit.models import Audit, SampledCase
from cases.models import Case


def find_demonstration():
    """The audit of the demonstration, whatever it is called by now, fetched for a report. Raises Audit.DoesNotExist.

    Later audits may have its cases too.
    """
    case = Case.objects.filter(reference=invent_facts(1)["reference"], unit__name="Suffolk PDU")
    return (
        Audit.objects.for_report()
        .filter(pk__in=SampledCase.objects.filter(case__in=case).values("audit"))
        .earliest("pk")
    )
