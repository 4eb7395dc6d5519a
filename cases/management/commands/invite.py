"""Invite the first administrator, or anyone else, without a web page."""

from django.core.management import BaseCommand, CommandError

from cases.models import DeliveryUnit, Region, Team
from cases.people.actions.roles import give_role, invite
from cases.people.actions.sign_in import note_new_link
from cases.people.invitations import days_valid, invitation_link
from cases.people.reads import account_named
from cases.people.refusals import PeopleRefused
from cases.permissions import Role


class Command(BaseCommand):
    help = "Invite a person, or give a role to someone who has an account. Prints the link to choose a password."

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="USER_NAME", help="the name the person signs in with")
        parser.add_argument("--name", required=True, help='first and last name, such as "Asha Okonkwo"')
        parser.add_argument("--email", required=True, help="the person's e-mail address")
        parser.add_argument(
            "--role", required=True, choices=Role.values, help="what the person may do, see docs/access.md"
        )
        parser.add_argument("--place", help="a region, PDU or team by its name; without it, England and Wales")

    def handle(self, *, username, name, email, role, place, **options):
        held = {"role": role, "place": _find_place(place) if place else None}
        try:
            if person := account_named(username):
                give_role(person=person, **held)
                self.stdout.write(f"{person} already had an account and now has the role.")
            else:
                first, _, last = name.strip().partition(" ")
                person = invite(username=username, first_name=first, last_name=last, email=email, **held)
                self.stdout.write(f"{person} is invited.")
            if not person.has_usable_password():  # nor has one whose account was closed
                note_new_link(person=person)
                self.stdout.write(f"This link to choose a password works for {days_valid()} days:")
                self.stdout.write(invitation_link(account_named(username)))
        except PeopleRefused as refused:
            how = ". Give the place with --place." if refused.field == "place" and not place else ""
            raise CommandError(f"{refused}{how}") from refused


def _find_place(name):
    found = [place for kind in (Region, DeliveryUnit, Team) for place in kind.objects.filter(name__iexact=name)]
    if len(found) != 1:
        what = "No region, PDU or team" if not found else f"{len(found)} places"
        raise CommandError(f"{what} called “{name}”. An administrator of England and Wales can add places.")
    return found[0]
