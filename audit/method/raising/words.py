"""The sentences that say how many more sufficient cases it takes."""

from audit.method.framework import Framework
from audit.method.raising.fewest import Need, StandardRaise, raise_to_next_band
from audit.method.rating.standard import StandardRating
from cases.counted import counted


def to_next_band_text(framework: Framework, standard: StandardRating) -> str:
    """Return for example "3 more of 56 in CODE"; "" if no case raises the standard, or the reader may not know."""
    raised = raise_to_next_band(framework, standard)
    return needs_text(raised) if raised else ""


def what_would_lift(framework: Framework, standard: StandardRating) -> str:
    """Return for example "To rise to Good: 1 more sufficient case in CODE."; "" as above."""
    raised = raise_to_next_band(framework, standard)
    if raised is None:
        return ""
    steps = [f"{counted(need.cases, 'more sufficient case')} in {need.question.code}" for need in raised.needs]
    return f"To rise to {raised.rating}: {_joined(steps)}."


def needs_text(raised: StandardRaise) -> str:
    """Return the needs in one line, the largest first: "15 more of 56 in CODE, 8 in CODE and 3 in CODE"."""
    needs = sorted(raised.needs, key=lambda need: -need.cases)
    first = needs[0]
    if len(needs) > 1 and all(_numbers(need) == _numbers(first) for need in needs):
        return f"{_more(first)} in each of {_joined([need.question.code for need in needs])}"
    others = [f"{_fewer_words(need, first)} in {need.question.code}" for need in needs[1:]]
    return _joined([f"{_more(first)} in {first.question.code}", *others])


def _numbers(need: Need) -> tuple[int, int]:
    return need.cases, need.question.tally.applicable


def _more(need: Need) -> str:
    return f"{need.cases} more of {need.question.tally.applicable}"


def _fewer_words(need: Need, first: Need) -> str:
    same = need.question.tally.applicable == first.question.tally.applicable
    return str(need.cases) if same else f"{need.cases} of {need.question.tally.applicable}"


def _joined(texts: list[str]) -> str:
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
