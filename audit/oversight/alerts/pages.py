"""Alerts, ready to print: those that wait, at the head of the pages of SPO, quality lead and head of service."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime, now

from audit.models import Alert
from audit.models.sentences import day
from audit.oversight.alerts.reads import open_alerts, open_alerts_to_head
from cases.counted import counted
from cases.listed import listed
from cases.permissions import Permission, permissions_anywhere

RESTRICTED = "Restricted case"
SATURDAY = 5


@dataclass(frozen=True)
class AlertLine:
    """An alert as lists show it. `about`: the case and its practitioner; `told`: who was told, by who and when."""

    number: int
    about: str
    told: str


@dataclass(frozen=True)
class WaitingAlerts:
    """The alerts that wait for a person. `left_open`: for a head of service, how many and since when, by team."""

    lines: tuple[AlertLine, ...]
    left_open: tuple[str, ...]


def build_waiting_alerts(user) -> WaitingAlerts:
    """Build the WaitingAlerts of a User; one query for who oversees, one for a head of service."""
    may = permissions_anywhere(user)
    return WaitingAlerts(
        tuple(alert_line(alert, user) for alert in open_alerts(user)) if Permission.OVERSEE in may else (),
        _left_open(open_alerts_to_head(user)) if Permission.RESPOND in may else (),
    )


def alert_line(alert: Alert, user) -> AlertLine:
    """Return the AlertLine of an alert, for this User."""
    if alert.is_restricted:
        return AlertLine(alert.pk, RESTRICTED, f"recorded {when(alert.at)}; use the case record")
    parts = [f"Case {alert.case.crn}" if alert.case and alert.case.crn else "Case removed", alert.practitioner]
    teller = "you" if alert.by == user else alert.by
    return AlertLine(alert.pk, " · ".join(str(part) for part in parts if part), f"{teller} told {_told(alert)}")


def _told(alert):
    return f"{alert.told}, {when(alert.told_at)}"


def when(moment: datetime) -> str:
    """Return such as "today at 9:40" or "on 3 March 2026 at 16:05"."""
    on, time = localdate(moment), date_format(localtime(moment), "G:i")
    names = {localdate(): "today", localdate() - timedelta(days=1): "yesterday"}
    return f"{names.get(on, f'on {day(on)}')} at {time}"


def _left_open(alerts) -> tuple[str, ...]:
    """Say of each team how many alerts have been open for more than a working day, and since when."""
    by_team: dict[str, list[datetime]] = {}
    for alert in alerts:
        if next_working_moment(alert.at) <= now():
            by_team.setdefault(str(alert.team or alert.unit), []).append(alert.at)
    return tuple(
        f"{team}: {counted(len(moments), 'alert')} open since {day(min(moments))}"
        for team, moments in sorted(by_team.items())
    )


def next_working_moment(moment: datetime) -> datetime:
    """Return the same time of the next day from Monday to Friday. Bank holidays count: better told early than late."""
    later = moment + timedelta(days=1)
    while localtime(later).weekday() >= SATURDAY:
        later += timedelta(days=1)
    return later


def spo_of(case):
    """Return the practitioner who is the SPO of the case's practitioner; None if none is known, or they left."""
    spo = case.practitioner.spo if case.practitioner else None
    return spo if spo and spo.left_on is None else None


def emailed_in_words(people) -> str:
    """Say who was sent an e-mail; these are Users."""
    if not people:
        return "No e-mail was sent, so speak to the SPO and the quality lead yourself."
    return f"An e-mail without details went to {listed([str(person) for person in people])}."
