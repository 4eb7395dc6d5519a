"""The units of a region side by side: who sees which figures, and what the page says of them."""

import datetime
import re

import pytest
from django.utils import timezone

from audit.models import Audit, Purpose, Sample
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, Membership, Region, Team, User
from cases.permissions import Role
from tests.audit.an_audit import a_unit, add_cases, an_audit
from tests.audit.results.signed_results import a_signed_result

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def region():
    """Four units: two alike, one far below, one with few cases."""
    for name, yes, of in (("Suffolk PDU", 28, 56), ("Essex PDU", 30, 60), ("Norfolk PDU", 5, 50), ("Luton PDU", 4, 7)):
        a_signed_result(name, yes, of)
    return Region.objects.get()


@pytest.fixture
def read(client, region):
    """read(role): the text of the page for a person with this role in the region."""

    def read(role=Role.VIEWER, query="", **place):
        user = User.objects.create(username=f"{role} {User.objects.count()}")
        Membership.objects.create(user=user, role=role, **place or {"region": region})
        client.force_login(user)
        return again(query)

    def again(query=""):
        response = client.get(f"/regions/{region.pk}/results/?{query}")
        return response.status_code if response.status_code != 200 else shown(response)

    read.again = again
    return read


def shown(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_units_stand_in_alphabetical_order_with_share_interval_and_place(read):
    text = read()
    names = re.findall(r"(\d \w+ PDU) \w+ PDU, round", text)
    assert names == ["1 Essex PDU", "2 Luton PDU", "3 Norfolk PDU", "4 Suffolk PDU"]
    assert "All PDUs together: 39%, 67 of 173 sufficient." in text
    assert "Outside the limits: Norfolk PDU, below the 99.8% limit." in text
    assert "50%, 28 of 56 37% to 63%" in text


def test_a_unit_with_few_cases_has_counts_and_no_percentage(read):
    assert "4 of 7 few" in read()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.HEAD_OF_SERVICE])
def test_who_sees_no_cases_gets_no_figure_that_would_reveal_a_few(read, role):
    a_signed_result("Cambridge PDU", 3, 4)
    text = read(role)
    assert "Cambridge PDU: its figures would reveal fewer than 5 cases" in text
    assert "67 of 173" in text
    assert "70 of 177" in read(Role.QUALITY_LEAD)


def test_a_question_hidden_at_the_sign_off_is_neither_shown_nor_counted_in_the_region(read):
    a_signed_result("Cambridge PDU", 20, 40, snapshot={"hidden": ["2.1.3"]})
    text = read(query="question=2.1.3")
    assert "Cambridge PDU Cambridge PDU, round 4" in text
    assert "not shown" in text
    assert "67 of 173" in text
    assert "87 of 213" in read(query="question=2.1.1")


def test_a_role_in_one_unit_opens_no_region(read, region):
    assert read(unit=a_unit("Suffolk PDU")) == 404
    assert read(region=Region.objects.create(name="Wales")) == 404
    assert read(Role.ADMINISTRATOR) == 404


def test_the_list_of_regions_leads_to_the_one_that_there_is(client, read, region):
    read()
    assert client.get("/regions/").headers["Location"] == f"/regions/{region.pk}/results/"
    assert 'href="/regions/"' in client.get("/audits/").content.decode()
    read(unit=a_unit("Suffolk PDU"))
    assert client.get("/regions/").status_code == 403
    assert 'href="/regions/"' not in client.get("/audits/").content.decode()


def test_the_latest_mock_inspection_of_a_unit_stands_there_and_no_other_audit(read):
    a_signed_result("Essex PDU", 1, 90, signed_on=timezone.now() - datetime.timedelta(days=400))
    thematic = a_signed_result("Essex PDU", 2, 80)
    Audit.objects.filter(pk=thematic.pk).update(purpose=Purpose.THEMATIC)
    text = read()
    assert "30 of 60" in text
    assert "of 90" not in text
    assert "of 80" not in text


