"""No result looks surer than it is: each says whose it is, how many cases are in, and what rests on too few."""

import pytest
from django.utils import timezone

from audit.models import Review
from audit.results.sign_off.actions.sign_off import sign_off
from tests.audit.an_audit import YES, add_case, add_cases
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db
NOTICE = "Internal audit by Suffolk PDU. Not an inspection and not HM Inspectorate of Probation's rating."


@pytest.mark.slow
def test_until_all_cases_are_in_every_rating_says_that_it_is_provisional(small):
    audit, client = small
    add_cases(audit, 12, {})
    add_case(audit, {"2.1.1": YES}, submitted=False)
    told = "Provisional: 12 of 13 cases"
    page = text_of(client.get(f"/audits/{audit.pk}/"))
    assert f"Overall rating Not known yet {told}" in page
    assert page.count(f"Outstanding {told}") == 4  # standards that rest on cases
    assert page.count(told) == 2 + len(audit.framework.standards)  # the whole rating, and how sure it is
    assert text_of(client.get(f"/audits/{audit.pk}/questions/")).count(f"Outstanding {told}") == 4
    assert told in text_of(client.get(f"/audits/{audit.pk}/questions/2.1.1/"))
    assert told in text_of(client.get(f"/audits/{audit.pk}/sign-off/"))
    told = client.get(f"/audits/{audit.pk}/summary.json").json()
    assert (told["provisional"], told["cases"], told["cases_expected"]) == (True, 12, 13)
    Review.objects.update(submitted_at=timezone.now())
    assert "Provisional" not in text_of(client.get(f"/audits/{audit.pk}/"))


@pytest.mark.slow
@pytest.mark.parametrize(("cases", "figure"), [(4, "4 of 4"), (9, "100% 9 of 9 (70% to 100%)")])
def test_fewer_than_ten_cases_have_no_rating_and_fewer_than_five_no_percentage(small, cases, figure):
    audit, client = small
    add_cases(audit, cases, {})
    assert "Not rated: fewer than 10 cases" in text_of(client.get(f"/audits/{audit.pk}/"))
    for address in ("questions/", "questions/2.1.1/"):
        text = text_of(client.get(f"/audits/{audit.pk}/{address}"))
        assert "Not rated: fewer than 10 cases" in text
        assert ("%" in text.partition("Notes")[0]) == ("%" in figure)
        assert not any(rating in text.partition("Notes")[0] for rating in ("Outstanding", "Inadequate"))
    questions = text_of(client.get(f"/audits/{audit.pk}/questions/"))
    assert f"on engaging the person on probation? {figure} Not rated" in questions


def test_an_audit_signed_off_with_too_few_cases_shows_their_figures_and_no_rating(small):
    audit, client = small
    add_cases(audit, 7, {"2.1.1": 5})
    sign_off(audit=audit)
    figures, _, notes = text_of(client.get(f"/audits/{audit.pk}/")).partition("Notes")
    assert "Overall rating Not rated: fewer than 10 cases" in figures
    figures += text_of(client.get(f"/audits/{audit.pk}/questions/")).partition("Notes")[0]
    assert "71% 5 of 7 (36% to 92%) Not rated" in figures
    assert not any(rating in figures for rating in ("Outstanding", "Good", "Requires", "Inadequate", "Provisional"))
    assert "based on fewer than 10 cases" in notes
    told = client.get(f"/audits/{audit.pk}/summary.json").json()
    assert (told["overall"], told["score"], told["provisional"]) == (None, None, False)


@pytest.mark.parametrize("page", ["", "questions/2.1.1/", "standards/2.1/judgement/", "sign-off/"])
def test_every_page_of_a_result_begins_with_the_notice(small, page):
    audit, client = small
    add_cases(audit, 12, {"2.1.1": 6})
    assert text_of(client.get(f"/audits/{audit.pk}/{page}")).startswith(NOTICE)


def test_the_json_begins_with_the_notice(small):
    audit, client = small
    told = client.get(f"/audits/{audit.pk}/summary.json").json()
    assert next(iter(told.items())) == ("notice", NOTICE)
