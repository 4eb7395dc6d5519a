"""The sentences that say how sure a result is."""

from collections.abc import Iterator, Mapping

from audit.method.certainty.interval import Draw, Interval
from audit.method.certainty.overall import chances_overall, judged_otherwise, score_chances, without_a_move
from audit.method.certainty.strictness import chance_of_lowest
from audit.method.certainty.together import Chances
from audit.method.rating.audit import AuditRating
from audit.method.rating.standard import StandardRating
from cases.listed import listed

PICKED_BY_HAND = "The cases were picked by hand, so no one can work out how sure the percentages and ratings are."
ALL_AUDITED = "Every eligible case was audited, so no luck of the sample is left."
LIKELY = ((0.995, "almost certainly"), (0.9, "very likely"), (2 / 3, "likely"), (0.5, "more likely than not"))
WORTH_NAMING = 0.01  # a rarer rating or score stands in the table only


def interval_text(interval: Interval | None) -> str:
    """Return for example "32% to 58%"; "" without an interval."""
    return f"{_whole(interval.low)}% to {_whole(interval.high)}%" if interval else ""


def chance_text(chance: float) -> str:
    """Return a whole per cent that never claims what is certain: "81%", "over 99%", "under 1%"."""
    if chance >= 0.995:
        return "over 99%"
    return f"{_whole(100 * chance)}%" if chance >= 0.005 else "under 1%"


def most_likely(chances: Mapping[str, float]) -> str:
    """Return for example "Inadequate (81%)"; "" without chances."""
    if not chances:
        return ""
    rating = max(chances, key=lambda each: chances[each])
    return f"{rating} ({chance_text(chances[rating])})"


def likely_rating(chances: Mapping[str, float]) -> str:
    """Return for example "likely Inadequate (81%), possibly Requires improvement (19%)"."""
    first, *others = sorted(chances, key=lambda rating: -chances[rating])
    word = next((word for least, word in LIKELY if chances[first] >= least), "most likely")
    possibly = [f"{rating} ({chance_text(chances[rating])})" for rating in others if chances[rating] >= WORTH_NAMING]
    return f"{word} {first} ({chance_text(chances[first])})" + (f", possibly {_either(possibly)}" if possibly else "")


def sentences_on_standards(rating: AuditRating, chances: Chances) -> Iterator[str]:
    """Yield a sentence for each standard, such as "Planning is very likely Inadequate (95%)."."""
    for standard in rating.standards:
        if standard.code in chances.standards:
            yield _sentence_on(standard, chances.standards[standard.code])


def _sentence_on(standard: StandardRating, chances: Mapping[str, float]) -> str:
    title, likely = standard.standard.title, likely_rating(chances)
    if standard.left_out:
        return f"A panel decided that {title.lower()} cannot be rated. By the rule it is {likely}."
    if standard.decided:
        return f"{title} was moved to {standard.decided} by a panel. By the rule it is {likely}."
    if chances[str(standard.rating)] < max(chances.values()):
        return f"{title} came out as {standard.rating} here, but is {likely}."
    return f"{title} is {likely}."


def sentence_on_overall(rating: AuditRating, chances: Chances) -> str:
    """Return what the overall rating and the score are likely to be if the judgements stand; "" without a score."""
    overall = chances_overall(rating, chances)
    if not overall:
        return ""
    scores = score_chances(rating, chances)
    named = [f"{score} ({chance_text(scores[score])})" for score in scores if scores[score] >= WORTH_NAMING]
    begin = f"{if_they_stand(rating)}, the overall" if if_they_stand(rating) else "The overall"
    return f"{begin} rating is {likely_rating(overall)}. Out of {rating.max_score}, the score is {_either(named)}."


