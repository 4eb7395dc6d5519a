"""Store the cases drawn from an extract, with the teams and practitioners that are new."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.in_bulk import change_in_bulk, create_in_bulk
from cases.extract.drawn import PickedCase
from cases.extract.places import FittedPlaces, fit_places
from cases.models import Case, DeliveryUnit, ExtractMapping, Practitioner, Team, User

DATES = ("date_of_birth", "start_date", "end_date", "contact_suspended_on", "ended_early_on")
STORED_FACTS = (
    *DATES,
    "sex",
    "ethnicity",
    "ethnic_group",
    "disability",
    "sentence_type",
    "rosh_level",
    "mappa_category",
    "mappa_level",
    "flags",
    "court_report",
    "resettlement",
    "ended_early",
    "ended_early_by",
)
PLACES = {"team", "practitioner"}
UPDATED_FIELDS = [*STORED_FACTS, *sorted(PLACES)]


@transaction.atomic
def store_picks(*, unit: DeliveryUnit, picks: Sequence[PickedCase], by: User | None = None) -> list[Case]:
    """Store the picked cases in a unit and return their Case records, in the same order.

    A case with the same reference and start date is updated with what the extract says; any other case is added.
    """
    places = fit_places(unit, picks, compare_names=False)  # the proposal page has shown them
    create_in_bulk(Team, places.new_teams, by=by)
    create_in_bulk(Practitioner, places.new_people, by=by)
    references = [pick.reference for pick in picks]
    there = Case.objects.filter(unit=unit, reference__in=references)
    stored = {(case.reference, case.start_date): case for case in there}
    cases = [_case_of_pick(unit, pick, stored, places) for pick in picks]
    create_in_bulk(Case, [case for case in cases if case.pk is None], by=by)
    known = [case for case in cases if (case.reference, case.start_date) in stored]
    change_in_bulk(Case, known, UPDATED_FIELDS, by=by)
    return cases


def _case_of_pick(
    unit: DeliveryUnit, pick: PickedCase, stored: Mapping[tuple[str, date | None], Case], places: FittedPlaces
) -> Case:
    """Return the stored Case or a new one, with the facts of the pick."""
    facts = {name: _field_value(name, pick.facts[name]) for name in STORED_FACTS if name in pick.facts}
    case = stored.get((pick.reference, facts.get("start_date"))) or Case(unit=unit, reference=pick.reference)
    if not PLACES.isdisjoint(pick.facts):
        facts |= {"team": places.team_of(pick.facts), "practitioner": places.practitioner_of(pick.facts)}
    for name, value in facts.items():
        setattr(case, name, value)
    return case


def _field_value(name: str, stored: Any) -> Any:
    return date.fromisoformat(stored) if name in DATES and stored else stored


@transaction.atomic
def remember_columns(*, unit: DeliveryUnit, mapping: Mapping[str, str], by: User | None = None) -> None:
    """Add to the unit's stored {heading: field} how a user said its extracts' columns are read."""
    if not mapping:
        return
    kept = ExtractMapping.objects.filter(unit=unit).first() or ExtractMapping(unit=unit)
    kept.columns = kept.columns | dict(mapping)
    kept._history_user = by
    kept.save()
