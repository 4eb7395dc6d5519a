"""Who gets which page: every kind of person at every address of an audit."""

import re
import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import SampledCase, StandardJudgement
from cases.models import Case, Membership, Practitioner, Team, User
from tests.audit.an_audit import YES, add_case, an_audit
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PEOPLE = ("lead", "spo", "viewer", "norfolk", "reviewer", "practitioner", "stranger")
# page: status for the quality lead, the SPO of Ipswich, a viewer of the region, Norfolk's quality lead, a reviewer
# of the region to whom the first case of Ipswich is allocated, a practitioner of Ipswich, a stranger
RUNNING = {
    "": (200, 200, 200, 404, 403, 404, 404),
    "summary.xlsx": (200, 403, 403, 404, 403, 404, 404),
    "summary.json": (200, 403, 403, 404, 403, 404, 404),
    "questions/2.1.3/": (200, 403, 403, 404, 403, 404, 404),
    "questions/management-oversight/": (200, 403, 403, 404, 403, 404, 404),
    "cases/IPSWICH/": (200, 403, 403, 404, 200, 404, 404),
    "cases/LOWESTOFT/": (200, 403, 403, 404, 404, 404, 404),
    "cases/57/": (404, 403, 403, 404, 404, 404, 404),
    "standards/1.1/judgement/": (200, 403, 403, 404, 403, 404, 404),
    "standards/2.1/judgement/": (200, 403, 403, 404, 403, 404, 404),
    "standards/9.9/judgement/": (404, 403, 403, 404, 403, 404, 404),
}
SIGNED_OFF = {
    **dict.fromkeys(("", "summary.xlsx", "summary.json"), (200, 200, 200, 404, 403, 404, 404)),
    "questions/2.1.3/": (200, 200, 200, 404, 403, 404, 404),
    "questions/management-oversight/": (200, 200, 200, 404, 403, 404, 404),
    "cases/IPSWICH/": (200, 200, 403, 404, 200, 404, 404),
    "cases/LOWESTOFT/": (200, 404, 403, 404, 404, 404, 404),
    "cases/57/": (404, 404, 403, 404, 404, 404, 404),
}


@pytest.fixture
def allocated(suffolk_audit, sign_in):
    """The first case of Ipswich, whose review is the reviewer's."""
    sign_in("reviewer")
    sampled = suffolk_audit.sampled_cases.filter(case__team__name="Ipswich").first()
    sampled.reviews.update(reviewer=User.objects.get(username="reviewer"))
    return sampled


def address(audit, page):
    """The page's address, with the number of a case of the team that stands in capitals."""
    team = re.search("[A-Z]+", page)
    sampled = audit.sampled_cases.filter(case__team__name__iexact=team[0]).first() if team else None
    return f"/audits/{audit.pk}/{page.replace(team[0], str(sampled.number)) if team else page}"


@pytest.mark.parametrize("page", RUNNING)
def test_a_page_opens_for_those_who_may_see_it_and_is_not_there_for_others(suffolk_audit, allocated, sign_in, page):
    found = {name: sign_in(name).get(address(suffolk_audit, page)).status_code for name in PEOPLE}
    assert found == dict(zip(PEOPLE, RUNNING[page], strict=True))


@pytest.mark.parametrize("page", SIGNED_OFF)
def test_a_result_opens_with_the_sign_off(signed_off_audit, allocated, sign_in, page):
    found = {name: sign_in(name).get(address(signed_off_audit, page)).status_code for name in PEOPLE}
    assert found == dict(zip(PEOPLE, SIGNED_OFF[page], strict=True))


@pytest.mark.parametrize("page", RUNNING)
def test_somebody_who_is_not_signed_in_is_sent_to_do_so_first_whatever_there_is(client, page):
    for number in (an_audit().pk, 999_999):
        path = f"/audits/{number}/{re.sub('[A-Z]+', '1', page)}"
        assertRedirects(client.get(path), f"/sign-in/?next={path}", fetch_redirect_response=False)
        assertRedirects(client.post(path), f"/sign-in/?next={path}", fetch_redirect_response=False)


@pytest.mark.parametrize(
    ("name", "sees"),
    [("lead", True), ("spo", True), ("viewer", True), ("norfolk", False), ("practitioner", False), ("stranger", False)],
)
def test_the_list_holds_the_audits_of_the_places_where_one_holds_a_role(suffolk_audit, sign_in, name, sees):
    text = text_of(sign_in(name).get("/audits/"))
    assert (suffolk_audit.title in text) is sees
    assert ("There are no audits that you can see" in text) is not sees


