"""The form that says who reviews an audit's cases, and how many each can take."""

from django import forms

from audit.planning.forms.fields import number_field
from cases.forms.alternatives import AlternativesForm

MOST = 500
SAVE, SHARE, SHARE_SECOND = "save", "share", "share-second"


class ReviewersForm(AlternativesForm):
    """A box for each person, with the number of cases that they can take."""

    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, people, **kwargs):
        """`people` is {number: name} of those who may review in the unit."""
        super().__init__(*args, **kwargs)
        self.people = people
        self.alternatives = {f"reviews-{number}": {f"capacity-{number}": (True,)} for number in people}
        for number, name in people.items():
            self.fields[f"reviews-{number}"] = forms.BooleanField(label=name, required=False)
            label = f"Maximum cases for {name}"
            self.fields[f"capacity-{number}"] = number_field(label, 0, MOST, required=False)

    @property
    def rows(self):
        """(box, field for the number of cases) of each person."""
        return [(self[f"reviews-{number}"], self[f"capacity-{number}"]) for number in self.people]

    def capacities(self):
        """{number of a chosen person: how many cases they can take; None for any number}."""
        sent = self.cleaned_data
        return {number: sent[f"capacity-{number}"] for number in self.people if sent[f"reviews-{number}"]}

    def clean(self):
        """Sharing out needs at least one reviewer. Saving does not, so that an audit may have none."""
        cleaned = super().clean()
        if (
            SAVE not in self.data
            and self.people
            and not any(cleaned.get(f"reviews-{number}") for number in self.people)
        ):
            self.add_error(f"reviews-{min(self.people)}", "Choose at least one reviewer")
        return cleaned
