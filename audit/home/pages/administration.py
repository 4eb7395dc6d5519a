"""What an administrator's home page shows: people who cannot sign in safely yet, and whether the site is kept well."""

from dataclasses import dataclass

from django.db.models import QuerySet

from audit.home.site_checks import SiteCheck, check_backup, check_purge, check_worker
from cases.access import people_administered_by
from cases.models import DeliveryUnit, User
from cases.people.reads import invitations_not_taken_up, signed_in_by_password, without_second_factor

LISTED = 5


@dataclass(frozen=True)
class SomePeople:
    """The first LISTED of `number` people."""

    people: tuple[User, ...]
    number: int

    @property
    def more(self):
        return self.number - len(self.people)


@dataclass(frozen=True)
class Administration:
    """`has_units`, `has_people`: whether there is a PDU in their places, and another person.

    `by_password`: how many people whose account they administer have signed in with a password.
    `checks`: (what must run, its SiteCheck).
    """

    has_units: bool
    has_people: bool
    invited: SomePeople
    by_password: int
    without_factor: SomePeople
    checks: tuple[tuple[str, SiteCheck], ...]


def build_administration(user):
    """Build the Administration of a User who administers places: the people are those in them."""
    return Administration(
        has_units=DeliveryUnit.objects.administered_by(user).exists(),
        has_people=people_administered_by(user).exclude(pk=user.pk).exists(),
        invited=_first_of(invitations_not_taken_up(user)),
        by_password=signed_in_by_password(user).count(),
        without_factor=_first_of(without_second_factor(user)),
        checks=(
            ("Last purge", check_purge()),
            ("Last backup", check_backup()),
            ("Preparing files", check_worker()),
        ),
    )


def _first_of(people: QuerySet[User]):
    return SomePeople(tuple(people[:LISTED]), people.count())
