"""The columns of the workbook's summary: one line per standard, and the overall line below them."""

from audit.exports.workbook.cells import KEY_QUESTIONS, UNRECOGNISED, Column, Formula
from audit.exports.workbook.columns import score_formula
from audit.method.rating.explain import share_text


def summary_columns(places):
    """Return the Columns of the summary, for rows of StandardRatings. The overall line is overall_cells."""
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
        Column("Decided by", 20, lambda s, line: _decided_by(s.judgement) if s.judgement else ""),
    ]


def _decided_by(judgement):
    confirmed = f", confirmed by {judgement.confirmed_by}" if judgement.confirmed_by else ""
    return f"{judgement.decided_by}{confirmed}"


def _lowest_cell(places, standard):
    """Return the Formula for the codes of all key questions with the lowest share."""
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
    """Return the Formula for the percentage and n that the rating rests on, or for too few cases."""
    if not standard.key_questions or not places.framework.rated:
        return ""
    first, last = places.key_question_lines[standard.code]
    shares = f"'{KEY_QUESTIONS}'!N{first}:N{last}"
    percent, yes, applicable = (
        f"INDEX('{KEY_QUESTIONS}'!{column}{first}:{column}{last},MATCH(MIN({shares}),{shares},0))" for column in "JDI"
    )
    value = "".join(share_text(question) for question in standard.limiting[:1])
    text = f'{percent}&"%, "&{yes}&" of "&{applicable}'
    too_few = f"fewer than {places.framework.fewest_cases} cases"
    why_not = f'IF({_none_is_few(places, first, last)},"","{too_few}")'
    value = too_few if standard.too_few else value
    return Formula(f"=IF({_is_rated(places, standard)},{text},{why_not})", value)


def _none_is_few(places, first, last):
    """Return the condition that each key question of these lines applies to no case or to enough cases."""
    applicable = f"'{KEY_QUESTIONS}'!I{first}:I{last}"
    return f'COUNTIF({applicable},">0")=COUNTIF({applicable},">={places.framework.fewest_cases}")'


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
    checked = [f"{_unrecognised_in(first, last)}=0"] if places.answers else []
    return f"AND({','.join([*answered, has_cases, _none_is_few(places, first, last), *checked])})"


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
    rating = '""'
    for band in places.framework.rating_bands:
        rating = f'IF(MIN({scores})={band.score},"{band.rating}",{rating})'
    rating = f'IF({_is_rated(places, standard)},{rating},"")'
    rating = places.unless_unrecognised(_unrecognised_in(first, last), rating)
    return Formula(f"={rating}", standard.rating or "")


def _standard_score_cell(framework, standard, line):
    if not standard.standard.counted:
        return "not counted"
    return Formula(score_formula(framework, f"H{line}"), "" if standard.score is None else standard.score)


def _maximum(framework, standard):
    has_a_place = standard.missing or standard.too_few or standard.score is not None
    leaves_the_sum = not standard.standard.counted or not has_a_place
    return 0 if leaves_the_sum or not framework.rated else framework.rating_bands[-1].score


def overall_cells(places, rating, first, last):
    """Return the cells of the overall line. `first` and `last`: the lines of the standards above it."""
    line, scores, maxima = last + 1, f"I{first}:I{last}", f"J{first}:J{last}"
    overall = '""'
    for band in reversed(rating.framework.score_bands):
        share = band.share_of_maximum
        limit = f"INT(J{line}*{share.numerator}/{share.denominator})"
        overall = f'IF(I{line}<={limit},"{band.rating}",{overall})'
    score = f'=IF(OR(COUNT({scores})=0,COUNT({scores})<COUNTIF({maxima},">0")),"",SUM({scores}))'
    key_questions = places.question_lines[KEY_QUESTIONS]
    why_not = places.unless_unrecognised(_unrecognised_in(*key_questions), '""')
    rated = Formula(f'=IF(I{line}="",{why_not},{overall})', rating.overall or "")
    scored = Formula(score, "" if rating.score is None else rating.score)
    maximum = Formula(f"=SUM({maxima})", rating.max_score)
    return ["Overall", "Overall rating", "", "", "", "", "", rated, scored, maximum, "", ""]
