"""Write findings. They are drafts until the look is finished, or the inspection signed off."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from audit.models import Answer, Finding, Look, Review, SampledCase
from audit.oversight.findings.checks import check_example, task_of
from audit.oversight.findings.reads import usual_due, usual_owner
from audit.oversight.findings.rules import FindingRefused
from audit.oversight.rounds.reads import team_of
from audit.planning.locking import lock_open
from cases.models import Practitioner, User

Kind = Finding.Kind
NO_TEXT = {Kind.GAP: "Say what is missing, and what must happen", Kind.STRENGTH: "Say what was done well"}
NO_TEAM = "No team is known for this case. Say first who holds it."
NO_QUESTION = "This question is not in the instrument of this case."


@transaction.atomic
def record_finding(
    *,
    look: Look,
    question: str,
    text: str,
    owner: Practitioner | None,
    due: date | None,
    risk_note: str = "",
    nothing_to_do: bool = False,
    by: User,
) -> Finding:
    """Write what is missing and what must happen, as a draft; it replaces an earlier draft on the question (a code).

    `owner`: who has to act; None for the team's SPO. Raises FindingRefused, also where another person wrote the draft.
    """
    task = task_of(look.case, owner, due, nothing_to_do)
    written = _written_on(look.review, Kind.GAP, question)
    return _store(look.review, written, Kind.GAP, question, text, by, risk_note=risk_note.strip(), **task)


@transaction.atomic
def record_strength(*, look: Look, question: str, text: str, example: bool = False, by: User) -> Finding:
    """Write what was done well, as a draft; it replaces an earlier one on the question.

    `question`: "" for none in particular. `example`: offer it to others, without the person and the place. Raises
    FindingRefused, also where an example names a person or the place.
    """
    if example:
        check_example(look.case, text)
    written = _written_on(look.review, Kind.STRENGTH, question)
    return _store(look.review, written, Kind.STRENGTH, question, text, by, example=example)


@transaction.atomic
def draft_in_inspection(
    *,
    review: Review,
    kind: Kind | str,
    question: str,
    text: str,
    risk_note: str = "",
    nothing_to_do: bool = False,
    example: bool = False,
    by: User,
) -> Finding:
    """Write a draft on a question of a review in an inspection; it replaces the writer's own.

    Who holds the case has to act, within the usual days from the release. Raises FindingRefused, and AuditClosed after
    the sign-off.
    """
    lock_open(review.audit)
    case = review.sampled_case.case
    if kind == Kind.GAP:
        due = None if nothing_to_do else usual_due(timezone.localdate())
        facts = {"owner": usual_owner(case) if due else None, "due": due, "risk_note": risk_note.strip()}
    else:
        facts = {"example": example}
        if example:
            check_example(case, text)
    written = _written_on(review, kind, question).filter(made_by=by)  # the other reviewer's stays unseen
    return _store(review, written, kind, question, text, by, **facts)


@transaction.atomic
def drop_draft(*, finding: Finding, by: User) -> None:
    """Delete the writer's own draft. Raises FindingRefused."""
    stored = Finding.objects.select_for_update().filter(pk=finding.pk).first()
    if stored is None:
        return
    if stored.released_at:
        raise FindingRefused("This finding was released. Withdraw it instead, with a reason.")
    if stored.made_by_id != by.pk:
        raise FindingRefused(_of_another(stored))
    stored._history_user = by
    stored.delete()


def _written_on(review, kind, question):
    """The drafts of the kind on the question. The case stays locked, so that two writers wait for each other."""
    SampledCase.objects.select_for_update().get(pk=review.sampled_case_id)
    drafts = Finding.objects.drafts().filter(sampled_case=review.sampled_case, kind=kind, question=question)
    return drafts.select_related("made_by")


def _store(review, written, kind, question, text, by, **facts):
    text = text.strip()
    if not text:
        raise FindingRefused(NO_TEXT[kind], "text")
    draft = written.first() or _new(review, kind, question, by)
    if draft.made_by_id != by.pk:
        raise FindingRefused(_of_another(draft))
    if draft.pk and draft.text == text and all(getattr(draft, name) == value for name, value in facts.items()):
        return draft
    draft.text = text
    for name, value in facts.items():
        setattr(draft, name, value)
    draft.answer = Answer.objects.filter(review=review, question=question).first()
    draft._history_user = by
    draft.save()
    return draft


def _new(review, kind, question, by):
    sampled, framework = review.sampled_case, review.audit.framework
    if question not in framework.questions and not (kind == Kind.STRENGTH and not question):
        raise FindingRefused(NO_QUESTION)
    team = team_of(sampled.case)
    if team is None:
        raise FindingRefused(NO_TEAM)
    return Finding(
        kind=kind,
        case=sampled.case,
        sampled_case=sampled,
        practitioner=sampled.case.practitioner,
        team=team,
        framework_code=framework.code,
        framework_version=framework.version,
        question=question,
        wording=framework.questions[question].text if question else "Done well",
        made_by=by,
        made_at=timezone.now(),
    )


def _of_another(draft):
    return f"{draft.made_by or 'Someone else'} wrote a draft on this question. Only they can change it."
