"""The table of every list, in the look of GOV.UK."""

from collections.abc import Iterator

from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.db.models.expressions import BaseExpression
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django_tables2 import Table
from django_tables2.columns import BoundColumn

from cases.counted import counted

SIZES = (25, 50, 100)
# The roles are said again, since browsers forget them where a narrow screen stacks the cells.
ROW_HEADER = '<th scope="row" role="rowheader" class="govuk-table__header">{}</th>'
CELL = '<td role="cell" class="govuk-table__cell{}" data-name="{}">{}</td>'


class ListTable(Table):
    """The columns of a list, and the rows of the page that `sent` asks for.

    `nouns`: what one row is and what many are, as in counted. `row_header`: the column that says what a row is about.
    A list can be sorted by each column, but for those with `orderable=False`. Rows without a value in it come last,
    whichever way the others stand; rows that are equal in it stand in the order in which `rows` came.
    """

    nouns = ("row", "rows")
    row_header = ""

    def __init__(self, rows: QuerySet, sent: QueryDict) -> None:
        super().__init__(rows, order_by=sent.getlist("sort"), template_name="lists/table.html")
        if self.order_by:
            usual = rows.query.order_by or rows.model._meta.ordering
            chosen = [_empty_last(each) for each in self.data.data.query.order_by]
            self.data.data = self.data.data.order_by(*chosen, *usual, "pk")
        self.per_page = size_in(sent)
        self.paginate(per_page=self.per_page)
        self.page = self.paginator.get_page(sent.get("page"))

    @property
    def body(self) -> Iterator[str]:
        """Yield the cells of each row on the page."""
        for row in self.page.object_list:
            yield format_html_join("", "{}", ((self._cell(column, cell),) for column, cell in row.items()))

    def _cell(self, column: BoundColumn, cell: str) -> str:
        if column.name == self.row_header:
            return format_html(ROW_HEADER, cell)
        return format_html(CELL, " list-table__empty" if cell == self.default else "", column.header, cell)

    @property
    def caption(self) -> str:
        """Say which rows these are: "26 to 50 of 312 audits"."""
        return shown_of(self.page, self.nouns)

    @property
    def page_links(self) -> list[int | str]:
        """Return the numbers of the pages to link to, with "…" for those between."""
        return links_of(self.page)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Return the numbers of rows that a page may have; none where every row fits on the shortest page."""
        return sizes_for(self.paginator.count)


def _empty_last(order: str | BaseExpression) -> BaseExpression:
    if not isinstance(order, str):
        return order
    field = F(order.removeprefix("-"))  # by itself, SQLite would put rows without a value first, PostgreSQL last
    return field.desc(nulls_last=True) if order.startswith("-") else field.asc(nulls_last=True)


def size_in(sent: QueryDict) -> int:
    """Return how many rows a page has: one of SIZES, the first if none of them was asked for."""
    return next((size for size in SIZES if sent.get("per_page") == str(size)), SIZES[0])


def sizes_for(rows: int) -> tuple[int, ...]:
    """Return the page sizes to offer for this number of rows; none if all of them fit on the smallest."""
    return SIZES if rows > SIZES[0] else ()


def shown_of(page: Page, nouns: tuple[str, str]) -> str:
    """Say which rows a page shows: "26 to 50 of 312 audits". `nouns` are as in counted."""
    part = f"{page.start_index():,} to {page.end_index():,} of " if page.has_other_pages() else ""
    return part + counted(page.paginator.count, *nouns)


def links_of(page: Page) -> list[int | str]:
    """Return the numbers of the pages to link to, with "…" for those between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
