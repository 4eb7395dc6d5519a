"""What `export` is asked for, checked before anything is read or written, and the file it writes."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from django.core.management import CommandError

from audit.exports.leaving.open_to import MayNotTake, audits_to_take, contents_of_each
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.making.actions.noting import note_each
from audit.exports.making.kinds import KINDS, Kind
from audit.exports.making.reads import places_that_leave
from audit.management.audits import find_audit
from audit.management.files import refuse_identifiers
from audit.models import Audit
from cases.management.files import written_whole
from cases.models import User


def add_options(parser: ArgumentParser) -> None:
    """Add what can be asked for."""
    parser.add_argument("audits", type=int, nargs="+", metavar="AUDIT", help="its number, as in its page's address")
    parser.add_argument("--what", choices=KINDS, required=True, help="the kind of file")
    parser.add_argument(
        "--profile",
        choices=Profile.values,
        default=Profile.OUTSIDE,
        help="outside: figures only (the default); team: an SPO's own cases; inside: every case",
    )
    parser.add_argument("--by", metavar="USER_NAME", help="who takes the file; team and inside need it")
    parser.add_argument("--purpose", default="", help="what for, in words, for the audit history; as --by")
    parser.add_argument(
        "--with",
        dest="ticks",
        action="append",
        default=[],
        choices=Tick.values,
        help="inside only: also names of practitioners, names of reviewers, or what reviewers wrote",
    )
    parser.add_argument("--as-it-is", action="store_true", help="write it even if its texts may identify someone")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the file to write")


def leaving_asked(*, profile: str, by: str | None, purpose: str, ticks: Sequence[str]) -> Leaving:
    """Return the Leaving that the options ask for. Raises CommandError."""
    person = User.objects.filter(username=by).first() if by else None
    if by and person is None:
        raise CommandError(f"There is no user {by}.")
    if profile != Profile.OUTSIDE and not (by and purpose.strip()):
        raise CommandError(f"--profile {profile} needs --by USER_NAME and --purpose, in words.")
    if ticks and profile != Profile.INSIDE:
        raise CommandError("--with needs --profile inside.")
    purposes = dict.fromkeys(ticks, purpose.strip())
    return Leaving(Profile(profile), purposes, person)


def check_target(kind: Kind, leaving: Leaving, numbers: Sequence[int], output: Path) -> None:
    """Raise CommandError if the file could not be written, or may not hold what or how much is asked for."""
    if kind.compares and leaving.has_cases:
        raise CommandError(f"--what {kind.code} holds figures to send outside. Leave --profile out.")
    if output.suffix.lower() != f".{kind.ending}":
        raise CommandError(f"--output {output}: give it a name that ends in .{kind.ending}.")
    if not output.parent.is_dir():
        raise CommandError(f"{output} cannot be written: there is no folder {output.parent}.")
    if len(numbers) > 1 and not kind.several:
        raise CommandError(f"--what {kind.code} holds one audit. Name one, not {len(numbers)}.")


def audits_asked(numbers: Sequence[int], leaving: Leaving) -> list[Audit]:
    """Return the audits of these numbers. Raises CommandError if there is none, or it is not open to who asks."""
    audits = [find_audit(number) for number in numbers]
    if leaving.by is None:
        return audits
    try:
        return audits_to_take(numbers, leaving)
    except MayNotTake as refused:
        raise CommandError(str(refused)) from refused


def write_file(
    kind: Kind, numbers: Sequence[int], leaving: Leaving, output: Path, *, purpose: str = "", as_it_is: bool = False
) -> None:
    """Write a file of these audits, whole or not at all, with an entry in their histories. Raises CommandError.

    `as_it_is`: even if its texts may identify someone.
    """
    check_target(kind, leaving, numbers, output)
    found = audits_asked(numbers, leaving)
    read = contents_of_each(found, leaving)
    flagged = [f"Audit {each.audit.pk}: {place}" for each in read for place in places_that_leave(kind, [each])]
    if flagged and not as_it_is:
        refuse_identifiers(output.name, flagged)
    noted = note_each(kind, contents_of_each(found, leaving), flagged=len(flagged), purpose=purpose)
    try:
        with written_whole(output) as stream:
            kind.write(noted, stream)
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
