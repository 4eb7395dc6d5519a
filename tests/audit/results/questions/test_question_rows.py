"""Whose answers the page of a question lists: the cases of the workbook's case sheet; none shows by subtraction."""

import re
from collections import Counter

import pytest

from audit.method.answers import COUNTED
from audit.models import SampledCase
from audit.results.listed_cases import case_list_for
from audit.results.rollup import roll_up
from cases.models import Case, User
from tests.audit.an_audit import NO, YES, add_case, add_cases, an_audit
from tests.audit.exports.workbook.test_workbook_rows import RESTRICTED, download, listed, restrict
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ON_PAGES = {"2.1.3", "2.2.3d", "management-oversight"}  # of the questions, for time


def on_page(client, audit, code):
    """(numbers of the cases listed, {answer in words: how many}, the page's text)."""
    response = client.get(f"/audits/{audit.pk}/questions/{code}/?per_page=100")
    html = response.content.decode()
    groups = re.findall(r'<h3 class="govuk-heading-s">(.+) \((\d+)\)</h3>', html)
    numbers = {int(number) for number in re.findall(r"/cases/(\d+)/\?question", html)}
    return numbers, Counter({name: int(number) for name, number in groups}), text_of(response)


def test_one_restricted_case_is_not_listed_nor_are_four_others(signed_off_audit, sign_in):
    restrict(signed_off_audit)
    client = sign_in("lead")
    numbers, _, text = on_page(client, signed_off_audit, "2.1.3")
    assert "5 further cases count but are not listed" in text
    assert {f"Case {number}" for number in numbers} == listed(download(client, signed_off_audit))
    assert RESTRICTED not in numbers


@pytest.mark.parametrize("name", ["lead", "spo"])
def test_page_subtracted_from_figure_leaves_five_cases_or_none_for_every_question(signed_off_audit, sign_in, name):
    restrict(signed_off_audit)
    client, tallies = sign_in(name), roll_up(signed_off_audit).overall
    cases = case_list_for(User.objects.get(username=name), signed_off_audit)
    for code in signed_off_audit.framework.questions:
        given = Counter(row.answers[code] for row in cases.rows if row.number in cases.numbers_answering(code))
        left = [tallies[code].of(value) - given[value] for value in COUNTED]
        assert min(left) >= 0, code
        assert sum(left) >= 5, code
        if code in ON_PAGES:
            numbers, _, text = on_page(client, signed_off_audit, code)
            assert numbers == cases.numbers_answering(code)
            assert f"{sum(left)} further cases count but are not listed" in text, code


def test_an_spo_is_listed_the_cases_of_the_own_team_that_her_file_lists(signed_off_audit, sign_in):
    own = SampledCase.objects.filter(audit=signed_off_audit, case__team__name="Ipswich")
    case = own.first().case
    Case.objects.filter(pk=case.pk).update(restricted_digest="0123456789ab")
    client = sign_in("spo")
    numbers, _, _ = on_page(client, signed_off_audit, "2.1.3")
    assert {f"Case {number}" for number in numbers} == listed(download(client, signed_off_audit, "team"))
    assert len(numbers) < own.count()


@pytest.mark.parametrize(("number", "shown"), [(9, 0), (12, 7)])
def test_of_fewer_than_ten_cases_none_is_listed_once_one_is_restricted(sign_in, number, shown):
    audit = an_audit()
    add_cases(audit, number, {"2.1.1": 3})
    client = sign_in("lead")
    assert len(on_page(client, audit, "2.1.1")[0]) == number
    Case.objects.filter(samples__audit=audit, samples__number=2).update(restricted_digest="0123456789ab")
    numbers, groups, text = on_page(client, audit, "2.1.1")
    assert len(numbers) == sum(groups.values()) == shown
    assert f"{number - len(numbers)} {'further ' if numbers else ''}cases count but are not listed" in text


def test_from_case_to_case_it_goes_past_those_that_are_not_listed(sign_in):
    audit = an_audit()
    for _ in range(12):
        add_case(audit, {"2.1.1": NO})
    client = sign_in("lead")
    add_case(audit, {"2.1.1": YES}, submitted=False)
    Case.objects.filter(samples__audit=audit, samples__number=7).update(restricted_digest="0123456789ab")
    numbers, _, _ = on_page(client, audit, "2.1.1")
    walked, page = [], client.get(f"/audits/{audit.pk}/cases/{min(numbers)}/").content.decode()
    while ahead := re.search(r'/cases/(\d+)/">Next', page):
        walked.append(int(ahead[1]))
        page = client.get(f"/audits/{audit.pk}/cases/{ahead[1]}/").content.decode()
    assert {min(numbers), *walked} == {*numbers, 13}
