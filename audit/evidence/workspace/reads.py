"""What is written about a standard and what supports it, and who may write it."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet
from django.urls import reverse

from audit.evidence.citable import Citable
from audit.evidence.indicators.reads import citable_figures as indicators
from audit.evidence.indicators.reads import figures_of_standard
from audit.evidence.surveys.reads import citable_figures as surveys
from audit.evidence.workspace.live import LIVE, live_figures
from audit.models import Audit, EvidenceEntry, StandardText
from audit.results.judgements.reads import move_to_confirm, why_not_second
from audit.results.report import Report
from cases.models import User
from cases.permissions import Permission


def may_write(audit: Audit) -> bool:
    """Return whether this person may write about its standards (the audit is from a view that opens_audit)."""
    return audit.signed_off_at is None and Permission.JUDGE in audit.permissions


def text_on(audit: Audit, standard: str) -> StandardText:
    """Return what is stored about a standard; an empty text, not stored, without one."""
    return audit.standard_texts.filter(standard=standard).first() or StandardText(audit=audit, standard=standard)


def version_of(written: StandardText | EvidenceEntry) -> str:
    """Return a text that changes when the record changes; "" for what is not stored yet."""
    return written.written_at.isoformat() if written.pk else ""


def evidence_for(audit: Audit, standard: str) -> QuerySet[EvidenceEntry]:
    """Return the evidence for a standard, the oldest first."""
    return audit.evidence.filter(standard=standard).select_related("written_by")


def numbers_of_evidence(audit: Audit) -> dict[str, int]:
    """Return {standard: how many pieces of evidence it has}, without those that have none."""
    counted = audit.evidence.order_by().values_list("standard").annotate(number=Count("pk"))
    return dict(counted)


def figures_to_cite(audit: Audit, report: Report) -> dict[str, list[Citable]]:
    """Return {name of the group: the figures that a standard can cite}, as `report` shows them to its reader."""
    groups = {"Indicators": indicators(audit), "Surveys": surveys(audit)} | live_figures(audit, report)
    return {name: figures for name, figures in groups.items() if figures}


def figures_shown(audit: Audit, report: Report) -> dict[str, Citable]:
    """Return {key: Citable} of the figures_to_cite."""
    return {figure.key: figure for group in figures_to_cite(audit, report).values() for figure in group}


def indicators_on(audit: Audit, standard: str, entries: Iterable[EvidenceEntry]) -> list[Citable]:
    """Return the indicators that belong to a standard, without those that its evidence cites."""
    cited = {entry.cites for entry in entries}
    return [figure for figure in figures_of_standard(audit, standard) if figure.key not in cited]


def kind_of_figure(key: str) -> str:
    """Return the kind of evidence that cites this figure."""
    kinds = EvidenceEntry.Kind
    return kinds.LIVE if key.startswith(LIVE) else kinds.SURVEY


def where_to_confirm(user: User, audit: Audit, standard: str) -> str:
    """Return the address at which this person confirms a move of the standard's rating; "" if they cannot."""
    if audit.signed_off_at or Permission.CONFIRM not in audit.permissions:
        return ""
    move = move_to_confirm(audit, standard)
    waits = move is not None and not why_not_second(move, user)
    return reverse("confirm_judgement", args=[audit.pk, standard]) if waits else ""
