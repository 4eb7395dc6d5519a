"""An audit beside published results: the inspection of its PDU question by question, and other inspections."""

import re

import pytest

from audit.models import Audit, PublishedResult
from audit.results.published.actions import import_shipped_results
from tests.audit.an_audit import a_unit
from tests.audit.results.signed_results import a_signed_result

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


def shown(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def published_for(audit, **facts):
    fields = {"inspection": str(audit.unit), "unit": audit.unit, "programme": "PDU", "source": "Report"}
    return PublishedResult.objects.create(**fields | {"max_score": 21, "score": 4} | facts)


def page_of(audit, sign_in, name="lead"):
    return shown(sign_in(name).get(f"/audits/{audit.pk}/published/"))


@pytest.fixture
def audit():
    """28 of 56 sufficient on every key question."""
    return a_signed_result("Suffolk PDU", 28, 56)


def test_the_suffolk_audit_stands_beside_its_inspection(signed_off_audit, sign_in):
    import_shipped_results()
    text = page_of(signed_off_audit, sign_in, "viewer")
    assert "Inspection: Suffolk PDU, 2024 Published: Requires improvement, 4 of 21." in text
    assert "2.1 Assessment Inadequate Inadequate" in text
    assert text.count(" 0 points (-1") == 12
    assert "2.3.3 keeping other people safe 23%, 13 of 56 14% to 36% 23%, 13 of 56 " in text
    assert "29 inspections stored here: Inadequate 13, Requires improvement 16, Good 0, Outstanding 0." in text


@pytest.mark.parametrize("facts", [{}, {"unit": None}])
def test_the_page_change_leads_there_as_soon_as_there_is_a_result_of_the_unit_or_of_another(audit, sign_in, facts):
    lead, address = sign_in("lead"), f'href="/audits/{audit.pk}/published/"'
    assert address not in lead.get(f"/audits/{audit.pk}/change/").content.decode()
    published_for(audit, **facts)
    assert address in lead.get(f"/audits/{audit.pk}/change/").content.decode()


def test_a_difference_says_whether_chance_could_make_it(audit, sign_in):
    published_for(audit, figures={"2.1.1": [52, 29, 56], "2.1.2": [89, 50, 56], "2.1.3": [None, None, 56]})
    text = page_of(audit, sign_in)
    assert re.search(
        r"2\.1\.1 engaging the person 50%, 28 of 56 .{0,30}52%, 29 of 56 .{0,20}\+2 points .+?within chance", text
    )
    assert re.search(r"2\.1\.2 offending and desistance .+?\+39 points \(\+\d+ to \+\d+\): more than chance", text)
    assert "not published" in text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"year": "2020"}, "The inspection came before this audit."),
        ({"year": "2040-41"}, "The inspection followed this audit."),
        ({"max_score": 27, "figures": {"2.1.1": [52, 29, 56]}}, "inspected by other standards"),
        ({}, "Its source gives no figures of key questions."),
        ({"overall": "Good"}, "does not fit: 4 of 21 gives Requires improvement; published is Good."),
    ],
)
def test_a_published_result_says_what_it_can_be_compared_with(audit, sign_in, facts, said):
    published_for(audit, **facts)
    assert said in page_of(audit, sign_in)


def test_a_figure_that_the_reader_may_not_know_has_no_difference_either(audit, sign_in):
    audit.snapshot["hidden"] = ["2.1.1"]
    Audit.objects.filter(pk=audit.pk).update(snapshot=audit.snapshot)
    published_for(audit, figures={"2.1.1": [52, 29, 56]})
    text = page_of(audit, sign_in, "viewer")
    assert (
        "2.1.1 engaging the person not shown: it would reveal fewer than 5 cases 52%, 29 of 56 39% to 64% Ranges"
        in text
    )
    assert "points (" in page_of(audit, sign_in)


def test_few_cases_have_counts_and_are_not_compared(sign_in):
    audit = a_signed_result("Suffolk PDU", 4, 8)
    published_for(audit, figures={"2.1.1": [52, 29, 56]})
    text = page_of(audit, sign_in)
    assert "4 of 8 (few) 52%, 29 of 56 39% to 64% Ranges" in text


def test_without_a_published_result_the_page_says_so(audit, sign_in):
    a_unit("Norfolk PDU")
    assert "No published result of Suffolk PDU is stored here." in page_of(audit, sign_in)


def test_an_unrated_audit_is_compared_by_question_only_where_a_programme_says_so(sign_in, an_unrated_framework):
    audit = a_signed_result("Suffolk PDU", 28, 56, framework_code=an_unrated_framework)
    facts = {"standard_ratings": {"2.1": "Inadequate"}, "figures": {"2.1.1": [52, 29, 56]}}
    published_for(audit, overall="Requires improvement", **facts)
    text = page_of(audit, sign_in)
    assert "Inspection: Suffolk PDU" in text
    assert not [word for word in ("Requires improvement", "Inadequate", "of 21", "rating") if word in text]
    assert "inspected by other standards" in text
