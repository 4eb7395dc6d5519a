"""What pages show of drafts, ready to print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from audit.method.applicability import applicable_questions
from audit.models import Finding, Review


@dataclass(frozen=True)
class DraftLine:
    """A draft of a reviewer. `change`: the address at which it is changed."""

    number: int
    kind: str
    wording: str
    text: str
    change: str


def draft_lines(review: Review, drafts: Iterable[Finding]) -> list[DraftLine]:
    """Return a DraftLine for each draft of the review."""
    page = reverse("review_findings", args=[review.pk])
    return [
        DraftLine(
            draft.pk,
            draft.get_kind_display(),
            draft.wording,
            draft.text,
            f"{page}?{urlencode({'question': draft.question, 'kind': draft.kind})}",
        )
        for draft in drafts
    ]


def questions_of(review: Review) -> list[tuple[str, str]]:
    """Return (code, words) of the questions that the review's case is asked."""
    framework = review.audit.framework
    asked = applicable_questions(framework, review.facts)
    return [
        (code, f"{question.shown_code} {question.text}".strip())
        for code, question in framework.questions.items()
        if code in asked
    ]


def initial_of(drafts: Iterable[Finding], sought: Mapping[str, str]) -> dict[str, object]:
    """Return what the form begins with: the draft that is to be changed, or the question that it comes from."""
    question, kind = sought.get("question", ""), sought.get("kind", "")
    draft = next((draft for draft in drafts if (draft.question, draft.kind) == (question, kind)), None)
    if draft is None:
        return {"question": question}
    names = ("question", "kind", "text", "risk_note", "example")
    nothing_to_do = draft.kind == Finding.Kind.GAP and draft.due is None
    return {name: getattr(draft, name) for name in names} | {"nothing_to_do": nothing_to_do}
