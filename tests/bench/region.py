"""A region of 108 PDUs side by side, from what was signed off: on a page and as a workbook."""

from io import BytesIO

from django.contrib.auth import get_user_model
from django.test import Client

from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.reads import contents_of
from audit.exports.several.region import write_region
from audit.models import Audit
from cases.models import Membership, Region
from cases.permissions import Role
from tests.audit.results.signed_results import a_signed_result
from tests.bench.in_database import measured

UNITS = 108


def lines():
    """The Lines about the page; the database is migrated."""
    for number in range(UNITS):
        a_signed_result(f"PDU {number}", 20 + number % 30, 60, region="Side by side")
    address = f"/regions/{Region.objects.get(name='Side by side').pk}/results/"
    for role in (Role.QUALITY_LEAD, Role.VIEWER):
        user = get_user_model().objects.create_user(f"region {role}")
        Membership.objects.create(user=user, role=role)
        client = Client(SERVER_NAME="localhost")
        client.force_login(user)
        yield measured(f"{UNITS} PDUs, {role.label}", lambda client=client: client.get(address), "2,000 ms", 5)
    yield measured(f"workbook of {UNITS} audits", write_workbook, "20,000 ms", 5)


def write_workbook():
    audits = Audit.objects.filter(unit__region__name="Side by side").for_report()
    write_region((contents_of(audit, Leaving()) for audit in audits), BytesIO())
