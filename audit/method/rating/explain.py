"""The sentences that explain a rating: the same in page, workbook, JSON and command."""

from collections.abc import Iterator, Sequence

from audit.method.framework import Framework
from audit.method.kinds import KindCases, plural_of
from audit.method.rating.audit import AuditRating
from audit.method.rating.banding import Figure, KeyQuestionRating, band_by, band_of, is_few, round_half_up
from audit.method.rating.standard import NOT_RATEABLE, StandardRating
from cases.counted import counted, plural
from cases.listed import listed

CANNOT_BE_RATED = "Cannot be rated"
NOT_COUNTED = "Rated, but not counted in the score"


def notice_of(unit: str, *, rated: bool = True) -> str:
    """Return the notice that every result begins with, on pages and in files. `unit`: whose audit it is, or ""."""
    by = f" by {unit}" if unit else ""
    what = "Not an inspection and not HM Inspectorate of Probation's rating."
    return f"Internal audit{by}. {what if rated else 'Not an inspection by HM Inspectorate of Probation.'}"


def overall_standing(rating: AuditRating) -> str:
    """Return the overall rating, or why there is none."""
    if rating.overall:
        return rating.overall
    if rating.too_few:
        return f"Not rated: {_where_too_few(rating)}"
    return "Not known yet" if rating.max_score else "Not rated"


def _where_too_few(rating: AuditRating) -> str:
    """Return on how few cases which key questions are based; of each kind of case, if there are several."""
    framework = rating.framework
    if not rating.kinds:
        return _too_few_text(framework, rating.too_few if rating.cases >= framework.fewest_cases else ())
    codes = {kind: [code for code in rating.too_few if framework.kind_of[code] == kind] for kind in framework.kind}
    return listed([_too_few_text(framework.of_kind(kind), found, kind) for kind, found in codes.items() if found])


def score_text(rating: AuditRating) -> str:
    """Return the score, for example "6 of 21"; with a question mark while something is missing."""
    if rating.score is None and (rating.too_few or not rating.max_score):
        return "No score"
    return f"{'?' if rating.score is None else rating.score} of {rating.max_score}"


def standing(framework: Framework, standard: StandardRating) -> str:
    """Return the standard's rating, or why it has none."""
    if standard.final or standard.left_out:
        return standard.final or CANNOT_BE_RATED
    if standard.missing:
        return "No rating yet"
    if standard.too_few:
        all_few, kind = len(standard.too_few) == len(standard.key_questions), standard.standard.kind
        return f"Not rated: {_too_few_text(framework.of_kind(kind), () if all_few else standard.too_few, kind)}"
    return "Not rated"


def _too_few_text(framework: Framework, codes: Sequence[str], kind: str = "") -> str:
    """Return for example "fewer than 10 cases in CODE". `framework`: as of_kind gives it."""
    where = f" in {listed(list(codes))}" if codes else ""
    return f"fewer than {framework.fewest_cases} {plural_of(framework.kind[kind]) if kind else 'cases'}{where}"


def share_text(figure: Figure) -> str:
    """Return the share, for example "45%, 25 of 56"; counts only where there is no percentage."""
    counts = f"{figure.tally.yes} of {figure.tally.applicable}"
    return counts if figure.percent is None else f"{figure.percent}%, {counts}"


def why_no_band(framework: Framework, question: KeyQuestionRating) -> str:
    """Return for example "Not rated: fewer than 10 cases."; "" if it has a band, or no case at all."""
    kind = framework.kind_of[question.code]
    return f"Not rated: {_too_few_text(framework.of_kind(kind), (), kind)}." if question.few else ""


def how_far_up(question: KeyQuestionRating) -> str:
    """Return for example "3 more sufficient cases would make this Good."; "" in the highest band."""
    up = question.up
    return f"{counted(up.cases, 'more sufficient case')} would make this {up.rating}." if up else ""


def how_far_down(question: KeyQuestionRating) -> str:
    """Return for example "1 sufficient case fewer would make this Inadequate."; "" in the lowest band."""
    down = question.down
    return f"{counted(down.cases, 'sufficient case')} fewer would make this {down.rating}." if down else ""


def notes_of(rating: AuditRating) -> tuple[str, ...]:
    """Return the notes that a reader of the result needs beside its figures, in sentences."""
    of_standards = (note for standard in rating.standards for note in _notes_of_standard(rating, standard))
    return (*_notes_on_kinds(rating), *of_standards)


def _notes_on_kinds(rating: AuditRating) -> Iterator[str]:
    """Yield a note on each kind of case that the sample has none of."""
    for kind in rating.kinds:
        if kind.none_sampled:
            waiting = [f"{each.code} {each.standard.title}" for each in rating.standards if _waits_for(kind, each)]
            have = plural(len(waiting), "has", "have")
            yield f"{kind.none_sampled}{f', so {listed(waiting)} {have} no rating' if waiting else ''}."


def _waits_for(kind: KindCases, standard: StandardRating) -> bool:
    return standard.missing and standard.standard.kind == kind.kind.code


