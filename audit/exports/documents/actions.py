"""Keep and remove the Word file whose styles a PDU's reports take."""

from django.db import transaction
from django.utils import timezone

from audit.models import ReportTemplate
from cases.models import DeliveryUnit, User


@transaction.atomic
def keep_template(*, unit: DeliveryUnit, name: str, content: bytes, by: User) -> ReportTemplate:
    """Store the content of a checked Word file as the PDU's template, in place of the one before."""
    DeliveryUnit.objects.select_for_update().get(pk=unit.pk)  # of two who send one at once, the second replaces
    template = ReportTemplate.objects.filter(unit=unit).first() or ReportTemplate(unit=unit)
    template.name, template.content = name, content
    template.uploaded_by, template.uploaded_at = by, timezone.now()
    template._history_user = by
    template.save()
    return template


@transaction.atomic
def remove_template(*, unit: DeliveryUnit, by: User) -> None:
    """Reports of the PDU take our own styles again."""
    for template in ReportTemplate.objects.filter(unit=unit):
        template._history_user = by
        template.delete()
