"""One audit of sixty cases in an SQLite database: its roll-up, its report and its page."""

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.exports.workbook.workbook import workbook_of
from audit.home.frame import build_frame
from audit.models import Audit
from audit.planning.actions.plan import create_audit
from audit.results.listed_cases import case_sheet_of
from audit.results.report import report_on_audit
from audit.results.rollup import roll_up
from audit.reviewing.actions.import_answers import import_answers
from cases.models import DeliveryUnit, Membership, Region
from cases.permissions import Role
from tests.bench.answers import draw_answers
from tests.bench.in_memory import median_ms
from tests.bench.lines import Line

CASES, TIMES = 60, 40
BY = ("sex", "ethnic_group", "sentence_type", "rosh_level")


def lines():
    """The Lines about the database, which is migrated and empty."""
    audit, client = make_audit(), make_client()
    yield measured("roll-up", lambda: roll_up(audit))
    yield measured(f"roll-up by {len(BY)} facts of the cases", lambda: roll_up(audit, by=BY))
    yield measured("roll-up and report", lambda: report_on_audit(audit), target="15 ms, 1 query")
    yield measured("result page", lambda: client.get(f"/audits/{audit.pk}/"), target="10 queries")
    yield measured("page of all questions", lambda: client.get(f"/audits/{audit.pk}/questions/"), target="12 queries")
    yield measured("heat map by team", lambda: client.get(f"/audits/{audit.pk}/heat-map/"), target="12 queries")
    lead = get_user_model().objects.get(username="bench")
    frame = measured("frame of an audit's pages", lambda: build_frame(audit, lead, "audit_result", "audit_result"))
    yield frame._replace(target="3 ms, 1 query")
    yield measured("task list", lambda: client.get(f"/audits/{audit.pk}/tasks/"), target="12 queries")
    made_at = audit.created_at
    yield measured(
        "workbook with cases",
        lambda: workbook_of(report_on_audit(audit), case_sheet_of(audit), made_at=made_at),
        times=5,
    )


def measured(name, action, target="", times=TIMES):
    ms = median_ms(action, times)
    with CaptureQueriesContext(connection) as queries:
        action()
    return Line(name, f"{ms:.1f} ms, {len(queries)} {'query' if len(queries) == 1 else 'queries'}", target)


def make_audit():
    region = Region.objects.create(name="Bench")
    audit = create_audit(
        unit=DeliveryUnit.objects.create(region=region, name="Bench"), title="Bench", framework_code="pdu-2023"
    )
    import_answers(audit=audit, table=draw_answers(CASES).table, add_cases=True)
    return Audit.objects.for_report().get(pk=audit.pk)


def make_client(username="bench"):
    """A client of the site, signed in as somebody who may see everything."""
    user = get_user_model().objects.create_user(username)
    Membership.objects.create(user=user, role=Role.QUALITY_LEAD)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client
