"""The list of audits, an audit's result and its downloads, for one who may see everything."""

import datetime
import json
import re
import zipfile
from io import BytesIO

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from audit.exports.as_json.summary import summary_of
from audit.models import Audit, SampledCase, StandardJudgement
from audit.results.report import report_on_audit
from cases.models import Case, Practitioner
from tests.audit.an_audit import NO, YES, add_case, add_cases, an_audit
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script><b>'\"&"


def test_the_list_names_audits_with_purpose_place_and_progress(suffolk_audit, sign_in):
    text = text_of(sign_in("lead").get("/audits/"))
    assert "Suffolk PDU, February 2024 Suffolk PDU East of England Mock inspection Provisional 56 of 56" in text


def test_the_list_costs_the_same_whatever_its_length(small, django_assert_max_num_queries):
    for number in range(5):
        an_audit(title=f"Round {number}")
    small[1].get("/audits/")  # which puts off the end of the session, for a minute
    with django_assert_max_num_queries(8):
        assert "Round 4" in text_of(small[1].get("/audits/"))


def test_the_result_shows_ratings_with_what_limits_them_figures_with_distances_judgements_items_and_licence(get):
    text = text_of(get()) + text_of(get("questions/"))
    for line in (
        "Overall rating Requires improvement Not signed off yet Score 4 of 21 Cases reviewed 56 of 56",
        "every case is invented",
        "1.1 Leadership Good Change judgement for Leadership judged on evidence",
        "1.2 Staffing Requires improvement Change judgement for Staffing judged on evidence",
        "All 4 points come from leadership (2), staffing (1) and services (1); the 4 case standards have none.",
        "With 1 point less it would be Inadequate (0 to 3). Good needs 11.",
        "2.1 Assessment Inadequate Use discretion for Assessment 2.1.3 keeping other people safe 25 of 56, 45% "
        "(32% to 58%) 3 more of 56 in 2.1.3",
        "2.2.1 engaging the person 22 of 56, 39% (28% to 52%) 6 more of 56 in 2.2.1 and 3 in 2.2.3",
        "13 of 56, 23% (14% to 36%) 15 more of 56 in 2.3.3, 8 in 2.3.2 and 3 in 2.3.1",
        "2.4 Reviewing Inadequate 2.4.2 supporting desistance 2.4.3 keeping other people safe 20 of 56, 36%",
        "45% 25 of 56 (32% to 58%) Inadequate 3 more sufficient cases would make this Requires improvement.",
        "71% 40 of 56 (59% to 82%) Good 5 more sufficient cases would make this Outstanding.",
        "As published: Good.",
        "Decided by Published inspection report",
        "Was management oversight of the case effective? 29% 15 of 52 (18% to 42%)",
        "(pdu-2023, version ",
        "Contains public sector information licensed under the Open Government Licence v3.0",
    ):
        assert line in text
    assert text.index("Information checks") < text.index("Resettlement") < text.index("Practitioner interview")
    assert text.count("Limiting question") == 1 + 5  # the heading of the table, then each question that limits


def test_bars_draw_the_percentage_and_the_edges_of_the_bands(get):
    html = get().content.decode() + get("questions/").content.decode()
    assert 'aria-label="45% (32% to 58%), Inadequate: bands begin at 50, 65, 80%"' in html
    assert html.count('class="bar__edge"') == (4 + 12) * 3  # limiting and key questions: items have no bands
    framework = Audit.objects.get().framework
    assert html.count('class="bar__fill') == 4 + len(framework.questions)


