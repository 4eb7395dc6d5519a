"""What in a free text may tell who somebody is, with the place where it was written."""

from dataclasses import dataclass

from cases.identifiers.in_text import Passage, find_identifiers, passage_of


@dataclass(frozen=True)
class FreeTextPlace:
    """Findings in one text of a workbook: of a case (its number) and question, of a standard, or of the whole audit."""

    case: int | None
    code: str
    passages: tuple[Passage, ...]

    def __str__(self):
        where = f"Case {self.case}, {self.code}" if self.case is not None else f"Rationale of {self.code}"
        found = "; ".join(f"“{each.before}{each.piece}{each.after}” looks like {each.kind}" for each in self.passages)
        return f"{where if self.code else 'Title or description'}: {found}"


def places_in_comments(number, answers):
    """The Places in the comments of these answers, each with a `code`, of the case of this number."""
    found = [(answer, find_identifiers(answer.comment)) for answer in answers if answer.comment]
    return [FreeTextPlace(number, answer.code, _passages(answer.comment, each)) for answer, each in found if each]


def _passages(text, found):
    return tuple(passage_of(text, each) for each in found)
