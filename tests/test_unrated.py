"""An audit by an unrated framework speaks no word of ratings: on no page, in no file, in no e-mail."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse
from django.utils.html import strip_tags

from audit.access import tell_access
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.leaving.reads import contents_of
from audit.exports.making.kinds import KINDS
from audit.exports.text import text_of
from audit.frameworks import file_frameworks, inspection_framework
from audit.models import Notice
from audit.notices.emails import email_of
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import add_cases, an_audit, fetched
from tests.audit.method.frameworks import edited
from tests.browser.every_page import pages_of
from tests.world import World, taken_back

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

OF_RATINGS = re.compile(
    r"(?i:\b(?:un)?rat(?:ings?|ed|es)\b|\bband(?:s|ed)?\b|\bscor(?:es?|ed|ing)\b|\bdiscretion\b|\blowest.(?:score|key)"
    r"|\blimit(?:s it|ing)\b|_ratings?\b|_scores?\b)|\b(?:Inadequate|Outstanding|Requires improvement|Good)\b"
)
# what is not about the audit: all instruments there are, a published inspection, and audits of another framework
OF_OTHERS = ("framework_list", "framework_page", "framework_changes", "publish_framework", "region_results (nation)")
WRITTEN = {"narrative": "Work is sound.", "strengths": "Visits are kept.", "improvements": "Plans are late."}


def unrated_text():
    """The shipped framework's questions without ratings; a risk that is rated in one of them has a level."""
    names = ('code = "pdu-2023"', 'code = "narrative"'), ("rated = true", "rated = false")
    head, standards = edited(*names, ("A rating without", "A level without")).split("[conditions.licence]")
    head = re.sub(r"notes = \[.*?\n\]", "", head.split("[discretion]")[0], flags=re.DOTALL)
    return f"{head}\n[conditions.licence]{standards}"


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker, tmp_path_factory):
    """{page or file: its text} of everything about an unrated audit."""
    folder = tmp_path_factory.mktemp("frameworks")
    (folder / "narrative.toml").write_text(unrated_text(), encoding="utf-8")
    with (
        override_settings(FRAMEWORK_DIRS=[*settings.FRAMEWORK_DIRS, folder]),
        django_db_blocker.unblock(),
        taken_back(),
    ):
        return dict(walk(World("narrative")))


def walk(world):
    audit, lead = world.places[True]["audit"], world.people[Role.QUALITY_LEAD]
    add_cases(audit, 12, {"2.1.3": 5})
    for standard in ("1.1", "2.1"):
        audit.standard_texts.create(standard=standard, **WRITTEN, written_at=audit.created_at)
    for page in pages_of(world):
        yield page.name, strip_tags(page.response.content.decode().split("<body")[1])
    yield "e-mail", email_of(lead, Notice.objects.all()).body
    sign_off(audit=audit)
    for page in ("home", "audit_list"):
        yield f"{page} (signed off)", strip_tags(world.client(Role.VIEWER).get(reverse(page)).content.decode())
    for page in ("audit_result", "audit_report", "audit_standards", "audit_trail"):
        response = world.client(Role.QUALITY_LEAD).get(reverse(page, args=[audit.pk]))
        yield f"{page} (signed off)", strip_tags(response.content.decode().split("<body")[1])
    yield from files_of(fetched(audit), lead)


def files_of(audit, lead):
    tell_access(audit, lead)
    yield "rate", text_of(report_on_audit(audit))
    for code, kind in KINDS.items():
        for profile in Profile:
            leaving = Leaving(profile, dict.fromkeys(Tick, "A test."), by=lead)
            stream = BytesIO()
            kind.write([contents_of(audit, leaving)], stream)
            yield f"{code} ({profile})", text_in(stream.getvalue())


def text_in(data):
    """The text of a file; of a zip or an office file, of all its parts."""
    if not data.startswith(b"PK"):
        return data.decode()
    with ZipFile(BytesIO(data)) as parts:
        told = [name for name in parts.namelist() if name.endswith((".xml", ".csv"))]
        return "\n".join(f"{name} {re.sub('<[^>]*>', ' ', parts.read(name).decode())}" for name in told)


def words_in(text):
    """Each word of ratings with what stands around it."""
    found = OF_RATINGS.finditer(text)
    return {" ".join(text[max(0, each.start() - 70) : each.end() + 50].split()) for each in found}


def test_no_page_file_or_e_mail_of_an_unrated_audit_speaks_of_ratings(walked):
    about = {name: text for name, text in walked.items() if not name.startswith(OF_OTHERS)}
    assert len(about) > 120
    assert {name: words for name, text in about.items() if (words := words_in(text))} == {}


def test_the_same_walk_finds_those_words_in_every_kind_of_file_of_a_rated_audit(db):
    audit = an_audit()
    add_cases(audit, 12, {"2.1.3": 5})
    sign_off(audit=audit)
    lead = a_reviewer(audit.unit, "lead", Role.QUALITY_LEAD)
    assert [name for name, text in files_of(fetched(audit), lead) if not words_in(text)] == []


UNRATED = [each.code for each in file_frameworks() if not each.rated and not each.for_oversight]


@pytest.mark.parametrize("code", UNRATED)
def test_a_shipped_unrated_instrument_does_not_bring_those_words_with_it(code):
    used = inspection_framework(code)
    told = [used.title, *used.notes, *(standard.title for standard in used.standards)]
    told += [text for asked in used.questions.values() for text in (asked.text, asked.look_for)]
    assert words_in("\n".join(told)) == set()
