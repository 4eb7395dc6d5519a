"""The list of one's own reviews."""

import datetime

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from audit.models import Answer, Audit, Review, SendBack
from audit.reviewing.pages import my_reviews
from audit.reviewing.pages.due import DueDate
from tests.audit.an_audit import YES, add_case
from tests.audit.reading import text_of
from tests.audit.review_forms import an_open_review

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_my_reviews_begin_with_what_was_sent_back_and_what_is_nearly_done(asha, review):
    started, returned = (an_open_review(review.audit, review.reviewer) for _ in range(2))
    Answer.objects.create(review=started, question="2.1.1", value=YES)
    SendBack.objects.create(review=returned, note="Again.", sent_at="2026-01-05T10:00Z")
    add_case(review.audit, {"2.1.1": YES}).reviews.update(reviewer=review.reviewer)
    text = text_of(asha.get("/reviews/"))
    places = [text.index(f"X00000{number}, case {number} of") for number in (3, 2, 1)]
    assert places == sorted(places)
    assert text.index("case 1 of") < text.index("Submitted or closed") < text.index("case 4 of")
    assert "sent back" in text
    assert "1 of" in text


def test_my_reviews_list_the_latest_finished_and_a_search_finds_the_others(asha, review, monkeypatch):
    monkeypatch.setattr(my_reviews, "SHOWN", 1)
    for day in ("2026-01-04", "2026-01-05"):
        finished = add_case(review.audit, {"2.1.1": YES}).reviews.get()
        Review.objects.filter(pk=finished.pk).update(reviewer=review.reviewer, submitted_at=f"{day}T10:00Z")
    text = text_of(asha.get("/reviews/"))
    assert "Only the latest are listed." in text
    assert ("case 2 of" in text, "case 3 of" in text) == (False, True)
    assert "case 2 of" in text_of(asha.get("/reviews/", {"crn": "X000002"}))


def test_my_reviews_say_when_each_is_due_what_is_due_first_on_top(asha, review):
    today = timezone.localdate()
    Audit.objects.update(review_until=today + datetime.timedelta(days=9))
    late = an_open_review(review.audit, review.reviewer)
    Review.objects.filter(pk=late.pk).update(due_on=today - datetime.timedelta(days=2))
    text = text_of(asha.get("/reviews/"))
    assert 0 < text.index("case 2 of") < text.index("2 days overdue") < text.index("case 1 of")
    assert f"Due {date_format(today + datetime.timedelta(days=9), 'j F Y')} 9 days left" in text


@pytest.mark.parametrize(("days", "words"), [(-1, "1 day overdue"), (0, "due today"), (1, "1 day left")])
def test_the_days_to_a_due_date_are_said_in_words(days, words):
    assert DueDate(datetime.date(2026, 1, 5), days).in_words == words
