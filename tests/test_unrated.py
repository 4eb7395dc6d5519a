"""An audit by an unrated framework speaks no word of ratings: on no page, in no file, in no e-mail."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import override_settings
from django.utils.html import strip_tags

from audit.access import tell_access
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.leaving.reads import contents_of
from audit.exports.making.kinds import KINDS
from audit.exports.text import text_of
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off
from cases.permissions import Role
from tests.audit.an_audit import YES, add_cases, fetched
from tests.audit.method.frameworks import edited
from tests.browser.every_page import pages_of
from tests.world import World, taken_back

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

OF_RATINGS = re.compile(
    r"(?i:\b(?:un)?rat(?:ings?|ed|es?)\b|\bband(?:s|ed)?\b|\bscor(?:es?|ed|ing)\b|\bdiscretion\b|\blowest.(?:score|key)"
    r"|\blimit(?:s it|ing)\b|_ratings?\b|_scores?\b)|\b(?:Inadequate|Outstanding|Requires improvement|Good)\b"
)


def unrated_text():
    """The shipped framework with the same questions, and without bands, discretion and notes."""
    head, standards = edited(('code = "pdu-2023"', 'code = "narrative"'), ("rated = true", "rated = false")).split(
        "[conditions.licence]"
    )
    head = re.sub(r"notes = \[.*?\n\]", "", head.split("[discretion]")[0], flags=re.DOTALL)
    return f"{head}\n[conditions.licence]{standards}"


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker, tmp_path_factory):
    """{page or file: its text} of everything about an unrated audit."""
    folder = tmp_path_factory.mktemp("frameworks")
    (folder / "narrative.toml").write_text(unrated_text(), encoding="utf-8")
    from django.conf import settings

    dirs = [*settings.FRAMEWORK_DIRS, folder]
    with override_settings(FRAMEWORK_DIRS=dirs), django_db_blocker.unblock(), taken_back():
        world = World("narrative")
        audit = world.places[True]["audit"]
        add_cases(audit, 12, {"2.1.3": 5})
        found = {page.name: strip_tags(page.response.content.decode().split("<body")[1]) for page in pages_of(world)}
        sign_off(audit=audit)
        lead, signed = world.people[Role.QUALITY_LEAD], fetched(audit)
        tell_access(signed, lead)
        for code, kind in KINDS.items():
            for profile in Profile:
                purposes = {tick: "A test." for tick in Tick}
                found[f"{code} ({profile})"] = text_in(kind, contents_of(signed, Leaving(profile, purposes, by=lead)))
        found["rate"] = text_of(report_on_audit(signed))
        return found


def text_in(kind, contents):
    stream = BytesIO()
    kind.write([contents], stream)
    data = stream.getvalue()
    if data[:2] != b"PK":
        return data.decode()
    with ZipFile(BytesIO(data)) as parts:
        return "\n".join(
            f"{name}: {re.sub('<[^>]*>', ' ', parts.read(name).decode())}"
            for name in parts.namelist()
            if name.endswith(("xml", "csv", "md", "txt", "json"))
        )


def test_x(walked):
    found = {}
    for name, text in walked.items():
        for m in OF_RATINGS.finditer(text):
            s = " ".join(text[max(0, m.start() - 70) : m.end() + 50].split())
            found.setdefault(s, []).append(name)
    for s, names in found.items():
        print("##", len(names), names[:3], "|", s)
    print(len(walked))
    assert 0
