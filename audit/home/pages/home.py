"""The home page, ready to print: a part for each thing that the person may do, the first due first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate

from audit.home.pages.administration import Administration, build_administration
from audit.home.pages.leading import Leading, build_leading
from audit.home.pages.results import Results, build_results
from audit.home.reads import cases_to_settle, readings_to_do, reviews_to_do
from audit.models import Reading
from audit.notices.pages import NoticeLine, notices_of
from audit.oversight.alerts.pages import WaitingAlerts, build_waiting_alerts
from audit.oversight.practitioners.pages import Waiting, build_waiting
from audit.oversight.team.led_teams import LedTeam, build_led_teams
from audit.oversight.team.reads import teams_without_spo
from audit.reviewing.pages.due import DueDate, due_date_of
from audit.reviewing.pages.my_reviews import ReviewLine, review_line
from audit.reviewing.reads.case_reviews import CaseReviews, waiting_for_agreement
from audit.reviewing.reads.review_answers import answers_by_review
from cases.models import Team
from cases.permissions import Permission, permissions_anywhere

LISTED = 5  # reviews; the others stand on the page of one's own reviews


@dataclass(frozen=True)
class ToReview:
    """An unfinished review, and the page to go on with. `opens_after`: the cases to read first, "" where none is."""

    line: ReviewLine
    opens_after: str

    @property
    def address(self):
        """The page with its first open question, or the one to submit it from."""
        number = self.line.review.pk
        go_on = self.line.go_on
        return reverse("review_section", args=[number, go_on]) if go_on else reverse("review_check", args=[number])


@dataclass(frozen=True)
class Reviewing:
    """What a reviewer has to do. `lines`: the first LISTED of `number` reviews, of which `sent_back` were sent back.

    `due`: the first due date of them all. `readings`: of cases that all reviewers read before their own.
    """

    lines: tuple[ToReview, ...]
    number: int
    sent_back: int
    due: DueDate | None
    readings: list[Reading]

    @property
    def next(self):
        return self.lines[0]

    @property
    def more(self):
        return self.number - len(self.lines)


@dataclass(frozen=True)
class Home:
    """The parts of a person's home page; None for what they may not do. `to_settle`: cases whose two reviews differ."""

    alerts: WaitingAlerts | None
    notices: list[NoticeLine]
    reviewing: Reviewing | None
    to_settle: tuple[CaseReviews, ...]
    leading: Leading | None
    results: Results | None
    administration: Administration | None
    own: Waiting | None  # what is filed under their own name
    without_spo: tuple[Team, ...]  # teams with findings that wait for the quality lead
    led_teams: tuple[LedTeam, ...]  # what a head of service sees of oversight

    @property
    def is_empty(self):
        """Whether no role of this person opens anything."""
        return not any((self.reviewing, self.leading, self.results, self.administration, self.own))


def build_home(user, *, oversees):
    """Build the Home of a User. `oversees`: whether they oversee teams where oversight is in use."""
    may = permissions_anywhere(user)
    has_alerts = oversees or Permission.RESPOND in may
    settles = Permission.REVIEW in may or Permission.MODERATE in may
    to_settle = tuple(waiting_for_agreement(cases_to_settle(user))) if settles else ()
    return Home(
        without_spo=tuple(teams_without_spo(user)) if oversees and Permission.SETTLE in may else (),
        led_teams=build_led_teams(user) if Permission.RESPOND in may else (),
        alerts=build_waiting_alerts(user) if has_alerts else None,
        notices=notices_of(user),
        reviewing=_build_reviewing(user) if Permission.REVIEW in may else None,
        to_settle=to_settle,
        leading=build_leading(user, {each.sampled.audit_id for each in to_settle})
        if Permission.MODERATE in may
        else None,
        results=build_results(user) if Permission.SEE_RESULTS in may else None,
        administration=build_administration(user) if Permission.ADMINISTER in may else None,
        own=build_waiting(user, localdate()) if Permission.ANSWER_FINDINGS in may else None,
    )


def _build_reviewing(user):
    readings = list(readings_to_do(user))
    first = _read_first(readings)
    reviews = sorted(reviews_to_do(user), key=lambda review: review.audit.pk in first)  # those that open come first
    listed = reviews[:LISTED]
    answers = answers_by_review(listed)
    lines = tuple(ToReview(review_line(each, *answers[each.pk]), first.get(each.audit.pk, "")) for each in listed)
    return Reviewing(lines, len(reviews), sum(each.is_sent_back for each in reviews), _first_due(reviews), readings)


def _read_first(readings):
    """{key of an audit: the names of the cases that its reviewers read before their own}."""
    names = {}
    for reading in readings:
        names.setdefault(reading.audit.pk, []).append(reading.shared_case.in_a_sentence)
    return {audit: " and ".join(of_audit) for audit, of_audit in names.items()}


def _first_due(reviews):
    dates = [due for review in reviews if (due := due_date_of(review, localdate()))]
    return min(dates, key=lambda due: due.day, default=None)
