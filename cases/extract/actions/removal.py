"""Taking away what is told about a person: of a case, and of its history."""

from django.db import transaction

from cases.actions.in_bulk import delete_in_bulk
from cases.extract.restricted.known import digest_of
from cases.models import REMOVED, Case

STAYS = ("id", "unit", "reference", "restricted_digest")


@transaction.atomic
def remove_facts(*, case, by=None):
    """Take every fact out of a Case, with its history. Its number stays, and a reference that tells nobody."""
    for field in (field for field in case._meta.concrete_fields if field.name not in STAYS):
        setattr(case, field.attname, None if field.null else field.get_default())
    case.reference = f"{REMOVED}{case.pk}"
    case.history.all().delete()
    case._history_user = by
    case.save()


@transaction.atomic
def mark_restricted(*, sampled_case, by=None):
    """Close every Case of this case's person to everybody, for good. Returns them."""
    there = Case.objects.select_for_update().filter(unit=sampled_case.unit, reference=sampled_case.reference)
    for case in there:
        case.restricted_digest = digest_of(case.reference)
        case._history_user = by
        case.save()
    return list(there)


@transaction.atomic
def remove_cases_for_good(*, numbers):
    """Remove the Cases of these numbers, with their history."""
    delete_in_bulk(Case.objects.filter(pk__in=numbers))
    Case.history.filter(id__in=numbers).delete()
