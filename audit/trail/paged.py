"""A history of which the database sorts and counts the entries, so that only those of one page are read."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import F, QuerySet, Value

from audit.trail.entries import TrailEntry
from cases.models import Event

LONGEST = 9  # digits of a page's number


class Source(NamedTuple):
    """Where entries come from: events, or the history of a record, and what reads those of these numbers."""

    rows: QuerySet
    read: Callable[[list[int]], Mapping[int, TrailEntry]]


class PagedTrail:
    """The entries of the `sources`, newest first. A slice of it is a list.

    At the same moment entries stand in the order of the sources: of events the latest first, of a record's changes
    the first.
    """

    sources: list[Source]

    def __len__(self) -> int:
        return self._in_order.count()

    def __getitem__(self, page: slice) -> list[TrailEntry]:
        return self._read(self._in_order[page])

    def get_page(self, number: str | None, size: int) -> Page:
        """Return the page of this number; the last one if there are not as many, the first one if it is no number."""
        wanted = max(int(number[:LONGEST]), 1) if number and number.isdecimal() else 1
        keys, count = self._counted_keys(wanted, size)
        if not keys and wanted > 1:
            return Paginator(self, size).get_page(number)
        return Page(self._read(keys), wanted, Paginator(range(count), size))

    def _read(self, keys):
        keys = list(keys)
        read = {
            source: self.sources[source].read([abs(number) for _, of, number in keys if of == source])
            for source in {source for _, source, _ in keys}
        }
        return [read[source][abs(number)] for _, source, number in keys]

    def _counted_keys(self, number, size):
        """Return (keys of the page, number of all entries). To find both at once takes half the time."""
        try:
            union, params = self._in_order.query.sql_with_params()
        except EmptyResultSet:
            return [], 0
        rows = f"SELECT of_source, key, COUNT(*) OVER () FROM ({union}) AS entries"  # noqa: S608 - by Django's compiler
        with connection.cursor() as cursor:
            cursor.execute(f"{rows} ORDER BY at DESC, of_source, key LIMIT {size} OFFSET {(number - 1) * size}", params)
            found = cursor.fetchall()
        return [(None, source, key) for source, key, _ in found], found[0][-1] if found else 0

    @cached_property
    def _in_order(self):
        """Rows of (moment, source, key) of every entry, in one query. The key of an event is its negative number."""
        first, *others = [_keys(source.rows, place) for place, source in enumerate(self.sources)]
        return first.union(*others, all=True).order_by("-at", "of_source", "key")


def _keys(rows, source):
    is_event = rows.model is Event
    at, key = ("happened_at", -F("pk")) if is_event else ("history_date", F("history_id"))
    keys = rows.order_by().annotate(at=F(at), of_source=Value(source), key=key)
    return keys.values_list("at", "of_source", "key")
