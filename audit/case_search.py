"""The search of a list of cases, by part of a CRN or by the number of a case."""

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Replace
from django.db.models.lookups import IContains
from django_filters import CharFilter

from cases.identifiers.crn import typed_crn
from cases.models import REMOVED

LABEL, LONGEST = "CRN or case number", 30


class CaseSearch(CharFilter):
    """Finds the rows whose case has this in its CRN, however it is typed, or has this number.

    `path`: the lookup path from a row to its case in the audit, ending in __.
    """

    def __init__(self, path: str = "") -> None:
        super().__init__(label=LABEL, max_length=LONGEST)
        self.path = path

    def filter(self, rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(case_sought(words, self.path))


def case_sought(typed: str, path: str = "") -> Q:
    """Return the condition on rows that a person looks for with this text; it finds every row if that is empty.

    A restricted case is not found by its CRN, nor one whose facts are removed.
    """
    wanted = typed_crn(typed)
    if not wanted:
        return Q()
    reference = f"{path}case__reference"
    has_it = Q(IContains(Replace(F(reference), Value(" "), Value("")), Value(wanted)))
    by_crn = has_it & ~Q(**{f"{reference}__startswith": REMOVED}) & Q(**{f"{path}case__restricted_digest": ""})
    number = wanted.removeprefix("case")
    return by_crn | Q(**{f"{path}number": int(number)}) if number.isdecimal() else by_crn
