"""Store a draw at the shell as the sample of an audit."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import CommandError
from django.db import DatabaseError

from audit.management.audits import find_audit
from audit.method.kinds import kinds_to_sample
from audit.models import Audit
from audit.planning.actions.sample import SampleRefused, store_sample
from audit.planning.locking import AuditClosed
from audit.planning.reads import count_lost_by_new_draw, sample_version, why_not_drawn
from audit.planning.sample_plan import draw_settings, remembered_columns
from cases.counted import counted
from cases.extract.drawn import DrawnSample
from cases.extract.settings import DrawSettings
from cases.models import User
from cases.permissions import Permission, permissions_in

NAMES = {  # words for what count_lost_by_new_draw counts
    "cases": ("case",),
    "reserves": ("reserve",),
    "allocated": ("allocated review",),
    "second": ("second review",),
}


def add_storing_arguments(parser: ArgumentParser) -> None:
    """Add the options that `open_audit` and `store_draw` take."""
    parser.add_argument("--audit", type=int, metavar="N", help="store the sample for this audit (its number)")
    parser.add_argument("--by", metavar="USER_NAME", help="the user name of the person who stores the sample")
    parser.add_argument(
        "--kind", metavar="KIND", default="", help="with --audit: the kind of case, where its framework has several"
    )
    parser.add_argument("--replace", action="store_true", help="replace the sample that the audit already has")


@contextmanager
def asking_database(options: dict[str, Any]) -> Iterator[None]:
    """Raise CommandError with a remedy where the database of --audit does not answer or lacks its tables."""
    try:
        yield
    except DatabaseError as error:
        remedy = "Check DATABASE_URL and that its tables are there and up to date (manage.py migrate)"
        raise CommandError(f"The database with audit {options['audit']} cannot be reached. {remedy}.") from error


def open_audit(options: dict[str, Any]) -> Audit | None:
    """The Audit that the options name, or None. Raises CommandError where it takes no sample."""
    if options["audit"] is None:
        if options["months"] or options["by"] or options["replace"] or options["kind"]:
            raise CommandError("--not-reviewed-for, --by, --kind and --replace go with --audit.")
        return None
    audit = find_audit(options["audit"])
    _check_kind(audit, options["kind"])
    if why := why_not_drawn(audit, options["kind"]):
        raise CommandError(f"{audit}: nothing is drawn. {why}")
    if options["by"]:
        _check_may_plan(options["by"], audit)
    if not options["replace"] and (goes := count_lost_by_new_draw(audit, options["kind"])):
        remedy = "Use --replace to draw another one"
        raise CommandError(f"{audit}: nothing is drawn. It already has a sample: {_counts_in_words(goes)}. {remedy}.")
    return audit


def _check_kind(audit, kind):
    """Raise CommandError unless the audit's framework has a sample of this kind of case."""
    kinds = kinds_to_sample(audit.framework)
    if kind not in kinds:
        which = f"Use --kind with one of: {', '.join(kinds)}" if audit.framework.kinds else "Leave --kind out"
        raise CommandError(f"{audit}: the framework has no kind of case “{kind}”. {which}.")


def _check_may_plan(name, audit):
    """Raise CommandError unless the user of this name may draw the sample of the audit."""
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no user {name}.")
    if not user.is_active or Permission.PLAN not in permissions_in(user, audit.unit):
        remedy = "Use --by with someone who does, such as its quality lead"
        raise CommandError(f"{name} does not have permission to draw samples for audits of {audit.unit}. {remedy}.")


def settings_for(audit: Audit | None, plan: dict[str, Any], options: dict[str, Any]) -> DrawSettings:
    """The DrawSettings of the plan.

    For an audit they keep to the rows of its PDU and to the columns chosen for it before. --unit gives the PDU's name
    as the extract writes it, where that is another one.
    """
    columns = dict(options["map"])
    if audit:  # columns named now take the place of those remembered
        plan = plan | {"unit": plan["unit"] or audit.unit.name}
        columns = remembered_columns(audit) | columns
    return draw_settings(plan, audit=audit, kind=options["kind"], today=options["today"], mapping=columns)


def store_draw(audit: Audit, settings: DrawSettings, drawn: DrawnSample, options: dict[str, Any]) -> str:
    """Store the DrawnSample and the columns that were named. Returns a sentence that says so.

    Raises CommandError; then nothing was stored.
    """
    plan = {"months": options["months"], "mapping": dict(options["map"])}
    by, before = User.objects.filter(username=options["by"]).first(), sample_version(audit.sample_of(options["kind"]))
    goes = count_lost_by_new_draw(audit, options["kind"])  # counted before, since storing removes it
    try:
        store_sample(audit=audit, settings=settings, drawn=drawn, kind=options["kind"], **plan, based_on=before, by=by)
    except (AuditClosed, SampleRefused) as refused:
        raise CommandError(" ".join([str(refused), *_why_none(drawn)])) from refused
    in_place = f", in place of {_counts_in_words(goes)}" if goes else ""
    there = count_lost_by_new_draw(audit, options["kind"])
    now = {what: number for what, number in there.items() if what in ("cases", "reserves")}
    return f"Stored as the sample of {audit}: {_counts_in_words(now)}{in_place}."


def _why_none(drawn):
    """The extract's notes where nothing could be drawn from it, since they may say why."""
    if drawn.eligible:
        return []
    elsewhere = drawn.excluded.get("other_unit")
    return [*drawn.notes, *(["Use --unit with the PDU's name as the extract writes it."] if elsewhere else [])]


def _counts_in_words(goes):
    """What count_lost_by_new_draw counts, such as "56 cases, 12 reserves and 30 allocated reviews"."""
    counts = [counted(number, *NAMES[what]) for what, number in goes.items() if number or what != "second"]
    return f"{', '.join(counts[:-1])} and {counts[-1]}"
