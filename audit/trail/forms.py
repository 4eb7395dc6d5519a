"""The form above a history: it narrows by what was done, who did it, when, and to which case."""

from typing import Any

from django import forms
from django.utils.functional import cached_property

from audit.case_search import LABEL, LONGEST
from audit.trail.sought import A_COMMAND, EVERYTHING, KINDS, Sought
from cases.forms.days import DayField
from cases.lists.filters import FilterForm


class HistoryForm(FilterForm):
    """`kinds`: keys of KINDS. `people`: users to choose from. `by_case`: whether the history is of several cases."""

    q = forms.CharField(label=LABEL, required=False, max_length=LONGEST)
    kind = forms.ChoiceField(label="What", required=False)
    person = forms.ChoiceField(label="Who", required=False)
    since = DayField(label="From", name="The first day", required=False)
    until = DayField(label="To", name="The last day", required=False)

    def __init__(self, *args: Any, kinds: list[str], people: list[Any], by_case: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(person.pk), f"{person} ({person.username})") for person in people]
        self.fields["kind"].choices = [("", "Anything"), *((key, KINDS[key].label) for key in kinds)]
        self.fields["person"].choices = [("", "Anyone"), *names, (A_COMMAND, "A command")]
        if not by_case:
            del self.fields["q"]

    def clean_until(self) -> Any:
        first, last = self.cleaned_data.get("since"), self.cleaned_data["until"]
        if first and last and last < first:
            raise forms.ValidationError("The last day must be the same as or after the first day")
        return last

    @cached_property
    def sought(self) -> Sought:
        """What the form looks for; everything while it has an error."""
        if not self.is_valid():
            return EVERYTHING
        return Sought(**{name: self.cleaned_data[name] for name in ("kind", "person", "since", "until")})

    @property
    def case(self) -> str:
        """The CRN or number of the case that is looked for; "" for none."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""