def test_a_reviewer_finds_the_allocated_cases_in_the_list_and_nothing_that_would_not_open(allocated, sign_in):
    client = sign_in("reviewer")
    page = client.get("/reviews/")
    assert f"{allocated.with_crn} of {allocated.audit}" in text_of(page)
    assert re.search(r" Submitted — — .* 16 February 2024", text_of(page))
    case = client.get(f"/audits/{allocated.audit_id}/cases/{allocated.number}/?question=2.1.3")
    for shown in (page, case):
        main = re.search(r"<body.*</body>", shown.content.decode(), re.DOTALL)[0]
        links = [link for link in re.findall(r'href="(/[^"#]*)"', main) if not link.startswith("/static/")]
        assert {client.get(link, follow=True).status_code for link in links} == {200}


def test_a_review_that_is_not_submitted_is_listed_with_how_far_it_is(allocated, sign_in):
    allocated.reviews.update(submitted_at=None)
    assert f"{allocated.with_crn} of {allocated.audit} Started 86 of 86" in text_of(
        sign_in("reviewer").get("/reviews/")
    )


def test_a_case_allocated_to_somebody_who_is_no_reviewer_any_more_is_closed(allocated, sign_in):
    client = sign_in("reviewer")
    Membership.objects.update(ended_at=timezone.now())
    assert client.get(f"/audits/{allocated.audit_id}/cases/{allocated.number}/").status_code == 404
    assert "You have no cases to review" in text_of(client.get("/reviews/"))


def test_nobody_else_is_shown_a_list_of_allocated_cases(allocated, sign_in):
    assert "You have no cases to review" in text_of(sign_in("lead").get("/reviews/"))


def test_an_audit_that_does_not_exist_looks_like_one_that_may_not_be_seen(suffolk_audit, sign_in):
    client = sign_in("norfolk")
    hidden, missing = client.get(f"/audits/{suffolk_audit.pk}/"), client.get(f"/audits/{suffolk_audit.pk + 1}/")
    assert (hidden.status_code, text_of(hidden)) == (missing.status_code, text_of(missing))


def test_a_role_that_ends_closes_the_pages_at_once(suffolk_audit, sign_in):
    client, page = sign_in("lead"), f"/audits/{suffolk_audit.pk}/"
    assert client.get(page).status_code == 200
    Membership.objects.update(ended_at=timezone.now())
    assert client.get(page).status_code == 404


def test_a_viewer_finds_no_link_that_would_not_open(signed_off_audit, sign_in):
    client = sign_in("viewer")
    links = set()
    for page in ("", "questions/"):
        html = client.get(f"/audits/{signed_off_audit.pk}/{page}").content.decode()
        main = re.search(r"<main.*?</main>", html, re.DOTALL)[0]
        links |= {link.partition("#")[0] for link in re.findall(r'href="([^"]+)"', main) if link.startswith("/")}
    assert len(links) > len(signed_off_audit.framework.questions)
    assert {client.get(link).status_code for link in sorted(links)[::5]} == {200}


def test_a_viewer_sees_the_figures_of_a_question_and_how_many_cases_they_are_of(signed_off_audit, sign_in):
    response = sign_in("viewer").get(f"/audits/{signed_off_audit.pk}/questions/2.1.3/")
    assert "25 of 56" in text_of(response)
    assert "56 cases count but are not listed" in text_of(response)
    assertNotContains(response, "/cases/")
    assertNotContains(response, "Contingency")


@pytest.mark.parametrize(("name", "link"), [("lead", True), ("spo", False), ("viewer", False)])
def test_only_who_may_judge_is_offered_to(suffolk_audit, sign_in, name, link):
    html = sign_in(name).get(f"/audits/{suffolk_audit.pk}/").content.decode()
    assert ("/judgement/" in html) is link


def test_an_spo_sees_the_cases_of_the_own_team_and_how_many_others_count(signed_off_audit, sign_in):
    response = sign_in("spo").get(f"/audits/{signed_off_audit.pk}/questions/2.1.3/?per_page=100")
    numbers = {int(number) for number in re.findall(r"/cases/(\d+)/", response.content.decode())}
    own = SampledCase.objects.filter(case__team__name="Ipswich")
    assert numbers == set(own.values_list("number", flat=True))
    text = text_of(response)
    assert f"{56 - len(numbers)} further cases count but are not listed" in text
    assert "25 of 56" in text
    assert "Lowestoft" not in text


