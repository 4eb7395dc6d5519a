"""What goes with a text, and what is known about a case, in words."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from audit.method.disclosure.case_dates import CaseDates
from audit.models import Correction, Look
from audit.oversight.looks.changes import Direction, More, Strength, Task
from audit.oversight.looks.reads import looked_at_before

THE_SPO = "the team's SPO"


def more_in_words(more: More, owners: Mapping[str, str]) -> str:
    """Return what goes with a text in words. `owners`: {number: name}."""
    if isinstance(more, Task):
        who = owner_in_words(more.owner, owners)
        task = f"{who}, by {day_in_words(more.due)}" if more.due else "nothing has to be done"
        return f"{task}; note: {more.risk_note}" if more.risk_note else task
    if isinstance(more, Strength):
        return "offered to others" if more.example else "not offered to others"
    if isinstance(more, Direction):
        return day_in_words(more.on) if more.on else "day not known"
    return ""


def owner_in_words(owner: int | None, owners: Mapping[str, str]) -> str:
    """Return who has to act. `owners`: {number: name}."""
    return owners.get(str(owner), "a practitioner who left the team") if owner else THE_SPO


def day_in_words(day: date) -> str:
    return date_format(day, "j F Y")


def correction_in_words(correction: Correction) -> str:
    return f"Corrected on {date_format(localtime(correction.at), 'j F Y')} by {correction.by}: {correction.reason}"


def case_in_words(look: Look) -> list[str]:
    """Return what is known about the case in a few words each, for one line above the questions."""
    case, today = look.sampled_case.case_then, localdate()
    week = _week(CaseDates(case.start_date, case.end_date, today))
    facts = [
        ", ".join(part for part in (case.get_sentence_type_display(), week) if part),
        f"RoSH {case.get_rosh_level_display().lower()}" if case.rosh_level else "",
        ", ".join(case.flag_names),
        _looked_at(looked_at_before(look)),
    ]
    return [fact for fact in facts if fact]


def _week(dates):
    if dates.has_ended:
        return f"ended on {day_in_words(dates.end)}"
    if dates.weeks_since_start is None:
        return ""
    whole = CaseDates(dates.start, dates.end, dates.end).weeks_since_start if dates.end else None
    week = dates.weeks_since_start + 1
    return f"week {week}" if whole is None else f"week {week} of {max(week, whole)}"


def _looked_at(before):
    return f"looked at on {day_in_words(localtime(before).date())}" if before else "not looked at before"


def direction_in_words(look: Look) -> str:
    """Return whose the manager's last entry is and its day; "" if neither was recorded."""
    on = look.direction_on and day_in_words(look.direction_on)
    return ", ".join(part for part in (look.get_direction_by_display(), on) if part)
