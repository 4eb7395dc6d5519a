"""A review asks for a fact before the questions that hang on it, and stores it with who said so and when."""

import datetime

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import Review, SampledCase
from audit.planning.actions.facts import FactRefused, correct_fact
from audit.reviewing.actions.asked_fact import answer_fact
from audit.reviewing.actions.submission import NotSubmitted, submit_review
from audit.reviewing.answers_file.table import AnswersRow
from audit.reviewing.offline.sheet import build_review_sheet
from audit.reviewing.reads.import_plan import plan_import
from audit.trail.case_trail import CaseTrail
from cases.models import Case, Event
from tests.audit.an_audit import YES, an_audit
from tests.audit.reading import text_of
from tests.audit.review_forms import an_open_review, fields, fill, stored

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
START, END = datetime.date(2026, 1, 5), datetime.date(2026, 8, 5)


@pytest.fixture
def review(db):
    """Of a licence of which only the start is known, so that its end decides between core and adjusted questions."""
    audit = an_audit(framework_code="public-protection-2025")
    return an_open_review(audit, sentence_type="licence", start_date=START)


@pytest.fixture
def page(review):
    return f"/reviews/{review.pk}/facts/"


def again(review):
    return Review.objects.for_page().get(pk=review.pk)


def answer(review, value, fact="end_date"):
    return answer_fact(review=review, fact=fact, value=value, by=review.reviewer)


@pytest.mark.parametrize("code", ["1", "all"])
def test_a_section_leads_to_the_fact_while_its_questions_wait_for_it(review, asha, page, code):
    assertRedirects(asha.get(f"/reviews/{review.pk}/{code}/"), page)
    text = text_of(asha.get(page))
    assert "Find out first: End date" in text
    assert "It decides which of these questions are asked:" in text
    assert "C1 Does assessment focus sufficiently on keeping other people safe?" in text


def test_the_check_page_counts_no_question_as_answered_that_waits_for_a_fact(review, asha):
    answered = [line.answered for line in asha.get(f"/reviews/{review.pk}/").context["page"].sections]
    assert set(answered) == {0}


ANSWERS = [({"value": "5/8/2026"}, "C1"), ({"value": "2/2/2026"}, "A1"), ({"not_said": "on"}, "C1")]


@pytest.mark.parametrize(("sent", "first"), ANSWERS)
def test_the_answer_is_kept_in_the_case_and_the_audit_and_decides_the_questions(review, asha, page, sent, first):
    response = asha.post(page, {"fact": "end_date", **sent}, follow=True)
    assert response.redirect_chain == [(f"/reviews/{review.pk}/1/", 302)]
    assert [code for code in ("C1", "A1") if f"value-{code}" in response.content.decode()] == [first]
    facts, case = SampledCase.objects.get().facts, Case.objects.get()
    assert (case.end_date and case.end_date.isoformat()) == facts["end_date"]
    assert facts.get("not_in_record") == (["end_date"] if "not_said" in sent else None)


def test_the_trail_says_who_answered_what_and_that_the_review_asked(review):
    review.sampled_case.save()  # this starts its history
    answer(review, END)
    told = "Recorded a fact of Case 1 that the review asked for: End date"
    (entry,) = (each for each in CaseTrail(review.sampled_case)[:] if each.what == told)
    assert entry.who == "asha"
    changes = [(change.field, change.after) for change in entry.changes]
    assert changes == [("End date", "5 August 2026"), ("Why", "The review asked for it.")]
    assert not {"2026-08-05", "5 August 2026"} & {str(each) for each in Event.objects.values_list("details", flat=True)}


def test_that_the_record_does_not_say_can_be_corrected_later(review):
    answer(review, None)
    correct_fact(sampled=review.sampled_case, fact="end_date", value=END, why="Found in the licence.")
    assert "not_in_record" not in SampledCase.objects.get().facts


BOTH = {"value": "5/8/2026", "not_said": "on"}


@pytest.mark.parametrize("sent", [{}, BOTH, {"value": "5/8/2025"}, {"value": "32/8/2026"}])
def test_no_answer_both_or_one_that_cannot_be_is_refused_in_words(review, asha, page, sent):
    text = text_of(asha.post(page, {"fact": "end_date", **sent}))
    refusals = "Enter the date, or choose", "The end date would be before the start date", "must be a real date"
    assert any(refusal in text for refusal in refusals)
    assert SampledCase.objects.get().facts["end_date"] is None


def test_a_review_is_not_submitted_while_a_fact_is_asked_for(review, asha):
    fill(review)
    assertContains(asha.get(f"/reviews/{review.pk}/"), "Find out first")
    assertNotContains(asha.get("/reviews/"), "Ready to submit")
    with pytest.raises(NotSubmitted, match="Find out first: End date"):
        submit_review(review=again(review), by=review.reviewer)
    answer(review, None)
    assertContains(asha.get("/reviews/"), "Ready to submit")
    submit_review(review=again(review), by=review.reviewer)


def test_questions_that_wait_for_a_fact_are_not_said_to_be_missing_yet(review, asha):
    page = asha.get(f"/reviews/{review.pk}/").context["page"]
    assert not {"A1", "C1"} & {remark.code for remark in page.missing}
    answer(review, END)
    assert "C1" in {remark.code for remark in asha.get(f"/reviews/{review.pk}/").context["page"].missing}


def test_what_another_reviewer_has_answered_meanwhile_is_not_overwritten(review, asha, page):
    answer(review, END)
    with pytest.raises(FactRefused, match="answered in the meantime"):
        answer(again(review), None)
    response = asha.post(page, {"fact": "end_date", "not_said": "on"}, follow=True)
    assertContains(response, "This has been answered in the meantime")
    assert SampledCase.objects.get().facts["end_date"] == "2026-08-05"


def test_answers_that_no_longer_apply_are_set_aside_and_the_page_says_so(review, asha, page):
    asha.post(f"/reviews/{review.pk}/1/", {**fields("C1", YES, "Seen."), "go": "1"})  # from a page left open
    response = asha.post(page, {"fact": "end_date", "value": "2/2/2026"}, follow=True)
    assertContains(response, "End date: 2 February 2026. 1 answer is no longer needed and is set aside: C1.")
    assert stored("C1")[0] == YES


def test_paper_says_what_to_find_out_first_and_has_the_questions_of_either_answer(review, asha):
    page = f"/reviews/{review.pk}/paper/"
    text = text_of(asha.get(page))
    assert "Find out first End date : it decides which of these questions are asked: C1" in text
    assert [code for code in ("C1 Does", "A1 In the") if code not in text] == []
    answer(review, END)
    assertNotContains(asha.get(page), "Find out first")


def test_an_offline_sheet_leaves_out_what_hangs_on_the_fact_and_says_so(review):
    sheet = build_review_sheet(review)
    assert sheet.facts[0][0] == "Find out first"
    assert sheet.facts[0][1].startswith("End date. It decides about C1, A1,")
    assert not {"C1", "A1"} & {question.code for section in sheet.sections for question in section.questions}


def test_an_import_of_answers_submits_no_review_for_which_a_fact_is_asked(review):
    fill(review)
    (plan,) = plan_import(review.audit, [(AnswersRow("X000001", 2, {}), review.sampled_case)])
    assert plan.missing == ["End date"]
