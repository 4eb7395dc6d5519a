"""The recommendations of an audit, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from audit.method.framework import Framework
from audit.method.words import Words
from audit.models import Audit, Recommendation
from audit.results.recommendations.reads import codes_to_recommend_on
from audit.results.report import Report
from audit.results.versions import Recommended


@dataclass(frozen=True)
class RecommendationLine:
    """A recommendation. `about`: the names of the standards and key questions. The addresses are "" unless a draft."""

    text: str
    about: tuple[str, ...]
    change: str = ""
    delete: str = ""


def choices_of_about(framework: Framework, words: Words) -> list[tuple[str, str]]:
    """Return (code, name) of what a recommendation may be about."""
    return [(code, _name(framework, words, code)) for code in codes_to_recommend_on(framework)]


def recommendation_lines(report: Report) -> tuple[RecommendationLine, ...]:
    """Return the lines of a Report's recommendations, without the ways to change them."""
    return tuple(_line(report, each) for each in report.recommendations)


def draft_lines(report: Report, audit: Audit, drafts: Iterable[Recommendation]) -> tuple[RecommendationLine, ...]:
    """Return the lines of stored drafts, with the ways to change them."""
    return tuple(
        _line(
            report,
            Recommended(each.text, tuple(each.about)),
            change=reverse("change_recommendation", args=[audit.pk, each.pk]),
            delete=reverse("delete_recommendation", args=[audit.pk, each.pk]),
        )
        for each in drafts
    )


def _line(report, recommended, **addresses):
    names = tuple(_name(report.framework, report.words, code) for code in recommended.about)
    return RecommendationLine(recommended.text, names, **addresses)


def _name(framework, words, code):
    """The code with the title of the standard, or with the question's short one."""
    standard = framework.standard.get(code)
    return f"{code} {standard.title if standard else words.title_of(framework.questions[code])}"