def test_one_case_that_is_not_listed_is_told_in_the_singular(sign_in):
    audit = an_audit()
    add_case(audit, {"2.1.1": YES})
    Case.objects.update(restricted_digest="a digest")
    text = text_of(sign_in("lead").get(f"/audits/{audit.pk}/questions/2.1.1/"))
    assert "1 case counts but is not listed" in text


def test_nobody_is_told_of_hidden_cases_where_there_are_none(signed_off_audit, sign_in):
    assertNotContains(sign_in("lead").get(f"/audits/{signed_off_audit.pk}/questions/2.1.3/"), "not listed")


def test_an_spo_without_a_case_in_the_audit_sees_figures_only(signed_off_audit, sign_in):
    Practitioner.objects.update(team=Team.objects.get(name="Lowestoft"))
    response = sign_in("spo").get(f"/audits/{signed_off_audit.pk}/questions/2.1.3/")
    assert "56 cases count but are not listed" in text_of(response)
    assertNotContains(response, "/cases/")


def test_the_workbook_of_those_who_may_see_no_case_holds_none(signed_off_audit, sign_in):
    response = sign_in("viewer").get(f"/audits/{signed_off_audit.pk}/summary.xlsx")
    with zipfile.ZipFile(BytesIO(response.content)) as book:
        everything = b" ".join(book.read(part) for part in book.namelist()).decode()
    assert {"Cases", "Comments"}.isdisjoint(re.findall(r'sheet name="([^"]+)"', everything))
    assert "contingency plan just says" not in everything
    assert not re.search(r"DEMO-\d|Case \d", everything)


def test_a_case_of_one_audit_does_not_open_under_another(suffolk_audit, sign_in):
    empty = an_audit(unit=suffolk_audit.unit)
    assert sign_in("lead").get(f"/audits/{empty.pk}/cases/1/").status_code == 404
    add_case(empty, {"2.1.1": YES})
    assertContains(sign_in("lead").get(f"/audits/{empty.pk}/cases/1/"), "X000001")


def test_a_form_without_its_token_is_refused_and_nothing_is_recorded(suffolk_audit, sign_in):
    client = Client(enforce_csrf_checks=True)
    client.cookies = sign_in("lead").cookies
    before = StandardJudgement.objects.get(standard="1.1")
    sent = {"rating": "Outstanding", "rationale": "Forged.", "decided_by": "Nobody"}
    response = client.post(f"/audits/{suffolk_audit.pk}/standards/1.1/judgement/", sent)
    assertContains(response, "Your form was not sent", status_code=403)
    assert StandardJudgement.objects.get(standard="1.1").decided_at == before.decided_at


@pytest.mark.parametrize("name", ["spo", "viewer", "norfolk", "reviewer", "practitioner", "stranger"])
def test_posting_a_judgement_needs_the_permission_too(suffolk_audit, sign_in, name):
    sent = {"rating": "Outstanding", "rationale": "I say so.", "decided_by": name}
    response = sign_in(name).post(f"/audits/{suffolk_audit.pk}/standards/1.1/judgement/", sent)
    assert response.status_code in (403, 404)
    assert not StandardJudgement.objects.filter(decided_by=name).exists()


@pytest.mark.parametrize("page", ["", "questions/2.1.3/", "cases/1/", "summary.xlsx", "summary.json"])
def test_a_page_that_only_shows_something_takes_only_get(sign_in, page):
    audit = an_audit()
    add_case(audit, {"2.1.3": YES})
    client, path = sign_in("lead"), f"/audits/{audit.pk}/{page}"
    assert [send(path).status_code for send in (client.post, client.put, client.delete)] == [405, 405, 405]


PAGES = ["", "questions/2.1.3/", "cases/1/", "summary.xlsx", "summary.json", "standards/1.1/judgement/"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_keeps_scripts_of_others_out_and_itself_out_of_the_browsers_store(small, page):
    audit, client = small
    add_case(audit, {"2.1.3": YES})
    response = client.get(f"/audits/{audit.pk}/{page}")
    assert response.status_code == 200
    policy = [part.strip() for part in response["Content-Security-Policy"].split(";")]
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy)
    assert "unsafe" not in str(policy)
    assert "no-store" in response["Cache-Control"]
