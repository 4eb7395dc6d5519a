"""Load the demonstration's third audit: a sample drawn from an invented extract, to be given to reviewers."""

import tempfile
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate

from audit.demonstration.actions.demonstration import REVIEWER
from audit.demonstration.actions.practice_round import SECOND_REVIEWER
from audit.demonstration.reads import find_demonstration
from audit.models import Audit
from audit.planning.actions.plan import plan_audit
from audit.planning.actions.reviewers import set_reviewers
from audit.planning.actions.sample import store_sample
from cases.extract.invented import TEAMS, invented_rows
from cases.extract.read import read_extract
from cases.extract.settings import DrawSettings
from cases.models import User
from cases.spreadsheets.write import WRITERS

TITLE = "Suffolk PDU, next round"
ABOUT = "Drawn from an invented extract of 6,000 cases. Share out its cases, replace one, or draw it again."
SEED = 2024
ELSEWHERE = [team for team in TEAMS if team != "Ipswich"]  # whose practitioners are those that its SPO oversees
CAPACITIES = {REVIEWER: 25, SECOND_REVIEWER: 15}


@transaction.atomic
def load_planned_round() -> bool:
    """Load the planned round unless it is there already. Returns whether it did."""
    try:
        unit = find_demonstration().unit
    except Audit.DoesNotExist:  # a user deleted it
        return False
    if Audit.objects.filter(unit=unit, title=TITLE).exists():
        return False
    today = localdate()
    audit = plan_audit(
        unit=unit,
        title=TITLE,
        framework_code="pdu-2023",
        about=ABOUT,
        review_from=today,
        review_until=today + timedelta(weeks=4),
        keep_months=12,
    )
    settings = _draw_settings(today, unit)
    store_sample(audit=audit, settings=settings, drawn=_draw_from_invented_extract(settings))
    set_reviewers(audit=audit, capacities={User.objects.get(username=name): most for name, most in CAPACITIES.items()})
    return True


def _draw_settings(today, unit):
    """Return settings for cases that started in two weeks about half a year ago, as inspections choose them."""
    weeks = [today - timedelta(weeks=before) for before in (33, 28)]
    cohort = tuple((first, first + timedelta(days=6)) for first in weeks)
    return DrawSettings(today=today, seed=SEED, size=40, cohort=cohort, unit=unit.name)


def _draw_from_invented_extract(settings):
    with tempfile.TemporaryDirectory() as folder:
        extract = Path(folder) / "extract.csv"
        WRITERS[".csv"](extract, invented_rows(6_000, seed=SEED, today=settings.today, teams=ELSEWHERE))
        return read_extract(extract, settings)