def sentences_on_judgements(rating: AuditRating, chances: Chances) -> Iterator[str]:
    """Yield what one judgement a band lower or higher, or one move less, would make of the overall rating.

    None without a score. Judgements that would change it alike share a sentence.
    """
    if not chances.scores:
        return
    alike: dict[tuple[str, str], list[str]] = {}
    for each in judged_otherwise(rating, chances):
        beside = (most_likely(each.lower), most_likely(each.higher))
        alike.setdefault(beside, []).append(each.standard.standard.title)
    for beside, judged in alike.items():
        yield _judged_otherwise(_either(judged), *beside)
    for standard, overall in without_a_move(rating, chances):
        moved = f"{standard.standard.title} from {standard.rating} to {standard.decided}"
        yield f"If a panel had not moved {moved}, the overall rating would be {most_likely(overall)}."


def _judged_otherwise(judged: str, lower: str, higher: str) -> str:
    """Return for example "If Leadership were one band lower, the overall rating would be Inadequate (79%)."."""
    (step, overall), *other = [each for each in (("lower", lower), ("higher", higher)) if each[1]]
    more = "".join(f"; one band {step}, {overall}" for step, overall in other)
    return f"If {judged} were one band {step}, the overall rating would be {overall}{more}."


def if_they_stand(rating: AuditRating) -> str:
    """Return for example "If the judgements on leadership and services stand"; "" if the score rests on cases only."""
    on_evidence = [s for s in rating.standards if not s.standard.from_cases and s.score is not None]
    moved = [s for s in rating.standards if s.decided and s.score is not None]
    parts = []
    if on_evidence:
        parts.append(f"the judgement{'s' * (len(on_evidence) > 1)} on {_titles(on_evidence)}")
    if moved:
        parts.append(f"what a panel decided on {_titles(moved)}")
    verb = "stand" if len(parts) > 1 or len(on_evidence) > 1 else "stands"
    return f"If {' and '.join(parts)} {verb}" if parts else ""


def what_chances_cover(draw: Draw) -> str:
    """Return the sentence that says what the chances are about."""
    of = f" of {draw.population:,} eligible cases" if draw.unseen < 1 else " cases"
    return f"These chances cover the luck of which {draw.cases:,}{of} were drawn."


def where_answers_are_missing(rating: AuditRating, chances: Chances) -> str:
    """Return on how few cases the ratings rest of which some answers are missing; "" where none are."""
    rests = []
    for standard in rating.standards:
        questions = [q for q in standard.key_questions if q.unanswered and standard.code in chances.standards]
        if questions:
            fewest = min(questions, key=lambda question: question.tally.answered)
            answered = fewest.tally.answered
            rests.append(f"{standard.standard.title} on {answered:,} of {answered + fewest.unanswered:,}")
    return f"Where answers are missing, a rating rests on fewer cases: {listed(rests)}." if rests else ""


def why_no_chances(draw: Draw) -> str:
    """Return why nothing can be said about the luck of the sample; "" if something can."""
    if not draw.random:
        return PICKED_BY_HAND
    return "" if draw.unseen else ALL_AUDITED


def how_strict(rating: AuditRating) -> str:
    """Return the sentence that says how strict the lowest-score rule is; "" where a standard has one question only."""
    framework = rating.framework
    longest = max(framework.standards, key=lambda standard: len(standard.key_questions))
    questions, cases = len(longest.key_questions), rating.cases_of(longest.kind)
    if questions < 2 or not cases:
        return ""
    lowest, second = framework.rating_bands[:2]
    often = chance_text(chance_of_lowest(framework, cases, questions))
    return (
        f"The rule is strict: with work that is sufficient in exactly {second.from_percent}% of all cases on each of "
        f"{questions} questions, up to {often} of samples of {cases} would still give {lowest.rating}."
    )


def _whole(percent: float) -> int:
    return int(percent + 0.5)


def _titles(standards: list[StandardRating]) -> str:
    return listed([standard.standard.title.lower() for standard in standards])


def _either(texts: list[str]) -> str:
    return listed(texts, "or")
