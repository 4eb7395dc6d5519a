"""Places, people and cases: what they are called, and what is known and not known of a case."""

import pytest
from django.utils import timezone

from cases.models import Case, DeliveryUnit, Membership, Practitioner, Region, Team, User
from cases.permissions import Role

pytestmark = pytest.mark.on_postgresql

EAST = Region(name="East of England")
SUFFOLK = DeliveryUnit(name="Suffolk PDU", region=EAST)
IPSWICH = Team(name="Ipswich", unit=SUFFOLK)
ASHA = User(username="asha", first_name="Asha", last_name="Okonkwo")


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (EAST, "East of England"),
        (SUFFOLK, "Suffolk PDU"),
        (IPSWICH, "Ipswich"),
        (Practitioner(name="Tom Orwell"), "Tom Orwell"),
        (Case(reference="X123456"), "X123456"),
        (ASHA, "Asha Okonkwo"),
        (User(username="asha"), "asha"),
    ],
)
def test_a_record_is_called_by_its_name(record, name):
    assert str(record) == name


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ({"team": IPSWICH}, "Ipswich"),
        ({"unit": SUFFOLK}, "Suffolk PDU"),
        ({"region": EAST}, "East of England"),
        ({}, "England and Wales"),
    ],
)
def test_a_membership_names_person_role_and_place(where, place):
    assert str(Membership(user=ASHA, role=Role.SPO, **where)) == f"Asha Okonkwo, Senior probation officer, {place}"


@pytest.mark.django_db
def test_a_membership_counts_until_it_ends():
    asha = User.objects.create(username="asha")
    held = Membership.objects.create(user=asha, role=Role.SPO)
    assert list(asha.memberships.current()) == [held]
    held.ended_at = timezone.now()
    held.save()
    assert not asha.memberships.current().exists()


def test_flags_are_shown_in_words_and_strange_ones_as_they_are_stored():
    assert Case(flags=["ADVP", "RCPR", "NEW1"]).flag_names == [
        "Domestic abuse",
        "Child protection",
        "NEW1",
    ]
    assert Case().flag_names == []


def test_cases_do_not_share_their_flags():
    Case().flags.append("ADVP")
    assert Case().flags == []


def test_an_unknown_text_is_empty_and_an_unknown_date_or_fact_is_none():
    case = Case()
    unknown = {name: getattr(case, name) for name in Case.FACTS}
    texts = {"sex", "ethnic_group", "sentence_type", "rosh_level", "ended_early_by"}
    assert unknown == {name: "" if name in texts else None for name in Case.FACTS}
    assert (case.start_date, case.end_date, case.contact_suspended_on) == (None, None, None)


@pytest.mark.django_db
def test_a_case_comes_back_as_it_was_stored():
    region = Region.objects.create(name="East of England")
    unit = DeliveryUnit.objects.create(region=region, name="Suffolk PDU")
    facts = {"rosh_level": "high", "flags": ["ADVP", "IOM"], "court_report": False, "mappa_level": 1}
    case = Case.objects.create(unit=unit, reference="X123456", **facts)
    case.refresh_from_db()
    assert {name: getattr(case, name) for name in facts} == facts
    assert (case.court_report, case.resettlement) == (False, None)


@pytest.mark.django_db
def test_cases_are_listed_by_reference():
    unit = DeliveryUnit.objects.create(region=Region.objects.create(name="East of England"), name="Suffolk PDU")
    for reference in ("X000002", "A000009", "X000001"):
        Case.objects.create(unit=unit, reference=reference)
    assert list(map(str, Case.objects.all())) == ["A000009", "X000001", "X000002"]
