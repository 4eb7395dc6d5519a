"""A look starts from a CRN, or at the case that was not looked at for longest."""

import re

import pytest

from audit.models import Look, Notice
from cases.models import Case
from tests.audit.oversight.a_team import a_case, a_look, a_practitioner

ADDRESS = "/looks/start/"


def start(client, crn="", **more):
    return client.post(ADDRESS, {"crn": crn, "instrument": "oversight-short", **more})


@pytest.mark.parametrize("typed", ["X120003", " x 120003 ", "x-120003"])
def test_a_case_of_the_team_is_found_at_once_however_its_crn_is_typed(client, cases, typed):
    page = start(client, typed)
    assert page["Location"] == f"/looks/{Look.objects.get().pk}/"
    assert Look.objects.get().case.reference == "X120003"


def test_the_practitioner_is_told_that_the_case_was_picked(client, cases, officer):
    start(client, "X120001")
    assert Notice.objects.visible_to(officer).get().kind == Notice.Kind.PICKED


def test_an_unknown_case_asks_who_holds_it_and_is_stored_with_nothing_else(client, practitioners):
    page = start(client, "X999999").content.decode()
    assert "This tool does not know X999999" in page
    assert not Case.objects.exists()
    start(client, "X999999", practitioner=practitioners[1].pk)
    case = Case.objects.get()
    assert (case.reference, case.practitioner, case.rosh_level) == ("X999999", practitioners[1], "")
    assert Look.objects.get().case == case


def test_a_case_of_another_team_is_said_to_be_that_and_nothing_more(client, practitioners, stranger):
    other = a_practitioner(stranger.memberships.get().team, "Practitioner Z")
    a_case(other, "X130001")
    page = start(client, "X130001").content.decode()
    assert "This is not a case of your team." in page
    assert "Practitioner Z" not in page
    page = start(client, "X130001", practitioner=practitioners[0].pk).content.decode()
    assert "This is not a case of your team." in page
    assert not Look.objects.exists()


def test_a_restricted_case_reads_like_an_unknown_one_and_is_never_stored(client, cases, practitioners):
    Case.objects.filter(reference="X120003").update(restricted_digest="x")
    restricted, unknown = (start(client, crn).content.decode() for crn in ("X120003", "X999999"))
    token = re.compile('name="csrfmiddlewaretoken" value="[^"]+"')
    assert token.sub("", restricted.replace("X120003", "")) == token.sub("", unknown.replace("X999999", ""))
    page = start(client, "X120003", practitioner=practitioners[0].pk).content.decode()
    assert "Use the case record" in page
    assert Case.objects.filter(reference="X120003").count() == 1


def test_a_practitioner_of_another_team_cannot_be_named(client, practitioners, stranger):
    other = a_practitioner(stranger.memberships.get().team, "Practitioner Z")
    assert start(client, "X999999", practitioner=other.pk).status_code == 200
    assert not Case.objects.exists()


def test_pick_one_for_me_takes_the_case_not_looked_at_for_longest(client, cases, sampled_cases, spo):
    for sampled in sampled_cases[:2]:
        a_look(sampled, spo, finished=True)
    Case.objects.filter(reference="X120003").update(end_date="2020-01-01")
    client.post(ADDRESS, {"instrument": "oversight-short", "pick": "1"})
    assert Look.objects.latest("pk").case.reference == "X120004"


def test_nothing_to_pick_is_told(client, practitioners):
    page = client.post(ADDRESS, {"instrument": "oversight-short", "pick": "1"}).content.decode()
    assert "knows no running case of your team yet" in page


def test_no_crn_is_told(client, practitioners):
    assert "Enter the CRN of the case" in start(client).content.decode()


def test_a_look_begun_before_is_gone_on_with(client, cases):
    assert start(client, "X120001")["Location"] == start(client, "X120001")["Location"]
    assert Look.objects.count() == 1
