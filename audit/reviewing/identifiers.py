"""Find what in a free text may identify a person, and say where it was written."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.method.answers import AnswerChange
from audit.models import Answer
from cases.identifiers.in_text import Passage, find_identifiers, passage_of

RECOMMENDATIONS = "recommendations"
TEXT_ON = "text on "  # before the code of a standard


@dataclass(frozen=True)
class FreeTextPlace:
    """One text of a file that may identify a person, with the passages that do.

    It is a comment on a question (`code`) of a case (its number), the rationale of a standard (`code`), what is written
    about a standard (TEXT_ON and its code), a recommendation (`code` is RECOMMENDATIONS), or else the title or
    description of the audit.
    """

    case: int | None
    code: str
    passages: tuple[Passage, ...]
    name: str = ""  # the number of the case as people read it

    def __str__(self):
        where = f"Case {self.name or self.case}, {self.code}" if self.case is not None else self._of_the_audit()
        found = "; ".join(f"“{each.before}{each.piece}{each.after}” looks like {each.kind}" for each in self.passages)
        return f"{where if self.code else 'Title or description'}: {found}"

    @property
    def on_standard(self) -> str:
        """Return the code of the standard that the text is written about; "" for any other text."""
        return self.code.removeprefix(TEXT_ON) if self.code.startswith(TEXT_ON) else ""

    def _of_the_audit(self):
        if self.on_standard:
            return f"Text on {self.on_standard}"
        return "Recommendation" if self.code == RECOMMENDATIONS else f"Rationale of {self.code}"


def places_in_comments(number: int, answers: Iterable[Answer | AnswerChange], *, name: str = "") -> list[FreeTextPlace]:
    """The comments on the case of this number that may identify people, each as a FreeTextPlace.

    `name`: the number as people read it.
    """
    found = [(answer, find_identifiers(answer.comment)) for answer in answers if answer.comment]
    return [FreeTextPlace(number, answer.code, _passages(answer.comment, each), name) for answer, each in found if each]


def _passages(text, found):
    return tuple(passage_of(text, each) for each in found)
