"""Which prompts of a key question are the strongest and the weakest. They inform the judgement and never decide it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from audit.method.rating.banding import Figure, KeyQuestionRating
from audit.method.rating.standard import StandardRating


def weakest_prompts(question: KeyQuestionRating) -> tuple[Figure, ...]:
    """Return the prompt with the lowest share; several if they tie, none if no case falls short.

    Prompts without a percentage are passed over: they apply to too few cases, or are hidden from the reader.
    """
    shares = _shares(question.prompts)
    lowest = min((share for _, share in shares), default=Fraction(1))
    return tuple(prompt for prompt, share in shares if share == lowest < 1)


def strongest_prompts(question: KeyQuestionRating) -> tuple[Figure, ...]:
    """Return the prompt with the highest share; several if they tie, none if all have the same share."""
    shares = _shares(question.prompts)
    if len({share for _, share in shares}) < 2:
        return ()
    highest = max(share for _, share in shares)
    return tuple(prompt for prompt, share in shares if share == highest)


def where_to_start(standards: Iterable[StandardRating]) -> tuple[Figure, ...]:
    """Return the weakest prompts of every limiting question, the lowest share first."""
    weakest = [prompt for standard in standards for each in standard.limiting for prompt in weakest_prompts(each)]
    return tuple(sorted(weakest, key=_share))


def _shares(prompts: Sequence[Figure]) -> list[tuple[Figure, Fraction]]:
    return [(prompt, _share(prompt)) for prompt in prompts if prompt.percent is not None]


def _share(prompt: Figure) -> Fraction:
    return Fraction(prompt.tally.yes, prompt.tally.applicable)
