"""The summary workbook of an audit of 100 cases and of 5,000, with comments; and what pandas takes for its tables."""

import json
import os

from django.contrib.auth import get_user_model

from audit.method.answers import Value
from audit.models import Answer, Audit
from tests.bench.in_database import make_client
from tests.bench.lines import Line, ratio
from tests.bench.results import make_audited
from tests.bench.shell import measure

TARGETS = {100: "1 s", 5_000: "25 s, 700 MB"}
COMMENT = "The plan names the risk, but no one spoke to the police before the licence began. Invented. " * 2


def lines(folder):
    """The Lines about the workbook, in seconds of CPU and peak memory, both without and with the start of Python."""
    make_client("workbooks")
    lead = get_user_model().objects.get(username="workbooks")
    for cases, target in TARGETS.items():
        audit = make_commented(cases)
        arguments = (os.environ["DATABASE_URL"], lead.pk, audit.pk, folder / f"summary-{cases}.xlsx")
        ours = measure(folder, "tests/bench/write_workbook.py", *arguments, times=1)
        plain = measure(folder, "tests/bench/workbook_with_pandas.py", *arguments, times=1)
        first, second = (json.loads(run.output)["cpu"] for run in (ours, plain))
        yield Line(f"summary.xlsx of {cases:,} cases", f"{first:.1f} s, {ours.peak:.0f} MB", target, "1 x")
        yield Line("  cases and comments by pandas", f"{second:.1f} s, {plain.peak:.0f} MB", "", ratio(second, first))


def make_commented(cases):
    """An audit of this number of cases, with a comment on each key question that is not sufficient."""
    audit = make_audited(cases)
    codes = [question.code for question in audit.framework.key_questions]
    answers = Answer.objects.filter(review__sampled_case__audit=audit, question__in=codes, value=Value.NO)
    answers.update(comment=COMMENT)
    return Audit.objects.for_report().get(pk=audit.pk)
