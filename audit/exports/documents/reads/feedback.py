"""Read what a feedback sheet says: the released findings under a practitioner's name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from audit.method.oversight.states import State
from audit.models import Finding
from audit.oversight.findings.pages.finding import THE_SPO
from audit.oversight.findings.reads import current_state
from audit.oversight.practitioners.reads import (
    findings_seen_by,
    findings_under,
    own_practitioners,
    practitioner_overseen_by,
)
from cases.identifiers.in_text import Found, Passage, find_identifiers, passage_of
from cases.models import Practitioner, User

NO_CASE = "A case that is no longer held"
COLLEAGUE = "the name of a colleague"


@dataclass(frozen=True)
class FeedbackLine:
    """One finding. `case`: its number in its audit. `due` and `owner`: None and "" where nothing has to be done."""

    case: str
    is_strength: bool
    question: str
    text: str
    due: date | None
    owner: str
    state: State


@dataclass(frozen=True)
class FeedbackSheet:
    """`is_own`: the reader is the practitioner. `cases`: {number of a sampled case: how the sheet names it}.

    `case`: the only one that the sheet is about; "" for all of them. `warnings`: passages that may name another person.
    """

    practitioner: Practitioner
    is_own: bool
    made_at: datetime
    cases: dict[int, str]
    case: str
    lines: tuple[FeedbackLine, ...]
    warnings: tuple[Passage, ...]


def feedback_sheet_for(user: User, number: int, case: int | None = None) -> FeedbackSheet | None:
    """Return the sheet of the practitioner of this number; None if the user may not read their findings.

    `case`: the number of the sampled case that the sheet is to be about.
    """
    practitioner, is_own, seen = _reached(user, number)
    if practitioner is None:
        return None
    # what they only have to act on is about the work of another person
    findings = list(seen.filter(practitioner=practitioner))
    lines = [(each.sampled_case_id, _line(each)) for each in findings]
    lines = [(of, line) for of, line in lines if line.state is not State.WITHDRAWN]
    cases = {of: line.case for of, line in lines if of}
    wanted = [line for of, line in lines if case not in cases or of == case]
    texts = [line.text for line in wanted]
    return FeedbackSheet(
        practitioner=practitioner,
        is_own=is_own,
        made_at=timezone.localtime(),
        cases=cases,
        case=cases.get(case, ""),
        lines=tuple(wanted),
        warnings=tuple(_naming_others(texts, practitioner)),
    )


def _reached(user: User, number: int) -> tuple[Practitioner | None, bool, QuerySet[Finding]]:
    if found := practitioner_overseen_by(user, number):
        return found, False, findings_seen_by(user, found)
    own = next((each for each in own_practitioners(user) if each.pk == number), None)
    return own, True, findings_under([own] if own else [], Finding.objects.own_of(user))


def _line(finding: Finding) -> FeedbackLine:
    sampled = finding.sampled_case
    return FeedbackLine(
        case=f"{sampled} of “{sampled.audit}”" if sampled else NO_CASE,
        is_strength=finding.kind == Finding.Kind.STRENGTH,
        question=finding.wording,
        text=finding.text,
        due=finding.due,
        owner=str(finding.owner or THE_SPO) if finding.due else "",
        state=current_state(finding),
    )


def _naming_others(texts: Iterable[str], practitioner: Practitioner) -> Iterator[Passage]:
    """Yield what looks like an identifier, and where a colleague of the PDU is named."""
    others = Practitioner.objects.filter(team__unit=practitioner.team.unit_id).exclude(pk=practitioner.pk)
    names = [name for name in others.values_list("name", flat=True) if name != practitioner.name]
    for text in texts:
        named = (re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in names)
        colleagues = [Found(COLLEAGUE, at.start(), at.end(), at[0]) for found in named for at in found]
        yield from (passage_of(text, each) for each in (*find_identifiers(text), *colleagues))
