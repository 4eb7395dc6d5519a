"""Answering a review in an SQLite database: its pages, and one save."""

from audit.method.answers import AnswerChange, Value
from audit.reviewing.actions.answering import save_answers
from tests.audit.a_reviewer import CODE, AReviewer
from tests.audit.an_audit import a_unit, an_audit
from tests.audit.statements import statements_of
from tests.bench.in_memory import median_ms
from tests.bench.lines import Line

TIMES, REVIEWS = 20, 12


def lines():
    """The Lines about a review whose every question is answered with a comment."""
    reviewer = AReviewer(an_audit(title="Bench of a review", unit=a_unit("Bench of a review")), reviews=REVIEWS)
    for section in ("2.1", "2.2", "2.3", "2.4", "items"):
        size = len(reviewer.open(section).content) / 1000
        line = _measured(f"page {section}", lambda section=section: reviewer.open(section), "50 ms, 100 kB")
        yield line._replace(measure=f"{line.measure}, {size:.0f} kB")
    yield _measured("a save: the action", Saves(reviewer).save, "20 ms, 4 queries")
    yield _measured("a save: the whole request", reviewer.send)
    yield _measured(f"my reviews, {REVIEWS} of them", lambda: reviewer.client.get("/reviews/"))


class Saves:
    """Saves one answer of another review than the requests do, each time another text."""

    def __init__(self, reviewer):
        self.review, self.user, self.version = reviewer.reviews[1], reviewer.user, 1

    def save(self):
        change = AnswerChange(CODE, Value.NO, f"Note {self.version}.", self.version)
        saved = save_answers(review=self.review, changes=[change], by=self.user)
        self.version = saved.answers[CODE].version


def _measured(name, action, target=""):
    ms = median_ms(action, TIMES)
    return Line(name, f"{ms:.1f} ms, {len(statements_of(action))} queries", target)
