"""The result of an unrated audit: percentages for each area, a judgement in words, strengths and concerns."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNotContains

from audit.exports.as_json.summary import summary_of
from audit.exports.text import text_of as terminal_text_of
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off
from tests.audit.an_audit import add_cases, an_audit, fetched
from tests.audit.reading import text_of

WRITTEN = {"narrative": "Risk is assessed late.", "strengths": "Visits are kept.", "improvements": "Few checks."}


@pytest.fixture
def unrated(db, an_unrated_framework):
    audit = an_audit(framework_code=an_unrated_framework)
    add_cases(audit, 12, {"2.1.3": 5})
    audit.standard_texts.create(standard="2.1", **WRITTEN, written_at=audit.created_at)
    return audit


@pytest.fixture
def client(unrated, sign_in):
    return sign_in("lead")


@pytest.mark.parametrize("signed", [False, True])
def test_each_area_has_its_percentages_judgement_strengths_and_concerns(unrated, client, signed):
    if signed:
        sign_off(audit=unrated)
    text = text_of(client.get(reverse("audit_result", args=[unrated.pk])))
    area = text[text.index("2.1 Assessment") : text.index("2.2 Planning")]
    assert "42% 5 of 12" in area
    assert area.endswith("Risk is assessed late. Strengths in 2.1 Visits are kept. Concerns in 2.1 Few checks. ")


def test_the_same_stands_in_text_and_json(unrated):
    report = report_on_audit(fetched(unrated))
    lines = [line.strip() for line in terminal_text_of(report).splitlines()]
    said = {"2.1 Assessment", "Risk is assessed late.", "Strength: Visits are kept.", "Concern: Few checks."}
    assert said <= {*lines}
    written = {"narrative": WRITTEN["narrative"], "strengths": ["Visits are kept."], "improvements": ["Few checks."]}
    assert summary_of(report)["standards"][3]["written"] == written


def test_nothing_can_be_tried_out_and_nothing_offers_it(unrated, client):
    sign_off(audit=unrated)
    address = reverse("audit_what_if", args=[unrated.pk])
    assertNotContains(client.get(reverse("audit_result", args=[unrated.pk])), address)
    assert client.get(address).status_code == 404
