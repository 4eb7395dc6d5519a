"""What stands in each sheet of the workbook: every sheet is a list of columns.

A cell is a text, a number, None, or a Formula with the value the app has worked out itself. Formulas refer to other
cells by the column letters below, which tests compare with the headings.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from audit.method.answers import Value
from audit.method.framework import Framework
from audit.method.small_numbers import NOT_SHOWN

KEY_QUESTIONS, QUESTIONS, CASES = "Key questions", "Prompts and items", "Cases"
# What is counted, and how its column is headed. A no is one of two: the work fell short, or there was none.
COUNTED = {
    Value.YES: "Yes",
    Value.NO: "Insufficient",
    Value.ABSENT: "Absent",
    Value.NOT_APPLICABLE: "Not applicable",
}
NOT_RECOGNISED = "Answers not recognised"
UNRECOGNISED = {KEY_QUESTIONS: "O", QUESTIONS: "K"}  # its column
CHECK = "Check answers"  # in place of a figure that would pass over them


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
    {standard code: (first, last) line of its key questions}, {sheet of questions: (first, last) line of it}."""

    framework: Framework
    answers: dict[str, str] = field(default_factory=dict)
    key_question_lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    question_lines: dict[str, tuple[int, int]] = field(default_factory=dict)

    def count(self, question, value):
        """The formula that counts the cells of the case sheet with this answer."""
        return f'COUNTIF({self.answers[question.code]},"{question.label(value)}")'

    @property
    def unrecognised(self):
        """The formula that adds up all answers of the case sheet that no count finds."""
        ranges = [
            f"'{sheet}'!{UNRECOGNISED[sheet]}{first}:{UNRECOGNISED[sheet]}{last}"
            for sheet, (first, last) in self.question_lines.items()
        ]
        return f"SUM({','.join(ranges)})"


def key_question_columns(places):
    framework = places.framework
    return [
        Column("Standard", 32, lambda q, line: _standard_name(framework, q)),
        Column("Code", 8, lambda q, line: q.code),
        Column("Key question", 60, lambda q, line: q.question.text),
        *_count_columns(places, UNRECOGNISED[KEY_QUESTIONS]),
        Column("Rating", 20, lambda q, line: _rating_cell(places, q, line)),
        Column("Score", 8, lambda q, line: Formula(_score(framework, f"K{line}"), q.band.score if q.band else "")),
        Column("More sufficient cases for the next band", 18, lambda q, line: _next_band_cell(framework, q, line)),
        Column("Exact share", 12, lambda q, line: _exact_share_cell(places, q, line)),
        *_unrecognised_columns(places),
    ]


def question_columns(places):
    """Prompts and items: they inform and are never rated."""
    framework = places.framework
    return [
        Column("Belongs to", 32, lambda q, line: _group_name(framework, q)),
        Column("Code", 24, lambda q, line: q.code),
        Column("Question", 60, lambda q, line: q.question.text),
        *_count_columns(places, UNRECOGNISED[QUESTIONS]),
        *_unrecognised_columns(places),
    ]


def _count_columns(places, unrecognised):
    """Columns D to J of both sheets of questions."""
    return [
        *(Column(heading, 12, _count_cell(places, value)) for value, heading in COUNTED.items()),
        Column("Answered", 12, lambda q, line: _sum_cell(q, f"D{line}:G{line}", q.tally.answered)),
        Column("Applicable (n)", 13, lambda q, line: _sum_cell(q, f"D{line}:F{line}", q.tally.applicable)),
        Column("Per cent", 15, lambda q, line: _percent_cell(places, unrecognised, q, line)),
    ]


def _count_cell(places, value):
    return lambda question, line: None if question.hidden else _count(places, question, value)


def _sum_cell(question, cells, number):
    return None if question.hidden else Formula(f"=SUM({cells})", number)


def _count(places, question, value):
    number = question.tally.of(value)
    if question.code not in places.answers or not (number or value in question.question.labels):
        return number
    return Formula(f"={places.count(question.question, value)}", number)


def _unrecognised_columns(places):
    """The last column of both sheets of questions, where there is a case sheet: cells that no count finds."""
    if not places.answers:
        return []
    return [Column(NOT_RECOGNISED, 13, lambda q, line: _unrecognised_cell(places, q))]


def _unrecognised_cell(places, question):
    found = [value for value in COUNTED if question.tally.of(value) or value in question.question.labels]
    counts = "".join(f"-{places.count(question.question, value)}" for value in found)
    return Formula(f"=COUNTA({places.answers[question.code]}){counts}", 0)


def _unless_unrecognised(places, cell, formula):
    """The formula, which gives way to CHECK while answers that it would pass over stand in the case sheet."""
    return f'IF({cell}>0,"{CHECK}",{formula})' if places.answers else formula


def _percent_cell(places, unrecognised, question, line):
    if question.hidden:
        return NOT_SHOWN
    value = "no cases" if question.percent is None else question.percent
    percent = f'IF(I{line}=0,"no cases",ROUND(100*D{line}/I{line},0))'
    return Formula(f"={_unless_unrecognised(places, f'{unrecognised}{line}', percent)}", value)


