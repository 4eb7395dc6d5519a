"""Indicators: numbers beside the cases, said in a sentence, drawn from zero, kept with the audit."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.evidence.indicators.actions import (
    CHANGED_MEANWHILE,
    GONE,
    TOO_MUCH,
    IndicatorRefused,
    add_indicator,
    change_indicator,
    delete_indicator,
)
from audit.evidence.indicators.facts import PER_CENT, Comparator, IndicatorFacts
from audit.evidence.indicators.pages import bar_lines
from audit.evidence.indicators.reads import citable_figures, facts_of, indicator_version
from audit.evidence.indicators.sentence import sentence_of
from audit.models import Audit, Indicator
from audit.planning.locking import AuditClosed
from audit.results.sign_off.actions.sign_off import sign_off
from audit.retention.actions import remove_cases
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import add_cases
from tests.audit.reading import text_of
from tests.audit.tables import everything_stored

SENT = {
    "name": "Cases an officer",
    "value": "43",
    "unit": "cases",
    "measured": "May 2019",
    "source": "Workload report",
    "standard": "1.2",
    "nation_value": "39",
}


def facts(name, value, unit, **more):
    numbers = {key: Decimal(str(each)) if key in ("of", "before") else each for key, each in more.items()}
    return IndicatorFacts(name, Decimal(str(value)), unit, **{"measured": "2024", "source": "Report"} | numbers)


def against(of, value, **more):
    return (Comparator(of, Decimal(str(value)), **more),)


COMPLIANCE = facts("People who complied", 62, PER_CENT, comparators=against("nation", 75))
SENTENCES = [
    (COMPLIANCE, "People who complied: 62%, against 75% nationally (2024)."),
    (
        facts("Cases an officer", 43, "cases", comparators=against("nation", 39)),
        "Cases an officer: 43 cases, against 39 nationally (2024).",
    ),
    (facts("Vacancies", 102, "posts", of=638, about=True), "Vacancies: 102 of about 638 posts (16%) (2024)."),
    (
        facts("Black, Asian or minority ethnic staff", 7, PER_CENT, comparators=against("population", 15)),
        "Black, Asian or minority ethnic staff: 7%, against 15% of the population (2024).",
    ),
    (facts("Sickness", "10.1", "days", before="15.8"), "Sickness: from 15.8 to 10.1 days (2024)."),
    (facts("Caseload", 2238, "people", of=20184), "Caseload: 2,238 of 20,184 people (11%) (2024)."),
    (
        facts("Posts filled", 80, PER_CENT, of=500, comparators=against("other", 70, name="Norfolk PDU", n=90)),
        "Posts filled: 80% of 500, against 70% of 90 (Norfolk PDU) (2024).",
    ),
]


@pytest.mark.parametrize(("said", "sentence"), SENTENCES, ids=[each.name for each, _ in SENTENCES])
def test_an_indicator_is_a_sentence(said, sentence):
    assert sentence_of(said) == sentence


@pytest.mark.parametrize(
    ("said", "widths"),
    [
        (COMPLIANCE, [("Suffolk PDU", 62, "62%"), ("Nation", 75, "75%")]),
        (
            facts("Vacancies", 102, "posts", of=638, about=True),
            [("Suffolk PDU", 16, "102"), ("All", 100, "about 638")],
        ),
        (facts("Sickness", "10.1", "days", before="15.8"), [("Before", 100, "15.8"), ("Suffolk PDU", 64, "10.1")]),
        (facts("Escapes", 0, "people"), [("Suffolk PDU", 0, "0")]),
    ],
)
def test_bars_begin_at_zero_and_share_one_scale(said, widths):
    assert [(line.name, line.bar.percent, line.text) for line in bar_lines(said, "Suffolk PDU")] == widths


@pytest.fixture
def page(audit):
    return reverse("audit_indicators", args=[audit.pk])


def one(audit, said=COMPLIANCE):
    return add_indicator(audit=audit, facts=said)


@pytest.mark.django_db
def test_a_quality_lead_adds_changes_and_deletes_indicators(audit, page, sign_in):
    lead = sign_in("lead")
    text = text_of(lead.post(page, SENT, follow=True))
    assert "Cases an officer: 43 cases, against 39 nationally (May 2019). 1.2 Staffing" in text
    stored = Indicator.objects.get()
    change = reverse("change_indicator", args=[audit.pk, stored.pk])
    assert 'name="nation_value" value="39"' in lead.get(change).content.decode()
    lead.post(change, SENT | {"value": "44.5", "unit": "%", "based_on": indicator_version(stored)})
    stored.refresh_from_db()
    assert (stored.value, stored.unit, stored.written_by.username) == (Decimal("44.50"), PER_CENT, "lead")
    delete = reverse("delete_indicator", args=[audit.pk, stored.pk])
    assert "Delete this indicator? Cases an officer: 44.5%" in text_of(lead.get(delete))
    lead.post(delete, {"seen": indicator_version(stored)})
    assert not Indicator.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"value": ""}, "Enter the number"),
        ({"value": "-1"}, "The number must be a number of 0 or more"),
        ({"value": "1e9999"}, "The number must be a number of 0 or more"),
        ({"value": "lots"}, "The number must be a number of 0 or more"),
        ({"value": "15,8"}, "The number must be a number of 0 or more"),
        ({"value": "12,34,5"}, "The number must be a number of 0 or more"),
        ({"value": "62%"}, "A number has a per cent sign. Enter “per cent” as the unit"),
        ({"source": ""}, "Enter the source"),
        ({"about": "on"}, "Enter about how many the whole is"),
        ({"of": "0"}, "The whole must be more than 0"),
        ({"of": "40"}, TOO_MUCH),
        ({"region_source": "Report"}, "Enter the number of “Region”, or clear its other boxes"),
        ({"other_value": "3"}, "Enter what else the number is compared with"),
        ({"other_name": "Norfolk"}, "Enter the number to compare with"),
        ({"name": "Sickness of Ms Example"}, "This may identify someone"),
    ],
)
def test_the_form_says_what_is_wrong(page, sign_in, sent, told):
    assert told in text_of(sign_in("lead").post(page, SENT | sent))
    assert not Indicator.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "unit", "stored"), [("20,184", "people", 20184), ("62 %", "%", 62)])
def test_a_number_is_read_as_people_write_it(page, sign_in, typed, unit, stored):
    sign_in("lead").post(page, SENT | {"value": typed, "unit": unit})
    assert Indicator.objects.get().value == stored


@pytest.mark.django_db
def test_what_a_colleague_changed_or_deleted_meanwhile_is_not_overwritten_unseen(audit):
    stored = one(audit)
    seen = indicator_version(stored)
    change_indicator(audit=audit, number=stored.pk, facts=COMPLIANCE, based_on=seen)
    with pytest.raises(IndicatorRefused, match=CHANGED_MEANWHILE[:40]):
        delete_indicator(audit=audit, number=stored.pk, based_on=seen)
    delete_indicator(audit=audit, number=stored.pk, based_on=indicator_version(Indicator.objects.get()))
    with pytest.raises(IndicatorRefused, match=GONE):
        change_indicator(audit=audit, number=stored.pk, facts=COMPLIANCE, based_on=seen)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.VIEWER, Role.SPO, Role.HEAD_OF_SERVICE])
def test_readers_of_the_result_read_them_once_it_is_signed_off_and_write_none(audit, page, client, role):
    one(audit)
    client.force_login(a_reviewer(audit.unit, "ben", role))
    assert client.get(page).status_code == 403
    sign_off(audit=audit, without_result=True)
    assert "62%, against 75% nationally" in text_of(client.get(page))
    client.post(page, SENT)
    assert Indicator.objects.count() == 1


@pytest.mark.django_db
def test_after_the_sign_off_they_stay_as_they_are_and_what_is_sent_comes_back(audit, page, sign_in):
    stored, lead = one(audit), sign_in("lead")
    sign_off(audit=audit, without_result=True)
    with pytest.raises(AuditClosed):
        change_indicator(audit=audit, number=stored.pk, facts=COMPLIANCE, based_on=indicator_version(stored))
    refused = lead.post(page, SENT)
    assert (refused.status_code, "Workload report" in refused.content.decode()) == (409, True)


@pytest.mark.django_db
def test_the_audit_history_has_every_change_in_words(audit, sign_in):
    stored = one(audit)
    said = facts("People who complied", 62, PER_CENT, comparators=against("region", 71))
    change_indicator(audit=audit, number=stored.pk, facts=said, based_on=indicator_version(stored))
    text = text_of(sign_in("lead").get(reverse("audit_trail", args=[audit.pk])))
    assert "Indicator “People who complied” changed" in text
    assert "nation 75" in text
    assert "region 71" in text


@pytest.mark.django_db
def test_each_is_a_figure_that_a_standard_can_cite(audit):
    stored = one(audit)
    (figure,) = citable_figures(audit)
    assert (figure.key, figure.sentence) == (f"indicator:{stored.pk}", sentence_of(facts_of(stored)))
    assert figure.where == f"/audits/{audit.pk}/indicators/#indicator-{stored.pk}"


@pytest.mark.django_db
def test_they_stay_when_the_cases_go_without_what_earlier_ones_said(audit):
    add_cases(audit, 1, {})
    stored = one(audit, facts("An earlier name", 1, "people"))
    change_indicator(audit=audit, number=stored.pk, facts=COMPLIANCE, based_on=indicator_version(stored))
    sign_off(audit=audit)
    Audit.objects.update(keep_until=timezone.localdate() - datetime.timedelta(days=1))
    remove_cases(audit=audit)
    assert facts_of(Indicator.objects.get()) == COMPLIANCE
    assert "An earlier name" not in everything_stored()
