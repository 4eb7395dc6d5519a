"""Every form of the site filled with what nobody should send.

Never a fault of the site, never a row of another unit, never half of something saved, never markup that comes back as
markup. Forms are found on the pages themselves, so a new one is tried as soon as docs/access.md lists its address.
"""

from html.parser import HTMLParser
from itertools import cycle, islice

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.urls import resolve, reverse

from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Membership
from cases.permissions import Role
from tests.test_doors import SITE, TABLE
from tests.world import ROLES, taken_back

pytestmark = pytest.mark.slow

MARKUP = "<script>alert(1)</script>"
HOSTILE = [
    "",
    " ",
    "\t\n",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\x00",
    "a\x00b",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "😀",
    "\u202eevil",
    "\u2066x\u2069",
    "a" * 151,
    "a" * 10_001,
    "é" * 5_000,
    "ﷺ" * 300,
    "Z\u0351\u036b\u0343" * 100,
    MARKUP,
    f'"{MARKUP}',
    f"'{MARKUP}",
    "<img src=x onerror=alert(1)>",
    "</textarea><h1>x",
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "{{ 7|add:7 }}",
    "{% debug %}",
    "${7*7}",
    "%(x)s",
    "%s%n",
    "{0}",
    "{x.__class__}",
    "javascript:alert(1)",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=HYPERLINK(0)",
    "'; DROP TABLE cases_case; --",
    "' OR '1'='1",
    "1) OR (1=1",
    "\\",
    "0",
    "-0",
    "-1",
    "1e999",
    "NaN",
    "Infinity",
    "9" * 30,
    "1.5",
    "٣",
    "²",
    "0x10",
    "None",
    "null",
    "true",
    "[]",
    "{}",
    "../../etc/passwd",
    "/dev/null",
    "C:\\con",
    "a\r\nSet-Cookie: x=1",
    "http://127.0.0.1/",
    "//elsewhere.example/",
    "31/02/2026",
    "0000-00-00",
    "10000-01-01",
    "2026-13-01",
    "1900-01-01",
    "99:99",
    "29/02/2027",
    "tomorrow",
    "national",
    "unit:",
    "unit:0",
    "region:abc",
    "team:-1",
    "unit:99999999999999999999",
    ":",
    "unit:1:2",
    "Outstanding ",
]
# All of the above are sent with one in each field, so that a form with many fields tries many in one request.
# Of these each field gets the markup and one more by itself: what is let in is stored and shown.
ALONE = ["", "a\x00b", "a" * 10_001, "9" * 30, "unit:99999999999999999999"]
SHOWN_ONCE = ("link", "token")  # what an answer shows once, since something was stored
AT_ONCE = 24  # values that each form tries at least, while the next form goes on with the next ones
FIELDS = 5  # of a form with many alike, so many are tried by themselves
# Each question of a review is saved by itself: one that is refused keeps no other from being stored.
SAVED_SINGLY = {
    "review_section": {"Answer"},
    "read_case": {"ReadingAnswer"},
    "look": {"Answer", "Finding", "Look", "Review"},
}
ANSWERS = {200, 302, 400, 403, 404, 405, 409, 429}


class Fields(HTMLParser):
    """{name: value} of the fields in a page's forms that send something, and the addresses these forms go to."""

    def __init__(self, html):
        super().__init__()
        self.values, self.action, self.posts, self.select, self.textarea = {}, None, False, None, None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        name = facts.get("name")
        if tag == "form":
            self.posts = facts.get("method", "").lower() == "post" and facts.get("class") != "site-account"
        elif self.posts and tag == "select":
            self.select = name
            self.values.setdefault(name, "")
        elif self.posts and tag == "option" and self.select:
            if "selected" in facts or not self.values[self.select]:
                self.values[self.select] = facts.get("value", "")
        elif self.posts and name and name not in ("csrfmiddlewaretoken", "person") and tag in ("input", "textarea"):
            self._add(name, facts)

    def handle_endtag(self, tag):
        if tag in ("form", "select"):
            self.select, self.posts = None, self.posts and tag != "form"

    def _add(self, name, facts):
        usual = {"email": "a@example.org", "password": "kettle-orbit-lantern"}.get(facts.get("type"), "Some text")
        if facts.get("type") != "file":
            self.values[name] = self.values.get(name) or facts.get("value") or usual


@pytest.fixture(autouse=True)
def administrator_of_a_region(world):
    """So that units can be added there."""
    held = Membership.objects.filter(user=world.people[Role.ADMINISTRATOR])
    held.update(region=world.places[True]["region"], unit=None)


def stored():
    """What is in the database apart from histories, events and sessions, as {(record, its values)}."""
    rows = set()
    for model in (model for wing in ("cases", "audit") for model in apps.get_app_config(wing).get_models()):
        if not model.__name__.startswith(("Historical", "Event")):
            rows |= {(model.__name__, str(row)) for row in model.objects.values()}
    return rows


def whole(rows, address):
    """Those of which either all or nothing is stored."""
    singly = SAVED_SINGLY.get(resolve(address).url_name, set())
    return {row for row in rows if row[0] not in singly}


