"""One page of a list, ready to print."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from cases.lists.filters import FilterForm, ListFilters
from cases.lists.table import ListTable


@dataclass(frozen=True)
class ListPage:
    """What `templates/lists/list.html` shows. `rows` are all that match, on every page."""

    form: FilterForm
    table: ListTable
    rows: QuerySet


def build_list(
    request: HttpRequest, rows: QuerySet, filters: Callable[..., ListFilters], table: type[ListTable]
) -> ListPage:
    """Filter, sort and page as the request asks the `rows`, which are those that the user may see.

    A filter with an error narrows nothing, and the error is shown at its field.
    """
    filtered = filters(request.GET, rows, request=request)
    return ListPage(filtered.form, table(filtered.qs, request.GET), filtered.qs)
