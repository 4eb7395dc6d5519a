"""How many questions the database is asked while a review is answered: as many for a long one as for a short one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.method.answers import AnswerChange, Value
from audit.reviewing.actions.answering import save_answers
from cases.models import User
from tests.audit.a_reviewer import CODE, AReviewer
from tests.audit.an_audit import add_case, an_audit
from tests.audit.statements import rows_of, statements_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.mark.parametrize("based_on", [0, 1], ids=["a first answer", "another answer"])
def test_a_save_is_four_queries(based_on):
    review = add_case(an_audit(), {CODE: Value.YES} if based_on else {}, submitted=False).reviews.get()
    change = AnswerChange(CODE, Value.NO, "why", based_on)
    assert len(statements_of(lambda: save_answers(review=review, changes=[change]))) == 4


def test_a_save_with_all_around_it_is_seven_queries():
    """Session, user and roles; the review and its answers; answer and history."""
    reviewer = AReviewer(an_audit())
    reviewer.send()
    assert len(statements_of(reviewer.send)) == 7


def test_an_answer_that_is_saved_again_by_the_script_tells_by_whom_and_when():
    reviewer = AReviewer(an_audit(), answered_by=User.objects.create(username="colleague"))
    stored = reviewer.reviews[0].answers.filter(question=CODE)
    stored.update(answered_at=(long_ago := timezone.now() - timedelta(days=9)))
    reviewer.send()
    answer = stored.get()
    assert answer.answered_by == reviewer.user
    assert answer.answered_at > long_ago
    newest = answer.history.latest()
    assert (newest.answered_by, newest.answered_at) == (answer.answered_by, answer.answered_at)


@pytest.mark.parametrize("section", ["2.1", "items"])
def test_a_page_of_questions_is_ten_queries_whoever_answered_them(section):
    """Session, user, right, trail, the answers with who gave them, the note with it, agreed notes, menu, frame,
    and whether the PDU uses oversight."""
    reviewer = AReviewer(an_audit(), answered_by=User.objects.create(username="colleague"))
    reviewer.open(section)
    assert len(statements_of(lambda: reviewer.open(section))) == 10


@pytest.mark.slow
@pytest.mark.parametrize("reviews", [1, 8])
def test_my_reviews_are_eleven_queries_however_many(reviews):
    """Session, user, roles, cases to read and to agree on, notices, reviews, open ones, a page, notes, answers."""
    reviewer = AReviewer(an_audit(), reviews=reviews)
    reviewer.client.get("/reviews/")
    assert len(statements_of(lambda: reviewer.client.get("/reviews/"))) == 11


def test_my_reviews_read_as_much_however_many_are_finished(monkeypatch):
    monkeypatch.setattr("cases.lists.table.SIZES", (2, 50, 100))
    reviewer = AReviewer(an_audit())
    costs = [_queries_and_rows_beside(finished, reviewer) for finished in (3, 3)]
    assert costs[0] == costs[1]


def _queries_and_rows_beside(finished, reviewer):
    """What My reviews cost once so many more reviews are submitted."""
    for _ in range(finished):
        add_case(reviewer.reviews[0].audit, {CODE: Value.YES}).reviews.update(reviewer=reviewer.user)
    reviewer.client.get("/reviews/")
    asked = statements_of(lambda: reviewer.client.get("/reviews/"))
    return len(asked), sum(len(rows_of(sql)) for sql in asked)


@pytest.mark.slow
def test_a_page_of_questions_is_at_most_100_kb():
    reviewer = AReviewer(an_audit())
    sizes = {section: len(reviewer.open(section).content) for section in ("2.1", "2.2", "2.3", "2.4", "items")}
    assert max(sizes.values()) <= 100_000
