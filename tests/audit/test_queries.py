"""How many questions the database is asked: as many for sixty cases as for five."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from audit.models import Audit, Replacement, Review, Sample
from audit.planning.account import summarise_draw
from audit.results.report import report_on_audit
from audit.results.rollup import roll_up
from cases.extract.settings import DrawSettings
from cases.models import Case, DeliveryUnit, Membership, Region
from cases.permissions import Role
from tests.audit.a_sample import a_drawn_sample
from tests.audit.an_audit import add_case, add_cases, an_audit
from tests.people import a_user, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture(params=[5, 60])
def audit(request):
    _ = connection.features.supports_json_field  # Django finds that out by three queries, once in a process
    audit = an_audit()
    add_cases(audit, request.param, yes={"2.1.3": 2})
    return audit


@pytest.fixture
def lead(audit):
    """A quality lead who is signed in: nobody's result page has more on it."""
    return client_of(a_user("lead", Role.QUALITY_LEAD, audit.unit))


@pytest.mark.parametrize("by", [(), ("sex",), Case.FACTS])
def test_a_roll_up_is_one_query_whatever_the_grouping(audit, by, django_assert_num_queries):
    with django_assert_num_queries(1):
        roll_up(audit, by=by)


def test_a_report_is_two_queries_more_than_the_audit(audit, django_assert_num_queries):
    fetched = Audit.objects.for_report().get(pk=audit.pk)
    with django_assert_num_queries(2):  # answers and judgements
        report_on_audit(fetched)


def test_the_result_page_takes_at_most_thirteen_queries(audit, lead, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        response = lead.get(reverse("audit_result", args=[audit.pk]))
    assert response.status_code == 200
    cases = audit.sampled_cases.count()
    assert f"{cases} of {cases}" in response.content.decode()


def test_a_list_of_audits_is_two_queries_and_each_counts_its_own_cases(django_assert_num_queries):
    region = Region.objects.create(name="Region")
    for title, cases in (("First", 3), ("Second", 5)):
        audit = an_audit(title=title, unit=DeliveryUnit.objects.create(region=region, name=title))
        add_cases(audit, cases, yes={"2.1.3": 2})
        add_case(audit, {}, submitted=False)
    replaced = {"replaced_at": timezone.now(), "replaced_reason": Replacement.OTHER, "replaced_note": "Closed."}
    audit.sampled_cases.filter(number=1).update(**replaced)
    with django_assert_num_queries(2):  # the audits, and their samples
        reviewed = {each.title: each.reviewed for each in Audit.objects.for_report()}
    assert reviewed == {"First": (3, 4), "Second": (4, 5)}


# {list: the most queries it takes, besides those for the session, the person and their roles}
LISTS = {
    "/audits/": 5,
    "/audits/{audit}/reviews/?q=X&sort=-due": 9,
    "/audits/{audit}/sample/?q=X&sort=-team": 9,
    "/reviews/?sort=-submitted_at": 8,
    "/audits/{audit}/questions/2.1.3/": 9,
    "/audits/{audit}/questions/2.1.3/?q=X": 10,
    "/audits/{audit}/trail/": 8,
    "/audits/{audit}/trail/?q=X000001": 9,
    "/audits/{audit}/cases/1/trail/": 14,
    "/people/?sort=-username": 4,
    "/places/units/{unit}/": 5,
}


@pytest.mark.parametrize("address", LISTS)
def test_a_list_takes_no_more_queries_than_this_however_long_it_is(audit, address, django_assert_max_num_queries):
    for role in (Role.QUALITY_LEAD, Role.REVIEWER, Role.ADMINISTRATOR):
        Membership.objects.create(user=a_user("anna"), role=role)
    settings = DrawSettings(timezone.localdate(), 7)
    Sample.objects.create(audit=audit, drawn=summarise_draw(settings, a_drawn_sample()), drawn_at=timezone.now())
    Review.objects.filter(sampled_case__number__gt=2).update(reviewer=a_user("anna"))
    Review.objects.filter(sampled_case__number=3).update(submitted_at=None)
    anna = client_of(a_user("anna"))
    page = address.format(audit=audit.pk, unit=audit.unit_id)
    anna.get(page)  # which puts off the end of the session, for a minute
    with django_assert_max_num_queries(3 + LISTS[address]):
        assert anna.get(page).status_code == 200
