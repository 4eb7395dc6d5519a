"""Writing what was drawn of an extract: its cases, and the teams and practitioners that are new with them."""

from datetime import date

from django.db import transaction

from cases.actions.in_bulk import change_in_bulk, create_in_bulk
from cases.extract.places import fit_places
from cases.models import Case, ExtractMapping, Practitioner, Team

DATES = ("date_of_birth", "start_date", "end_date", "contact_suspended_on")
FACTS = (
    *DATES,
    *("sex", "ethnicity", "ethnic_group", "disability", "sentence_type", "rosh_level", "mappa_category", "mappa_level"),
    *("flags", "court_report", "resettlement"),
)
PLACES = {"team", "practitioner"}
CHANGED = [*FACTS, *sorted(PLACES)]


@transaction.atomic
def store_picks(*, unit, picks, by=None):
    """The Cases of these PickedCases, in their order: found by reference and start, else added with their places.

    A case that is there is brought up to date as far as the extract tells.
    """
    places = fit_places(unit, picks, looking_for_slips=False)  # the proposal told of them
    create_in_bulk(Team, places.new_teams, by=by)
    create_in_bulk(Practitioner, places.new_people, by=by)
    references = [pick.reference for pick in picks]
    there = Case.objects.filter(unit=unit, reference__in=references)
    stored = {(case.reference, case.start_date): case for case in there}
    cases = [_case(unit, pick, stored, places) for pick in picks]
    create_in_bulk(Case, [case for case in cases if case.pk is None], by=by)
    known = [case for case in cases if (case.reference, case.start_date) in stored]
    change_in_bulk(Case, known, CHANGED, by=by)
    return cases


def _case(unit, pick, stored, places):
    """The stored Case or a new one, with the facts of the pick."""
    facts = {name: _value(name, pick.facts[name]) for name in FACTS if name in pick.facts}
    case = stored.get((pick.reference, facts.get("start_date"))) or Case(unit=unit, reference=pick.reference)
    if not PLACES.isdisjoint(pick.facts):
        facts |= {"team": places.team_of(pick.facts), "practitioner": places.practitioner_of(pick.facts)}
    for name, value in facts.items():
        setattr(case, name, value)
    return case


def _value(name, told):
    return date.fromisoformat(told) if name in DATES and told else told


@transaction.atomic
def remember_columns(*, unit, mapping, by=None):
    """Note how somebody said that columns of the unit's extracts are to be read, beside what was said before."""
    if not mapping:
        return
    kept = ExtractMapping.objects.filter(unit=unit).first() or ExtractMapping(unit=unit)
    kept.columns = kept.columns | mapping
    kept._history_user = by
    kept.save()
