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
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COMMENT = "Told Mr Smith <b> to ring 07700 900123."
DOWNLOADS = ("summary.xlsx", "summary.xlsx?as-it-is=1", "summary.json")
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


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["viewer", "norfolk", "stranger"])
def test_nobody_without_the_role_gets_a_reference_a_practitioner_or_a_comment(audit, sign_in, name, page):
    sign_off(audit=audit)
    text = read(sign_in(name), audit, page)
    assert not re.search("X000001|Orwell|Smith|07700|Ipswich", text)


@pytest.mark.slow
@pytest.mark.parametrize("page", ["", *DOWNLOADS[1:]])
@pytest.mark.parametrize("name", ["lead", "spo", "viewer"])
def test_a_reference_stands_beside_no_result_and_in_no_file(audit, sign_in, name, page):
    sign_off(audit=audit)
    assert "X000001" not in read(sign_in(name), audit, page)


@pytest.mark.parametrize("page", ["cases/1/", "questions/2.1.3/"])
def test_who_may_see_a_case_finds_its_reference_wherever_it_is_named(audit, sign_in, page):
    assert "X000001" in read(sign_in("lead"), audit, page)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "gets_it"), [("lead", True), ("spo", True), ("viewer", False)])
def test_who_is_asked_about_a_comment_of_a_case_reads_its_reference(audit, sign_in, name, gets_it):
    sign_off(audit=audit)
    assert ("X000001" in read(sign_in(name), audit, "summary.xlsx")) == gets_it


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
    response = sign_in("lead").get(f"/audits/{audit.pk}/summary.xlsx")
    assert response["Content-Type"].startswith("text/html")
    assertContains(response, f'href="/audits/{audit.pk}/cases/1/?question=2.1.3#2.1.3">X000001, case 1, 2.1.3</a>')
    assertContains(response, '<mark class="identifier">Mr Smith</mark> &lt;b&gt; to ring 07700 900123.”')
    assert "looks like a phone number" in text_of(response)


@pytest.mark.slow
def test_it_can_be_taken_as_it_is_and_nothing_in_it_is_changed(audit, sign_in):
    client = sign_in("lead")
    html = client.get(f"/audits/{audit.pk}/summary.xlsx").content.decode()
    (link,) = re.findall(r'href="([^"]*as-it-is[^"]*)"', html)
    response = client.get(link)
    assert response["Content-Type"] == XLSX
    assert "Told Mr Smith &lt;b&gt; to ring 07700 900123." in everything_in(response)


@pytest.mark.slow
def test_taking_it_in_spite_of_what_was_shown_is_in_the_trail(audit, sign_in):
    sign_in("lead").get(f"/audits/{audit.pk}/summary.xlsx?as-it-is=1")
    assert Event.objects.get(kind=Event.Kind.EXPORTED).details["profile"] == (
        "with every case's answers and comments, downloaded as it is although 1 text may identify someone"
    )


def test_where_there_was_nothing_to_show_the_trail_tells_of_none(audit, sign_in):
    add_rationale(audit, "Well planned.")
    sign_off(audit=audit)
    sign_in("viewer").get(f"/audits/{audit.pk}/summary.xlsx?as-it-is=1")
    profile = Event.objects.get(kind=Event.Kind.EXPORTED).details["profile"]
    assert profile == "figures and rationales, without cases"


def test_who_gets_no_comments_is_not_asked_about_them(audit, sign_in):
    sign_off(audit=audit)
    assert sign_in("viewer").get(f"/audits/{audit.pk}/summary.xlsx")["Content-Type"] == XLSX


def test_an_spo_is_asked_about_the_comments_of_the_own_team(audit, sign_in):
    sign_off(audit=audit)
    assertContains(sign_in("spo").get(f"/audits/{audit.pk}/summary.xlsx"), "1 text in this workbook may identify")


@pytest.mark.parametrize(("name", "link"), [("lead", "standards/1.1/judgement/"), ("viewer", "#standard-1.1")])
def test_a_rationale_is_in_everybodys_workbook_and_so_everybody_is_asked(audit, sign_in, name, link):
    add_rationale(audit, "As X123456 shows.")
    if name == "viewer":
        sign_off(audit=audit)
    response = sign_in(name).get(f"/audits/{audit.pk}/summary.xlsx")
    assertContains(response, f'href="/audits/{audit.pk}/{link}">Rationale of 1.1</a>')
    assertNotContains(response, "Penn")  # who decided is meant to be named


def test_the_description_of_the_audit_is_looked_at_too(sign_in):
    audit = an_audit(about="Led by Mrs Marsh.")
    response = sign_in("lead").get(f"/audits/{audit.pk}/summary.xlsx")
    assert "1 text in this workbook may identify someone." in text_of(response)


@pytest.mark.slow
def test_more_places_than_anybody_reads_are_counted(sign_in):
    audit = an_audit()
    codes = [question.code for question in audit.framework.key_questions]
    for _ in range(20):
        add_case(audit, dict.fromkeys(codes, NO), comments=dict.fromkeys(codes, "Mr Smith"))
    text = text_of(sign_in("lead").get(f"/audits/{audit.pk}/summary.xlsx"))
    assert f"{20 * len(codes)} texts in this workbook" in text
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
