"""The filter of every list: a search by words, and fields that narrow the list."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django_filters import CharFilter, FilterSet

KEPT = ("sort", "per_page")  # what stays when a list is filtered


class FilterForm(forms.Form):
    """The form of a filter. It is sent by GET, so that each result has an address to share."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filter_%s", **kwargs)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_method, helper.form_class = "get", "list-filters"
        helper.attrs = {"role": "search", "aria-label": "Filter the list"}
        helper.layout = Layout(*self.fields, ApplyButton())
        return helper


class ApplyButton:
    """The part of a crispy layout with the button that filters and the link to the whole list."""

    def render(self, form: FilterForm, context: Any, **kwargs: Any) -> str:
        kept = {name: form.data[name] for name in KEPT if name in form.data}
        return render_to_string("lists/_apply.html", {"kept": kept, "is_filtered": form.has_changed()})


class Search(CharFilter):
    """Finds the rows that have every word in one of the `fields`."""

    def __init__(self, label: str, fields: Iterable[str]) -> None:
        super().__init__(label=label, max_length=200)
        self.fields = tuple(fields)

    def filter(self, rows: QuerySet, words: str) -> QuerySet:
        for word in words.split():
            rows = rows.filter(reduce(or_, (Q(**{f"{field}__icontains": word}) for field in self.fields)))
        return rows


class ListFilters(FilterSet):
    """The filters of a list, each a field of the form above it."""

    class Meta:
        form = FilterForm
