"""What is removed of a case is in none of the database's files any more."""

from pathlib import Path

import pytest
from django.db import connection

from cases.extract.actions.removal import mark_restricted, remove_cases_for_good, remove_facts
from cases.models import Case, DeliveryUnit, Region

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its files itself"),
    pytest.mark.slow,
]
SECRET = "Told in confidence"


def a_case():
    unit = DeliveryUnit.objects.create(region=Region.objects.create(name="East of England"), name="Suffolk PDU")
    return Case.objects.create(reference="X000001", unit=unit, other_characteristics=SECRET)


def stands_in_files():
    """Of the database and of what is still to be written into it; connections stay open, as a server's do."""
    database = connection.settings_dict["NAME"]
    return any(SECRET.encode() in Path(f"{database}{ending}").read_bytes() for ending in ("", "-wal"))


@pytest.mark.parametrize(
    "remove",
    [
        lambda case: remove_facts(case=case),
        lambda case: remove_cases_for_good(numbers=[case.pk]),
    ],
)
def test_what_was_removed_stands_in_neither_file_of_sqlite(remove):
    case = a_case()
    assert stands_in_files()
    remove(case)
    assert not stands_in_files()


def test_closing_a_restricted_case_empties_the_write_ahead_file():
    mark_restricted(case=a_case())
    assert Path(f"{connection.settings_dict['NAME']}-wal").stat().st_size == 0