def theirs(rows):
    """Those of the other unit, whose every record has it in its name."""
    return {row for row in rows if "Norfolk" in row[1]}


def opener(name):
    """The first role that opens the address on an own object; None where no role does."""
    return next((role for role in ("nobody", *ROLES) if TABLE[name][role][0] == "200"), None)


OPENED = [name for name in SITE if opener(name) and not name.endswith(("workbook", "json"))]


ADDRESSES = list(SITE)


def _form_at(client, address):
    response = client.get(address)
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    return Fields(response.content.decode()).values if is_page else {}


def test_there_are_hundreds_of_values():
    assert len(set(HOSTILE)) > 70


def test_no_form_breaks_that_a_signed_off_audit_offers(world):
    sign_off(audit=world.places[True]["audit"])
    _try_everything(world, "take_back_sign_off", Role.QUALITY_LEAD)


@pytest.mark.parametrize("name", OPENED)
def test_no_form_breaks_shows_or_changes_what_it_may_not(world, name):
    _try_everything(world, name, opener(name))


def _try_everything(world, name, role):
    client, address = world.client(role), reverse(name, kwargs=world.arguments(name, SITE[name], own=True))
    usual, before = _form_at(client, address), stored()
    values = islice(cycle(HOSTILE), ADDRESSES.index(name) * AT_ONCE % len(HOSTILE), None)
    for _ in range(-(-AT_ONCE // len(usual)) if usual else 0):
        _try(client, address, dict(zip(usual, values, strict=False)), before)
    for position, field in enumerate([*usual][:FIELDS] if len(usual) > 1 else ()):
        for value in (MARKUP, ALONE[(ADDRESSES.index(name) + position) % len(ALONE)]):
            _try(client, address, usual | {field: value}, before)


def _try(client, address, sent, before):
    """Send it, look at what came of it, and take it back."""
    cache.clear()  # else the limit on wrong passwords would answer
    written = []
    with taken_back():
        with connection.execute_wrapper(_note_writes_in(written)):
            response = client.post(address, sent)
        told = f"{address} { ({name: value[:40] for name, value in sent.items()}) }"
        assert response.status_code in ANSWERS, told
        if not written:
            pass  # nothing can have changed: looking would take most of the time of these tests
        elif response.status_code == 302 or any(f'id="{once}"'.encode() in response.content for once in SHOWN_ONCE):
            assert theirs(stored()) == theirs(before), told
        else:
            assert whole(stored(), address) == whole(before, address), told
        if response.status_code == 302 and MARKUP in str(sent):
            response = client.get(address)
        shown = response.content.decode(errors="replace")
        assert MARKUP not in shown, told
        assert "Norfolk" not in shown, told


def _note_writes_in(written):
    """For connection.execute_wrapper: adds every statement that may change a record of ours."""

    def execute(run, sql, params, many, context):
        if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")) and "django_session" not in sql:
            written.append(sql)
        return run(sql, params, many, context)

    return execute


@pytest.mark.on_postgresql
@pytest.mark.parametrize("name", [name for name in OPENED if SITE[name] & {"code"}])
def test_no_text_in_an_address_breaks_a_page(world, name):
    client, arguments = world.client(opener(name)), world.arguments(name, SITE[name], own=True)
    mine = HOSTILE[ADDRESSES.index(name) % 3 :: 3]  # each value is tried at a third of these addresses
    for value in filter(str.strip, (value.replace("/", "") for value in mine)):
        assert client.get(reverse(name, kwargs=arguments | {"code": value})).status_code == 404, value


# what pages read from their address
SENT = ("q", "role", "state", "place", "unit", "team", "left", "sort", "page", "per_page", "question", "next")


@pytest.mark.on_postgresql
@pytest.mark.parametrize("name", ["audit_list", "people_list", "unit", "case_answers", "audit_trail", "case_trail"])
def test_no_text_after_the_question_mark_breaks_a_page(world, name):
    client = world.client(opener(name))
    address = reverse(name, kwargs=world.arguments(name, SITE[name], own=True))
    for value in (MARKUP, *ALONE):
        response = client.get(address, dict.fromkeys(SENT, value))
        assert response.status_code in (200, 404), value[:40]
        assert MARKUP.encode() not in response.content


def test_no_other_units_number_is_taken(world):
    """Ids of another unit in every field that takes an id."""
    other = world.places[False]
    client, before = world.client(Role.ADMINISTRATOR), stored()
    for name, field, value in (
        ("add_practitioner", "team", other["team"].pk),
        ("add_practitioner", "spo", other["practitioner"].pk),
        ("change_practitioner", "team", other["team"].pk),
        ("invite_person", "place", f"unit:{other['unit'].pk}"),
        ("invite_person", "place", "nation"),
        ("give_role", "place", f"team:{other['team'].pk}"),
        ("change_role", "place", f"unit:{other['unit'].pk}"),
    ):
        address = reverse(name, kwargs=world.arguments(name, SITE[name], own=True))
        response = client.post(address, _form_at(client, address) | {field: value})
        assert response.status_code == 200, (name, field)
        assert stored() == before, (name, field)
