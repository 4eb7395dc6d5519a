"""Which place each row of a staff list means."""

from collections import defaultdict

from cases.identifiers.names import nearest_name
from cases.models import DeliveryUnit, Place, Region, Team, User
from cases.permissions import Permission, holds_nationally
from cases.places.staff_list import StaffRow, key_of
from cases.spreadsheets.problems import Problem

NOT_YOURS = "You do not administer this place. Correct the name, or remove the row."
DID_YOU_MEAN = "Did you mean “{}”?"
ADD_PLACE = " If it is a different place, add it on the Places page first."


class ListedPlaces:
    """The places in the database, and which of them `by` sees and administers; None administers all of them.

    `known` is {key_of a place's names: the place}.
    """

    def __init__(self, by: User | None) -> None:
        self.known = _known_places()
        self.everywhere = by is None or holds_nationally(by, Permission.ADMINISTER)
        kinds = () if self.everywhere else (Region, DeliveryUnit, Team)
        seen = {place for model in kinds for place in model.objects.visible_to(by)}
        self.own = {place for model in kinds for place in model.objects.administered_by(by)}
        self.seen = {key: place for key, place in self.known.items() if self.everywhere or place in seen}
        self.beside, self.near = defaultdict(list), {}
        for key, place in self.seen.items():
            self.beside[key[:-1]].append(place.name)

    def meant_by(self, row: StaffRow) -> tuple[tuple[str, ...], list[Problem]]:
        """Return (key_of the names that a row means, its problems). There are no names if its places are not known.

        The problems reveal nothing about other people's places: neither that a place exists nor that it does not.
        """
        key, problems, own = (), [], self.everywhere
        for column, name in (("region", row.region), ("PDU", row.unit), ("team", row.team)):
            if not name:
                break
            here, near = (*key, *key_of(name)), self._nearest(key, name)
            if near:
                problems.append(row.problem(column, DID_YOU_MEAN.format(near) + (ADD_PLACE if own else "")))
                here = (*key, *key_of(near))
            own = own or self.seen.get(here) in self.own
            if here not in self.seen and not own:
                return (), [*problems, row.problem(column, NOT_YOURS)]
            key = here
        if len(key) > 1 and not own:
            return (), [*problems, row.problem("team" if row.team else "PDU", NOT_YOURS)]
        return key, problems

    def _nearest(self, key, name):
        """Return the name of the place that a new one with nearly the same name probably is; "" if there is none."""
        here = (*key, *key_of(name))
        if here in self.seen:
            return ""
        if here not in self.near:
            self.near[here] = nearest_name(name, self.beside[key])
        return self.near[here]


def _known_places() -> dict[tuple[str, ...], Place]:
    """Return {key_of a place's names, the region's first: the place}."""
    places = {key_of(region.name): region for region in Region.objects.all()}
    units = DeliveryUnit.objects.select_related("region")
    places |= {key_of(unit.region.name, unit.name): unit for unit in units}
    teams = Team.objects.select_related("unit__region")
    return places | {key_of(team.unit.region.name, team.unit.name, team.name): team for team in teams}
