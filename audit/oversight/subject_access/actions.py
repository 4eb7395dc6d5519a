"""Recording that what is held about a person was taken out."""

from django.db import transaction

from audit.oversight.subject_access.subject import Subject
from cases.actions.trail import record_event
from cases.models import Case, Event, Practitioner, User


@transaction.atomic
def record_subject_access(*, subject: Subject, how: str, by: User | None = None) -> None:
    """Add an event for each case or practitioner; for lines of a team list alone, one that names no one."""
    kind, facts = Event.Kind.SUBJECT_ACCESS, {"how": how}
    cases = Case.objects.filter(pk__in=subject.roots.get(Case, ())).select_related("unit")
    people = Practitioner.objects.filter(pk__in=subject.roots.get(Practitioner, ())).select_related("team__unit")
    for case in cases:
        record_event(kind=kind, unit=case.unit, case=case, by=by, **facts)
    for person in people:
        said = facts | {"what": "everything held about you, for a request for access"}  # they read it on their page
        record_event(kind=kind, unit=person.team.unit, practitioner=person, by=by, **said)
    if not cases and not people:
        record_event(kind=kind, by=by, **facts)
