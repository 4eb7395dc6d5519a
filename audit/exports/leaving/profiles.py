"""Profiles: what a file may hold, from what is safe to send out of the unit to what stays with the quality team."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices

from audit.models import Audit
from audit.results.listed_cases import sees_cases_of
from cases.models import User
from cases.permissions import Permission


class Profile(TextChoices):
    """The safest first, which is preset everywhere."""

    OUTSIDE = "outside", "To send outside: figures only"
    TEAM = "team", "For an SPO: their own cases"
    INSIDE = "inside", "For the quality team: every case"

    @property
    def in_words(self) -> str:
        """Return who the file is for, as the audit history says it."""
        return IN_WORDS[self]


class Tick(TextChoices):
    """What a file of the profile inside holds only if it was asked for, each with its purpose in words."""

    PRACTITIONERS = "practitioners", "Names of practitioners"
    REVIEWERS = "reviewers", "Names of reviewers, and of those who judged and signed off"
    FREE_TEXT = "free_text", "Comments and rationales"


IN_WORDS = {
    Profile.OUTSIDE: "figures only, to send outside",
    Profile.TEAM: "for an SPO",
    Profile.INSIDE: "for the quality team",
}


@dataclass(frozen=True)
class Leaving:
    """What one file lets out: its profile, and {Tick: purpose} of what was asked for.

    `by`: who takes it; None at the shell, where only the profile outside leaves without a name.
    """

    profile: Profile = Profile.OUTSIDE
    purposes: Mapping[str, str] = field(default_factory=dict)
    by: User | None = None

    @property
    def has_cases(self) -> bool:
        """Return whether rows of cases leave."""
        return self.profile != Profile.OUTSIDE

    @property
    def purposes_in_words(self) -> dict[str, str]:
        """Return {what was asked for, as the audit history says it: what for}."""
        return {f"{tick.label[0].lower()}{tick.label[1:]}": self.purposes[tick] for tick in Tick if self.has(tick)}

    def has(self, tick: Tick) -> bool:
        return self.profile == Profile.INSIDE and bool(self.purposes.get(tick))


def profiles_open_to(user: User, audit: Audit) -> tuple[Profile, ...]:
    """Return the profiles that a user may choose in an audit that tell_access was asked for, the safest first.

    Without a case to see, figures are all there is.
    """
    if Permission.SEE_CASES in audit.permissions:
        return (Profile.OUTSIDE, Profile.TEAM, Profile.INSIDE)
    return (Profile.OUTSIDE, Profile.TEAM) if sees_cases_of(user, audit) else (Profile.OUTSIDE,)
