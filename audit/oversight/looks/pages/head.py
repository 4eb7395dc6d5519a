"""What stands above the questions of a look: which case it is, and what is known about it."""

from dataclasses import dataclass

from audit.models import Finding, Look
from audit.oversight.looks.pages.words import case_in_words
from audit.oversight.looks.reads import earlier_findings, has_closed, is_own_work
from audit.oversight.rounds.pages.words import because_of
from cases.models import User


@dataclass(frozen=True)
class LookHead:
    """`caption`: the round and the place in it. `because`: why the case was picked. `who`: its practitioner."""

    caption: str
    crn: str
    who: str
    facts: str
    because: str
    earlier: tuple[Finding, ...]
    is_own_work: bool
    has_closed: bool


def build_look_head(look: Look, user: User) -> LookHead:
    """Build the LookHead. Takes three queries."""
    sampled, case = look.sampled_case, look.case
    practitioner = case.practitioner
    return LookHead(
        caption=_caption(sampled),
        crn=case.crn,
        who=f"{practitioner.name}, {practitioner.grade}".rstrip(", ") if practitioner else "No practitioner",
        facts=" · ".join(case_in_words(look)),
        because=because_of(sampled.picked_because, sampled.hand_picked),
        earlier=tuple(earlier_findings(look, user)),
        is_own_work=is_own_work(look),
        has_closed=has_closed(look),
    )


def _caption(sampled):
    audit = sampled.audit
    if audit.round.standing_for:
        return audit.title
    cases = audit.sampled_cases.current().count()
    return f"{audit.title}, case {sampled.number} of {cases}"
