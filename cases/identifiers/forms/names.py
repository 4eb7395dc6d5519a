"""The field and the form in which the name of a place or person is entered."""

from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from cases.identifiers.names import name_problem

ANOTHER = "another"  # the name of the box that confirms a name


class NameField(forms.CharField):
    """A field for a name: it needs a letter, and takes no invisible characters."""

    def validate(self, value):
        super().validate(value)
        if value and (reason := name_problem(value)):
            raise ValidationError(reason, code="no_name")


class NameForm(forms.Form):
    """A form with a `name` that may be a slip. Then it asks, and takes the name once the user confirms it.

    Put an AnotherName into its layout, below the name.
    """

    asked = ""  # the name that was asked about

    @property
    def sure(self) -> bool:
        """Whether the user confirmed this very name."""
        return bool(name := self.cleaned_data.get("name")) and self.data.get(ANOTHER) == name

    def ask(self, question: str) -> None:
        """Show the question beside the name, with the box that confirms it."""
        self.asked = self.cleaned_data["name"]
        self.add_error("name", question)


class AnotherName:
    """The part of a crispy layout with the box that confirms a name that was asked about."""

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        if not form.asked:
            return ""
        return render_to_string("cases/identifiers/_another_name.html", {"box": ANOTHER, "name": form.asked})
