"""Writing the trail of what people looked at and took away."""

from cases.actions.trail import record_event
from cases.counted import counted
from cases.models import Event


def record_case_view(*, audit, sampled, what="", by):
    """Somebody opened the page of a SampledCase, or another one (`what`) that tells about it."""
    facts = {"unit": audit.unit, "audit": audit.pk, "case": sampled.case, "what": what or str(sampled)}
    record_event(kind=Event.Kind.CASE_VIEWED, **facts, by=by)


def record_cases_listed(*, audit, numbers, what, by):
    """Somebody saw what stands of the cases of these numbers on a page that lists several of them."""
    if numbers:
        facts = {"unit": audit.unit, "audit": audit.pk, "what": what, "cases": sorted(numbers)}
        record_event(kind=Event.Kind.CASES_LISTED, **facts, by=by)


def record_export(*, audit, what, cases=None, rationales=False, flagged=0, by):
    """Somebody took a file out, with this CaseSheet in it or without any, and with the judgements' rationales or not.

    `flagged`: how many of its texts they were told may tell who somebody is, and took all the same.
    """
    profile = "figures and rationales, without cases" if rationales else "figures only"
    rows = cases.rows if cases else ()
    if rows:
        every = f"{len(rows)} of {cases.cases} cases'" if cases.left_out else "every case's"
        profile = f"with {every} answers and comments"
    if flagged:
        profile += f", taken as it is though {counted(flagged, 'text')} may tell who somebody is"
    facts = {"unit": audit.unit, "audit": audit.pk, "what": what, "profile": profile, "rows": len(rows)}
    numbers = {"cases": [row.number for row in rows]} if rows else {}
    record_event(kind=Event.Kind.EXPORTED, **facts, **numbers, by=by)


def record_review_export(*, review, by):
    """Somebody took a Review out as a file to fill in."""
    sampled = review.sampled_case
    facts = {"what": f"the {review.name} as a workbook to fill in (.xlsx)", "case": sampled.case}
    profile = "with facts of the case, answers and comments"
    record_event(
        kind=Event.Kind.EXPORTED, unit=sampled.audit.unit, audit=sampled.audit.pk, profile=profile, **facts, by=by
    )


def record_submission(*, audit, numbers, what, by):
    """The reviews of the cases of these numbers were submitted; from now on they count."""
    if numbers:
        facts = {"unit": audit.unit, "audit": audit.pk, "what": what, "cases": sorted(numbers)}
        record_event(kind=Event.Kind.SUBMITTED, **facts, by=by)


def record_review_change(*, review, changed, by):
    """A review was given to somebody, submitted or opened again: `changed` are the names of its changed fields."""
    audit = review.sampled_case.audit
    facts = {"unit": audit.unit, "audit": audit.pk, "case": review.sampled_case.case, "by": by}
    if "reviewer" in changed:
        record_event(kind=Event.Kind.ALLOCATED, what=f"the {review.name}", to=str(review.reviewer or "nobody"), **facts)
    if "submitted_at" in changed:
        kind = Event.Kind.SUBMITTED if review.submitted_at else Event.Kind.REOPENED
        record_event(kind=kind, what=f"the {review.name}", **facts)


def record_second_reviews(*, audit, numbers, how, among=(), by):
    """The cases of these numbers were marked for a second review; `how` tells whether drawn or chosen, `among` the
    numbers of all that were drawn from."""
    facts = {"unit": audit.unit, "audit": audit.pk, "what": "a second review", "cases": sorted(numbers), "how": how}
    if among:
        facts["among"] = sorted(among)
    record_event(kind=Event.Kind.MARKED, **facts, by=by)


def record_mark_taken_away(*, audit, numbers, by):
    """The cases of these numbers are no longer marked for a second review."""
    facts = {"unit": audit.unit, "audit": audit.pk, "what": "a second review", "cases": sorted(numbers)}
    record_event(kind=Event.Kind.MARKED, taken_away=True, **facts, by=by)
