"""The columns of the workbook's ratings, one line per standard, and the formulas of the overall rating."""

from audit.exports.leaving.contents import Contents
from audit.exports.workbook.bands import lowest_rating_formula, overall_formula, score_formula
from audit.exports.workbook.case_sheet import unrecognised_cell
from audit.exports.workbook.cells import KEY_QUESTIONS, RATINGS, UNRECOGNISED, CellPlaces, Column, Formula
from audit.exports.workbook.charts import add_score_chart
from audit.exports.workbook.sheets import FIRST, Sheets
from audit.method.kinds import words_for
from audit.method.rating.explain import CANNOT_BE_RATED, share_text

NOT_RATED = "Not rated"  # the sheet Notes says why


def add_ratings(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add the sheet with a chart of the scores, if the framework rates."""
    rating = contents.report.rating
    if not rating.framework.rated:
        return
    about = "Each standard takes the rating of its lowest key question. The overall rating is on the Cover."
    sheet = sheets.add(RATINGS, about, rating_columns(places), rating.standards)
    if places.answers:
        sheets.warn(sheet, unrecognised_cell(places))
    add_score_chart(sheets, sheet, rating)


def rating_columns(places):
    """Return the Columns of the ratings, for rows of StandardRatings."""
    framework = places.framework
    return [
        Column("Code", 9, lambda s, line: s.code),
        Column("Standard", 30, lambda s, line: s.standard.title),
        Column("Judged on", 14, lambda s, line: "cases" if s.standard.from_cases else "evidence"),
        Column("Lowest key question", 14, lambda s, line: _lowest_cell(places, s)),
        Column("Its result", 20, lambda s, line: _lowest_result_cell(places, s)),
        Column("Rating by the rule", 20, lambda s, line: _rule_cell(places, s)),
        Column("Rating decided instead", 20, lambda s, line: _decided(s)),
        Column("Rating", 20, lambda s, line: Formula(f'=IF(G{line}="",F{line}&"",G{line})', _final(s))),
        Column("Score", 9, lambda s, line: _standard_score_cell(framework, s, line)),
        Column("Maximum", 10, lambda s, line: _maximum(framework, s)),
    ]


def _decided(standard):
    """Return what a panel decided instead of the rating by the rule; None if it decided nothing."""
    return CANNOT_BE_RATED if standard.left_out else standard.decided


def _final(standard):
    return _decided(standard) or standard.rating or ""


def _lowest_cell(places, standard):
    """Return the Formula for the codes of all key questions with the lowest share."""
    if not standard.key_questions:
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
    """Return the Formula for the percentage and n that the rating rests on, or for too few cases."""
    if not standard.key_questions:
        return ""
    first, last = places.key_question_lines[standard.code]
    shares = f"'{KEY_QUESTIONS}'!N{first}:N{last}"
    percent, yes, applicable = (
        f"INDEX('{KEY_QUESTIONS}'!{column}{first}:{column}{last},MATCH(MIN({shares}),{shares},0))" for column in "JDI"
    )
    value = "".join(share_text(question) for question in standard.limiting[:1])
    text = f'{percent}&"%, "&{yes}&" of "&{applicable}'
    own = places.framework.of_kind(standard.standard.kind)
    too_few = f"fewer than {own.fewest_cases} {words_for(own, standard.standard.kind)}"
    why_not = f'IF({_none_is_few(own, first, last)},"","{too_few}")'
    value = too_few if any(question.few for question in standard.key_questions) else value
    return Formula(f"=IF({_is_rated(places, standard)},{text},{why_not})", value)


def _none_is_few(framework, first, last):
    """Return the condition that each key question of these lines applies to no case or to enough cases.

    `framework`: with the fewest cases that their kind of case needs.
    """
    applicable = f"'{KEY_QUESTIONS}'!I{first}:I{last}"
    return f'COUNTIF({applicable},">0")=COUNTIF({applicable},">={framework.fewest_cases}")'


def _is_rated(places, standard):
    """Return the condition that the lowest-score rule gives a rating.

    Every key question that applies has answers, at least one applies to a case, and none has too few cases for a band.
    """
    first, last = places.key_question_lines[standard.code]
    answered = [
        f"'{KEY_QUESTIONS}'!H{line}>0"
        for line, question in enumerate(standard.key_questions, start=first)
        if question.tally.answered or question.waiting
    ]
    has_cases = f"COUNT('{KEY_QUESTIONS}'!N{first}:N{last})>0"
    own = places.framework.of_kind(standard.standard.kind)
    checked = [f"{_unrecognised_in(first, last)}=0"] if places.answers else []
    return f"AND({','.join([*answered, has_cases, _none_is_few(own, first, last), *checked])})"


def _unrecognised_in(first, last):
    """Return the formula that counts the answers not recognised to the key questions of these lines."""
    column = UNRECOGNISED[KEY_QUESTIONS]
    return f"SUM('{KEY_QUESTIONS}'!{column}{first}:{column}{last})"


def _rule_cell(places, standard):
    """Return the Formula of the lowest-score rule; for a standard judged on evidence, its judgement."""
    if not standard.key_questions:
        return standard.rating
    first, last = places.key_question_lines[standard.code]
    scores = f"'{KEY_QUESTIONS}'!L{first}:L{last}"
    rating = f'IF({_is_rated(places, standard)},{lowest_rating_formula(places.framework, scores)},"")'
    rating = places.unless_unrecognised(_unrecognised_in(first, last), rating)
    return Formula(f"={rating}", standard.rating or "")


def _standard_score_cell(framework, standard, line):
    if not standard.standard.counted:
        return "not counted"
    return Formula(score_formula(framework, f"H{line}"), "" if standard.score is None else standard.score)


def _maximum(framework, standard):
    has_a_place = standard.missing or standard.too_few or standard.score is not None
    leaves_the_sum = not standard.standard.counted or not has_a_place
    return 0 if leaves_the_sum else framework.rating_bands[-1].score


def overall_cells(places: CellPlaces, rating, first: int) -> tuple[Formula, Formula, Formula]:
    """Return the overall rating, the score and the highest score, for three cells below each other in column B.

    `first`: the line of the first of them.
    """
    score = f"B{first + 1}"
    overall = overall_formula(rating.framework, score)
    why_not = places.unless_unrecognised(_unrecognised_in(*places.question_lines[KEY_QUESTIONS]), f'"{NOT_RATED}"')
    scores, maxima = (f"{RATINGS}!{column}{FIRST}:{column}{FIRST + len(rating.standards) - 1}" for column in "IJ")
    added_up = f'=IF(OR(COUNT({scores})=0,COUNT({scores})<COUNTIF({maxima},">0")),"",SUM({scores}))'
    return (
        Formula(f'=IF({score}="",{why_not},{overall})', rating.overall or NOT_RATED),
        Formula(added_up, "" if rating.score is None else rating.score),
        Formula(f"=SUM({maxima})", rating.max_score),
    )
