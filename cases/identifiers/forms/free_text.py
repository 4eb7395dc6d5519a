"""Forms with free text. They show what may identify a person before it is saved, and never change it."""

from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template.loader import render_to_string

from cases.identifiers.in_text import are_confirmed, find_identifiers, fingerprint_of, passage_of

CONFIRMED = "as_it_is"  # the name of the box that confirms the findings shown beside it
MESSAGE = "This may identify someone. Change it, or confirm below that it can stay"


class FreeTextForm(forms.Form):
    """A form whose `free_text` fields may hold what identifies a person only if the user confirms it.

    Put a WarningOfIdentifiers into its layout, above the button.
    """

    free_text = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.identifiers, self.mark, self.confirmed = [], "", False

    def clean(self):
        """Add an error to each field with findings that the user has not confirmed."""
        cleaned = super().clean()
        texts = {name: self.cleaned_data.get(name) or "" for name in self.free_text}
        found = {name: find_identifiers(text) for name, text in texts.items()}
        every = [each for findings in found.values() for each in findings]
        self.identifiers = [
            (self[name].label, passage_of(texts[name], each)) for name, findings in found.items() for each in findings
        ]
        self.mark = fingerprint_of(every)
        self.confirmed = are_confirmed(every, self.data.get(self.add_prefix(CONFIRMED), ""))
        for name in [name for name, findings in found.items() if findings and not self.confirmed]:
            self.add_error(name, MESSAGE)
        return cleaned


class WarningOfIdentifiers:
    """The part of a crispy layout that shows what a FreeTextForm found, with the box to confirm it."""

    def __init__(self, label="Save it as it is"):
        self.label = label

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        if not form.identifiers:
            return ""
        names = {"form": form, "name": form.add_prefix(CONFIRMED), "label": self.label}
        return render_to_string("cases/identifiers/_identifiers.html", names)
