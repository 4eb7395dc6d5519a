"""The page of all comments on one question, ready to print: by answer, never by practitioner."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.models import Answer, SampledCase


@dataclass(frozen=True)
class CaseComment:
    """What a reviewer wrote about one case. `on_key_question`: of a prompt, the comment on its key question."""

    case: SampledCase
    comment: str
    on_key_question: str


@dataclass(frozen=True)
class CommentGroup:
    """The comments of the cases with one answer. `silent`: how many cases with that answer have none."""

    answer: str
    comments: tuple[CaseComment, ...]
    silent: int


def build_comments(
    groups: Iterable[tuple[str, list[Answer]]], on_key_question: Iterable[list[Answer]]
) -> tuple[CommentGroup, ...]:
    """Return the CommentGroups of a QuestionPage's `groups`.

    `on_key_question`: the listed answers to the key question, if the page is about a prompt.
    """
    beside = {each.review.sampled_case.pk: each.comment for answers in on_key_question for each in answers}
    return tuple(_group(answer, given, beside) for answer, given in groups)


def _group(answer: str, given: list[Answer], beside: dict[int, str]) -> CommentGroup:
    cases = [(each.review.sampled_case, each.comment) for each in given]
    every = [CaseComment(case, comment, beside.get(case.pk, "")) for case, comment in cases]
    written = tuple(each for each in every if each.comment or each.on_key_question)
    return CommentGroup(answer, written, len(every) - len(written))
