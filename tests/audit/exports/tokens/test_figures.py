"""What a program reads with an access token: figures of signed-off audits as its person may see them now."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from audit.exports.as_json.figures_only import KEYS
from audit.exports.tokens.actions import revoke_token
from audit.exports.tokens.limits import RATES
from audit.models import AccessToken, Audit
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, Event, Membership, Practitioner
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import a_unit, add_cases, an_audit
from tests.audit.exports.tokens.a_token import a_viewer, ask, secret_for
from tests.audit.oversight.a_team import a_team
from tests.people import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
LIST = "/api/audits/"


@pytest.fixture
def client():
    """A program: it keeps no cookies and knows no form's token."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def signed():
    """A signed-off audit of 12 cases."""
    audit = an_audit("Spring")
    add_cases(audit, 12, {"2.1.1": 7})
    sign_off(audit=audit)
    return audit


@pytest.fixture
def viewer(signed):
    return a_viewer(signed.unit)


def page_of(audit):
    return f"{LIST}{audit.pk}/"


def test_the_list_names_the_signed_off_audits_that_the_person_may_see(client, signed, viewer):
    an_audit("Running", unit=signed.unit)
    sign_off(audit=an_audit("Elsewhere", unit=a_unit("Norfolk PDU", "North")), without_result=True)
    (listed,) = ask(client, LIST, secret_for(viewer)).json()["audits"]
    assert (listed["id"], listed["title"], listed["version"]) == (signed.pk, "Spring", 1)
    assert listed["url"] == f"http://testserver{page_of(signed)}"


def test_an_audit_gives_its_figures_and_nothing_that_people_wrote_in_it(client, signed, viewer):
    Audit.objects.update(about="Written about it")
    told = ask(client, page_of(signed), secret_for(viewer)).json()
    assert [*told] == [*KEYS, "caution"]
    flat = {each["question"]: each for each in told["figures"] if each["group"] == "all"}
    assert (flat["2.1.1"]["yes"], flat["2.1.1"]["n"], flat["2.1.1"]["percent"]) == (7, 12, 58)
    assert (told["profile"], len(told["figures"])) == ("outside", len(flat))
    assert "Written about it" not in json.dumps(told)


@pytest.mark.slow
def test_figures_of_groups_are_given_when_they_are_asked_for(client, signed_off_audit):
    secret = secret_for(a_viewer(signed_off_audit.unit))
    short, long = (ask(client, page_of(signed_off_audit) + asked, secret).json() for asked in ("", "?groups=yes"))
    assert {each["group"] for each in short["figures"]} == {"all"}
    assert {"all", "sex", "rosh_level"} <= {each["group"] for each in long["figures"]}
    assert long["figures"][: len(short["figures"])] == short["figures"]


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer ", "Basic dmVyYTp4", "Bearer pca_wrong", "Bearer \x00é"])
def test_without_a_right_token_nothing_opens(client, signed, sent):
    for address in (LIST, page_of(signed), f"{LIST}999/"):
        response = client.get(address, headers={"Authorization": sent} if sent else {})
        assert response.status_code == 401
        assert response["WWW-Authenticate"].startswith("Bearer ")
        assert [*response.json()] == ["error"]


ENDS = {
    "revoked": lambda token: revoke_token(token=token, why="lost", by=token.user),
    "expired": lambda token: AccessToken.objects.update(expires_at=timezone.now()),
    "account closed": lambda token: type(token.user).objects.update(is_active=False),
    "a demonstration's": lambda token: type(token.user).objects.update(demonstration=True),
}


@pytest.mark.parametrize("how", ENDS)
def test_a_token_that_has_ended_opens_nothing(client, viewer, how):
    secret = secret_for(viewer)
    assert ask(client, LIST, secret).status_code == 200
    ENDS[how](AccessToken.objects.get())
    assert ask(client, LIST, secret).status_code == 401


