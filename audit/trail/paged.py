"""A history of which the database sorts and counts the entries, so that only those of one page are read."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from django.db.models import F, QuerySet, Value

from audit.trail.entries import TrailEntry
from cases.models import Event


class Source(NamedTuple):
    """Where entries come from: events, or the history of a record, and what reads those of these numbers."""

    rows: QuerySet
    read: Callable[[list[int]], Mapping[int, TrailEntry]]


class PagedTrail:
    """The entries of the `sources`, newest first. A slice of it is a list.

    Entries of the same moment come in the order of the sources: of events the latest first, of a record's changes
    the first.
    """

    sources: list[Source]

    def __len__(self) -> int:
        return self._in_order.count()

    def __getitem__(self, page: slice) -> list[TrailEntry]:
        keys = list(self._in_order[page])
        read = {
            source: self.sources[source].read([abs(number) for _, of, number in keys if of == source])
            for source in {source for _, source, _ in keys}
        }
        return [read[source][abs(number)] for _, source, number in keys]

    @cached_property
    def _in_order(self):
        """Rows of (moment, source, key) of every entry, in one query. The key of an event is its negative number."""
        first, *others = [_keys(source.rows, place) for place, source in enumerate(self.sources)]
        return first.union(*others, all=True).order_by("-at", "source", "key")


def _keys(rows, source):
    is_event = rows.model is Event
    at, key = ("happened_at", -F("pk")) if is_event else ("history_date", F("history_id"))
    keys = rows.order_by().annotate(at=F(at), source=Value(source), key=key)
    return keys.values_list("at", "source", "key")
