"""The sentences about groups: why some are joined, and what a comparison says."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from audit.method.disclosure.small_numbers import FEWEST
from audit.method.groups.compared import CHANCE, TOO_LARGE_TO_NEED, Comparison, by_chance
from audit.method.groups.shown import FEWEST_OF_PRACTICE, FEWEST_PRACTITIONERS, Reason, ShownGroup
from cases.counted import counted, plural

REASONS = {
    Reason.CASES: f"fewer than {FEWEST} cases that you cannot see",
    Reason.CASES_OF_PRACTICE: f"fewer than {FEWEST_OF_PRACTICE} cases",
    Reason.PRACTITIONERS: f"fewer than {FEWEST_PRACTITIONERS} practitioners",
    Reason.ONE_PRACTITIONER: "one practitioner with more than half of the cases",
    Reason.UNSEEN: "cases that you cannot see of fewer than 3 practitioners, or mostly of one",
}
NONE_TO_COMPARE = f"No two groups of a fact can be shown with {FEWEST} cases or more, so none are compared."
REFERENCE_GONE = "The group that you chose cannot be compared, so the largest one is used."
BESIDE_OTHERS = "Not shown: beside the groups of other facts, these would give one practitioner's figure away."
SO_THAT_NONE_FOLLOWS = "so that no small number can be worked out"
NOT_KNOWN = "cases where this is not known"
NO_RATE = "no relative rate, because a count is zero"
Name = Callable[[str], str]  # what people call a value of a fact


def names_of(group: ShownGroup, name: Name) -> str:
    """Return for example "PSO and PQiP"."""
    return _listed([name(value) for value in group.values])


def why_joined(group: ShownGroup, name: Name) -> str:
    """Return for example "PSO and PQiP together: PQiP has fewer than 3 practitioners."; "" for a group alone."""
    if not group.reasons:
        return ""
    if Reason.OTHER_FACTS in group.reasons.values():
        return BESIDE_OTHERS
    because: dict[Reason, list[str]] = {}
    for value, reason in group.reasons.items():
        because.setdefault(reason, []).append(f"the group of {NOT_KNOWN}" if value == "" else name(value))
    causes = [
        f"{_listed(names)} {plural(len(names), 'has', 'have')} {REASONS[reason]}"
        for reason, names in because.items()
        if reason in REASONS
    ]
    joined = _listed([NOT_KNOWN if value == "" else name(value) for value in group.values])
    if not causes:
        return f"{joined} together, {SO_THAT_NONE_FOLLOWS}."
    return f"{f'{joined} together' if group.tally else 'Not shown'}: {'; '.join(causes)}."


def extra_text(group: ShownGroup) -> str:
    """Return how many of its cases are extra ones; "" without any."""
    return f"{counted(group.extra, 'extra case')} of this group included." if group.extra else ""


def comparison_text(comparison: Comparison, name: Name) -> str:
    """Return how far a group is from its reference, and whether that is more than chance would give."""
    apart = f"{_points(comparison.difference)} than {names_of(comparison.reference, name)}"
    if not _whole(comparison.difference):
        apart = f"As often as {names_of(comparison.reference, name)}"
    interval = f"95% interval: {_points(comparison.interval.low)} to {_points(comparison.interval.high)}"
    return f"{apart} ({interval}); {_rate(comparison)}; p {p_text(comparison.p)}: {_verdict(comparison)}."


def p_text(p: float) -> str:
    """Return "0.35", or "below 0.01"."""
    return f"{p:.2f}" if p >= 0.01 else "below 0.01"


def sentences_on_chance(comparisons: Mapping[str, Sequence[Comparison]], names: Mapping[str, Name]) -> Iterator[str]:
    """Yield what all comparisons of a page say together, {fact: as compare_groups gives}. `names`: {fact: Name}."""
    every = [(each, names[fact]) for fact, found in comparisons.items() for each in found]
    if not every:
        yield NONE_TO_COMPARE
        return
    yield _how_many_beyond(len(every), [_pair(each, name) for each, name in every if each.beyond_chance])
    often = f"{by_chance(comparisons):.1f} of {counted(len(every), 'comparison')}"
    yield f"Chance alone makes about {often} look different ({100 * CHANCE:.0f}%). Holm's method allows for that."
    small = [_name_among_others(each.group, name) for each, name in every if each.too_small]
    if small:
        yield (
            f"Too few cases to see a real difference: {_listed(small)}. "
            f"It would have to be more than {TOO_LARGE_TO_NEED} points to show in 8 of 10 samples."
        )


def _how_many_beyond(number: int, beyond: Sequence[str]) -> str:
    if beyond:
        are = plural(len(beyond), "is", "are")
        return f"{len(beyond)} of {counted(number, 'comparison')} {are} more than chance would give: {_listed(beyond)}."
    none = f"None of these {number} comparisons" if number > 1 else "This one comparison"
    return f"{none} {'is' if number > 1 else 'is not'} more than chance would give."


def _pair(comparison: Comparison, name: Name) -> str:
    return " beside ".join(_name_among_others(each, name) for each in (comparison.group, comparison.reference))


def _name_among_others(group: ShownGroup, name: Name) -> str:
    """Return its name, told apart from the others of a list: Asian, “Black and Mixed” together, Other."""
    named = names_of(group, name)
    if len(group.values) > 1:
        return f"“{named}” together"
    return f"“{named}”" if ", " in named else named


def _rate(comparison: Comparison) -> str:
    rate = comparison.rate
    return f"{rate.rate:.2f} times as often ({rate.low:.2f} to {rate.high:.2f})" if rate else NO_RATE


def _verdict(comparison: Comparison) -> str:
    if comparison.beyond_chance:
        return "more than chance would give"
    return "within chance" if comparison.p >= CHANCE else "within chance, allowing for all comparisons"


def _points(difference: float) -> str:
    """Return for example "33 points lower"; "no difference" below half a point."""
    whole = _whole(difference)
    if not whole:
        return "no difference"
    return f"{counted(abs(whole), 'point')} {'higher' if whole > 0 else 'lower'}"


def _whole(points: float) -> int:
    return int(points + 0.5) if points > 0 else -int(0.5 - points)


def _listed(texts: Sequence[str]) -> str:
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
