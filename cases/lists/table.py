"""The table of every list, in the look of GOV.UK."""

from django.db.models import QuerySet
from django.http import QueryDict
from django_tables2 import Table

from cases.counted import counted

SIZES = (25, 50, 100)


class ListTable(Table):
    """The columns of a list, and the rows of the page that `sent` asks for.

    `nouns`: what one row is and what many are, as in counted. `row_header`: the column that says what a row is about.
    A list can be sorted by each column, but for those with `orderable=False`. Rows that are equal in a column stand in
    the order in which `rows` came.
    """

    nouns = ("row", "rows")
    row_header = ""

    def __init__(self, rows: QuerySet, sent: QueryDict) -> None:
        super().__init__(rows, order_by=sent.getlist("sort"), template_name="lists/table.html")
        if self.order_by:
            usual = rows.query.order_by or rows.model._meta.ordering
            self.data.data = self.data.data.order_by(*self.data.data.query.order_by, *usual, "pk")
        self.per_page = _size_in(sent)
        self.paginate(per_page=self.per_page)
        self.page = self.paginator.get_page(sent.get("page"))

    @property
    def caption(self) -> str:
        """Say which rows these are: "26 to 50 of 312 audits"."""
        page, everything = self.page, counted(self.paginator.count, *self.nouns)
        part = f"{page.start_index():,} to {page.end_index():,} of " if page.has_other_pages() else ""
        return part + everything

    @property
    def page_links(self) -> list[int | str]:
        """Return the numbers of the pages to link to, with "…" for those between."""
        return list(self.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1))

    @property
    def sizes(self) -> tuple[int, ...]:
        """Return the numbers of rows that a page may have; none where every row stands on the shortest page."""
        return SIZES if self.paginator.count > SIZES[0] else ()


def _size_in(sent):
    """Return how many rows a page has: one of SIZES, the first if none of them was asked for."""
    return next((size for size in SIZES if sent.get("per_page") == str(size)), SIZES[0])
