"""What changed about a case since a finding was made, and what SPO and quality lead are asked because of it."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localdate

from audit.method.oversight.states import OPEN_STATES, State
from audit.models import Entry, Finding
from audit.models.oversight.finding import EntryKind
from audit.models.sentences import day
from audit.oversight.findings.rules import KEPT_AT_MOST
from audit.oversight.months import add_months
from audit.oversight.rounds.reads import team_of
from cases.models import Case

MONTHS_LONGER = 3  # that an open finding is kept each time
PUT_RIGHT_STILL = "Can it still be put right? If not, close it without a check."


def changes_of(finding: Finding, state: State, today: date) -> list[str]:
    """Return what changed since a finding was made, in sentences. It was fetched for_page."""
    said = [*_about_sample(finding)]
    if state in OPEN_STATES:
        said += [*_about_case(finding, today), *_about_owner(finding, state)]
        if asks_to_keep(finding, state, today):
            said.append(_to_keep(finding))
    return said


def asks_who_acts(finding: Finding, state: State) -> bool:
    """Whether the SPO is asked who has to act: the owner left, or the case has gone from them to someone else since."""
    owner, holder = finding.owner, finding.case and finding.case.practitioner
    if state not in OPEN_STATES or owner is None:
        return False
    if owner.left_on:
        return True
    if holder is None or holder == owner:
        return False
    chosen = _last(finding, EntryKind.OWNER)
    if chosen is None:
        return owner == finding.practitioner  # another one was chosen when it was written
    changed_at = _changed_hands_at(finding.case)
    return changed_at is not None and chosen.at < changed_at


def asks_to_keep(finding: Finding, state: State, today: date) -> bool:
    """Whether an open finding is past the retention of its look or review, and has to be closed or kept longer."""
    if state not in OPEN_STATES or finding.sampled_case_id:
        return False
    kept = _last(finding, EntryKind.KEEP)
    return kept is None or add_months(localdate(kept.at), MONTHS_LONGER) <= today


def _last(finding, kind) -> Entry | None:
    return max((entry for entry in finding.entries.all() if entry.kind == kind), key=lambda each: each.at, default=None)


def _changed_hands_at(case: Case) -> datetime | None:
    """Return when the case came to the practitioner who has it now; None if no one had it before. Two queries."""
    others = case.history.exclude(practitioner=case.practitioner_id).order_by("-history_date")
    before = others.values_list("history_date", flat=True).first()
    since = case.history.filter(practitioner=case.practitioner_id, history_date__gt=before) if before else None
    return since.order_by("history_date").values_list("history_date", flat=True).first() if since else None


def _about_sample(finding) -> Iterator[str]:
    sampled = finding.sampled_case
    if sampled and sampled.replaced_at:
        left_out = f"The case was taken out of “{sampled.audit}” on {day(sampled.replaced_at)}"
        yield f"{left_out}: this counts in none of its figures."
    if finding.facts_corrected_at:
        yield f"A fact of the case was corrected on {day(finding.facts_corrected_at)}, after this was written."


def _about_case(finding, today) -> Iterator[str]:
    case = finding.case
    team = team_of(case) if case else None
    if team and team.unit_id != finding.team.unit_id:
        yield f"The case has left {finding.team.unit} and is held in {team.unit}. {PUT_RIGHT_STILL}"
    elif team and team != finding.team:
        yield f"The case is held in the team {team} now."
    if case and case.end_date and case.end_date < today:
        yield f"The sentence ended on {day(case.end_date)}. {PUT_RIGHT_STILL}"


def _about_owner(finding, state) -> Iterator[str]:
    if not asks_who_acts(finding, state):
        return
    owner, holder = finding.owner, finding.case and finding.case.practitioner
    if owner.left_on:
        yield f"{owner} has left, so the SPO has to act, or chooses who does."
    else:
        yield f"The case has gone to {holder}. The SPO says who has to act: {holder}, or still {owner}."


def _to_keep(finding) -> str:
    times = sum(entry.kind == EntryKind.KEEP for entry in finding.entries.all())
    removed = "The look or review that this is from was removed, as its time was over."
    if times >= KEPT_AT_MOST:
        return f"{removed} This finding was kept longer twice, so close it now."
    longer = f"keep it for {MONTHS_LONGER} months more and say why"
    return f"{removed} Close this finding, or {longer}. It was kept longer {times} of {KEPT_AT_MOST} times."
