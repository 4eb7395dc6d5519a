"""The list of one's own reviews."""

import datetime
import re

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from audit.models import Answer, Audit, Review, SendBack
from audit.reviewing.pages.due import DueDate
from tests.audit.an_audit import YES, add_case, add_cases
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
    assert text.index("case 1 of") < text.index("case 4 of") < text.rindex(" Submitted ")
    assert "Sent back" in text
    assert "1 of" in text


@pytest.fixture
def finished(review):
    """Thirty submitted reviews of cases 2 to 31, one a day."""
    for number, sampled in enumerate(add_cases(review.audit, 30, {})):
        when = datetime.datetime(2026, 1, 1 + number, 12, tzinfo=datetime.UTC)
        sampled.reviews.update(reviewer=review.reviewer, submitted_at=when)


@pytest.mark.parametrize(
    ("query", "first", "rows", "said"),
    [
        ("", 1, 25, "1 to 25 of 31 reviews"),
        ("page=2", 7, 6, "26 to 31 of 31 reviews"),
        ("state=open", 1, 1, "1 review"),
        ("state=finished&per_page=50", 31, 30, "30 reviews"),
        ("sort=submitted_at", 2, 25, "1 to 25 of 31 reviews"),
        ("sort=-submitted_at", 31, 25, "1 to 25 of 31 reviews"),
        ("sort=-case", 31, 25, "1 to 25 of 31 reviews"),
        ("sort=-due_by", 1, 25, "1 to 25 of 31 reviews"),
        ("q=x000 002", 2, 1, "1 review"),
        ("q=case 2", 2, 1, "1 review"),
    ],
)
def test_my_reviews_are_searched_sorted_and_turned_what_is_to_do_and_the_latest_first(
    asha, finished, query, first, rows, said
):
    html = asha.get(f"/reviews/?{query}").content.decode()
    numbers = re.findall(r'role="rowheader"[^>]*>\s*<a [^>]*>[^<]*, case (\d+)<', html)
    assert (int(numbers[0]), len(numbers)) == (first, rows)
    assert f">{said}</caption>" in html


def test_my_reviews_say_when_each_is_due_what_is_due_first_on_top(asha, review):
    today = timezone.localdate()
    Audit.objects.update(review_until=today + datetime.timedelta(days=9))
    late = an_open_review(review.audit, review.reviewer)
    Review.objects.filter(pk=late.pk).update(due_on=today - datetime.timedelta(days=2))
    text = text_of(asha.get("/reviews/"))
    assert 0 < text.index("case 2 of") < text.index("2 days overdue") < text.index("case 1 of")
    assert f"{date_format(today + datetime.timedelta(days=9), 'j F Y')} 9 days left" in text


@pytest.mark.parametrize(("days", "words"), [(-1, "1 day overdue"), (0, "due today"), (1, "1 day left")])
def test_the_days_to_a_due_date_are_said_in_words(days, words):
    assert DueDate(datetime.date(2026, 1, 5), days).in_words == words
