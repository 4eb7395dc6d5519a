"""Who sees what identifies a person, and what is asked before it leaves the site in a file."""

import io
import json
import re
import zipfile

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from audit.models import StandardJudgement
from audit.results.sign_off.actions.sign_off import sign_off
from cases.identifiers.in_text import find_identifiers
from cases.models import Event, Practitioner, Team
from tests.audit.an_audit import NO, YES, a_unit, add_case, add_cases, an_audit
from tests.audit.evidence.written import write_text
from tests.audit.exports.downloading import asked_for, download, widest_profile
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COMMENT = "Told Mr Smith <b> to ring 07700 900123."
DOWNLOADS = ("summary.xlsx", "summary.json")
PAGES = ("", "questions/2.1.3/", "questions/2.1.3a/", "cases/1/", "standards/1.1/judgement/", *DOWNLOADS)


@pytest.fixture
def audit():
    """Ten cases: one of Tom Orwell's, in Ipswich, whose comment names somebody, and enough others for a case sheet."""
    team = Team.objects.create(unit=a_unit(), name="Ipswich")
    a_unit("Norfolk PDU")
    audit = an_audit()
    tom = Practitioner.objects.create(name="Tom Orwell", team=team)
    add_case(audit, {"2.1.3": NO, "2.1.3a": YES}, comments={"2.1.3": COMMENT}, team=team, practitioner=tom)
    add_cases(audit, 9, {})
    return audit


def add_rationale(audit, rationale):
    said = {"rating": "Good", "rationale": rationale, "decided_by": "Dr Penn, panel", "decided_at": audit.created_at}
    StandardJudgement.objects.create(audit=audit, standard="1.1", **said)


