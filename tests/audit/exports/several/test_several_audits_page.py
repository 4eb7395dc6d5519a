"""Several audits are ticked in the list, or all that match are taken, and leave in one file of figures."""

import io

import pandas
import pytest
from django.urls import reverse

from audit.models import Audit, PreparedFile
from cases.models import Event
from tests.audit.an_audit import a_unit
from tests.audit.reading import text_of
from tests.audit.results.change.earlier_audits import running, signed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def audits(sign_in):
    """{title: its number}: two signed-off audits of a PDU, a running one, and one of another PDU."""
    a_unit()
    signed("First")
    signed("Second")
    running("Running")
    signed("Else", unit=a_unit("Norfolk PDU"))
    return {audit.title: audit.pk for audit in Audit.objects.all()}


def page(client, *numbers):
    return client.get(reverse("several_audits"), {"audit": numbers})


def take(client, what, *numbers, **more):
    return client.post(reverse("several_audits"), {"audit": numbers, "what": what, **more})


def rows_in(response):
    return pandas.read_excel(io.BytesIO(response.content), sheet_name="Key questions", skiprows=2, engine="calamine")


def test_the_list_offers_a_box_for_each_audit_with_cases_and_all_that_match(audits, sign_in):
    client = sign_in("lead")
    html = client.get(reverse("audit_list"), {"q": "s"}).content.decode()
    assert html.count('name="audit"') == 2  # First, Second
    response = client.get(reverse("audit_list"), {"q": "s", "take_all": 1}, follow=True)
    assert "Take 2 audits away together" in text_of(response)


def test_one_row_for_each_key_question_of_the_audits_that_were_ticked(audits, sign_in):
    response = take(sign_in("lead"), "region", audits["First"], audits["Second"])
    assert set(rows_in(response)["Title"]) == {"First", "Second"}
    assert "2-audits-region-outside.xlsx" in response["Content-Disposition"]
    assert Event.objects.filter(kind=Event.Kind.EXPORTED).count() == 2


def test_what_takes_long_is_prepared_by_a_worker(audits, sign_in, monkeypatch):
    monkeypatch.setattr("audit.exports.making.reads.LONG", 0)
    client = sign_in("lead")
    response = take(client, "region", audits["First"], audits["Second"])
    prepared = PreparedFile.objects.get()
    assert response["Location"] == f"{reverse('prepared_file', args=[prepared.pk])}?refresh"
    assert set(prepared.audits) == {audits["First"], audits["Second"]}
    assert rows_in(client.post(reverse("fetch_file", args=[prepared.pk])))["Title"].nunique() == 2


@pytest.mark.parametrize(("name", "titles"), [("lead", {"First", "Running"}), ("viewer", {"First"})])
def test_only_audits_whose_result_is_open_to_the_person_leave(audits, sign_in, name, titles):
    client = sign_in(name)
    response = take(client, "region", audits["First"], audits["Running"])
    if name == "viewer":
        assert "Running: its result is not open to you yet" in text_of(page(client, *audits.values()))
        response = take(client, "region", audits["First"])
    assert set(rows_in(response)["Title"]) == titles


def test_an_audit_of_another_pdu_is_as_if_it_did_not_exist(audits, sign_in):
    shown = text_of(page(sign_in("lead"), audits["First"], audits["Else"], 999, "x"))
    assert "Take 1 audit away together" in shown
    assert "Else" not in shown


def test_a_title_that_may_name_someone_is_shown_before_it_leaves(audits, sign_in):
    Audit.objects.filter(title="First").update(title="About X123456")
    client = sign_in("lead")
    asked = take(client, "region", audits["First"])
    assert "Check before you download" in text_of(asked)
    assert "no case, comment or name of a person" not in text_of(asked)
    assert 'value="Download as it is"' in asked.content.decode()
    assert take(client, "region", audits["First"], as_it_is="on")["Content-Disposition"]
