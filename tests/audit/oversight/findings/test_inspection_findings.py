"""Findings of a mock inspection: drafts of its reviewers, released together after the sign-off."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.method.oversight.states import State
from audit.models import Answer, Finding, Review
from audit.oversight.findings.actions.drafts import draft_in_inspection
from audit.oversight.findings.actions.release import release_of_audit
from audit.oversight.findings.reads import current_state, usual_due
from audit.oversight.findings.rules import FindingRefused
from audit.planning.locking import AuditClosed
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, Event
from tests.audit.a_review import AGREED, a_reviewer, read_once
from tests.audit.an_audit import YES, an_audit
from tests.audit.oversight.findings.a_finding import TODAY, stored
from tests.people import client_of

CODES = ("2.1.1", "2.2.3")


@pytest.fixture
def inspection(team):
    return an_audit(unit=team.unit)


@pytest.fixture
def reviewer(team):
    return a_reviewer(team.unit, "asha")


@pytest.fixture
def review(inspection, reviewer, practitioners):
    """Of a case of Practitioner A: the answers to CODES are no."""
    sampled = read_once(inspection, reviewer, no=CODES)
    Case.objects.filter(pk=sampled.case_id).update(practitioner=practitioners[0], team=practitioners[0].team)
    return Review.objects.for_page().get(sampled_case=sampled)


def draft(review, code=CODES[0], kind="gap", **facts):
    said = {"text": "No plan for when risk rises. Write one.", "by": review.reviewer}
    return draft_in_inspection(review=review, kind=kind, question=code, **(said | facts))


def agree(review, code, value):
    """As if the lead had recorded another answer for the case."""
    agreed, _ = Review.objects.get_or_create(
        sampled_case=review.sampled_case, part=AGREED, defaults={"submitted_at": timezone.now()}
    )
    return Answer.objects.create(review=agreed, question=code, value=value, comment="Agreed.")


def page(audit, person):
    return client_of(person).get(reverse("audit_findings", args=[audit.pk]))


def test_drafts_leave_the_inspection_only_after_its_sign_off_and_all_together(review, inspection, spo, officer):
    drafts = [draft(review, code) for code in CODES]
    with pytest.raises(FindingRefused, match="after the sign-off"):
        release_of_audit(audit=inspection, by=None)
    assert not Finding.objects.visible_to(spo).exists()
    sign_off(audit=inspection)
    assert release_of_audit(audit=inspection, by=None) == (2, 0)
    assert [current_state(stored(each)) for each in drafts] == [State.OPEN] * 2
    assert {stored(each).due for each in drafts} == {usual_due(TODAY())}
    assert Finding.objects.visible_to(officer).count() == Finding.objects.visible_to(spo).count() == 2
    assert [person.notices.filter(kind="finding").count() for person in (officer, spo)] == [2, 2]


def test_the_history_says_which_cases_the_drafts_that_a_lead_read_are_about(review, inspection, quality_lead):
    draft(review)
    page(inspection, quality_lead)
    seen = Event.objects.get(kind=Event.Kind.CASES_LISTED, details__what="drafts of findings")
    assert (seen.user, seen.details["cases"]) == (quality_lead, [review.sampled_case.number])


def test_an_answer_changed_in_moderation_takes_its_draft_along(review, inspection, quality_lead, officer):
    kept, changed = draft(review, CODES[0]), draft(review, CODES[1])
    agree(review, CODES[1], YES)
    drafts = page(inspection, quality_lead).context["drafts"]
    assert [[each.wording for each in part] for part in (drafts.fitting, drafts.changed)] == [
        [kept.wording],
        [changed.wording],
    ]
    sign_off(audit=inspection)
    assert release_of_audit(audit=inspection, by=quality_lead) == (1, 1)
    entry = stored(changed).entries.get()
    assert (entry.reason, current_state(stored(changed))) == ("answer_changed", State.CLOSED)
    assert list(Finding.objects.visible_to(officer)) == [kept]
    assert release_of_audit(audit=inspection, by=quality_lead) == (0, 0)


def test_a_released_finding_points_to_the_answer_that_counts(review, inspection):
    gap = draft(review)
    agreed = agree(review, CODES[0], 2)
    sign_off(audit=inspection)
    release_of_audit(audit=inspection, by=None)
    assert stored(gap).answer == agreed


def test_a_strength_needs_a_yes_that_counts(review, inspection):
    draft(review, "2.1.2", kind="strength", example=True)
    draft(review, CODES[0], kind="strength")
    sign_off(audit=inspection)
    assert release_of_audit(audit=inspection, by=None) == (1, 1)


def test_drafts_are_read_by_their_writer_and_the_lead_alone(review, inspection, spo, quality_lead, reviewer):
    draft(review)
    assert len(page(inspection, quality_lead).context["drafts"].fitting) == 1
    assert [page(inspection, person).status_code for person in (spo, reviewer)] == [403, 403]
    assert [person for person in (spo, quality_lead, reviewer) if Finding.objects.visible_to(person)] == [reviewer]


def test_a_lead_who_still_has_to_review_a_case_does_not_read_what_the_other_reviewer_drafted(
    review, inspection, quality_lead
):
    draft(review)
    Review.objects.create(sampled_case=review.sampled_case, part="second", reviewer=quality_lead)
    assert not page(inspection, quality_lead).context["drafts"]


def test_two_reviewers_of_a_case_draft_apart(review, team):
    other = a_reviewer(team.unit, "ben")
    second = Review.objects.create(sampled_case=review.sampled_case, part="second", reviewer=other)
    draft(review)
    draft(second, text="Ben's own words.")
    assert Finding.objects.drafts().count() == 2
    html = client_of(other).get(reverse("review_findings", args=[second.pk])).content.decode()
    assert "Ben&#x27;s own words." in html
    assert "No plan for when risk rises" not in html


def test_after_the_sign_off_no_draft_is_written(review, inspection):
    sign_off(audit=inspection)
    with pytest.raises(AuditClosed):
        draft(review)


def test_a_reviewer_drafts_changes_and_deletes_on_the_page_of_the_review(review, reviewer):
    client, address = client_of(reviewer), reverse("review_findings", args=[review.pk])
    sent = {"question": CODES[0], "kind": "gap", "text": "No contingency."}
    assert client.post(address, sent).status_code == 302
    client.post(address, sent | {"text": "No contingency at all.", "nothing_to_do": "on"})
    gap = Finding.objects.get()
    assert (gap.text, gap.due) == ("No contingency at all.", None)
    form = client.get(address, {"question": CODES[0], "kind": "gap"}).context["form"]
    assert form.initial["text"] == gap.text
    client.post(address, {"delete": gap.pk})
    assert not Finding.objects.exists()


def test_only_a_reviewer_of_the_case_drafts_and_only_where_oversight_is_approved(review, reviewer, quality_lead, spo):
    address = reverse("review_findings", args=[review.pk])
    assert [client_of(person).get(address).status_code for person in (quality_lead, spo)] == [404, 404]
    assert client_of(reviewer).get(address).status_code == 200
    review.audit.unit.oversight_approvals.update(ended_at=timezone.now())
    response = client_of(reviewer).get(address)
    assert (response.status_code, "not in use" in response.content.decode()) == (403, True)


def test_the_frame_leads_a_lead_to_the_findings_where_oversight_is_approved(review, inspection, quality_lead):
    address = reverse("audit_findings", args=[inspection.pk])
    result = reverse("audit_reviews", args=[inspection.pk])
    assert address in client_of(quality_lead).get(result).content.decode()
    inspection.unit.oversight_approvals.update(ended_at=timezone.now())
    assert address not in client_of(quality_lead).get(result).content.decode()


def test_drafts_of_a_restricted_case_are_shown_to_no_one_and_stay(review, inspection, quality_lead):
    draft(review)
    Case.objects.filter(pk=review.sampled_case.case_id).update(restricted_digest="0123456789ab")
    assert not page(inspection, quality_lead).context["drafts"]
    sign_off(audit=inspection)
    assert release_of_audit(audit=inspection, by=quality_lead) == (0, 0)


def test_each_key_question_of_an_own_review_leads_to_a_finding_about_it(review, reviewer):
    Review.objects.update(submitted_at=None)
    page, drafts = reverse("review_section", args=[review.pk, "2.2"]), reverse("review_findings", args=[review.pk])
    assert f"{drafts}?question=2.2.3" in client_of(reviewer).get(page).content.decode()
    assert client_of(reviewer).get(drafts, {"question": "2.2.3"}).context["form"].initial["question"] == "2.2.3"
    review.audit.unit.oversight_approvals.update(ended_at=timezone.now())
    assert drafts not in client_of(reviewer).get(page).content.decode()
