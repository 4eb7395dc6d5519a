"""Remove what the records say about a person, from a case and from its history."""

from collections.abc import Iterable

from django.db import connection, transaction

from cases.actions.in_bulk import delete_in_bulk
from cases.extract.restricted.known import digest_of
from cases.models import REMOVED, Case, User

STAYS = ("id", "unit", "reference", "restricted_digest")


@transaction.atomic
def remove_facts(*, case: Case, by: User | None = None) -> None:
    """Remove every fact from a case, and its history. Its number stays, and a reference that identifies no one."""
    for field in (field for field in case._meta.concrete_fields if field.name not in STAYS):
        setattr(case, field.attname, None if field.null else field.get_default())
    case.reference = f"{REMOVED}{case.pk}"
    case.history.all().delete()
    case._history_user = by
    case.save()
    transaction.on_commit(_empty_write_ahead_file)


@transaction.atomic
def mark_restricted(*, case: Case, by: User | None = None) -> list[Case]:
    """Close every case of this person to all users permanently, and return these cases."""
    of_person = list(Case.objects.select_for_update().filter(unit=case.unit, reference=case.reference))
    for each in of_person:
        each.restricted_digest = digest_of(each.reference)
        each._history_user = by
        each.save()
    transaction.on_commit(_empty_write_ahead_file)  # what was written of the case goes in the same transaction
    return of_person


@transaction.atomic
def remove_cases_for_good(*, numbers: Iterable[int]) -> None:
    """Delete the cases with these primary keys, and their history."""
    delete_in_bulk(Case.objects.filter(pk__in=numbers))
    Case.history.filter(id__in=numbers).delete()
    transaction.on_commit(_empty_write_ahead_file)


def _empty_write_ahead_file() -> None:
    """Move SQLite's write-ahead file into the database: it keeps earlier pages until its last connection is closed."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
