"""The person whose data is asked for, and what leads to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace

from audit.models import ListedCase
from cases.extract.restricted.known import digest_of
from cases.identifiers.crn import typed_crn
from cases.models import Case, DeliveryUnit, Practitioner, User

Numbers = Mapping[type[Model], set[int]]


@dataclass(frozen=True)
class Subject:
    """The person who asked. `roots`: {record: numbers} of what is theirs by itself, and leads to the rest.

    `names`: what the person is called themselves, so that it names no one else.
    """

    words: str
    roots: Numbers
    names: frozenset[str]
    is_practitioner: bool = False

    @property
    def is_known(self) -> bool:
        return any(self.roots.values())


def person_on_probation(
    reference: str, units: QuerySet[DeliveryUnit] | None = None, *, restricted: bool = False
) -> Subject:
    """Return the person of this CRN or local reference, however it is typed, in these PDUs (None: in all).

    A restricted case is found only where `restricted` says so, also once its reference is removed.
    """
    wanted = Q(plain=typed_crn(reference))
    cases = Case.objects.alias(plain=_plain("reference"))
    closed = Q(restricted_digest=digest_of(typed_crn(reference)))
    cases = cases.filter(wanted | closed if restricted else wanted & Q(restricted_digest=""))
    lines = ListedCase.objects.alias(plain=_plain("reference")).filter(wanted)
    if not restricted and Case.objects.filter(closed).exists():  # it became restricted after the list was uploaded
        lines = lines.none()
    if units is not None:
        cases, lines = cases.filter(unit__in=units), lines.filter(team_list__team__unit__in=units)
    roots = {Case: set(cases.values_list("pk", flat=True)), ListedCase: set(lines.values_list("pk", flat=True))}
    return Subject(f"Person on probation, {reference.strip()}", roots, frozenset({typed_crn(reference)}))


def practitioner_named(practitioner: Practitioner) -> Subject:
    """Return a practitioner with the account that is linked to them now."""
    accounts = {practitioner.account_id} - {None}
    words = f"Practitioner {practitioner}, {practitioner.team}, {practitioner.team.unit}"
    names = frozenset({typed_crn(practitioner.name)})
    return Subject(words, {Practitioner: {practitioner.pk}, User: accounts}, names, is_practitioner=True)


def practitioners_called(name: str, pdu: str = "") -> list[Practitioner]:
    """Return the practitioners of this name, however capitals are written; of this PDU only, unless ""."""
    people = Practitioner.objects.filter(name__iexact=name.strip()).select_related("team__unit")
    return list(people.filter(team__unit__name__iexact=pdu.strip()) if pdu else people)


def administered_practitioners(user: User) -> QuerySet[Practitioner]:
    """Return the practitioners of the PDUs that the user administers as a whole, by name."""
    units = DeliveryUnit.objects.administered_by(user)
    return Practitioner.objects.filter(team__unit__in=units).by_name()


def subject_sought(user: User, reference: str, practitioner: Practitioner | None) -> Subject:
    """Return the person that an administrator asks about, within the PDUs that they administer as a whole."""
    if practitioner:
        return practitioner_named(practitioner)
    return person_on_probation(reference, DeliveryUnit.objects.administered_by(user))


def _plain(path):
    return Lower(Replace(F(path), Value(" "), Value("")))