def test_a_token_opens_no_more_than_its_person_may_see_now(client, signed, viewer):
    secret = secret_for(viewer)
    assert ask(client, page_of(signed), secret).status_code == 200
    Membership.objects.update(ended_at=timezone.now())
    assert ask(client, LIST, secret).json() == {"audits": []}
    assert ask(client, page_of(signed), secret).status_code == 404


def test_an_spo_reads_with_a_token_no_figure_that_her_page_hides(client):
    """She sees 10 of 12 cases, so the figures less her own would tell the answers of the other two."""
    audit, own = an_audit("Spring"), a_team("Ipswich")
    officer = Practitioner.objects.create(name="Olga Officer", team=own)
    add_cases(audit, 12, {"2.1.1": 7})
    Case.objects.filter(samples__audit=audit, samples__number__lte=10).update(practitioner=officer)
    sign_off(audit=audit)
    reader = a_user("spo", Role.SPO, own)
    figures = ask(client, page_of(audit), secret_for(reader)).json()["figures"]
    assert {each["n"] for each in figures if each["question"] == "2.1.1"} == {None}
    client.force_login(reader)
    assert client.get(f"/audits/{audit.pk}/summary.json").json()["figures"][0]["n"] is None


def test_what_the_person_knows_of_and_the_token_does_not_open_is_refused(client, signed):
    """A running audit, for its lead too; a result that a reviewer does not see; a PDU that the token is not for."""
    lead, reviewer = a_viewer(signed.unit, Role.QUALITY_LEAD), a_reviewer(signed.unit, "asha")
    signed.sampled_cases.first().reviews.update(reviewer=reviewer)
    running, other = an_audit("Running", unit=signed.unit), a_unit("Norfolk PDU", "North")
    asked = [(lead, None, running), (reviewer, None, signed), (lead, other, signed)]
    for number, (user, unit, audit) in enumerate(asked):
        response = ask(client, page_of(audit), secret_for(user, unit, name=str(number)))
        assert (response.status_code, [*response.json()]) == (403, ["error"])


def test_a_session_opens_nothing_and_a_token_begins_none(signed, viewer):
    client = Client()
    client.force_login(viewer)
    assert client.get(page_of(signed)).status_code == 401
    response = ask(Client(), page_of(signed), secret_for(viewer))
    assert (response.status_code, [*response.cookies]) == (200, [])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent(client, signed, viewer, method):
    response = ask(client, page_of(signed), secret_for(viewer), method)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert [*response.json()] == ["error"]


def test_a_program_may_ask_for_the_head_alone_and_no_one_keeps_the_answer(client, signed, viewer):
    response = ask(client, page_of(signed), secret_for(viewer), "head")
    assert (response.status_code, response.content) == (200, b"")
    assert "no-store" in response["Cache-Control"]
    assert "Authorization" in response["Vary"]


def test_each_reading_stands_in_the_audit_history_with_the_tokens_name(client, signed, viewer):
    ask(client, page_of(signed), secret_for(viewer))
    event = Event.objects.get(kind=Event.Kind.EXPORTED)
    assert (event.audit, event.user, event.details["profile"]) == (signed.pk, viewer, "figures only")
    assert "by the access token “Dashboard”" in event.details["what"]
    assert AccessToken.objects.get().last_used_at is not None


def test_an_audit_whose_framework_has_changed_says_so(client, signed, viewer):
    Audit.objects.update(framework_checksum="0" * 64)
    response = ask(client, page_of(signed), secret_for(viewer))
    assert response.status_code == 409
    assert "has changed since" in response.json()["error"]


@pytest.mark.parametrize("action", RATES)
def test_there_are_only_so_many_requests_in_a_minute(client, viewer, monkeypatch, action):
    cache.clear()
    monkeypatch.setitem(RATES, action, RATES[action].replace(RATES[action].split("/")[0], "2", 1))
    secret = secret_for(viewer) if action == "token_used" else "pca_wrong"
    *before, over = [ask(client, LIST, secret) for _ in range(3)]
    assert 429 not in [each.status_code for each in before]
    assert (over.status_code, over["Retry-After"]) == (429, "60")
    assert ask(client, LIST, secret_for(viewer, name="Another")).status_code == 200