def everything_in(response):
    """All text that the response hands over, also from within a workbook."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response["Content-Type"] != XLSX:
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return " ".join(book.read(part).decode() for part in book.namelist())


def read(client, audit, page):
    return everything_in(client.get(f"/audits/{audit.pk}/{page}"))


def ask(client, audit, profile="inside", ticks=("free_text",), **more):
    """The answer to the form of the downloads page, without a word on texts that may identify someone."""
    return client.post(f"/audits/{audit.pk}/downloads/", asked_for("summary", profile, ticks) | more)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["viewer", "norfolk", "stranger"])
def test_nobody_without_the_role_gets_a_reference_a_practitioner_or_a_comment(audit, sign_in, name, page):
    sign_off(audit=audit)
    text = read(sign_in(name), audit, page)
    assert not re.search("X000001|Orwell|Smith|07700|Ipswich", text)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["lead", "spo", "viewer"])
def test_a_reference_stands_beside_no_result_and_in_no_file(audit, sign_in, name):
    sign_off(audit=audit)
    client = sign_in(name)
    assert "X000001" not in read(client, audit, "")
    for what in ("summary", "json"):
        assert "X000001" not in everything_in(download(client, audit, what, widest_profile(client, audit)))


@pytest.mark.parametrize("page", ["cases/1/", "questions/2.1.3/"])
def test_who_may_see_a_case_finds_its_reference_wherever_it_is_named(audit, sign_in, page):
    assert "X000001" in read(sign_in("lead"), audit, page)


@pytest.mark.slow
def test_who_is_asked_about_a_comment_of_a_case_reads_its_reference(audit, sign_in):
    assert "X000001" in ask(sign_in("lead"), audit).content.decode()


@pytest.mark.slow
def test_a_viewer_finds_neither_references_nor_comments_anywhere_in_the_demonstration(signed_off_audit, sign_in):
    client = sign_in("viewer")
    pages = [f"questions/{code}/" for code in list(signed_off_audit.framework.questions)[::6]]
    text = " ".join(read(client, signed_off_audit, page) for page in ("", *pages, *DOWNLOADS))
    sampled = signed_off_audit.sampled_cases.select_related("case__practitioner").prefetch_related("reviews__answers")
    hidden = {each.case.reference for each in sampled} | {each.case.practitioner.name for each in sampled}
    hidden |= {answer.comment for each in sampled for answer in each.reviews.get().answers.all() if answer.comment}
    assert len(hidden) > 80
    assert [each for each in hidden if each in text] == []


def test_before_a_workbook_with_a_name_in_it_is_handed_out_the_place_is_shown(audit, sign_in):
    response = ask(sign_in("lead"), audit)
    assert response["Content-Type"].startswith("text/html")
    assertContains(response, f'href="/audits/{audit.pk}/cases/1/?question=2.1.3#2.1.3">X000001, case 1, 2.1.3</a>')
    assertContains(response, '<mark class="identifier">Mr Smith</mark> &lt;b&gt; to ring 07700 900123.”')
    assert "looks like a phone number" in text_of(response)


@pytest.mark.slow
def test_as_it_is_sends_the_form_again_and_nothing_in_the_file_is_changed(audit, sign_in):
    client = sign_in("lead")
    html = ask(client, audit).content.decode()
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html.partition("<main")[2]))
    response = client.post(f"/audits/{audit.pk}/downloads/", again)
    assert response["Content-Type"] == XLSX
    assert "Told Mr Smith &lt;b&gt; to ring 07700 900123." in everything_in(response)


@pytest.mark.slow
def test_taking_it_in_spite_of_what_was_shown_is_in_the_trail(audit, sign_in):
    download(sign_in("lead"), audit, ticks=("free_text",))
    details = Event.objects.get(kind=Event.Kind.EXPORTED).details
    assert details["profile"] == (
        "for the quality team, with every case's answers, with comments and rationales for “For the moderation "
        "meeting”, downloaded as it is although 1 text may identify someone"
    )
    assert (details["purposes"], details["rows"]) == ({"comments and rationales": "For the moderation meeting"}, 10)


@pytest.mark.parametrize(("profile", "ticks"), [("outside", ()), ("inside", ()), ("inside", ("reviewers",))])
def test_texts_that_do_not_leave_are_not_asked_about(audit, sign_in, profile, ticks):
    add_rationale(audit, "As X123456 shows.")
    response = ask(sign_in("lead"), audit, profile, ticks)
    assert response["Content-Type"] == XLSX
    assert not re.search("X123456|Smith", everything_in(response))
    assert "may identify" not in Event.objects.get(kind=Event.Kind.EXPORTED).details["profile"]


def test_a_rationale_is_asked_about_where_it_leaves(audit, sign_in):
    add_rationale(audit, "As X123456 shows.")
    response = ask(sign_in("lead"), audit)
    assertContains(response, f'href="/audits/{audit.pk}/standards/1.1/judgement/">Rationale of 1.1</a>')
    assertNotContains(response, "Penn")  # who decided is meant to be named


@pytest.mark.slow
def test_what_is_written_about_a_standard_is_asked_about_before_a_report_leaves(audit, sign_in):
    write_text(audit, "1.1", strengths="Clear plans\nAs X123456 shows.")
    sign_off(audit=audit)
    response = sign_in("lead").post(f"/audits/{audit.pk}/downloads/", asked_for("report", "outside", ()))
    assertContains(response, f'href="/audits/{audit.pk}/standards/1.1/#text">Text on 1.1</a>')
    assert "As X123456 shows." in text_of(response)


@pytest.mark.parametrize("page", DOWNLOADS)
def test_the_description_of_the_audit_is_looked_at_in_every_profile(sign_in, page):
    audit = an_audit(about="Led by Mrs Marsh.")
    response = sign_in("lead").get(f"/audits/{audit.pk}/{page}")
    assert "1 text in this file may identify someone." in text_of(response)
    again = download(sign_in("lead"), audit, "json" if "json" in page else "summary", "outside")
    assert again["Content-Disposition"].startswith("attachment")


@pytest.mark.slow
def test_more_places_than_anybody_reads_are_counted(sign_in):
    audit = an_audit()
    codes = [question.code for question in audit.framework.key_questions]
    for _ in range(20):
        add_case(audit, dict.fromkeys(codes, NO), comments=dict.fromkeys(codes, "Mr Smith"))
    text = text_of(ask(sign_in("lead"), audit))
    assert f"{20 * len(codes)} texts in this file" in text
    assert "The first 200 are shown." in text


def test_the_json_holds_nothing_that_somebody_wrote(audit, sign_in):
    add_rationale(audit, "As X123456 shows.")
    text = read(sign_in("lead"), audit, "summary.json")
    assert json.loads(text)["cases"] == 10
    assert find_identifiers(text) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["lead", "viewer"])
def test_the_demonstration_downloads_at_once(signed_off_audit, sign_in, name):
    assert sign_in(name).get(f"/audits/{signed_off_audit.pk}/summary.xlsx")["Content-Type"] == XLSX
