"""A case that every reviewer reads before their own: marked, answered blind, compared, and never counted."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import Audit, Notice, Reading, ReadingAnswer, ReserveCase, Review, SharedCase
from audit.planning.actions.allocation import allocate
from audit.planning.actions.reviewers import set_reviewers
from audit.together.actions.marking import NotMarked, end_reading, let_through, mark_for_all, remove_mark
from audit.together.actions.notes import write_notes
from cases.models import Case, Event, Membership, Team
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import NO, add_case, an_audit
from tests.audit.reading import text_of
from tests.audit.together.readers import answers_to, client_of, own_review_of, reading_of, send, submit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KEPT = {"accept": "application/json"}


def test_the_lead_marks_a_reserve_on_the_page_and_each_reviewer_is_asked_to_read_it(drawn_audit, lead):
    reserve = drawn_audit.reserves.first()
    page = f"/audits/{drawn_audit.pk}/together/"
    assertContains(client_of(lead).get(page), "X000004, Community order, medium risk of serious harm")
    response = client_of(lead).post(page, {"mark": 1, "reserve": reserve.pk}, follow=True)
    assert "X000004, case A" in text_of(response)
    assert [reading.reviewer.username for reading in Reading.objects.all()] == ["asha", "ben"]
    assert not ReserveCase.objects.filter(case=reserve.case).exists()
    assert Event.objects.filter(kind="read_together").get().details["what"] == "Marked Case A to be read together"
    told = Notice.objects.filter(kind="read_first")
    assert [notice.user.username for notice in told] == ["asha", "ben"]
    assertContains(client_of(told[0].user).get("/reviews/"), "1 case to read together before your own")


def test_own_cases_open_once_the_reading_is_submitted(shared):
    asha = client_of(reading_of("asha").reviewer)
    closed = asha.get(own_review_of("asha"))
    assertContains(closed, f"/readings/{reading_of('asha').pk}/", status_code=403)
    response = send("asha")
    assertRedirects(response, f"/together/{shared.pk}/")
    assert asha.get(own_review_of("asha")).status_code == 200
    ben = client_of(reading_of("ben").reviewer)
    assert ben.get(own_review_of("ben")).status_code == 403


def test_my_reviews_lead_to_the_reading_and_to_no_own_case_that_waits_for_it(shared):
    asha, reading = client_of(reading_of("asha").reviewer), f"/readings/{reading_of('asha').pk}/"
    response = asha.get("/reviews/")
    assertContains(response, f'Opens after <a class="govuk-link" href="{reading}">case A</a>')
    own = own_review_of("asha").removesuffix("2.1/")
    assertNotContains(response, own)
    submit("asha")
    assertContains(asha.get("/reviews/"), own)


def test_the_paper_of_ones_own_case_is_closed_until_then_and_open_to_the_lead(shared, lead):
    asha, paper = client_of(reading_of("asha").reviewer), own_review_of("asha").replace("2.1/", "paper/")
    assertContains(asha.get(paper), f"/readings/{reading_of('asha').pk}/", status_code=403)
    assert client_of(lead).get(paper).status_code == 200
    submit("asha")
    assert asha.get(paper).status_code == 200


def test_home_starts_the_reading_and_puts_own_cases_that_wait_for_it_last(shared):
    asha = reading_of("asha").reviewer
    Audit.objects.filter(pk=shared.audit.pk).update(review_until=timezone.localdate())
    other = add_case(an_audit(title="Another audit"), {}, submitted=False, start_date=timezone.localdate())
    other.reviews.update(reviewer=asha)
    text = text_of(client_of(asha).get("/"))
    assert "Start case A Your reviews 2 cases to review" in text
    assert text.index(f"{other.with_crn} of") < text.index("Not started Opens after case A")
    assert f"{shared.audit.sampled_cases.get(number=1).with_crn} Not started Opens after case A" in text


def test_an_answer_to_ones_own_case_is_refused_by_page_script_and_workbook_until_then(shared):
    asha, page = client_of(reading_of("asha").reviewer), own_review_of("asha")
    sent = {"value-2.1.1": 1, "comment-2.1.1": "Typed before.", "version-2.1.1": 0}
    assert "Case A" in asha.post(page, sent, headers=KEPT).json()["closed"]
    assertContains(asha.post(page, sent), "Typed before.", status_code=403)
    assert asha.get(page.replace("2.1/", "workbook.xlsx")).status_code == 403
    assert asha.get("/reviews/workbook.xlsx").status_code == 302
    assert not Review.objects.filter(answers__isnull=False).exists()


def test_the_script_saves_one_answer_at_a_time_with_its_version_and_history(shared):
    reading = reading_of("asha")
    asha, page = client_of(reading.reviewer), f"/readings/{reading.pk}/"
    sent = {"value-2.1.1": 1, "comment-2.1.1": "First.", "version-2.1.1": 0}
    assert asha.post(page, sent, headers=KEPT).json()["saved"]["2.1.1"]["version"] == 1
    stale = asha.post(page, sent | {"comment-2.1.1": "From another window."}, headers=KEPT).json()
    assert [*stale["stale"]] == ["2.1.1"]
    answer = ReadingAnswer.objects.get()
    assert (answer.comment, answer.answered_by, answer.history.count()) == ("First.", reading.reviewer, 1)


def test_a_reading_with_an_answer_missing_is_not_submitted_and_says_which(shared):
    reading = reading_of("asha")
    sent = {name: said for name, said in answers_to(shared).items() if "2.1.3" not in name} | {"go": "submit"}
    response = client_of(reading.reviewer).post(f"/readings/{reading.pk}/", sent)
    assertContains(response, 'href="#2.1.3"')
    assert Reading.objects.get(pk=reading.pk).submitted_at is None
    assert reading.answers.exists()


def test_comments_that_may_identify_someone_are_shown_before_the_case_is_submitted(shared):
    reading = reading_of("asha")
    asha, page = client_of(reading.reviewer), f"/readings/{reading.pk}/"
    sent = answers_to(shared) | {"comment-2.1.1": "She told Mr Smith.", "go": "submit"}
    assertContains(asha.post(page, sent), "Comments may identify someone")
    assert Reading.objects.get(pk=reading.pk).is_open
    asha.post(page, {"go": "submit-as-it-is"})
    assert not Reading.objects.get(pk=reading.pk).is_open


def test_nobody_sees_an_answer_of_another_before_their_own_is_in(shared, lead):
    submit("asha", text="What Asha thinks.")
    page = f"/together/{shared.pk}/"
    ben = client_of(reading_of("ben").reviewer)
    assertRedirects(ben.get(page), f"/readings/{reading_of('ben').pk}/")
    assertNotContains(ben.get(f"/readings/{reading_of('ben').pk}/"), "What Asha thinks.")
    assertNotContains(client_of(lead).get(page), "What Asha thinks.")
    assertNotContains(client_of(lead).get(f"/audits/{shared.audit.pk}/together/"), "What Asha thinks.")
    submit("ben", value=NO, text="What Ben thinks.")
    for person in (reading_of("ben").reviewer, lead):
        text = text_of(client_of(person).get(page))
        assert [said for said in ("What Asha thinks.", "What Ben thinks.") if said not in text] == []


def test_one_submitted_answer_is_shown_and_compared_with_nothing(shared):
    submit("asha", text="What Asha thinks.")
    text = text_of(client_of(reading_of("asha").reviewer).get(f"/together/{shared.pk}/"))
    assert "One reviewer has submitted their answers. There is nothing to compare them with." in text
    assert "What Asha thinks." in text
    assert [said for said in ("answered differently", "answered the same") if said in text.lower()] == []


def test_a_reading_that_ended_without_answers_says_so(shared, lead):
    end_reading(shared=shared, by=lead)
    text = text_of(client_of(lead).get(f"/together/{shared.pk}/"))
    assert "No reviewer has submitted their answers. There is nothing to compare." in text
    assert "answered the same" not in text.lower()


def test_who_waits_is_told_that_submitting_is_what_shows_the_answers(shared, lead):
    submit("asha")
    for person, page in (
        (lead, f"/together/{shared.pk}/"),
        (reading_of("ben").reviewer, f"/readings/{reading_of('ben').pk}/"),
    ):
        assert "of everyone who has submitted theirs" in text_of(client_of(person).get(page))


def test_an_answer_after_the_submission_is_given_back_and_not_stored(shared):
    submit("asha")
    reading = reading_of("asha")
    sent = answers_to(shared) | {"comment-2.1.1": "Too late."}
    response = client_of(reading.reviewer).post(f"/readings/{reading.pk}/", sent)
    assertContains(response, "Too late.", status_code=409)
    assert not ReadingAnswer.objects.filter(comment="Too late.").exists()


def test_the_lead_lets_one_reviewer_go_on_and_ends_the_reading_for_all(shared, lead):
    page = f"/audits/{shared.audit.pk}/together/"
    client_of(lead).post(page, {"let-through": reading_of("ben").pk})
    assert client_of(reading_of("ben").reviewer).get(own_review_of("ben")).status_code == 200
    assert client_of(reading_of("asha").reviewer).get(own_review_of("asha")).status_code == 403
    client_of(lead).post(page, {"end": shared.pk})
    assert client_of(reading_of("asha").reviewer).get(own_review_of("asha")).status_code == 200
    told = [event.details["what"] for event in Event.objects.filter(kind="read_together").order_by("pk")]
    assert told[1:] == ["Let Ben go on without reading Case A", "Ended the reading of Case A"]


def test_the_reading_ends_only_once_the_lead_has_seen_who_has_not_submitted_it(shared, lead):
    submit("asha")
    page = f"/audits/{shared.audit.pk}/together/"
    assertContains(client_of(lead).get(page), 'name="ask-to-end"')
    asked = client_of(lead).post(page, {"ask-to-end": shared.pk})
    assertContains(asked, "1 reviewer has not submitted this case")
    assert reading_of("ben").is_open
    client_of(lead).post(page, {"end": shared.pk})
    assert not reading_of("ben").is_open


def test_the_task_list_counts_a_reading_that_ended_without_a_submission_as_not_submitted(shared, lead):
    page = f"/audits/{shared.audit.pk}/tasks/"
    submit("asha")
    assertContains(client_of(lead).get(page), "1 of 2 readings submitted<")
    end_reading(shared=shared)
    assert "1 of 2 readings submitted, 1 not submitted Ended" in text_of(client_of(lead).get(page))


def test_the_task_list_offers_a_case_to_read_together_only_where_there_is_one(drawn_audit, lead):
    page = f"/audits/{drawn_audit.pk}/tasks/"
    assertContains(client_of(lead).get(page), "Read one case together")
    drawn_audit.reserves.all().delete()
    assertNotContains(client_of(lead).get(page), "Read one case together")


def test_the_leads_home_says_that_all_have_read_a_case_until_a_note_is_written(shared, lead):
    submit("asha")
    assertNotContains(client_of(lead).get("/"), "ready to talk about")
    submit("ben")
    assertContains(client_of(lead).get("/"), "1 case read together, ready to talk about")
    write_notes(audit=shared.audit, notes={"2.1.1": ("The first plan.", 0)}, by=lead)
    assertNotContains(client_of(lead).get("/"), "ready to talk about")


def test_a_case_of_ones_own_team_is_not_read_and_closes_nothing(drawn_audit, lead):
    team = Team.objects.get(name="Ipswich")
    Membership.objects.create(user=drawn_audit.reviewers.first().user, role=Role.VIEWER, team=team)
    shared = mark_for_all(audit=drawn_audit, reserve=drawn_audit.reserves.first(), by=lead)
    assert [reading.reviewer.username for reading in shared.readings.all()] == ["ben"]
    assertContains(client_of(lead).get(f"/audits/{drawn_audit.pk}/together/"), "Not read by Asha")


def test_who_comes_into_the_team_of_the_case_later_loses_it_and_goes_on(shared):
    reading = reading_of("asha")
    Membership.objects.create(user=reading.reviewer, role=Role.VIEWER, team=Team.objects.get(name="Ipswich"))
    assert client_of(reading.reviewer).get(f"/readings/{reading.pk}/").status_code == 404
    assert not Reading.objects.own_of(reading.reviewer).exists()


def test_a_restricted_case_is_neither_offered_nor_marked_nor_read(drawn_audit, lead):
    reserve = drawn_audit.reserves.first()
    Case.objects.filter(pk=reserve.case_id).update(restricted_digest="abc")
    assertNotContains(client_of(lead).get(f"/audits/{drawn_audit.pk}/together/"), "X000004")
    with pytest.raises(NotMarked):
        mark_for_all(audit=drawn_audit, reserve=reserve, by=lead)


def test_a_case_restricted_since_is_closed_and_own_cases_open(shared):
    Case.objects.filter(pk=shared.case_id).update(restricted_digest="abc")
    asha = client_of(reading_of("asha").reviewer)
    assert asha.get(f"/readings/{reading_of('asha').pk}/").status_code == 404
    assert asha.get(own_review_of("asha")).status_code == 200


def test_at_most_three_cases_are_read_together(drawn_audit):
    for number in (6, 7):
        case = Case.objects.create(unit=drawn_audit.unit, reference=f"X00000{number}")
        ReserveCase.objects.create(audit=drawn_audit, case=case, stratum="Men", position=number)
    first, second, third, fourth = drawn_audit.reserves.all()
    marked = [mark_for_all(audit=drawn_audit, reserve=reserve) for reserve in (first, second, third)]
    assert [str(shared) for shared in marked] == ["Case A", "Case B", "Case C"]
    with pytest.raises(NotMarked):
        mark_for_all(audit=drawn_audit, reserve=fourth)


def test_a_mark_without_answers_is_removed_and_the_case_is_in_reserve_again(shared):
    where = (shared.case, shared.stratum, shared.position)
    remove_mark(shared=shared)
    assert where in [(each.case, each.stratum, each.position) for each in shared.audit.reserves.all()]
    assert not SharedCase.objects.exists()


def test_an_answered_case_stays(shared):
    submit("asha")
    with pytest.raises(NotMarked):
        remove_mark(shared=shared)


def test_a_reviewer_who_comes_later_is_asked_too_until_the_reading_has_ended(shared):
    cara, dan = (a_reviewer(shared.audit.unit, name) for name in ("cara", "dan"))
    allocate(sampled=shared.audit.sampled_cases.get(number=3), reviewer=cara)
    assert client_of(cara).get(own_review_of("cara")).status_code == 403
    end_reading(shared=shared)
    capacities = dict.fromkeys([each.user for each in shared.audit.reviewers.all()] + [dan])
    set_reviewers(audit=shared.audit, capacities=capacities)
    assert not Reading.objects.filter(reviewer=dan).exists()


def test_a_reviewer_who_reviews_no_more_is_no_longer_waited_for(shared):
    asha = reading_of("asha").reviewer
    set_reviewers(audit=shared.audit, capacities={asha: None})
    assert [reading.reviewer for reading in shared.readings.all()] == [asha]


def test_an_audit_with_a_case_read_together_is_not_drawn_again(shared):
    assertRedirects(
        client_of(a_reviewer(shared.audit.unit, "lead")).get(reverse("plan_sample", args=[shared.audit.pk])),
        f"/audits/{shared.audit.pk}/sample/",
    )


def test_let_through_twice_is_recorded_once(shared):
    for _ in range(2):
        let_through(reading=reading_of("ben"))
    assert Event.objects.filter(kind="read_together", details__what__startswith="Let").count() == 1
