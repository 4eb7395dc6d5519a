"""The result of an audit as plain text for a terminal."""

from textwrap import fill

from audit.exports.certainty import sentences_on_certainty
from audit.method.certainty.words import interval_text
from audit.method.kinds import of_kinds
from audit.method.rating.explain import overall_standing, score_text, share_text, standing, waiting_text
from audit.method.rating.standard import NO_RATING
from cases.counted import counted

WIDEST = 100  # characters that a terminal shows in a line


def text_of(report):
    """Return lines of up to about 100 characters: notice, overall, standards with key questions, items, notes."""
    rating = report.rating
    incomplete = f" ({report.incomplete})" if report.incomplete else ""
    kinds = of_kinds(rating.kinds)
    cases = f"{counted(rating.cases, 'case')}{f': {kinds}' if kinds else ''}"
    lines = [
        report.notice,
        "",
        report.title,
        *([str(report.version)] if report.version else []),
        f"{rating.framework.title}; {cases}{incomplete}",
        *(["In brackets: 95% intervals."] if report.draw.leaves_luck else []),
        "",
    ]
    if rating.framework.rated:
        lines += [f"Overall: {overall_standing(rating)}, {score_text(rating)}{incomplete}", ""]
    for standard in rating.standards:
        stands = f": {_standing(rating, standard)}{incomplete}" if rating.framework.rated else ""
        lines.append(f"{standard.code} {standard.standard.title}{stands}")
        lines += [f"   {text}" for text in written_lines(report, standard.code)]
        lines += [f"   {_figure_line(report, q, width=8)}{_band_text(q)}" for q in standard.key_questions]
    items = [f"   {_figure_line(report, item)}" for item in rating.items if item.tally.answered]
    lines += ["", "Items", *items] if items else []
    lines += _how_sure(report)
    if report.recommendations:
        lines += ["", "Recommendations"]
        lines += [f" - {each.text} ({', '.join(each.about)})" for each in report.recommendations]
    if report.notes:
        lines += ["", "Notes", *(f" - {note}" for note in report.notes)]
    return "\n".join(lines)


def written_lines(report, code):
    """Return what is written about a standard: the judgement in words, then the points of its two lists."""
    written = report.texts.get(code)
    if written is None:
        return []
    improvements = "For improvement" if report.framework.rated else "Concern"
    points = [f"Strength: {point}" for point in written.strengths]
    return [*written.narrative.splitlines(), *points, *(f"{improvements}: {point}" for point in written.improvements)]


def _standing(rating, standard):
    lowest = [f", by {question.code}: {share_text(question)}" for question in standard.limiting]
    return standing(rating.framework, standard) + "".join(_decisions(standard)) + "".join(lowest[:1])


def _decisions(standard):
    if standard.decided or (standard.left_out and standard.standard.from_cases):
        yield f" (decided; computed {standard.rating or NO_RATING})"
    if standard.waiting:
        yield f" ({waiting_text(standard).rstrip('.')})"
    if standard.final and not standard.standard.counted:
        yield " (not counted in the score)"


def _how_sure(report):
    sentences = sentences_on_certainty(report)
    return ["", "How sure is this", *map(_wrapped, sentences)] if sentences else []


def _wrapped(sentence):
    return fill(sentence, WIDEST, initial_indent=" - ", subsequent_indent="   ")


def _figure_line(report, figure, width=46):
    share = f"{figure.percent:3}%" if figure.percent is not None else "" if figure.tally.applicable else "no cases"
    in_words = interval_text(report.interval_of(figure))
    interval = f" ({in_words})" if in_words else ""
    return f"{figure.code:<{width}} {figure.tally.yes:>5} of {figure.tally.applicable:<5} {share}{interval}"


def _band_text(question):
    distance = f"; {question.up.cases} more for {question.up.rating}" if question.up else ""
    return f"  {question.band.rating}{distance}" if question.band else ""
