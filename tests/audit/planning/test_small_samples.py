"""What the pages of a sample say if it is too small for a rating."""

import pytest

from tests.audit.an_audit import an_audit
from tests.audit.planning.test_plan_pages import PLAN, save
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize(("size", "told"), [("9", True), ("10", False)])
def test_a_plan_of_fewer_than_ten_cases_says_that_they_get_no_rating(sign_in, size, told):
    sample = f"/audits/{an_audit().pk}/sample/"
    lead, plan_page = sign_in("lead"), f"{sample}plan/"
    few = f"Fewer than 10 cases get no rating: the result of {size} cases shows"
    sizes = PLAN | {"size": size, "population": "2000", "sizes": "Compare sample sizes"}
    assert (few in text_of(lead.post(plan_page, sizes))) is told
    save(lead, plan_page, size=size)
    assert (few in text_of(lead.get(plan_page))) is told
    assert (few in text_of(lead.get(sample))) is told