def _notes_of_standard(rating: AuditRating, standard: StandardRating) -> Iterator[str]:
    name = f"{standard.code} {standard.standard.title}"
    if standard.missing and not standard.standard.from_cases:
        consequence = ", so there is no score and no overall rating" if standard.standard.counted else ""
        yield f"{name} has no judgement yet{consequence}."
    if standard.missing and standard.standard.from_cases and not _none_sampled(rating, standard):
        waiting = listed([question.code for question in standard.key_questions if question.waiting])
        yield f"{name} cannot be rated yet: no case has answered {waiting or 'its key questions'}."
    if standard.too_few:
        are = plural(len(standard.too_few), "is", "are")
        framework, kind = rating.framework.of_kind(standard.standard.kind), standard.standard.kind
        few = f"{listed(list(standard.too_few))} {are} based on {_too_few_text(framework, (), kind)}"
        consequence = ", so there is no score and no overall rating" if standard.standard.counted else ""
        yield f"{name} is not rated: {few}{consequence}."
    elif rating.framework.rated and not standard.missing and standard.final is None:
        left_out = " and is left out of the score and its maximum" if standard.standard.counted else ""
        yield f"{name} could not be rated{left_out}.{_on_left_out(standard)}"
    if standard.final and not standard.standard.counted:
        yield f"{name} is rated, but not counted in the score."
    yield from _notes_of_decision(name, standard)
    if rating.cases_of(standard.standard.kind):
        framework = rating.framework.of_kind(standard.standard.kind)
        for question in standard.key_questions:
            yield from () if question.hidden else _notes_of_question(framework, question)


def _none_sampled(rating: AuditRating, standard: StandardRating) -> bool:
    return any(kind.none_sampled and _waits_for(kind, standard) for kind in rating.kinds)


def _on_left_out(standard: StandardRating) -> str:
    text = left_out_text(standard)
    return f" A panel decided this{_confirmed(standard)}. {text}" if text else ""


def _confirmed(standard: StandardRating) -> str:
    by = standard.judgement.confirmed_by if standard.judgement else ""
    return f", confirmed by {by}" if by else ""


def left_out_text(standard: StandardRating) -> str:
    """Return what the cases would have given of a standard that a panel decided not to rate; "" for any other."""
    if not standard.left_out or not standard.standard.from_cases:
        return ""
    if standard.rating:
        return f"By its lowest key question it would be {standard.rating}."
    return "Its cases give no rating either."


def _notes_of_decision(name: str, standard: StandardRating) -> Iterator[str]:
    if standard.decided:
        decided = f"a panel decided {standard.decided}{_confirmed(standard)}"
        yield f"{name} is {standard.rating} by its lowest key question; {decided}."
    if standard.waiting:
        yield f"{name}: {waiting_text(standard)}"
    if standard.refused and standard.judgement and not standard.standard.from_cases:
        yield f"{name}: “{standard.judgement.rating}” is not a rating of this framework and does not count."
    elif standard.refused and standard.judgement:
        yield (
            f"{name}: the decision {_decision_text(standard.judgement.rating)} no longer fits the figures "
            f"({standard.rating or ('too few cases' if standard.too_few else 'no applicable case')}) and does not "
            "count. Decide again."
        )


def waiting_text(standard: StandardRating) -> str:
    """Return the sentence on a panel's decision that waits for a second person; "" if none does."""
    decided = "that it cannot be rated" if standard.waiting == NOT_RATEABLE else standard.waiting
    waits = f"a panel decided {decided}. This waits for a second person, so it does not count."
    return waits if standard.waiting else ""


def _decision_text(rating: str | None) -> str:
    return f"for {rating}" if rating else "not to rate it"


def _notes_of_question(framework: Framework, question: KeyQuestionRating) -> Iterator[str]:
    if question.rounding_decides:
        yield rounding_note(framework, question)
    if question.unanswered and question.tally.answered:
        asked = question.unanswered + question.tally.answered
        change = _what_they_could_change(framework, question)
        yield f"{question.code}: {question.unanswered} of {asked} cases unanswered. {change}"
    if not question.tally.applicable and not question.unanswered:
        reason = "every answer is “not applicable”" if question.tally.not_applicable else "it applies to none"
        consequence = ", so it does not affect the rating" if framework.rated else ""
        yield f"{question.code}: no cases ({reason}){consequence}."


def rounding_note(framework: Framework, question: KeyQuestionRating) -> str:
    """Return the sentence that says how rounding to a whole per cent decides the band."""
    tally, hundredths = question.tally, round_half_up(10_000 * question.share)
    rounded, exact = (band_by(framework, tally.yes, tally.applicable, rounds=rounds).rating for rounds in (True, False))
    share = f"{tally.yes} of {tally.applicable} is {hundredths // 100}.{hundredths % 100:02}%"
    if framework.rounds:
        return (
            f"{question.code}: {share}. Rounded to {question.percent}% it is {rounded}; unrounded it would be {exact}."
        )
    return f"{question.code}: {share}. Unrounded it is {exact}; rounded to {question.percent}% it would be {rounded}."


def _what_they_could_change(framework: Framework, question: KeyQuestionRating) -> str:
    tally, open_cases = question.tally, question.unanswered
    if is_few(framework, tally.applicable + open_cases):
        return f"Even with them it is based on fewer than {framework.fewest_cases} cases."
    lowest = band_of(framework, tally.yes, tally.applicable + open_cases)
    highest = band_of(framework, tally.yes + open_cases, tally.applicable + open_cases)
    if lowest is None or highest is None:
        return "They are not counted."
    if lowest == highest:
        return f"However they are answered, it stays {lowest.rating}."
    return f"They could still make it anything from {lowest.rating} to {highest.rating}."
