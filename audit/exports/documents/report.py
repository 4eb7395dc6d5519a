"""The report of an audit as a document: notice, ratings, recommendations, background, standards, outcomes, groups."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.utils.formats import date_format

from audit.exports.certainty import sentences_on_certainty
from audit.exports.documents.annex import annex
from audit.exports.documents.beside_cases import beside_cases_part
from audit.exports.documents.groups import groups_part
from audit.exports.documents.recommendations import recommendations_part
from audit.exports.documents.standards import measures_part, standards_part
from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Profile
from audit.exports.leaving.report_template import template_of
from audit.method.kinds import of_kinds
from audit.method.rating.explain import share_text
from audit.results.pages.result import ResultPage, StandardBlock, build_result_page
from audit.results.report import Report
from cases.counted import counted
from cases.documents.blocks import Block, Bullets, Document, Heading, Paragraph, Table

NO_CASE = "no cases"
NO_CASES = "No review is submitted yet, so there are no figures."
RATINGS = "A standard takes the rating of its lowest key question, which limits it."


def write_report(contents: Iterable[Contents], stream: BinaryIO) -> None:
    """Write the report of one audit as a Word file, in the styles of its PDU's template if it has one."""
    from cases.documents.word_file import write_document  # pages need no Word files

    (one,) = contents
    write_document(report_document(one), stream, template_of(one.audit.unit))


def report_document(contents: Contents) -> Document:
    """Return the report of an audit, as its Word file and its page print it."""
    report = contents.report
    page = build_result_page(report)
    blocks = [*_head(contents, page), *_result(contents, page), *recommendations_part(contents), *_background(contents)]
    blocks += [*standards_part(contents, page), *measures_part(contents, page)]
    blocks += [*beside_cases_part(contents), *groups_part(contents)]
    return Document(
        title=report.title,
        author=report.unit,
        notice=report.notice,
        running=f"Audit {contents.audit.pk}, {_version(contents)}.",
        made_at=contents.made_at,
        blocks=[*blocks, *annex(contents)],
    )


def _version(contents: Contents) -> str:
    """Return which version this is, with the name of who signed it off only inside the unit."""
    version = contents.report.version
    if version is None:
        return "provisional" if contents.report.provisional else "not signed off yet"
    signed = f"version {version.number}, {version.day.day} {version.day:%B %Y}"
    by = version.by if contents.leaving.profile == Profile.INSIDE else ""
    return f"{signed}, by {by}" if by else signed


def _head(contents: Contents, page: ResultPage) -> Iterator[Block]:
    report, leaving = contents.report, contents.leaving
    for text in (report.incomplete, report.caution, report.signed_otherwise):
        if text:
            yield Paragraph(text, is_notice=True)
    framework = report.framework
    made = f"Made on {date_format(contents.made_at, 'j F Y')} at {contents.made_at:%H:%M}"
    made += f" by {leaving.by}" if leaving.profile == Profile.INSIDE and leaving.by else ""
    lines = [
        f"Unit: {report.unit}",
        f"Audit number: {contents.audit.pk}, {_version(contents)}",
        f"Cases counted: {report.rating.cases}{_of_each_kind(report)}",
        f"Framework: {framework.title} ({framework.code}, version {framework.version})",
        f"{made}. Profile: {Profile(leaving.profile).label}",
    ]
    yield Bullets([*lines, *([report.correction] if report.correction else [])])


def _of_each_kind(report) -> str:
    """Return ", 12 of 14 supervision cases and 3 of 6 victim cases" where there are kinds."""
    kinds = of_kinds(report.rating.kinds)
    return f", {kinds}" if kinds else ""


def _result(contents: Contents, page: ResultPage) -> Iterator[Block]:
    yield Heading("Result")
    if page.without_cases:
        yield Paragraph(NO_CASES)
    if page.rated:
        incomplete = f" ({page.incomplete})" if page.incomplete else ""
        yield Paragraph(f"Overall rating: {page.overall}. Score: {page.score}{incomplete}.", is_notice=True)
        yield from (Paragraph(text) for text in (page.points, RATINGS) if text)
    yield _table_of_standards(page) if page.rated else _table_of_shares(contents.report)
    if sure := sentences_on_certainty(contents.report):
        yield Heading("How sure is this", 2)
        yield Bullets(sure)


def _table_of_shares(report: Report) -> Table:
    """Return how often work was sufficient at each stage, in a framework without ratings."""
    rows = [
        (
            f"{standard.code} {standard.standard.title}",
            f"{each.code} {report.words.title_of(each.question)}",
            share_text(each) if each.tally.applicable else NO_CASE,
        )
        for standard in report.rating.standards
        for each in standard.key_questions
        if not each.hidden
    ]
    return Table("How often work was sufficient", ("Standard", "Question", "Sufficient"), rows, (4, 7, 3))


def _table_of_standards(page: ResultPage) -> Table:
    headings = ("Standard", "Rating", "Score", "Limited by", "Sufficient", "To the next rating")
    rows = [
        (_name(each), each.standing, _score(each), _limiting(each), each.limiting_share, each.steps_up)
        for each in page.standards
    ]
    return Table("Ratings, and what limits them", headings, rows, (6, 5, 3, 5, 5, 5))


def _name(block: StandardBlock) -> str:
    return f"{block.code} {block.title}"


def _score(block: StandardBlock) -> str:
    return "not counted" if block.not_counted else block.score


def _limiting(block: StandardBlock) -> str:
    if not block.from_cases:
        return "Judged on evidence"
    return "; ".join(" ".join(filter(None, each)) for each in block.limiting)


def _background(contents: Contents) -> Iterator[Block]:
    report = contents.report
    yield Heading("Background")
    if report.about:
        yield Paragraph(report.about)
    yield Paragraph(_how_chosen(contents))
    if report.notes:
        yield Heading("What you need to know about the figures", 2)
        yield Bullets(report.notes)


def _how_chosen(contents: Contents) -> str:
    draw = contents.report.draw
    cases = counted(draw.cases, "case")
    if not draw.random:
        return f"{cases} counted. They were picked by hand."
    of = f" of {draw.population:,} eligible cases, drawn at random" if draw.unseen < 1 else ""
    return f"{cases}{of} counted."
