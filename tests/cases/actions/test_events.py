"""Events are for good: the application can add them and read them, nothing else."""

import pytest

from cases.actions.trail import record_event
from cases.models import Case, Event, EventsAreKept, User
from tests.audit.an_audit import a_unit

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]

WAYS_TO_TAMPER = {
    "save": lambda event: event.save(),
    "delete": lambda event: event.delete(),
    "update many": lambda event: Event.objects.update(kind=Event.Kind.SIGNED_OUT),
    "delete many": lambda event: Event.objects.all().delete(),
    "delete some": lambda event: Event.objects.filter(pk=event.pk).delete(),
    "update in bulk": lambda event: Event.objects.bulk_update([event], ["kind"]),
    "update or create": lambda event: Event.objects.update_or_create(pk=event.pk, defaults={"details": {}}),
    "update through the base manager": lambda event: Event._base_manager.update(kind=Event.Kind.SIGNED_OUT),
    "delete through the base manager": lambda event: Event._base_manager.all().delete(),
    "delete through the person": lambda event: event.user.events.all().delete(),
}


@pytest.fixture
def event():
    case = Case.objects.create(unit=a_unit(), reference="X000001")
    return record_event(kind=Event.Kind.CASE_VIEWED, case=case, by=User.objects.create(username="asha"), what="Case 1")


@pytest.mark.parametrize("way", WAYS_TO_TAMPER)
def test_an_event_is_neither_changed_nor_deleted(event, way):
    stored = Event.objects.values().get()
    event.kind = Event.Kind.SIGNED_OUT
    with pytest.raises(EventsAreKept):
        WAYS_TO_TAMPER[way](event)
    assert Event.objects.values().get() == stored


def test_an_event_outlives_the_case_it_was_about(event):
    Case.objects.all().delete()
    assert Event.objects.get().case_id == event.case_id
