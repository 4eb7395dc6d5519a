"""The drafts of an inspection, ready to print: those to release, and those whose answer was changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.models import Finding
from audit.oversight.findings.reads import with_counted_answers


@dataclass(frozen=True)
class DraftOfCase:
    """`answer`: the one that counts, in words; "" where none counts yet."""

    case: str
    kind: str
    wording: str
    answer: str
    text: str
    by: str
    risk_note: str


@dataclass(frozen=True)
class Drafts:
    """`changed`: not released, because the answer that counts does not say so any more."""

    fitting: tuple[DraftOfCase, ...]
    changed: tuple[DraftOfCase, ...]

    def __bool__(self) -> bool:
        return bool(self.fitting or self.changed)


def build_drafts(drafts: Iterable[Finding]) -> Drafts:
    """Build the Drafts of an audit. Takes two queries."""
    fitting, changed = [], []
    for draft, answer, fits in with_counted_answers(drafts):
        (fitting if fits else changed).append(_draft_of_case(draft, answer))
    return Drafts(tuple(fitting), tuple(changed))


def _draft_of_case(draft, answer):
    question = draft.sampled_case.audit.framework.questions.get(draft.question)
    return DraftOfCase(
        draft.sampled_case.with_crn,
        draft.get_kind_display(),
        draft.wording,
        question.label(answer.value) if answer and question else "",
        draft.text,
        str(draft.made_by or ""),
        draft.risk_note,
    )
