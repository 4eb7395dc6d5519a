"""The CPU and memory of every page in the large database, for each role that opens it."""

import logging
import statistics
import sys
import time
import tracemalloc
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Audit, Review
from cases.models import DeliveryUnit, Membership, Practitioner
from tests.bench.large_site import PLANNED, READ_TWICE, WHO
from tests.test_doors import addresses

MOST, TIMES = 50, 5  # ms; openings after one that is not counted
KINDS = {
    "signed off": {"signed_off_at__isnull": False},
    "running": {"signed_off_at": None, "sampled_cases__isnull": False},
    "planned": {"title": PLANNED},
}
CODES = {"record_judgement": "1.1", "standard_workspace": "1.1", "review_section": "2.1"}  # else a question's


class Page(NamedTuple):
    """What it costs to open: ms of user and system CPU, peak MB of Python's memory, queries."""

    ms: float
    megabytes: float
    queries: int
    is_file: bool


def print_pages():
    """Print a line for each address of the site and each person who opens it, then name the pages over MOST.

    Files to take away are measured, and may be over.
    """
    over = []
    logging.disable()
    for name, wanted in sorted(addresses().items()):
        for page, line in () if name.startswith("admin:") else _lines(name, wanted):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
            over += [line] * (page.ms > MOST and not page.is_file)
    sys.stdout.write("\n".join((f"\nOver {MOST} ms: {len(over)}", *over, "")))


def _lines(name, wanted):
    """Yield (Page, text) for each person who opens the address, in an audit of each kind where it is about one."""
    for kind in KINDS if wanted & {"audit", "review"} else KINDS.keys() & {"running"}:
        try:
            address = reverse(name, kwargs={each: ARGUMENTS[each](name, _audit(kind)) for each in wanted})
        except Review.DoesNotExist:
            continue
        for who in WHO:
            page = _measured(address, who)
            if page:
                costs = f"{page.ms:7.0f} ms {page.megabytes:6.1f} MB {page.queries:3} queries"
                yield page, f"{costs}  {name}{' (file)' * page.is_file}, {kind}, {who}"


def _measured(address, who):
    """The Page at this address; None if the person may not open it.

    Its time is the median of TIMES openings, without the one that watches the memory.
    """
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(username=who))
    response = client.get(address)
    if response.status_code != 200:
        return None
    with CaptureQueriesContext(connection) as captured:
        megabytes = _peak_megabytes(client, address)
    queries, ms = len(captured), statistics.median(_cpu_ms(client, address) for _ in range(TIMES))
    return Page(ms, megabytes, queries, "Content-Disposition" in response)


def _peak_megabytes(client, address):
    tracemalloc.start()
    b"".join(client.get(address))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def _cpu_ms(client, address):
    started = time.process_time()
    b"".join(client.get(address))
    return 1000 * (time.process_time() - started)


def _audit(kind):
    return Audit.objects.filter(unit=_unit(), **KINDS[kind]).order_by("pk").first()


def _unit():
    return DeliveryUnit.objects.order_by("pk").first()


def _review(name, audit):
    """A submitted one where it is to be sent back, else an unfinished one where there is such."""
    reviews = Review.objects.filter(sampled_case__audit=audit, part=Review.Part.FIRST, reviewer__username="reviewer")
    return reviews.order_by("-submitted_at" if name == "send_back_review" else "submitted_at")[:1].get().pk


def _place(name, audit):
    unit = _unit()
    regions, teams = ("rename_region", "add_unit"), ("rename_team",)
    if name == "change_practitioner":
        return Practitioner.objects.filter(team__unit=unit).first().pk
    return unit.region_id if name in regions else unit.teams.first().pk if name in teams else unit.pk


def _role(name, audit):
    return Membership.objects.filter(user=_person(name, audit)).get().pk


def _person(name, audit):
    return get_user_model().objects.get(username="viewer of a PDU").pk


# {argument of an address: what it is in the address of this name}
ARGUMENTS = {
    "audit": lambda name, audit: audit.pk,
    "review": _review,
    "number": lambda name, audit: READ_TWICE,
    "fact": lambda name, audit: "sex",
    "code": lambda name, audit: CODES.get(name, "2.1.1"),
    "notice": lambda name, audit: 1,
    "person": _person,
    "membership": _role,
    "pk": _place,
    "provider_id": lambda name, audit: "single-sign-on",
    "uidb36": lambda name, audit: "1",
    "key": lambda name, audit: "wrong-key",
}
