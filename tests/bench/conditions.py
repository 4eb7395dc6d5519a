"""What conditions on derived facts cost a roll-up of 5,000 cases, beside the same questions by simple conditions."""

import statistics
import time
from datetime import date, timedelta

from django.conf import settings

from audit import frameworks
from audit.models import Audit, SampledCase
from audit.results.rollup import roll_up
from tests.audit.an_audit import a_unit, add_answered, an_audit
from tests.audit.method.conditions.test_conditions import public_protection
from tests.bench.answers import draw_answers
from tests.bench.lines import Line

CASES, TIMES = 5_000, 7
START = date(2026, 1, 5)
SENTENCES = ("licence", "community_order", "licence", "post_sentence_supervision", "")


def lines(folder):
    """The Line, with CPU times of both in turn; the database is migrated. `folder` holds the framework file."""
    pair = [(audit, []) for audit in make_audits(folder)]
    for _ in range(TIMES):
        for audit, spent in pair:
            started = time.process_time()
            roll_up(audit)
            spent.append(1000 * (time.process_time() - started))
    one, other = (statistics.median(spent) for _, spent in pair)
    shown = f"{other / one:.2f} times: {other:.0f} ms of CPU, by simple ones {one:.0f} ms"
    yield Line(f"roll-up of {CASES:,} cases by conditions on derived facts", shown, "1.2 times")


def make_audits(folder):
    """The audit as it was planned, and as if it had been planned with core and adjusted questions."""
    text = public_protection(('code = "pdu-2023"', 'code = "core-and-adjusted"'))
    (folder / "core-and-adjusted.toml").write_text(text, encoding="utf-8")
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, folder]
    simple = an_audit("Simple conditions", unit=a_unit("Conditions"))
    add_answered(simple, [each.answers for each in draw_answers(CASES).table.cases.values()])
    sampled = list(simple.sampled_cases.all())
    for place, each in enumerate(sampled):
        end = START + timedelta(days=place % 700)
        dates = {"start_date": START.isoformat(), "end_date": end.isoformat() if place % 9 else None}
        each.facts |= {"sentence_type": SENTENCES[place % 5], **dates, "contact_suspended_on": None}
    SampledCase.objects.bulk_update(sampled, ["facts"], batch_size=500)
    own = frameworks.framework("core-and-adjusted")
    derived = Audit.objects.get(pk=simple.pk)
    derived.framework_code, derived.framework_version, derived.framework_checksum = own.code, own.version, own.checksum
    return Audit.objects.get(pk=simple.pk), derived
