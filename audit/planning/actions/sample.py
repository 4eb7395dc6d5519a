"""Store the sample that was drawn for an audit."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from audit.method.kinds import number_before, words_for
from audit.models import Audit, Purpose, ReserveCase, Review, Sample, SampledCase
from audit.planning.account import has_headings, summarise_draw
from audit.planning.actions.removal import remove_undrawn
from audit.planning.locking import lock_open
from audit.planning.reads import (
    cases_in,
    cases_of_no_other_audit,
    count_lost_by_new_draw,
    references_of_other_kinds,
    sample_version,
    why_not_drawn,
)
from cases.actions.in_bulk import create_in_bulk, delete_in_bulk
from cases.actions.trail import record_event
from cases.extract.actions.store import remember_columns, store_picks
from cases.extract.drawn import DrawnSample
from cases.extract.restricted.known import known_restricted
from cases.extract.settings import DrawSettings
from cases.models import Event, User

DRAWN_AS_ANOTHER_KIND = "one of these cases has since been drawn for another kind of case."


class SampleRefused(Exception):
    """The sample cannot be stored. The text says why."""


@transaction.atomic
def store_sample(
    *,
    audit: Audit,
    settings: DrawSettings,
    drawn: DrawnSample,
    kind: str = "",
    months: int | None = None,
    mapping: Mapping[str, str] | None = None,
    based_on: str = "",
    by: User | None = None,
) -> Sample:
    """Store what was drawn as the audit's sample of this kind, in place of an earlier one: all of it or nothing.

    `settings`: what it was drawn with. `kind`: a code of the framework, "" if it has none. `months`: cases reviewed in
    another audit in these last months were left out. `mapping`: {heading: field} as the user chose it, remembered for
    the PDU. `based_on`: the sample_version at the time of the proposal. Raises AuditClosed, SampleRefused.
    """
    lock_open(audit)
    sample = Sample.objects.filter(audit=audit, kind=kind).first() or Sample(audit=audit, kind=kind)
    _refuse_to_store(audit, sample, settings, drawn, based_on)
    lost = count_lost_by_new_draw(audit, kind)
    before = set(cases_of_no_other_audit(audit).values_list("pk", flat=True))
    sampled = audit.sampled_cases.filter(kind=kind)
    for rows in (Review.objects.filter(sampled_case__in=sampled), sampled, audit.reserves.filter(kind=kind)):
        delete_in_bulk(rows, by=by)
    cases = store_picks(unit=audit.unit, picks=drawn.all_picks, by=by)
    remove_undrawn(numbers=before - {case.pk for case in cases} - cases_in(audit))
    by_hand = bool(settings.hand_picked)
    _store_cases(sample, list(zip(drawn.all_picks, cases, strict=True)), by_hand, by)
    sample.drawn = summarise_draw(settings, drawn, months=months)
    sample.plan = sample.plan or sample.drawn["plan"]
    sample.hand_picked, sample.drawn_at, sample.drawn_by = by_hand, timezone.now(), by
    sample._history_user = by
    sample.save()
    if has_headings(drawn):  # otherwise we would remember the values of a case as headings
        remember_columns(unit=audit.unit, mapping=mapping, by=by)
    _record(sample, settings, drawn, lost, by)
    return sample


def _refuse_to_store(audit, sample, settings, drawn, based_on):
    why = why_not_drawn(audit, sample.kind)
    if why:
        raise SampleRefused(f"Nothing is saved. {why}")
    if sample_version(sample) != based_on:
        raise SampleRefused(f"Nothing is saved: {_what_changed(sample, based_on)} after you opened this page.")
    if not any(not pick.reserve for pick in drawn.picks):
        raise SampleRefused("Nothing is saved: no cases were drawn.")
    known = known_restricted(audit.unit)
    if any(known.has(pick.reference) for pick in drawn.all_picks):
        raise SampleRefused("Nothing is saved: one of these cases has since been restricted. Read the extract again.")
    if set(references_of_other_kinds(audit, sample.kind)) & {pick.reference for pick in drawn.all_picks}:
        raise SampleRefused(f"Nothing is saved: {DRAWN_AS_ANOTHER_KIND} Read the extract again.")
    if settings.hand_picked and audit.purpose != Purpose.THEMATIC:
        raise SampleRefused("Nothing is saved: cases can be picked by hand only in a thematic audit.")


def _what_changed(sample, based_on):
    """Say what was changed since the proposal; its sample_version holds the day of the draw and the plan."""
    drawn = sample.drawn_at.isoformat() if sample.drawn_at else ""
    return "the plan was changed" if drawn in ("", *based_on.split()) else "another sample was drawn"


def _store_cases(sample, pairs, by_hand, by):
    audit, kind, framework = sample.audit, sample.kind, sample.audit.framework
    first = number_before(framework, kind) + 1
    drawn = [
        SampledCase(
            audit=audit,
            case=case,
            kind=kind,
            prefix=framework.kind[kind].prefix if kind else "",
            number=number,
            stratum=pick.stratum,
            position=pick.position,
            hand_picked=by_hand,
            extra_for=pick.extra_for,
        )
        for number, (pick, case) in enumerate([pair for pair in pairs if not pair[0].reserve], start=first)
    ]
    reserves = [
        ReserveCase(audit=audit, case=case, kind=kind, stratum=pick.stratum, position=pick.position)
        for pick, case in pairs
        if pick.reserve
    ]
    create_in_bulk(SampledCase, drawn, by=by)
    create_in_bulk(ReserveCase, reserves, by=by)


def _record(sample, settings, drawn, lost, by):
    audit, of_kind = sample.audit, f" of {words_for(sample.audit.framework, sample.kind)}" if sample.kind else ""
    reserves = sum(pick.reserve for pick in drawn.picks)
    in_place_of = {"in_place_of": lost} if lost else {}
    record_event(
        kind=Event.Kind.DRAWN,
        unit=audit.unit,
        audit=audit.pk,
        how=f"Picked by hand{of_kind}" if settings.hand_picked else f"Drew with seed {drawn.seed}{of_kind}",
        number=len(drawn.picks) - reserves,
        reserves=reserves,
        eligible=drawn.eligible,
        **in_place_of,
        **({"extra": len(drawn.extras)} if drawn.extras else {}),
        by=by,
    )
