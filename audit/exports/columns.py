"""What stands in each sheet of the workbook: every sheet is a list of columns.

A cell is a text, a number, None, or a Formula with the value the app has worked out itself. Formulas refer to other
cells by the column letters below, which tests compare with the headings.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from audit.method.answers import Value
from audit.method.framework import Framework

KEY_QUESTIONS, QUESTIONS, CASES = "Key questions", "Prompts and items", "Cases"


class Formula(NamedTuple):
    """A live formula and the app's own value of it, which the file shows before anything recalculates."""

    text: str
    value: str | int


class Column(NamedTuple):
    """`cell` gives what stands in the column for a row of data and the line (1, 2, …) of the sheet it is on."""

    heading: str
    width: int
    cell: object


@dataclass(frozen=True)
class Places:
    """Where formulas find things: {question code: range of its answers in the case sheet} (empty without that sheet),
    {standard code: (first, last) line of its key questions}."""

    framework: Framework
    answers: dict[str, str] = field(default_factory=dict)
    key_question_lines: dict[str, tuple[int, int]] = field(default_factory=dict)


def case_columns(framework):
    """The case sheet, which `rate` and `import_answers` read back: one column per question, headed with its code."""
    columns = [Column("case", 12, lambda row, line: row.label)]
    for question in framework.questions.values():
        columns.append(Column(question.code, 14, _answer_cell(question)))
    return columns


def _answer_cell(question):
    return lambda row, line: question.label(row.answers[question.code]) if question.code in row.answers else None


def key_question_columns(places):
    framework = places.framework
    return [
        Column("Standard", 32, lambda q, line: _standard_name(framework, q)),
        Column("Code", 8, lambda q, line: q.code),
        Column("Key question", 60, lambda q, line: q.question.text),
        *_count_columns(places),
        Column("Rating", 20, lambda q, line: _rating_cell(framework, q, line)),
        Column("Score", 8, lambda q, line: Formula(_score(framework, f"J{line}"), q.band.score if q.band else "")),
        Column("More sufficient cases for the next band", 18, lambda q, line: _next_band_cell(framework, q, line)),
        Column("Exact share", 12, _exact_share_cell),
    ]


def question_columns(places):
    """Prompts and items: they inform and are never rated."""
    framework = places.framework
    return [
        Column("Belongs to", 32, lambda q, line: _group_name(framework, q)),
        Column("Code", 24, lambda q, line: q.code),
        Column("Question", 60, lambda q, line: q.question.text),
        *_count_columns(places),
    ]


def _count_columns(places):
    """Columns D to I of both sheets of questions."""
    return [
        Column("Yes", 12, lambda q, line: _count(places, q, [Value.YES])),
        Column("No", 11, lambda q, line: _count(places, q, [Value.NO, Value.ABSENT])),
        Column("Not applicable", 12, lambda q, line: _count(places, q, [Value.NOT_APPLICABLE])),
        Column("Answered", 12, lambda q, line: Formula(f"=SUM(D{line}:F{line})", q.tally.answered)),
        Column("Applicable (n)", 13, lambda q, line: Formula(f"=D{line}+E{line}", q.tally.applicable)),
        Column("Per cent", 11, _percent_cell),
    ]


def _count(places, question, values):
    counted = {
        Value.YES: question.tally.yes,
        Value.NO: question.tally.no,
        Value.ABSENT: question.tally.absent,
        Value.NOT_APPLICABLE: question.tally.not_applicable,
    }
    number = sum(counted[value] for value in values)
    if question.code not in places.answers:
        return number
    counts = [f'COUNTIF({places.answers[question.code]},"{question.question.label(value)}")' for value in values]
    return Formula(f"={'+'.join(counts)}", number)


def _percent_cell(question, line):
    value = "no cases" if question.percent is None else question.percent
    return Formula(f'=IF(H{line}=0,"no cases",ROUND(100*D{line}/H{line},0))', value)


def _rating_cell(framework, question, line):
    reached = f"I{line}" if framework.rounds else f"(100*D{line}/H{line})"
    rating = '""'
    for band in framework.rating_bands:
        rating = f'IF({reached}>={band.from_percent},"{band.rating}",{rating})'
    return Formula(f'=IF(H{line}=0,"",{rating})', question.band.rating if question.band else "")


def _exact_share_cell(question, line):
    """What the lowest key question is found by: to 12 places equal shares are equal in every program."""
    share = round(float(question.share), 12) if question.tally.applicable else ""
    return Formula(f'=IF(H{line}=0,"",ROUND(D{line}/H{line},12))', share)


def _score(framework, cell):
    score = '""'
    for band in framework.rating_bands:
        score = f'IF({cell}="{band.rating}",{band.score},{score})'
    return f"={score}"


def _next_band_cell(framework, question, line):
    needed = '""'
    for band, following in zip(framework.rating_bands, framework.rating_bands[1:], strict=False):
        share = f"{2 * following.from_percent - 1}/200" if framework.rounds else f"{following.from_percent}/100"
        needed = f'IF(J{line}="{band.rating}",ROUNDUP(H{line}*{share},0)-D{line},{needed})'
    return Formula(f"={needed}", question.up.cases if question.up else "")


