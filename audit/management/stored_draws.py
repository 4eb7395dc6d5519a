"""A draw at the shell that is stored as the sample of an audit."""

from dataclasses import replace

from django.core.management import CommandError
from django.db import DatabaseError

from audit.actions.plan import AuditClosed
from audit.actions.sample import SampleRefused, store_sample, version_of, why_not_drawn
from audit.management.audits import find_audit
from audit.sample_plan import recent_references
from cases.models import ExtractMapping, User


def add_storing_arguments(parser):
    """The options that `open_audit` and `store` read."""
    parser.add_argument("--audit", type=int, metavar="N", help="store the sample as that of this audit (its number)")
    parser.add_argument(
        "--not-reviewed-for", type=int, metavar="MONTHS", help="leave out what another audit of the PDU reviewed since"
    )
    parser.add_argument("--by", metavar="USER_NAME", help="in whose name the sample is stored")


def open_audit(options):
    """The Audit that the options name, None where they name none. Raises CommandError where it takes no sample."""
    if options["audit"] is None:
        if options["not_reviewed_for"] or options["by"]:
            raise CommandError("--not-reviewed-for and --by go with --audit.")
        return None
    try:
        audit = find_audit(options["audit"])
    except DatabaseError as error:
        remedy = "Check DATABASE_URL and that its tables are there (manage.py migrate)"
        raise CommandError(f"The database with audit {options['audit']} cannot be reached. {remedy}.") from error
    if why := why_not_drawn(audit):
        raise CommandError(f"{audit}: nothing is drawn. {why}")
    if options["by"] and not User.objects.filter(username=options["by"]).exists():
        raise CommandError(f"There is no user {options['by']}.")
    return audit


def settings_for(audit, settings, months):
    """The DrawSettings for the audit's PDU: its rows alone (by the name that was given, as an extract may write another
    one), the columns that were chosen for it before, and which of its cases were reviewed lately."""
    kept = ExtractMapping.objects.filter(unit=audit.unit).first()
    recent = frozenset(recent_references(audit, months, settings.today))
    mapping = (kept.columns if kept else {}) | settings.mapping
    return replace(settings, unit=settings.unit or audit.unit.name, recent=recent, mapping=mapping)


def store(audit, settings, drawn, options, chosen):
    """Store the DrawnSample, and the columns that were `chosen`. Raises CommandError, having stored nothing."""
    told = {"months": options["not_reviewed_for"], "mapping": chosen}
    by, before = User.objects.filter(username=options["by"]).first(), version_of(getattr(audit, "sample", None))
    try:
        store_sample(audit=audit, settings=settings, drawn=drawn, **told, based_on=before, by=by)
    except (AuditClosed, SampleRefused) as refused:
        raise CommandError(" ".join([str(refused), *_why_none(drawn)])) from refused


def _why_none(drawn):
    """What the extract's notes say to that, where nothing could be drawn from it."""
    if drawn.eligible:
        return []
    elsewhere = drawn.excluded.get("other_unit")
    return [*drawn.notes, *(["Give --unit the PDU's name as the extract writes it."] if elsewhere else [])]
