"""The part of the report on each standard, and the part on outcomes and other measures."""

from collections.abc import Iterator, Sequence

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Tick
from audit.method.answers import Value
from audit.method.framework import Framework
from audit.method.rating.banding import Figure, KeyQuestionRating
from audit.method.rating.explain import share_text
from audit.method.rating.prompts import strongest_prompts, weakest_prompts
from audit.method.rating.standard import StandardRating
from audit.results.pages.figures import FigureLine, figure_line, key_question_line
from audit.results.pages.result import ResultPage, StandardBlock
from audit.results.report import Report
from cases.documents.blocks import BarChart, Block, Bullets, ChartBar, Heading, Paragraph, Table

HEADINGS, WIDTHS = ("Question", "Sufficient", "Per cent", "95% interval"), (11, 4, 3, 4)
MEASURES = ("Measure", "Yes", "Per cent", "95% interval")


def standards_part(contents: Contents, page: ResultPage) -> Iterator[Block]:
    """Yield each standard: its rating, its questions as a table and a chart, and what was found."""
    rated = {standard.code: standard for standard in contents.report.rating.standards}
    for block in page.standards:
        yield Heading(f"{block.code} {block.title}")
        yield from _rating(contents, page, block)
        yield from _written(block, contents.report.framework)
        if block.from_cases and not contents.report.ratings_only:
            yield from _figures(contents.report, rated[block.code])


def _rating(contents: Contents, page: ResultPage, block: StandardBlock) -> Iterator[Block]:
    if page.rated:
        incomplete = f" ({block.incomplete})" if block.incomplete else ""
        yield Paragraph(f"Rating: {block.standing}{incomplete}.", is_notice=True)
    on_evidence = "" if block.from_cases else "Judged on evidence, not from cases."
    not_counted = f"{block.not_counted}." if block.not_counted else ""
    for text in (block.lift, block.left_out, block.waiting, on_evidence, not_counted):
        if text:
            yield Paragraph(text)
    if block.judgement and contents.leaving.has(Tick.FREE_TEXT):
        yield Paragraph(f"Why: {block.judgement.rationale}")


def _written(block: StandardBlock, framework: Framework) -> Iterator[Block]:
    """Yield what people wrote about the standard: the judgement in words, then the points of the two lists."""
    if not block.written:
        return
    yield from map(Paragraph, filter(None, map(str.strip, block.written.narrative.splitlines())))
    improvements = "Areas for improvement" if framework.rated else "Concerns"
    for name, points in (("Strengths", block.written.strengths), (improvements, block.written.improvements)):
        if points:
            yield Heading(name, 2)
            yield Bullets(points)


def _figures(report: Report, standard: StandardRating) -> Iterator[Block]:
    lines = [key_question_line(report, question, question in standard.limiting) for question in standard.key_questions]
    yield _table(report, standard, lines)
    if any(line.bar.percent is not None for line in lines):
        yield _chart(report, standard, lines)
    findings = [
        text for question, line in zip(standard.key_questions, lines, strict=True) for text in _found(question, line)
    ]
    if findings:
        yield Heading("Findings", 2)
        yield Bullets(findings)


def _table(report: Report, standard: StandardRating, lines: Sequence[FigureLine]) -> Table:
    rows, strong = [], []
    for question, line in zip(standard.key_questions, lines, strict=True):
        strong.append(len(rows))
        rows.append((*_row(line), line.rating))
        rows += [(*_row(figure_line(report, prompt)), "") for prompt in question.prompts]
    caption = f"{standard.code} {standard.standard.title}: its key questions, and their prompts"
    if report.framework.rated:
        return Table(caption, (*HEADINGS, "Rating"), rows, (*WIDTHS, 5), strong)
    return Table(caption, HEADINGS, [row[:-1] for row in rows], WIDTHS, strong)


def _row(line: FigureLine) -> tuple[str, str, str, str]:
    return f"{line.shown_code} {line.text}".strip(), line.share, line.percent, line.interval


def _chart(report: Report, standard: StandardRating, lines: Sequence[FigureLine]) -> BarChart:
    bars = []
    for question, line in zip(standard.key_questions, lines, strict=True):
        interval, bar = report.interval_of(question), line.bar
        name = f"{line.code} {report.words.short_titles.get(line.code, '')}".strip()
        low, high = (interval.low, interval.high) if interval else (None, None)
        percent = f"{line.percent} ({line.interval})" if line.interval else line.percent
        label = ", ".join(filter(None, (line.share, percent, line.rating)))
        bars.append(ChartBar(name, bar.percent, low, high, label, bar.rating_slug, bar.edges, bar.whisker))
    begins = {band.from_percent: band.rating for band in report.framework.rating_bands[1:]}
    title = f"{standard.code} {standard.standard.title}: how often work was sufficient"
    has_range = any(bar.low is not None for bar in bars)
    measure = f"Sufficient, per cent of cases{'; the thin line is the 95% interval' if has_range else ''}"
    return BarChart(title, measure, bars, begins if any(line.rating for line in lines) else {})


def _found(question: KeyQuestionRating, line: FigureLine) -> Iterator[str]:
    """Yield what the figures of a key question say, and its strongest and weakest prompts."""
    if not line.share or not question.tally.applicable:
        return
    says = f"{line.code}: sufficient in {line.share} cases{', ' + line.percent if line.percent else ''}"
    yield " ".join([f"{says}{' (' + line.interval + ')' if line.interval else ''}.", *line.advice])
    for words, found in (("Most often", strongest_prompts(question)), ("Least often", weakest_prompts(question))):
        if found:
            named = "; ".join(f"{prompt.code} {prompt.question.text} ({share_text(prompt)})" for prompt in found)
            yield f"{words} sufficient in {line.code}: {named}"


def measures_part(contents: Contents, page: ResultPage) -> Iterator[Block]:
    """Yield outcomes and the other measures, which are counted and not rated."""
    if not page.item_groups:
        return
    items = {item.code: item for item in contents.report.rating.items}
    yield Heading("Outcomes and other measures")
    if page.rated:
        yield Paragraph("These are counted and do not change the ratings.")
    for title, lines in page.item_groups:
        rows = [_measure(line, items[line.code]) for line in lines]
        yield Table(title, MEASURES, rows, WIDTHS)


def _measure(line: FigureLine, item: Figure) -> tuple[str, str, str, str]:
    """Return the row of a measure. Where several answers count the same, each is counted."""
    text, share, percent, interval = _row(line)
    if share and item.question.has_further:
        share = f"{share} ({item.question.each_in_words(item.tally)})"
    elif share and Value.ABSENT in item.question.labels:
        parts = [f"{item.tally.of(value)} {item.question.label(value).lower()}" for value in (Value.NO, Value.ABSENT)]
        share = f"{share} ({', '.join(parts)})"
    return text, share, percent, interval
