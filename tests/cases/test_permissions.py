"""Who sees what: every role in every place, against the audits, sampled cases and cases of two regions."""

import datetime

import pytest
from django.utils import timezone

from audit.models import Audit, SampledCase
from cases.models import Case, DeliveryUnit, Membership, Region, Team, User
from cases.permissions import PERMISSIONS, Permission, Role, may, permissions_in, roles_with

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]

# place: its region, unit and team; "" where the case sits in no team
TEAMS = [
    ("East", "Suffolk", "Ipswich"),
    ("East", "Suffolk", "Lowestoft"),
    ("East", "Suffolk", ""),
    ("East", "Norfolk", "Norwich"),
    ("North", "Tyne", "Jarrow"),
    ("North", "Tyne", ""),
]
UNITS = {"Suffolk", "Norfolk", "Tyne"}
# where a role is held: the units whose audits it reaches, the cases it reaches, the units it holds as a whole
REACH = {
    "nation": (UNITS, {"Ipswich", "Lowestoft", "Suffolk", "Norwich", "Jarrow", "Tyne"}, UNITS),
    "East": ({"Suffolk", "Norfolk"}, {"Ipswich", "Lowestoft", "Suffolk", "Norwich"}, {"Suffolk", "Norfolk"}),
    "Suffolk": ({"Suffolk"}, {"Ipswich", "Lowestoft", "Suffolk"}, {"Suffolk"}),
    "Ipswich": ({"Suffolk"}, {"Ipswich"}, set()),
    "Norfolk": ({"Norfolk"}, {"Norwich"}, {"Norfolk"}),
    "Jarrow": ({"Tyne"}, {"Jarrow"}, set()),
}
SEES_RESULTS = {Role.QUALITY_LEAD, Role.SPO, Role.VIEWER, Role.HEAD_OF_SERVICE}
SEES_CASES = {Role.QUALITY_LEAD, Role.SPO}
JUDGES = {Role.QUALITY_LEAD}
EVERYWHERE = [(role, place) for role in Role for place in REACH]


@pytest.fixture
def user():
    """A person in a country of two regions, three units with a signed-off audit each, and one case per place of
    TEAMS."""
    regions = _stored(Region, {name: {} for name, _, _ in TEAMS})
    units = _stored(DeliveryUnit, {name: {"region": regions[region]} for region, name, _ in TEAMS})
    teams = _stored(Team, {name: {"unit": units[unit]} for _, unit, name in TEAMS if name})
    signed = {"signed_off_at": timezone.now(), "snapshot": {}, "keep_until": timezone.localdate()}
    audits = {name: Audit(unit=unit, title=name, framework_code="any", **signed) for name, unit in units.items()}
    Audit.objects.bulk_create(audits.values())
    cases = [Case(unit=units[unit], team=teams.get(team), reference=team or unit) for _, unit, team in TEAMS]
    Case.objects.bulk_create(cases)
    sampled = [SampledCase(audit=audits[case.unit.name], case=case, number=n) for n, case in enumerate(cases)]
    SampledCase.objects.bulk_create(sampled)
    return User.objects.create(username="asha")


def _stored(model, facts_of):
    """{name: record} of {name: its other fields}."""
    records = {name: model(name=name, **facts) for name, facts in facts_of.items()}
    model.objects.bulk_create(records.values())
    return records


def hold(user, role, place, **when):
    """Give the role in the nation, or in the region, unit or team of that name."""
    for field, model in {"region": Region, "unit": DeliveryUnit, "team": Team}.items():
        if found := model.objects.filter(name=place).first():
            return Membership.objects.create(user=user, role=role, **{field: found}, **when)
    assert place == "nation"
    return Membership.objects.create(user=user, role=role, **when)


def names(rows):
    """The places that audits, sampled cases or cases stand for, each seen once."""
    found = [str(getattr(row, "case", row)) for row in rows]
    assert len(found) == len(set(found))
    return set(found)


def judged_by(user):
    return {unit.name for unit in DeliveryUnit.objects.all() if may(user, Permission.JUDGE, unit)}


@pytest.mark.parametrize(("role", "place"), EVERYWHERE)
def test_a_role_reaches_what_its_place_holds_and_its_permissions_allow(user, role, place):
    hold(user, role, place)
    audits, cases, whole_units = REACH[place]
    assert names(Audit.objects.visible_to(user)) == (audits if role in SEES_RESULTS else set())
    assert names(Case.objects.visible_to(user)) == (cases if role in SEES_CASES else set())
    assert names(SampledCase.objects.visible_to(user)) == (cases if role in SEES_CASES else set())
    assert judged_by(user) == (whole_units if role in JUDGES else set())
    for unit in DeliveryUnit.objects.all():
        assert permissions_in(user, unit) == (PERMISSIONS[role] if unit.name in whole_units else set())


