"""Read which template a PDU has."""

from audit.models import ReportTemplate
from cases.models import DeliveryUnit


def stored_template(unit: DeliveryUnit) -> ReportTemplate | None:
    """Return the PDU's template without its content; None if it has none."""
    return ReportTemplate.objects.filter(unit=unit).select_related("uploaded_by").defer("content").first()
