"""What one audit found, question by question, and which questions of two frameworks ask the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from audit.method.certainty.draws import Draws
from audit.method.certainty.interval import Draw
from audit.method.framework import Framework
from audit.method.tally import Tally
from audit.method.versions import same_meaning
from audit.method.words import Words


@dataclass(frozen=True)
class Figures:
    """The figures of one audit that a reader may know.

    `tallies`: {question code: Tally}. `hidden`: codes of the questions whose figures this reader may not know.
    `draws`: how the audit's cases were chosen.
    """

    framework: Framework
    words: Words
    draws: Draws
    tallies: Mapping[str, Tally]
    hidden: frozenset[str] = frozenset()

    @property
    def draw(self) -> Draw:
        """Return how the cases of the usual kind were chosen."""
        return self.draws.of(self.framework.usual_kind)

    def draw_of(self, code: str) -> Draw:
        """Return how the cases that a question is asked of were chosen."""
        return self.draws.of(self.framework.kind_of[code])

    def tally(self, code: str) -> Tally:
        """Return the tally of a question; an empty one if it is hidden or no case has an answer."""
        return Tally() if code in self.hidden else self.tallies.get(code, Tally())

    def same_in(self, other: "Figures") -> dict[str, str]:
        """Return {key question: the question of `other` that asks the same}."""
        return same_questions(self.framework, self.words, other.framework, other.words)


def same_questions(framework: Framework, words: Words, other: Framework, other_words: Words) -> dict[str, str]:
    """Return {key question of `framework`: the question of `other` that asks the same}.

    Two versions of one framework ask the same unless a question's text or answers changed. Two frameworks join only
    where the words file of either says so.
    """
    codes = [question.code for question in framework.key_questions]
    if framework.code == other.code:
        return {code: code for code in codes if framework is other or same_meaning(framework, other, code)}
    back = {named[framework.code]: code for code, named in other_words.same_as.items() if framework.code in named}
    there = {code: named[other.code] for code, named in words.same_as.items() if other.code in named}
    joined = back | there
    return {code: joined[code] for code in codes if joined.get(code) in other.questions}