def test_units_without_a_result_and_cases_picked_by_hand_are_left_out_with_the_reason(read):
    a_unit("Hertford PDU")
    by_hand = a_signed_result("Bedford PDU", 9, 30)
    Sample.objects.create(audit=by_hand, hand_picked=True)
    text = read()
    assert "Hertford PDU: no mock inspection signed off" in text
    assert "Bedford PDU: not a random sample: percentages describe these cases only" in text


@pytest.mark.parametrize("query", ["question=9.9.9", "framework=none", "question=%00", "question=2.1.3&framework="])
def test_what_is_not_there_shows_the_preset(read, query):
    assert "2.1.3 Does assessment focus" in read(query=query)


def test_few_cases_of_all_units_together_have_no_percentage_either(client):
    audit = a_signed_result("Luton PDU", 3, 7)
    user = User.objects.create(username="viewer")
    Membership.objects.create(user=user, role=Role.VIEWER)
    client.force_login(user)
    assert "All PDUs together: 3 of 7 (few) sufficient." in shown(
        client.get(f"/regions/{audit.unit.region_id}/results/")
    )


def test_one_unit_has_nothing_to_be_compared_with(client):
    audit = a_signed_result("Suffolk PDU", 28, 56)
    user = User.objects.create(username="viewer")
    Membership.objects.create(user=user, role=Role.VIEWER)
    client.force_login(user)
    text = shown(client.get(f"/regions/{audit.unit.region_id}/results/"))
    assert "Only one PDU has a result to compare" in text


def test_the_page_takes_few_queries_whatever_the_number_of_units(client, region, django_assert_max_num_queries):
    user = User.objects.create(username="viewer")
    Membership.objects.create(user=user, role=Role.VIEWER, region=region)
    client.force_login(user)
    with django_assert_max_num_queries(12):
        client.get(f"/regions/{region.pk}/results/")


def test_units_of_an_unrated_framework_stand_side_by_side_without_a_word_of_ratings(client, an_unrated_framework):
    for name in ("Suffolk PDU", "Norfolk PDU"):
        audit = a_signed_result(name, 20, 40, framework_code=an_unrated_framework)
    user = User.objects.create(username="viewer")
    Membership.objects.create(user=user, role=Role.VIEWER)
    client.force_login(user)
    text = shown(client.get(f"/regions/{audit.unit.region_id}/results/"))
    assert "All 2 PDUs lie within the limits" in text
    assert "No rating" not in text


def test_two_frameworks_are_never_mixed(read, an_unrated_framework):
    a_signed_result("Essex PDU", 20, 40, framework_code=an_unrated_framework)
    assert "67 of 173" in read()
    text = read(query=f"framework={an_unrated_framework}")
    assert "20 of 40" in text
    assert "of 60" not in text


def test_a_framework_whose_file_is_gone_or_changed_leaves_its_units_out_with_the_reason(read, an_unrated_framework):
    for name in ("Cambridge PDU", "Hertford PDU", "Kettering PDU", "Harlow PDU", "Ely PDU"):
        a_signed_result(name, 20, 40, framework_code=an_unrated_framework)
    Audit.objects.filter(framework_code=an_unrated_framework).update(framework_code="gone")
    Audit.objects.filter(unit__name="Essex PDU").update(framework_checksum="changed")
    assert "Essex PDU: its framework file has changed since" in read()
    assert "No PDU of East of England has" in read(query="framework=gone")


def test_a_spo_of_the_region_subtracts_no_case_of_their_own(read, region):
    audit = an_audit("Real cases", a_unit("Cambridge PDU"))
    team = Team.objects.create(unit=audit.unit, name="City")
    add_cases(audit, 6, {})
    mine = audit.sampled_cases.filter(number__in=(1, 2)).values("case")
    Case.objects.filter(pk__in=mine).update(team=team)
    sign_off(audit=audit)
    assert "Cambridge PDU Real cases" in read()
    Membership.objects.create(user=User.objects.latest("pk"), role=Role.SPO, team=team)
    assert "Cambridge PDU: its figures would reveal" in read.again()
