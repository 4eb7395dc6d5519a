"""One table, docs/access.md: who gets what at every address, on an object of their own unit and of another one.

A new address without a row in it fails here. What is not one's own is 404, what one may not do is 403.
"""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import URLPattern, get_resolver, reverse

from audit.models import Answer, Audit
from cases.models import Case, Event, Membership, User
from tests.world import ROLES, taken_back

pytestmark = pytest.mark.slow

DOCUMENT = Path(__file__).parent.parent / "docs" / "access.md"
ROW = re.compile(r"^\| `([\w:]+)` \| (.+) \|$", re.MULTILINE)


def addresses(patterns=None, prefix=""):
    """{name: names of its arguments} of every address of the site."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            found[f"{prefix}{pattern.name}"] = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        else:
            found |= addresses(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
    return found


def written_table():
    """{name: {role: (status on an own object, status on another unit's)}} as docs/access.md says it."""
    rows = ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    return {name: dict(zip(("nobody", *ROLES), _pairs(cells), strict=True)) for name, cells in rows}


def _pairs(cells):
    return [tuple(cell.split("/")) if "/" in cell else (cell, cell) for cell in re.split(r" \| ", cells)]


SITE = {name: arguments for name, arguments in addresses().items() if not name.startswith("admin:")}
TABLE = written_table()


def test_every_address_of_the_site_has_a_row_and_every_row_an_address():
    assert set(TABLE) == set(SITE)


@pytest.mark.parametrize("name", SITE)
def test_everybody_gets_what_the_table_says(world, name):
    assert {role: _statuses(world, role, name) for role in ("nobody", *ROLES)} == TABLE[name]


def _statuses(world, role, name):
    return tuple(_status(world, role, reverse(name, kwargs=world.arguments(name, SITE[name], own))) for own in (1, 0))


def _status(world, role, address):
    """What the address answers when it is opened; when something is sent to it, where that is all it takes."""
    client = world.client(role)
    with taken_back():
        response = client.get(address)
        if response.status_code == 405:
            response = client.post(address)
    if response.status_code == 302 and response["Location"].startswith("/sign-in/?next="):
        return "sign in"
    return str(response.status_code)


@pytest.mark.parametrize("name", SITE)
def test_what_may_not_be_opened_may_not_be_sent_to_either(world, name):
    for role, expected in TABLE[name].items():
        for own, status in zip((True, False), expected, strict=True):
            if status in ("403", "404"):
                address = reverse(name, kwargs=world.arguments(name, SITE[name], own))
                assert world.client(role).post(address).status_code in (403, 404, 405), (role, address)


def addresses_of_records():
    """Every address under /admin/, about the records of number 1."""
    for pattern in admin.site.get_urls():
        for inner in getattr(pattern, "url_patterns", [pattern]):
            if inner.name:
                groups = inner.pattern.regex.groups
                yield reverse(f"admin:{inner.name}", args=["cases" if inner.name == "app_list" else "1"] * groups)


@pytest.mark.parametrize("role", ROLES)
def test_the_records_pages_are_closed_to_every_role(world, role):
    """Only a superuser opens them."""
    client, asked = world.client(role), list(addresses_of_records())
    assert len(asked) > 30
    public = {reverse("admin:login"), reverse("admin:logout"), reverse("admin:jsi18n")}
    assert {client.get(address).status_code for address in asked if address not in public} <= {302, 403}
    assert client.get("/admin/", follow=True).status_code == 403


def test_the_records_pages_show_no_case_audit_or_answer_even_to_a_superuser_with_every_role(world, admin_client):
    for role in ROLES:
        Membership.objects.create(user=User.objects.get(username="admin"), role=role)
    Audit.objects.update(title="Private round")
    Answer.objects.update(comment="Private words")
    told = ("Private", *Case.objects.values_list("reference", flat=True))
    pages = {address: admin_client.get(address, follow=True).content.decode() for address in addresses_of_records()}
    assert [(address, text) for address, page in pages.items() for text in told if text in page] == []
    about_cases = [*apps.get_app_config("audit").get_models(), Case, Case.history.model, Event]
    assert [model for model in about_cases if admin.site.is_registered(model)] == []


def test_nobody_opens_the_records_pages_without_signing_in(client):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/sign-in/")


def test_every_page_about_an_audit_stands_in_its_frame(world):
    names = [name for name, arguments in SITE.items() if "audit" in arguments]
    with taken_back():
        client = world.client("quality_lead")
        opened = {name: client.get(reverse(name, kwargs=world.arguments(name, SITE[name], own=1))) for name in names}
    pages = {name: page.content.decode() for name, page in opened.items() if "text/html" in page["Content-Type"]}
    assert "audit_tasks" in pages
    # an address that leads on has no page of its own
    bare = {name for name, text in pages.items() if 'class="audit-frame"' not in text}
    assert {name for name in bare if opened[name].status_code == 200} == set()