@pytest.mark.parametrize(("role", "place"), EVERYWHERE)
def test_the_cases_of_a_running_audit_are_reached_by_those_who_moderate_it_alone(user, role, place):
    Audit.objects.update(signed_off_at=None, snapshot=None, keep_until=None)
    hold(user, role, place)
    whole_units = REACH[place][2] if role == Role.QUALITY_LEAD else set()
    reached = {sampled.audit.unit.name for sampled in SampledCase.objects.visible_to(user)}
    assert reached == {audit.unit.name for audit in Audit.objects.open_to(user)} == whole_units


@pytest.mark.parametrize("place", REACH)
def test_a_role_that_has_ended_reaches_nothing(user, place):
    hold(user, Role.QUALITY_LEAD, place, ended_at=timezone.now())
    for model in (Audit, SampledCase, Case):
        assert not model.objects.visible_to(user).exists()
    assert judged_by(user) == set()


def test_a_role_that_begins_next_month_reaches_nothing_yet(user):
    hold(user, Role.QUALITY_LEAD, "nation", started_at=timezone.now() + datetime.timedelta(days=30))
    assert not Audit.objects.visible_to(user).exists()
    assert judged_by(user) == set()


def test_several_roles_add_up_and_each_stays_in_its_place(user):
    hold(user, Role.VIEWER, "nation")
    hold(user, Role.SPO, "Ipswich")
    hold(user, Role.SPO, "Jarrow")
    hold(user, Role.QUALITY_LEAD, "Norfolk")
    hold(user, Role.QUALITY_LEAD, "Suffolk", ended_at=timezone.now())
    assert names(Audit.objects.visible_to(user)) == UNITS
    assert names(Case.objects.visible_to(user)) == {"Ipswich", "Jarrow", "Norwich"}
    assert names(SampledCase.objects.visible_to(user)) == {"Ipswich", "Jarrow", "Norwich"}
    assert judged_by(user) == {"Norfolk"}


def test_the_same_role_held_twice_shows_nothing_twice(user):
    for place in ("nation", "East", "Suffolk", "Ipswich", "Ipswich"):
        hold(user, Role.SPO, place)
    assert names(Case.objects.visible_to(user)) == REACH["nation"][1]
    assert names(Audit.objects.visible_to(user)) == UNITS


def test_nobody_gains_from_the_roles_of_others(user):
    for place in REACH:
        hold(User.objects.create(username=place), Role.QUALITY_LEAD, place)
    for model in (Audit, SampledCase, Case):
        assert not model.objects.visible_to(user).exists()


def test_an_administrator_of_the_site_sees_no_case_without_a_role(user):
    user.is_staff = user.is_superuser = True
    user.save()
    for model in (Audit, SampledCase, Case):
        assert not model.objects.visible_to(user).exists()


def test_places_that_are_empty_never_match_each_other(user):
    """A team's member has no region or unit on the membership, and some cases have no team: NULL equals nothing."""
    hold(user, Role.SPO, "Norwich")
    assert names(Case.objects.visible_to(user)) == {"Norwich"}
    hidden = Case.objects.exclude(pk__in=Case.objects.visible_to(user).values("pk"))
    assert names(hidden) == REACH["nation"][1] - {"Norwich"}


@pytest.mark.parametrize("place", REACH)
def test_the_roles_are_read_once_and_then_each_list_costs_one_query(user, place, django_assert_num_queries):
    hold(user, Role.SPO, place)
    with django_assert_num_queries(5 if place == "East" else 4):  # East is a region: its units too
        for model in (Audit, SampledCase, Case):
            list(model.objects.visible_to(user))
        may(user, Permission.JUDGE, DeliveryUnit(pk=1, region_id=1))


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_for_its_unit_what_the_table_says_and_no_more(user, role):
    hold(user, role, "Suffolk")
    suffolk, norfolk = (DeliveryUnit.objects.get(name=name) for name in ("Suffolk", "Norfolk"))
    for permission in Permission:
        assert may(user, permission, suffolk) is (permission in PERMISSIONS[role])
        assert not may(user, permission, norfolk)


def test_every_role_is_in_the_table_and_the_careful_permissions_are_rare():
    assert set(PERMISSIONS) == set(Role)
    assert {permission: set(roles_with(permission)) for permission in Permission} == {
        Permission.SEE_RESULTS: SEES_RESULTS,
        Permission.SEE_CASES: SEES_CASES,
        Permission.REVIEW: {Role.REVIEWER},
        Permission.JUDGE: JUDGES,
        Permission.MODERATE: {Role.QUALITY_LEAD},
        Permission.PLAN: {Role.QUALITY_LEAD},
        Permission.SIGN_OFF: {Role.QUALITY_LEAD},
        Permission.CONFIRM: {Role.QUALITY_LEAD, Role.HEAD_OF_SERVICE},
        Permission.RESPOND: {Role.HEAD_OF_SERVICE},
        Permission.OVERSEE: {Role.SPO, Role.QUALITY_LEAD},
        Permission.SETTLE: {Role.QUALITY_LEAD},
        Permission.ANSWER_FINDINGS: {Role.PRACTITIONER},
        Permission.SEE_TRAIL: {Role.QUALITY_LEAD, Role.VIEWER},
        Permission.ADMINISTER: {Role.ADMINISTRATOR},
    }
