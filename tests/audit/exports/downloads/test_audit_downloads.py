"""The page where a person chooses what to take away and who it is for: the safest, until they choose otherwise."""

import re

import pytest

from audit.models import PreparedFile
from cases.models import Event
from tests.audit.exports.downloading import asked_for, download
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_page_has_the_safest_chosen_and_nothing_ticked(signed_off_audit, sign_in):
    html = sign_in("lead").get(f"/audits/{signed_off_audit.pk}/downloads/").content.decode()
    chosen = [re.search(r'value="(\w+)"', box)[1] for box in re.findall(r"<input[^>]* checked[^>]*>", html)]
    assert chosen == ["summary", "outside"]


def test_the_page_of_one_audit_offers_no_file_that_compares_audits(signed_off_audit, sign_in):
    html = sign_in("lead").get(f"/audits/{signed_off_audit.pk}/downloads/").content.decode()
    assert re.findall(r'name="what" value="(\w+)"', html) == ["summary", "report", "data", "json"]


@pytest.mark.parametrize(("name", "offered"), [("spo", ["outside", "team"]), ("viewer", ["outside"])])
def test_a_profile_that_is_not_open_to_a_person_is_neither_offered_nor_given(signed_off_audit, sign_in, name, offered):
    client, page = sign_in(name), f"/audits/{signed_off_audit.pk}/downloads/"
    assert re.findall(r'name="profile" value="(\w+)"', client.get(page).content.decode()) == offered
    assert "Choose one of the options" in text_of(client.post(page, asked_for(profile="inside")))
    assert not Event.objects.filter(kind=Event.Kind.EXPORTED).exists()


@pytest.mark.parametrize("tick", ["practitioners", "reviewers", "free_text"])
def test_what_is_ticked_needs_a_purpose(signed_off_audit, sign_in, tick):
    response = download(sign_in("lead"), signed_off_audit, ticks=(tick,), **{f"{tick}_purpose": " "})
    assert "Say what you need the" in text_of(response)
    assert not Event.objects.filter(kind=Event.Kind.EXPORTED).exists()


def test_a_purpose_that_names_someone_is_shown_before_the_audit_history_keeps_it(signed_off_audit, sign_in):
    client = sign_in("lead")
    named = {"free_text_purpose": "Mr Smith asked for it"}
    response = download(client, signed_off_audit, ticks=("free_text",), **named)
    assert "Keep it in the audit history as it is" in text_of(response)
    mark = re.search(r'name="as_it_is"[^>]* value="([^"]+)"', response.content.decode())[1]
    response = download(client, signed_off_audit, ticks=("free_text",), **named, as_it_is=mark)
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("profile", "what", "name"),
    [("outside", "summary", "summary-outside-v1.xlsx"), ("inside", "data", "data-inside-v1.zip")],
)
def test_a_file_is_named_by_month_unit_audit_what_profile_and_version(signed_off_audit, sign_in, profile, what, name):
    response = download(sign_in("lead"), signed_off_audit, what, profile)
    found = re.fullmatch(r'attachment; filename="(.+)"', response["Content-Disposition"])[1]
    assert re.fullmatch(rf"\d{{4}}-\d\d-suffolk-pdu-audit-{signed_off_audit.pk}-{re.escape(name)}", found)


def test_an_spo_who_sends_figures_outside_gets_no_figure_that_her_own_pages_hide(signed_off_audit, sign_in):
    page = sign_in("spo").get(f"/audits/{signed_off_audit.pk}/questions/")
    hidden = text_of(page).count("not shown")
    figures = download(sign_in("spo"), signed_off_audit, "json", "outside").json()["figures"]
    without = [row for row in figures if row["group"] == "all" and row["n"] is None]
    assert len(without) >= hidden


def test_what_takes_long_is_prepared_and_its_page_comes_at_once(signed_off_audit, sign_in, monkeypatch):
    monkeypatch.setattr("audit.exports.downloads.views.hand_out.takes_long", lambda kind, audits: True)
    response = download(sign_in("lead"), signed_off_audit, "json", ticks=("reviewers",))
    prepared = PreparedFile.objects.get()
    assert response["Location"] == f"/files/{prepared.pk}/?refresh"
    assert (prepared.profile, prepared.purposes) == ("inside", {"reviewers": "For the moderation meeting"})
