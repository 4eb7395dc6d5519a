"""The figures of the audit itself that a standard can cite: they change with its answers until the sign-off."""

from django.urls import reverse

from audit.evidence.citable import Citable
from audit.method.rating.banding import Figure
from audit.models import Audit
from audit.results.pages.figures import figure_line
from audit.results.report import Report

LIVE = "live:"  # what the key of such a figure begins with
OTHERS = "Other measures of this audit"


def live_figures(audit: Audit, report: Report) -> dict[str, list[Citable]]:
    """Return {standard, or OTHERS: the Citables of its questions}. What is hidden from the reader stays hidden."""
    where = reverse("audit_questions", args=[audit.pk])
    groups = {
        f"{rated.code} {rated.standard.title}": [
            _citable(report, figure, f"{where}#standard-{rated.code}")
            for question in rated.key_questions
            for figure in (question, *question.prompts)
        ]
        for rated in report.rating.standards
    }
    groups[OTHERS] = [_citable(report, item, where) for item in report.rating.items]
    return {name: figures for name, figures in groups.items() if figures}


def _citable(report: Report, figure: Figure, where: str) -> Citable:
    line = figure_line(report, figure)
    share = line.share if figure.hidden or figure.tally.applicable else ""  # "no cases" says it all
    said = ", ".join(filter(None, (share, line.percent))) + (f" ({line.interval})" if line.interval else "")
    name = f"{line.shown_code} {line.text}".strip()
    return Citable(f"{LIVE}{figure.code}", f"{name} {said}" if name.endswith("?") else f"{name}: {said}", where)
