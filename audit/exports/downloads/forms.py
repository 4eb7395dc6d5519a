"""The form in which a person says what they take away, and who it is for."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.making.kinds import Kind
from cases.forms.alternatives import AlternativesForm, ConditionalRadios
from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers
from cases.models import User

LONGEST_PURPOSE = 200
PURPOSES = {tick: f"{tick}_purpose" for tick in Tick}  # the field that says what it is for
NEEDED = {
    Tick.PRACTITIONERS: "you need the names of practitioners for",
    Tick.REVIEWERS: "you need the names of reviewers for",
    Tick.FREE_TEXT: "you need the comments and rationales for",
}


class DownloadForm(FreeTextForm, AlternativesForm):
    """What is taken, and who the file is for. `profiles`: those open to the person, the safest first."""

    alternatives = {"profile": {}}

    what = forms.ChoiceField(label="What do you want to download?", widget=forms.RadioSelect)
    profile = forms.ChoiceField(
        label="Who is it for?",
        widget=ConditionalRadios,
        help_text="A file to send outside has no cases, no comments and no names of staff. In the others, random "
        "numbers stand for people unless you ask for names.",
    )

    def __init__(self, *args: Any, kinds: Iterable[Kind], profiles: Sequence[Profile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = list(kinds)
        self.fields["what"].choices = [(kind.code, f"{kind.words} (.{kind.ending})") for kind in kinds]
        self.fields["what"].initial = kinds[0].code
        self.fields["profile"].choices = [(profile.value, profile.label) for profile in profiles]
        self.fields["profile"].initial = profiles[0].value
        self.ticks = tuple(Tick) if Profile.INSIDE in profiles else ()
        for tick in self.ticks:
            self._add_tick(tick)
        self._add_helper()

    def _add_tick(self, tick):
        purpose = PURPOSES[tick]
        self.fields[tick.value] = forms.BooleanField(label=tick.label, required=False)
        self.fields[purpose] = forms.CharField(label=f"What {NEEDED[tick]}", required=False, max_length=LONGEST_PURPOSE)
        of_inside = dict.fromkeys((tick.value, purpose), (Profile.INSIDE.value,))
        of_profile = self.alternatives["profile"] | of_inside
        self.alternatives = self.alternatives | {"profile": of_profile, tick.value: {purpose: (True,)}}
        self.free_text = (*self.free_text, purpose)

    def _add_helper(self):
        self.helper = FormHelper()
        self.helper.attrs = {"autocomplete": "off"}  # after Back nothing may be ticked that was not ticked again
        warning = WarningOfIdentifiers("Keep it in the audit history as it is")
        self.helper.layout = Layout("what", "profile", warning, Submit("download", "Download"))

    def clean(self):
        """A tick needs its purpose."""
        cleaned = super().clean()
        for tick in self.ticks if cleaned.get("profile") == Profile.INSIDE else ():
            purpose = PURPOSES[tick]
            if cleaned.get(tick.value) and not cleaned.get(purpose) and purpose not in self.errors:
                self.add_error(purpose, f"Say what {NEEDED[tick]}")
        return cleaned

    def leaving(self, by: User) -> Leaving:
        """Return what the file lets out, for this person."""
        sent = self.cleaned_data
        purposes = {tick.value: sent[PURPOSES[tick]] for tick in self.ticks if sent[tick.value]}
        return Leaving(Profile(sent["profile"]), purposes, by)


def as_sent(kind: Kind, leaving: Leaving) -> list[tuple[str, str]]:
    """Return (name, value) of the fields of a DownloadForm that asks for this file."""
    ticked = [(tick, text) for tick, text in leaving.purposes.items() if text]
    boxes = [(tick, "on") for tick, _ in ticked] + [(PURPOSES[Tick(tick)], text) for tick, text in ticked]
    return [("what", kind.code), ("profile", leaving.profile.value), *boxes]