def summary_columns(places):
    """One line per standard; the workbook adds the overall line below them."""
    framework = places.framework
    return [
        Column("Code", 9, lambda s, line: s.code),
        Column("Standard", 30, lambda s, line: s.standard.title),
        Column("Judged on", 14, lambda s, line: "cases" if s.standard.from_cases else "evidence"),
        Column("Lowest key question", 14, lambda s, line: _lowest_cell(places, s)),
        Column("Its result", 20, lambda s, line: _lowest_result_cell(places, s)),
        Column("Rating by the rule", 20, lambda s, line: _rule_cell(places, s)),
        Column("Rating decided instead", 20, lambda s, line: s.decided),
        Column("Rating", 20, lambda s, line: Formula(f'=IF(G{line}="",F{line}&"",G{line})', s.final or "")),
        Column("Score", 9, lambda s, line: _standard_score_cell(framework, s, line)),
        Column("Maximum", 10, lambda s, line: _maximum(framework, s)),
        Column("Rationale", 50, lambda s, line: s.judgement.rationale if s.judgement else ""),
        Column("Decided by", 20, lambda s, line: s.judgement.decided_by if s.judgement else ""),
    ]


def _lowest_cell(places, standard):
    """The codes of all key questions that have the lowest share, live."""
    if not standard.key_questions or not places.framework.rated:
        return ""
    first, last = places.key_question_lines[standard.code]
    shares = f"'{KEY_QUESTIONS}'!M{first}:M{last}"
    names = [
        f'IF(\'{KEY_QUESTIONS}\'!M{line}=MIN({shares}),", {question.code}","")'
        for line, question in enumerate(standard.key_questions, start=first)
    ]
    lowest = f"MID({'&'.join(names)},3,99)"
    value = ", ".join(question.code for question in standard.limiting)
    return Formula(f'=IF({_is_rated(places, standard)},{lowest},"")', value)


def _lowest_result_cell(places, standard):
    """The percentage and n that the rating rests on, live."""
    if not standard.key_questions or not places.framework.rated:
        return ""
    first, last = places.key_question_lines[standard.code]
    shares = f"'{KEY_QUESTIONS}'!M{first}:M{last}"
    percent, yes, applicable = (
        f"INDEX('{KEY_QUESTIONS}'!{column}{first}:{column}{last},MATCH(MIN({shares}),{shares},0))" for column in "IDH"
    )
    value = "".join(f"{q.percent} %, {q.tally.yes} of {q.tally.applicable}" for q in standard.limiting[:1])
    text = f'{percent}&" %, "&{yes}&" of "&{applicable}'
    return Formula(f'=IF({_is_rated(places, standard)},{text},"")', value)


def _is_rated(places, standard):
    """The condition that every key question that was asked has answers, and one of them a case to which it applies."""
    first, last = places.key_question_lines[standard.code]
    answered = [
        f"'{KEY_QUESTIONS}'!G{line}>0"
        for line, question in enumerate(standard.key_questions, start=first)
        if question.tally.answered or question.waiting
    ]
    has_cases = f"COUNT('{KEY_QUESTIONS}'!M{first}:M{last})>0"
    return f"AND({','.join([*answered, has_cases])})"


def _rule_cell(places, standard):
    """The lowest-score rule, live; a standard judged on evidence shows its judgement."""
    if not standard.key_questions:
        return standard.rating
    first, last = places.key_question_lines[standard.code]
    scores = f"'{KEY_QUESTIONS}'!K{first}:K{last}"
    rating = '""'
    for band in places.framework.rating_bands:
        rating = f'IF(MIN({scores})={band.score},"{band.rating}",{rating})'
    return Formula(f'=IF({_is_rated(places, standard)},{rating},"")', standard.rating or "")


def _standard_score_cell(framework, standard, line):
    if not standard.standard.counted:
        return "not counted"
    return Formula(_score(framework, f"H{line}"), "" if standard.score is None else standard.score)


def _maximum(framework, standard):
    leaves_the_sum = not standard.standard.counted or (standard.score is None and not standard.missing)
    return 0 if leaves_the_sum or not framework.rated else framework.rating_bands[-1].score


def overall_cells(rating, first, last):
    """The overall line below the standards, which stand on the lines `first` to `last`."""
    line, scores, maxima = last + 1, f"I{first}:I{last}", f"J{first}:J{last}"
    overall = '""'
    for band in reversed(rating.framework.score_bands):
        share = band.share_of_maximum
        limit = f"INT(J{line}*{share.numerator}/{share.denominator})"
        overall = f'IF(I{line}<={limit},"{band.rating}",{overall})'
    score = f'=IF(OR(COUNT({scores})=0,COUNT({scores})<COUNTIF({maxima},">0")),"",SUM({scores}))'
    return [
        *("Overall", "Overall rating", "", "", "", "", ""),
        Formula(f'=IF(I{line}="","",{overall})', rating.overall or ""),
        Formula(score, "" if rating.score is None else rating.score),
        Formula(f"=SUM({maxima})", rating.max_score),
        *("", ""),
    ]


def comment_columns():
    return [
        Column("Case", 12, lambda row, line: row[0]),
        Column("Code", 24, lambda row, line: row[1]),
        Column("Answer", 16, lambda row, line: row[2]),
        Column("Comment", 90, lambda row, line: row[3]),
    ]


def note_columns():
    return [Column("Number", 10, lambda row, line: row[0]), Column("Note", 110, lambda row, line: row[1])]


def _standard_name(framework, figure):
    standard = framework.standard_of[figure.code]
    return f"{standard.code} {standard.title}"


def _group_name(framework, figure):
    if figure.code in framework.standard_of:
        return _standard_name(framework, figure)
    return next(group.title for group in framework.item_groups if figure.question in group.items)
