"""The kinds of case on the pages of a sample: each has a plan and a draw of its own."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from audit.method.applicability import KIND
from audit.method.kinds import kinds_to_sample
from audit.models import Audit, Sample
from cases.counted import counted


@dataclass(frozen=True)
class KindLine:
    """A kind of case with the state of its sample. `is_here`: it is the one that the page shows."""

    title: str
    state: str
    address: str
    is_here: bool


def kind_asked_for(request: HttpRequest, audit: Audit) -> str:
    """Return the kind of case that the form or the address names, or the framework's first; "" if it has no kinds.

    Raises Http404 if the framework does not have it.
    """
    kinds = kinds_to_sample(audit.framework)
    kind = request.POST.get(KIND) or request.GET.get(KIND) or kinds[0]
    if kind not in kinds:
        raise Http404
    return kind


def kinds_beside(audit: Audit, kind: str) -> dict[str, Any]:
    """Return what the pages of the sample of a kind say of all kinds, and the addresses of its plan and draw."""
    addresses = {f"{step}_address": page_of(f"{step}_sample", audit, kind) for step in ("plan", "draw")}
    return {"kinds": kind_lines(audit, kind), **addresses}


def kind_lines(audit: Audit, here: str) -> list[KindLine]:
    """Return the lines of an audit with several kinds of case; [] if all its cases are alike."""
    numbers = {kind: sampled for kind, (_, sampled) in audit.reviewed_of_kinds().items()} if here else {}
    lines = []
    for kind in audit.framework.kinds:
        state = _state(numbers.get(kind.code, 0), audit.sample_of(kind.code))
        lines.append(KindLine(kind.title, state, page_of("audit_sample", audit, kind.code), kind.code == here))
    return lines


def _state(cases: int, sample: Sample | None) -> str:
    if cases:
        return f"{counted(cases, 'case')} in the sample"
    if sample is None or not sample.plan:
        return "No sample is planned yet"
    return "No case is in the sample" if sample.drawn else "Planned, not drawn yet"


def page_of(name: str, audit: Audit, kind: str) -> str:
    """Return the address of the page with this name, which is about the sample of a kind of case."""
    return reverse(name, args=[audit.pk]) + (f"?kind={kind}" if kind else "")
