"""The search of a list of cases, by part of a CRN or by the number of a case, and the filter by kind of case."""

import re
from collections.abc import Collection

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Replace
from django.db.models.lookups import IContains
from django_filters import CharFilter, ChoiceFilter

from audit.method.framework import Kind
from audit.method.kinds import NUMBERS
from cases.identifiers.crn import typed_crn
from cases.lists.filters import ListFilters
from cases.models import REMOVED

LABEL, LONGEST = "CRN or case number", 30
NUMBER = re.compile(r"([a-z]{0,3})(\d{1,5})", re.IGNORECASE | re.ASCII)  # as people read it: 3, or V3
MOST_KINDS = 20  # of one audit


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
    number = NUMBER.fullmatch(wanted.removeprefix("case"))
    if number is None:
        return by_crn
    numbers = [int(number[2]) + NUMBERS * place for place in range(MOST_KINDS)]
    return by_crn | Q(**{f"{path}prefix": number[1].upper(), f"{path}number__in": numbers})


class KindFilter(ChoiceFilter):
    """Finds the rows of a kind of case. A list whose cases are all alike goes without it: offer_kinds says so."""

    def __init__(self) -> None:
        super().__init__(field_name="kind", label="Kind of case", empty_label="Every kind")


def offer_kinds(filters: ListFilters, kinds: Collection[Kind]) -> None:
    """Give the filter `kind` of a list its choices, or take it away if the framework has no kinds."""
    filters.filters["kind"].extra["choices"] = [(kind.code, kind.title) for kind in kinds]
    if not kinds:
        del filters.filters["kind"]
