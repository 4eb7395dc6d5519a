"""Record events for the trail: what people saw, exported, submitted and handed on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from audit.models import Audit, Review, SampledCase, SharedCase
from cases.actions.trail import record_event
from cases.counted import counted
from cases.models import Event, User

NOTHING: Mapping[str, str] = MappingProxyType({})


class NumberedRow(Protocol):
    number: int | None


class ListedCases(Protocol):
    """The cases in a file: a row for each that is listed, how many are left out, how many there are in all."""

    rows: Sequence[NumberedRow]

    @property
    def left_out(self) -> int: ...

    @property
    def cases(self) -> int: ...


def _numbered(audit: Audit, numbers: Iterable[int | None]) -> dict[str, list]:
    """Return the numbers of cases as an event keeps them, with the letters before them if the audit has kinds."""
    prefixes = [kind.prefix for kind in audit.framework.kinds]
    return {"cases": sorted(numbers)} | ({"prefixes": prefixes} if prefixes else {})


def record_case_view(*, audit: Audit, sampled: SampledCase, what: str = "", by: User) -> None:
    """Record that the user opened a page about the case. `what`: which page, if not the case's own."""
    facts = {"unit": audit.unit, "audit": audit.pk, "case": sampled.case, "what": what or str(sampled)}
    record_event(kind=Event.Kind.CASE_VIEWED, **facts, by=by)


def record_cases_listed(*, audit: Audit, numbers: Iterable[int], what: str, by: User) -> None:
    """Record that the user saw a list that shows the cases of these numbers; without any, record nothing."""
    if numbers:
        facts = {"unit": audit.unit, "audit": audit.pk, "what": what, **_numbered(audit, numbers)}
        record_event(kind=Event.Kind.CASES_LISTED, **facts, by=by)


def record_export(
    *,
    audit: Audit,
    what: str,
    profile: str = "",
    cases: ListedCases | None = None,
    rationales: bool = False,
    purposes: Mapping[str, str] = NOTHING,
    purpose: str = "",
    flagged: int = 0,
    by: User | None,
) -> None:
    """Record that the user downloaded a file. `profile`: who it is for, in words; "" for a file without a profile.

    `cases`: those in it. `rationales`: a file without a profile has those of judgements. `purposes`: {what was asked
    for beside the figures: what for, in the user's words}. `purpose`: what the file as a whole is for.
    `flagged`: how many of its texts may identify a person; the user was warned and downloaded it all the same.
    """
    rows = cases.rows if cases else ()
    held = [profile] if profile else []
    if rows:
        every = f"{len(rows)} of {cases.cases} cases'" if cases.left_out else "every case's"
        held.append(f"with {every} {'answers' if profile else 'answers and comments'}")
    elif not profile:
        held.append("figures and rationales, without cases" if rationales else "figures only")
    held += [f"with {name} for “{text}”" for name, text in purposes.items()]
    held += [f"for this purpose: {purpose}"] if purpose else []
    held += [f"downloaded as it is although {counted(flagged, 'text')} may identify someone"] if flagged else []
    facts = {"unit": audit.unit, "audit": audit.pk, "what": what, "profile": ", ".join(held), "rows": len(rows)}
    facts |= {"purposes": dict(purposes)} if purposes else {}
    numbers = _numbered(audit, [row.number for row in rows]) if rows else {}
    record_event(kind=Event.Kind.EXPORTED, **facts, **numbers, by=by)


def record_review_export(*, review: Review, by: User) -> None:
    """Record that the user downloaded a review as a workbook to fill in."""
    sampled = review.sampled_case
    facts = {"what": f"the {review.name} as a workbook to fill in (.xlsx)", "case": sampled.case}
    profile = "with facts of the case, answers and comments"
    record_event(
        kind=Event.Kind.EXPORTED, unit=sampled.audit.unit, audit=sampled.audit.pk, profile=profile, **facts, by=by
    )


def record_submission(*, audit: Audit, numbers: Iterable[int], what: str, by: User | None) -> None:
    """Record that the reviews of the cases of these numbers were submitted; without any, record nothing."""
    if numbers:
        facts = {"unit": audit.unit, "audit": audit.pk, "what": what, **_numbered(audit, numbers)}
        record_event(kind=Event.Kind.SUBMITTED, **facts, by=by)


def record_import(*, audit: Audit, what: str, numbers: Iterable[int], by: User | None) -> None:
    """Record that answers of the cases of these numbers were imported."""
    facts = {"unit": audit.unit, "audit": audit.pk, "what": what, **_numbered(audit, numbers)}
    record_event(kind=Event.Kind.ANSWERS_IMPORTED, **facts, by=by)


def record_review_change(*, review: Review, changed: Collection[str], by: User | None) -> None:
    """Record that a review was allocated, submitted or reopened. `changed`: names of its changed fields."""
    audit = review.sampled_case.audit
    facts = {"unit": audit.unit, "audit": audit.pk, "case": review.sampled_case.case, "by": by}
    if "reviewer" in changed:
        record_event(kind=Event.Kind.ALLOCATED, what=f"the {review.name}", to=str(review.reviewer or "no one"), **facts)
    if "submitted_at" in changed:
        kind = Event.Kind.SUBMITTED if review.submitted_at else Event.Kind.REOPENED
        record_event(kind=kind, what=f"the {review.name}", **facts)


def record_second_reviews(
    *, audit: Audit, numbers: Iterable[int], how: str, among: Iterable[int] = (), by: User | None
) -> None:
    """Record that cases were marked for a second review. `how`: drawn or chosen. `among`: drawn from these."""
    facts = {"unit": audit.unit, "audit": audit.pk, "what": "a second review", "how": how, **_numbered(audit, numbers)}
    if among:
        facts["among"] = sorted(among)
    record_event(kind=Event.Kind.MARKED, **facts, by=by)


def record_mark_taken_away(*, audit: Audit, numbers: Iterable[int], by: User | None) -> None:
    """Record that the cases of these numbers are no longer marked for a second review."""
    facts = {"unit": audit.unit, "audit": audit.pk, "what": "a second review", **_numbered(audit, numbers)}
    record_event(kind=Event.Kind.MARKED, taken_away=True, **facts, by=by)


def record_shared_case(*, shared: SharedCase, kind: str, what: str, by: User | None) -> None:
    """Record what was done to a case that all read together. Its letter stands in `what`, since it has no number."""
    record_event(kind=kind, unit=shared.audit.unit, audit=shared.audit_id, case=shared.case, what=what, by=by)


def record_shared_case_view(*, shared: SharedCase, what: str, by: User) -> None:
    """Record that the user opened a page about a case that all read together. `what`: which page."""
    record_shared_case(shared=shared, kind=Event.Kind.CASE_VIEWED, what=what, by=by)