def _rating_cell(places, question, line):
    framework = places.framework
    reached = f"J{line}" if framework.rounds else f"(100*D{line}/I{line})"
    rating = '""'
    for band in framework.rating_bands:
        rating = f'IF({reached}>={band.from_percent},"{band.rating}",{rating})'
    rating = _unless_unrecognised(places, f"{UNRECOGNISED[KEY_QUESTIONS]}{line}", f'IF(I{line}=0,"",{rating})')
    return Formula(f"={rating}", question.band.rating if question.band else "")


def _exact_share_cell(places, question, line):
    """What the lowest key question is found by: to 12 places equal shares are equal in every program."""
    value = round(float(question.share), 12) if question.tally.applicable else ""
    none = f"OR(I{line}=0,{UNRECOGNISED[KEY_QUESTIONS]}{line}>0)" if places.answers else f"I{line}=0"
    return Formula(f'=IF({none},"",ROUND(D{line}/I{line},12))', value)


def _score(framework, cell):
    score = '""'
    for band in framework.rating_bands:
        score = f'IF({cell}="{band.rating}",{band.score},{score})'
    return f"={score}"


def _next_band_cell(framework, question, line):
    needed = '""'
    for band, following in zip(framework.rating_bands, framework.rating_bands[1:], strict=False):
        share = f"{2 * following.from_percent - 1}/200" if framework.rounds else f"{following.from_percent}/100"
        needed = f'IF(K{line}="{band.rating}",ROUNDUP(I{line}*{share},0)-D{line},{needed})'
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
    shares = f"'{KEY_QUESTIONS}'!N{first}:N{last}"
    names = [
        f'IF(\'{KEY_QUESTIONS}\'!N{line}=MIN({shares}),", {question.code}","")'
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
    shares = f"'{KEY_QUESTIONS}'!N{first}:N{last}"
    percent, yes, applicable = (
        f"INDEX('{KEY_QUESTIONS}'!{column}{first}:{column}{last},MATCH(MIN({shares}),{shares},0))" for column in "JDI"
    )
    value = "".join(f"{q.percent} %, {q.tally.yes} of {q.tally.applicable}" for q in standard.limiting[:1])
    text = f'{percent}&" %, "&{yes}&" of "&{applicable}'
    return Formula(f'=IF({_is_rated(places, standard)},{text},"")', value)


def _is_rated(places, standard):
    """The condition that every key question that was asked has answers, and one of them a case to which it applies."""
    first, last = places.key_question_lines[standard.code]
    answered = [
        f"'{KEY_QUESTIONS}'!H{line}>0"
        for line, question in enumerate(standard.key_questions, start=first)
        if question.tally.answered or question.waiting
    ]
    has_cases = f"COUNT('{KEY_QUESTIONS}'!N{first}:N{last})>0"
    checked = [f"{_unrecognised_in(first, last)}=0"] if places.answers else []
    return f"AND({','.join([*answered, has_cases, *checked])})"


def _unrecognised_in(first, last):
    """How many answers no count finds, to the key questions of these lines."""
    column = UNRECOGNISED[KEY_QUESTIONS]
    return f"SUM('{KEY_QUESTIONS}'!{column}{first}:{column}{last})"


def _rule_cell(places, standard):
    """The lowest-score rule, live; a standard judged on evidence shows its judgement."""
    if not standard.key_questions:
        return standard.rating
    first, last = places.key_question_lines[standard.code]
    scores = f"'{KEY_QUESTIONS}'!L{first}:L{last}"
    rating = '""'
    for band in places.framework.rating_bands:
        rating = f'IF(MIN({scores})={band.score},"{band.rating}",{rating})'
    rating = f'IF({_is_rated(places, standard)},{rating},"")'
    rating = _unless_unrecognised(places, _unrecognised_in(first, last), rating)
    return Formula(f"={rating}", standard.rating or "")


def _standard_score_cell(framework, standard, line):
    if not standard.standard.counted:
        return "not counted"
    return Formula(_score(framework, f"H{line}"), "" if standard.score is None else standard.score)


def _maximum(framework, standard):
    leaves_the_sum = not standard.standard.counted or (standard.score is None and not standard.missing)
    return 0 if leaves_the_sum or not framework.rated else framework.rating_bands[-1].score


def overall_cells(places, rating, first, last):
    """The overall line below the standards, which stand on the lines `first` to `last`."""
    line, scores, maxima = last + 1, f"I{first}:I{last}", f"J{first}:J{last}"
    overall = '""'
    for band in reversed(rating.framework.score_bands):
        share = band.share_of_maximum
        limit = f"INT(J{line}*{share.numerator}/{share.denominator})"
        overall = f'IF(I{line}<={limit},"{band.rating}",{overall})'
    score = f'=IF(OR(COUNT({scores})=0,COUNT({scores})<COUNTIF({maxima},">0")),"",SUM({scores}))'
    key_questions = places.question_lines[KEY_QUESTIONS]
    why_not = _unless_unrecognised(places, _unrecognised_in(*key_questions), '""')
    return [
        *("Overall", "Overall rating", "", "", "", "", ""),
        Formula(f'=IF(I{line}="",{why_not},{overall})', rating.overall or ""),
        Formula(score, "" if rating.score is None else rating.score),
        Formula(f"=SUM({maxima})", rating.max_score),
        *("", ""),
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
