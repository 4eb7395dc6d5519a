"""A question whose set has several answers that count the same, from the review to what is stored and shown."""

import pytest

from audit.method.answers import Value
from audit.models import Answer, Review
from tests.audit.an_audit import a_unit, add_case, an_audit
from tests.audit.exports.workbook_file import open_sheets
from tests.audit.reading import text_of
from tests.audit.uploads import a_person, answer, downloaded

ITEM = "finance-help"


@pytest.fixture
def review(db, a_shaded_framework):
    add_case(an_audit(unit=a_unit(), framework_code=a_shaded_framework), {}, submitted=False)
    Review.objects.update(reviewer=a_person("rena"))
    return Review.objects.for_page().get()


@pytest.fixture
def rena(client, review):
    client.force_login(review.reviewer)
    return client


@pytest.mark.parametrize(("sent", "stored"), [("6", [Value.YES_2]), ("10", [Value.NOT_APPLICABLE_2]), ("7", [])])
def test_the_page_stores_an_answer_of_the_set_and_no_other(rena, review, sent, stored):
    rena.post(f"/reviews/{review.pk}/items/", {f"value-{ITEM}": sent, f"version-{ITEM}": "0"})
    assert [each.value for each in Answer.objects.filter(review=review, question=ITEM)] == stored


def test_paper_and_offline_sheet_say_it_in_the_words_of_the_file(rena, review):
    answer(review, ITEM, Value.YES_2, "", 0)
    assert "☒ Mostly (answered)" in text_of(rena.get(f"/reviews/{review.pk}/paper/"))
    sheets = open_sheets(downloaded(rena, review)).values()
    assert "Mostly" in [cell.value for sheet in sheets for cell in sheet.cells.values()]
