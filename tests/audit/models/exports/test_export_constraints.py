"""What the database refuses to store about files that are taken away."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import FileWorker, PreparedFile, StandIn
from cases.models import Practitioner, Team
from tests.audit.an_audit import an_audit
from tests.audit.models.test_constraints import copies, updates
from tests.people import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def records():
    """A practitioner and a reviewer with their numbers, and a file that was asked for."""
    audit, user = an_audit(), a_user("asha")
    team = Team.objects.create(unit=audit.unit, name="Ipswich")
    officer = Practitioner.objects.create(team=team, name="Practitioner A")
    StandIn.objects.create(audit=audit, practitioner=officer, number=4071)
    StandIn.objects.create(audit=audit, reviewer=user, number=1930)
    PreparedFile.objects.create(asked_by=user, what="data", audits=[audit.pk], profile="outside")


REFUSED = [
    ("stands_in_for_one_person", updates(StandIn, practitioner=None, reviewer=None)),
    ("one_person_per_stand_in", updates(StandIn, number=1930)),
    ("one_stand_in_per_practitioner", copies(StandIn, number=8)),
    ("one_stand_in_per_reviewer", lambda: StandIn.objects.create(**_of_reviewer(), number=9)),
    ("two_workers_at_most", lambda: FileWorker.objects.create(number=3, ran_at=timezone.now())),
    ("a_file_is_done_up_to_100", updates(PreparedFile, done=101)),
    ("a_file_to_fetch_is_finished", updates(PreparedFile, content=b"figures")),
]


def _of_reviewer():
    kept = StandIn.objects.get(practitioner=None)
    return {"audit": kept.audit, "reviewer": kept.reviewer}


@pytest.mark.parametrize(("constraint", "write"), REFUSED, ids=[name for name, _ in REFUSED])
def test_the_database_refuses(records, constraint, write):
    with pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE constraint failed"), transaction.atomic():
        write()
