"""What the cells of lists are put together from, as markup. A template for each cell would take three times as long."""

import datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join


def more(text: str) -> str:
    """Return what a cell says besides, on a line of its own."""
    return format_html('<span class="list-table__more">{}</span>', text)


@lru_cache(maxsize=1000)
def short_day(day: datetime.date) -> str:
    """Return for example "3 Mar 2026". Kept, since a list has few days and each takes Django as long as a link."""
    return date_format(day, "j M Y")


def whole(text: str) -> str:
    """Return text that is never broken between its words."""
    return format_html('<span class="list-table__whole">{}</span>', text)


def hidden(text: str) -> str:
    """Return text that only screen readers say."""
    return format_html('<span class="govuk-visually-hidden">{}</span>', text)


def tag(text: str, colour: str) -> str:
    """Return the text as a tag; "" is GOV.UK's usual colour."""
    return format_html('<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", text)


def link(address: str, text: str, css: str = "") -> str:
    """Return a link. `css`: classes before that of a link, such as "list-table__more"."""
    return format_html('<a class="{}" href="{}">{}</a>', f"{css} govuk-link".lstrip(), address, text)


def together(*parts: str) -> str:
    """Return the parts of a cell that say something, one after the other."""
    return format_html_join(" ", "{}", ((part,) for part in parts if part))
