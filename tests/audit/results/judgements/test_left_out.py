"""A panel may decide, with a second person, that a standard judged on cases cannot be rated."""

import pytest
from django.urls import reverse

from audit.exports.as_json.summary import summary_of
from audit.exports.text import text_of as terminal_text_of
from audit.method.rating.standard import NO_RATING, NOT_RATEABLE
from audit.models import StandardJudgement
from audit.results.judgements.actions.confirmation import confirm_judgement
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.judgements.reads import judgement_version
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from tests.audit.an_audit import add_cases, fetched
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
WOULD_BE = "By its lowest key question it would be Inadequate."


@pytest.fixture
def left_out(audit, quality_lead, head):
    """Forty cases, 10 of them sufficient in 2.1.3, and the judgements on evidence; 2.1 is left out and confirmed."""
    add_cases(audit, 40, {"2.1.3": 10})
    for code in ("1.1", "1.2", "1.3"):
        judge(audit, code, "Good", quality_lead)
    judge(audit, "2.1", NOT_RATEABLE, quality_lead)
    confirm_judgement(audit=audit, standard="2.1", seen=judgement_version(stored(audit)), by=head)
    return audit


def judge(audit, code, rating, by):
    facts = {"rationale": "The records were lost.", "decided_by": "Panel", "by": by}
    return record_judgement(audit=audit, standard=code, rating=rating, **facts)


def stored(audit):
    return audit.judgements.get(standard="2.1")


def report_of(audit):
    return report_on_audit(fetched(audit))


def test_it_waits_for_a_second_person_who_reads_what_the_cases_give(audit, quality_lead, head, client):
    add_cases(audit, 40, {"2.1.3": 10})
    assert judge(audit, "2.1", NOT_RATEABLE, quality_lead).waits
    assert report_of(audit).rating.max_score == 21
    client.force_login(head)
    text = text_of(client.get(reverse("confirm_judgement", args=[audit.pk, "2.1"])))
    assert "By the rule this standard is Inadequate. A panel decided that it cannot be rated. The records were" in text


def test_a_standard_whose_cases_give_no_rating_waits_for_a_second_person_too(audit, quality_lead):
    add_cases(audit, 9, {})
    assert judge(audit, "2.1", NOT_RATEABLE, quality_lead).computed == NO_RATING
    assert list(StandardJudgement.objects.waiting()) == [stored(audit)]


def test_pages_and_files_say_so_with_what_the_cases_would_have_given(left_out, quality_lead, client):
    client.force_login(quality_lead)
    result = text_of(client.get(reverse("audit_result", args=[left_out.pk])))
    assert f"2.1 Assessment Cannot be rated {WOULD_BE}" in result
    assert "Score 15 of 18" in result
    questions = text_of(client.get(reverse("audit_questions", args=[left_out.pk])))
    assert "A panel decided not to rate this standard." in questions
    assert "25%" in questions
    report = report_of(left_out)
    assert "2.1 Assessment: Cannot be rated (decided; computed Inadequate), by 2.1.3: 25%" in terminal_text_of(report)
    standard = summary_of(report)["standards"][3]
    assert (standard["rating"], standard["left_out"], standard["score"]) == ("Inadequate", True, None)


def test_the_sign_off_and_an_earlier_version_keep_it(left_out, quality_lead, client):
    sign_off(audit=left_out, by=quality_lead)
    assert (report_of(left_out).rating.score, report_of(left_out).rating.max_score) == (15, 18)
    take_back_sign_off(audit=left_out, reason="Found again.", by=quality_lead)
    judge(left_out, "2.1", "Inadequate", quality_lead)
    sign_off(audit=left_out, by=quality_lead)
    client.force_login(quality_lead)
    assert f"2.1 Assessment Cannot be rated {WOULD_BE}" in text_of(client.get(f"/audits/{left_out.pk}/versions/1/"))
    assert (report_of(left_out).rating.score, report_of(left_out).rating.max_score) == (15, 21)


def test_the_page_of_its_lowest_question_says_that_a_panel_decided_otherwise(left_out, client, quality_lead):
    client.force_login(quality_lead)
    text = text_of(client.get(reverse("question_cases", args=[left_out.pk, "2.1.3"])))
    assert "by the rule its rating is that of the standard. A panel decided otherwise." in text
