"""Texts on standards and evidence for them, written without the pages."""

from django.utils import timezone

from audit.models import EvidenceEntry, StandardText


def write_text(audit, standard, **fields):
    """The StandardText as it is after these fields were written."""
    text = audit.standard_texts.filter(standard=standard).first() or StandardText(audit=audit, standard=standard)
    for name, value in fields.items():
        setattr(text, name, value)
    text.written_at = timezone.now()
    text.save()
    return text


def an_entry(audit, standard, *, kind="focus_group", title="Focus group", **fields):
    facts = {"kind": kind, "title": title, "written_at": timezone.now()} | fields
    return EvidenceEntry.objects.create(audit=audit, standard=standard, **facts)