def test_a_result_costs_at_most_thirteen_queries_however_many_cases(get, small, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        get()
    with django_assert_max_num_queries(13):
        small[1].get(f"/audits/{small[0].pk}/")


def test_an_audit_without_reviews_shows_only_what_is_judged_on_evidence(small):
    audit, client = small
    text = text_of(client.get(f"/audits/{audit.pk}/"))
    assert "No review is submitted yet, so there are no figures." in text
    for empty in (
        "0 of 0",
        "no cases",
        "2.1 Assessment No rating yet",
        "Overall rating",
        "Other measures (not rated)",
    ):
        assert empty not in text
    assert "1.1 Leadership has no judgement yet, so there is no score and no overall rating." in text
    assert "nan" not in text.casefold().split()


def test_an_audit_that_is_half_done_says_so(small):
    audit, client = small
    add_cases(audit, 3, {})
    add_case(audit, {"2.1.1": YES}, submitted=False)
    text = text_of(client.get(f"/audits/{audit.pk}/"))
    assert "Cases reviewed 3 of 4" in text
    assert "3 of 3 Not rated: fewer than 10 cases." in text_of(client.get(f"/audits/{audit.pk}/questions/"))


@pytest.mark.slow
def test_texts_that_people_wrote_are_never_taken_for_markup(small):
    audit, client = small
    case = add_case(audit, {"2.1.1": NO, "2.1.1a": NO}, comments={"2.1.1": HOSTILE, "2.1.1a": HOSTILE}).case
    facts = {"disability": HOSTILE, "other_characteristics": HOSTILE, "flags": [HOSTILE]}
    SampledCase.objects.update(facts=facts)
    Audit.objects.update(title=HOSTILE, about=HOSTILE)
    Case.objects.update(reference=HOSTILE[:30], disability=HOSTILE, other_characteristics=HOSTILE, flags=[HOSTILE])
    case.practitioner = Practitioner.objects.create(name=HOSTILE, team=audit.unit.teams.create(name=HOSTILE))
    case.team = case.practitioner.team
    case.save()
    judged = {"rationale": HOSTILE, "decided_by": HOSTILE, "decided_at": datetime.datetime.now(datetime.UTC)}
    StandardJudgement.objects.create(audit=audit, standard="1.1", rating="Good", **judged)
    for page in ("", "questions/", "questions/2.1.1/", "cases/1/", "standards/1.1/judgement/"):
        html = client.get(f"/audits/{audit.pk}/{page}").content.decode()
        assert "alert(1)" in html
        assert "<script>" not in html
        assert "<b>" not in html
    for page in ("/", "/audits/"):
        assertNotContains(client.get(page), "<script>")


def test_a_rating_that_was_decided_stands_beside_the_computed_one(small):
    audit, client = small
    add_cases(audit, 40, {"2.1.3": 19})
    judged = {"rationale": "At the edge.", "decided_by": "Panel", "decided_at": datetime.datetime.now(datetime.UTC)}
    StandardJudgement.objects.create(audit=audit, standard="2.1", rating="Requires improvement", **judged)
    text = text_of(client.get(f"/audits/{audit.pk}/questions/"))
    assert "2.1 Assessment Requires improvement Score 1" in text
    assert "The lowest key question makes this standard Inadequate. The rating shown was decided instead." in text


def test_a_decision_that_no_longer_fits_is_shown_does_not_count_and_can_be_taken_again(small):
    audit, client = small
    add_cases(audit, 40, {"2.1.3": 5})
    judged = {"rationale": "At the edge.", "decided_by": "Panel", "decided_at": datetime.datetime.now(datetime.UTC)}
    StandardJudgement.objects.create(audit=audit, standard="2.1", rating="Requires improvement", **judged)
    response = client.get(f"/audits/{audit.pk}/questions/")
    text = text_of(response)
    assert "2.1 Assessment Inadequate Score 0" in text
    assert "The decision below no longer fits the figures and does not count." in text
    assertContains(response, f"/audits/{audit.pk}/standards/2.1/judgement/")


@pytest.mark.slow
def test_the_json_has_the_summary_of_the_commands_for_outside(get, suffolk_audit):
    response = get("summary.json")
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == f'attachment; filename="{file_name(suffolk_audit, "json")}.json"'
    summary = summary_of(report_on_audit(suffolk_audit, outside=True), suffolk_audit)
    assert json.loads(response.content).items() >= json.loads(json.dumps(summary)).items()


def file_name(audit, what):
    return f"{timezone.localdate():%Y-%m}-suffolk-pdu-audit-{audit.pk}-{what}-outside-provisional"


@pytest.mark.slow
def test_the_workbook_is_a_file_without_cases(get, suffolk_audit):
    response = get("summary.xlsx")
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response["Content-Disposition"] == f'attachment; filename="{file_name(suffolk_audit, "summary")}.xlsx"'
    sheets = zipfile.ZipFile(BytesIO(response.content)).read("xl/workbook.xml").decode()
    assert {"Cases", "Comments"}.isdisjoint(re.findall(r'sheet name="([^"]+)"', sheets))
