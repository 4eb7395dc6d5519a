"""What the database refuses to store about published frameworks."""

import pytest
from django.db import IntegrityError, transaction

from audit.models import OwnFramework
from tests.audit.an_audit import a_unit

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
FACTS = {"code": "own", "title": "Own", "content": "", "checksum": "0"}
REFUSED = [
    ("one_framework_per_version", lambda: OwnFramework.objects.create(version="1", **FACTS)),
    (
        "a_framework_is_of_one_place",
        lambda: OwnFramework.objects.create(version="2", unit=a_unit(), region=a_unit().region, **FACTS),
    ),
]


@pytest.mark.parametrize(("constraint", "write"), REFUSED, ids=[name for name, _ in REFUSED])
def test_the_database_refuses(constraint, write):
    OwnFramework.objects.create(version="1", unit=a_unit(), **FACTS)
    with pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE constraint failed"), transaction.atomic():
        write()
