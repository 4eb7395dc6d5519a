"""Every page of the site as the role concerned gets it, fetched from the World without a server."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from audit.models import Review
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Membership
from cases.permissions import Role
from tests.audit.results.signed_results import a_signed_result
from tests.test_doors import SITE, TABLE
from tests.world import ROLES, World, taken_back

OF_A_REVIEWER = ("my_reviews", "upload_reviews", "review_section", "review_check", "review_paper", "account")
FOR_ALL_ROLES = ("home", "audit_result", "finding", "my_team")  # show each role something else
OF_A_SIGNED_OFF = (
    "audit_result",
    "audit_what_if",
    "take_back_sign_off",
    "confirm_sign_off",
    "question_cases",
    "audit_downloads",
    "audit_report",
    "action_plan",
    "add_step",
    "change_step",
    "unit_year",
)
OF_A_FINISHED_LOOK = ("finished_look", "tell_look")
OF_A_REGION = ("regions", "region_results")  # closed to who sees one unit, so the table does not open them
OF_A_PLAN = ("audit_tasks", "audit_sample", "audit_reviewers", "change_audit")  # of an audit without a case


class PageOfSite(NamedTuple):
    """A page, and what it is to be called where it offends."""

    name: str
    address: str
    response: HttpResponse


def pages_of(world: World) -> Iterator[PageOfSite]:
    """Yield every page of the site: once, or for each role that it shows something else."""
    for name, statuses in TABLE.items():
        for role in _roles(name, [role for role, (own, _) in statuses.items() if own == "200"]):
            yield from _page(world, name, role)
    yield from _page(world, "plan_audit", Role.VIEWER, note="refused")
    for name in OF_A_PLAN:
        yield from _page(world, name, Role.QUALITY_LEAD, audit=world.places[True]["planned"].pk, note="planned")
    with taken_back():
        sign_off(audit=world.places[True]["audit"])
        for name in OF_A_SIGNED_OFF:
            yield from _page(world, name, Role.QUALITY_LEAD, note="signed off")
        yield from _page(world, "answer_recommendation", Role.HEAD_OF_SERVICE, note="signed off")
    with taken_back():
        look = world.places[True]["look"]
        Review.objects.filter(look=look).update(submitted_at=timezone.now())
        for name in OF_A_FINISHED_LOOK:
            yield from _page(world, name, Role.SPO, note="finished")
        asked = next(iter(look.review.audit.framework.questions))
        yield from _page(world, "correct_look", Role.SPO, note="finished", code=asked)
        yield from _page(world, "my_look", Role.PRACTITIONER, note="finished")
    with taken_back():
        _fill_region(world)
        for name in OF_A_REGION:
            yield from _page(world, name, Role.VIEWER, note="nation")


def _fill_region(world):
    """Two units of a region have results to compare, and the viewer sees those of every region."""
    for name in ("Suffolk PDU", "Essex PDU"):
        a_signed_result(name, 9, 20)
    Membership.objects.create(user=world.people[Role.VIEWER], role=Role.VIEWER)


def _roles(name, opens):
    """Return the roles for which a page is looked at, of those for which it opens."""
    if name in FOR_ALL_ROLES:
        return opens
    first = ("nobody", Role.REVIEWER) if name in OF_A_REVIEWER else ("nobody",)
    return [next((role for role in (*first, Role.QUALITY_LEAD, *ROLES) if role in opens), None)] if opens else []


def _page(world, name, role, note="", **arguments):
    address = reverse(name, kwargs=world.arguments(name, SITE[name], own=True) | arguments)
    with taken_back():
        response = world.client(role).get(address)
    if response.status_code != 405 and "text/html" in response["Content-Type"]:
        yield PageOfSite(f"{name} ({note or role})", address, response)
