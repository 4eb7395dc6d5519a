"""Read the Word file whose styles a PDU's reports take."""

from audit.models import ReportTemplate
from cases.models import DeliveryUnit


def template_of(unit: DeliveryUnit) -> bytes | None:
    """Return the content of the PDU's template; None if it has none."""
    content = ReportTemplate.objects.filter(unit=unit).values_list("content", flat=True).first()
    return None if content is None else bytes(content)
