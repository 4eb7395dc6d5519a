"""The calendar file of one's due dates."""

import datetime

import pytest
from django.test import Client

from audit.models import Audit, Review
from audit.reviewing.calendar import calendar_of
from tests.audit.review_forms import an_open_review

DAY, NOW = datetime.date(2026, 12, 3), datetime.datetime(2026, 11, 29, 10, tzinfo=datetime.UTC)
SITE = {"person": 7, "host": "audit.example.org", "link": f"https://audit.example.org/{'reviews/' * 20}", "now": NOW}


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_a_calendar_has_an_event_for_each_day_in_lines_as_the_standard_asks():
    text = calendar_of({DAY: 2, DAY + datetime.timedelta(days=1): 1}, **SITE)
    lines = unfolded(text)
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    event = ("DTSTART;VALUE=DATE:20261203", "SUMMARY:2 case reviews due", "DTSTAMP:20261129T100000Z")
    assert {*event, "UID:reviews-due-20261203-7@audit.example.org", f"URL:{SITE['link']}"} <= {*lines}
    assert max(len(line) for line in text.split("\r\n")) == 75
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.django_db
@pytest.mark.slow
def test_the_file_has_the_dates_of_ones_open_reviews_and_nothing_of_the_cases():
    review = an_open_review()
    Audit.objects.update(review_until=DAY)
    other = an_open_review(review.audit, review.reviewer)
    Review.objects.filter(pk=other.pk).update(due_on=DAY - datetime.timedelta(days=1))
    client = Client(SERVER_NAME="localhost")
    client.force_login(review.reviewer)
    lines = unfolded(client.get("/reviews/my_reviews.ics").content.decode())
    assert [line for line in lines if line.startswith("DTSTART")] == [
        f"DTSTART;VALUE=DATE:2026120{day}" for day in "23"
    ]
    told = [review.audit.title, review.sampled_case.case.reference, str(review.reviewer), review.reviewer.username]
    assert [text for text in told if any(text in line for line in lines)] == []
