"""Samples to test with: what an extract would give, made by hand, and cases that were replaced."""

import datetime

from django.utils import timezone

from audit.models import ReserveCase, Sample
from audit.planning.actions.sample import store_sample
from audit.planning.reads import sample_version
from cases.extract.drawn import CaseloadShare, ColumnRead, DrawnSample, PickedCase, StratumLine
from cases.extract.settings import DrawSettings

TODAY = datetime.date(2026, 11, 22)
FACTS = {
    "start_date": "2026-07-06",
    "sex": "male",
    "sentence_type": "community_order",
    "rosh_level": "medium",
    "flags": ["ADVP"],
    "court_report": True,
    "resettlement": False,
    "team": "Ipswich",
    "practitioner": "Ada Example",
    "grade": "PO",
    "date_of_birth": "1990-02-01",
}


def picked(number, *, stratum="Men", reserve=False, position=None, **facts):
    return PickedCase(f"X{number:06}", stratum, position or number, reserve, FACTS | facts)


def a_drawn_sample(picks=None, **changes):
    """Two drawn men and one woman of 40 eligible cases, a man in reserve; one row had a problem."""
    picks = picks or (
        picked(1),
        picked(2),
        picked(3, stratum="Women", position=1, sex="female", resettlement=True),
        picked(4, reserve=True, position=1),
    )
    what = {
        "seed": 7,
        "rows": 100,
        "eligible": 40,
        "excluded": {"incomplete": 3, "outside_cohort": 57},
        "strata": (
            StratumLine("Men", 30, 2, 2, 1, ("1 fewer: their practitioners already have 6 cases in the sample.",)),
            StratumLine("Women", 10, 1, 1, 0, ()),
        ),
        "picks": tuple(picks),
        "compared": (CaseloadShare("sex", "female", 10, 1), CaseloadShare("sex", "male", 30, 2)),
        "columns": (
            ColumnRead("A", "CRN", "reference", False, ("Y000001", "Y000002", "Y000003")),
            ColumnRead("B", "Start date", "start_date", False, ("06/07/2026", "", "")),
        ),
        "needed": (),
        "unknown": (("rosh_level", "Purple", 4),),
        "problems": ((12, "column B (Start date)", "31/02/2026", "Write it as 31/01/2026."),),
        "problem_count": 1,
        "margin": 40.1,
        "notes": (),
    }
    return DrawnSample(**what | changes)


def store_drawn(audit, drawn=None, **settings):
    """The Sample of a drawn sample, stored as by the page that proposed it."""
    asked = DrawSettings(TODAY, 7, **{"size": 3} | settings)
    before = sample_version(Sample.objects.filter(audit=audit).first())
    return store_sample(audit=audit, settings=asked, drawn=drawn or a_drawn_sample(), based_on=before)


def replace_by_hand(sampled, *, note="Moved to another PDU.", instead=None):
    """Marks a SampledCase as replaced, without any action."""
    sampled.replaced_at, sampled.replaced_reason = timezone.now(), "transferred"
    sampled.replaced_note, sampled.replaced_with = note, instead
    sampled.save()
    return sampled


def mark_hand_picked(audit):
    """As if the audit's cases had been picked by hand."""
    return Sample.objects.create(audit=audit, hand_picked=True)


def add_reserve(audit, case, *, stratum="Men", position=1):
    return ReserveCase.objects.create(audit=audit, case=case, stratum=stratum, position=position)
