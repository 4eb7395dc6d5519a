"""Find what in a free text may identify a person, and say where it was written."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.method.answers import AnswerChange
from audit.models import Answer
from cases.identifiers.in_text import Passage, find_identifiers, passage_of

RECOMMENDATIONS = "recommendations"


@dataclass(frozen=True)
class FreeTextPlace:
    """One text of a workbook that may identify a person, with the passages that do.

    It is a comment on a question (`code`) of a case (its number), the rationale of a standard (`code`), a
    recommendation (`code` is RECOMMENDATIONS), or else the title or description of the audit.
    """

    case: int | None
    code: str
    passages: tuple[Passage, ...]

    def __str__(self):
        rationale = "Recommendation" if self.code == RECOMMENDATIONS else f"Rationale of {self.code}"
        where = f"Case {self.case}, {self.code}" if self.case is not None else rationale
        found = "; ".join(f"“{each.before}{each.piece}{each.after}” looks like {each.kind}" for each in self.passages)
        return f"{where if self.code else 'Title or description'}: {found}"


def places_in_comments(number: int, answers: Iterable[Answer | AnswerChange]) -> list[FreeTextPlace]:
    """The comments on the case of this number that may identify people, each as a FreeTextPlace."""
    found = [(answer, find_identifiers(answer.comment)) for answer in answers if answer.comment]
    return [FreeTextPlace(number, answer.code, _passages(answer.comment, each)) for answer, each in found if each]


def _passages(text, found):
    return tuple(passage_of(text, each) for each in found)
