"""What the state of a finding follows from, put together in this one place."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Case as CaseWhen
from django.db.models import Value, When
from django.utils.timezone import localdate, localtime

from audit.method.oversight.states import NOT_RIGHT, RIGHT, Check, FindingFacts, ThreadEntry
from audit.models import Entry, Finding, Recheck

Said = tuple[str, datetime]  # the kind of an entry, or RIGHT or NOT_RIGHT of a check, and its local time


def facts_of(finding: Finding) -> FindingFacts:
    """Return the facts of one finding. It fetches thread and checks unless they were fetched."""
    said = [(entry.kind, entry.at) for entry in finding.entries.all()]
    said += [(RIGHT if check.put_right else NOT_RIGHT, check.at) for check in finding.rechecks.all()]
    account = finding.practitioner and finding.practitioner.account_id
    return facts_from(finding.kind, finding.released_at, account, said)


def facts_from(kind: str, released_at: datetime | None, account: int | None, said: Iterable[Said]) -> FindingFacts:
    """Return the facts of a finding whose columns were read. `account`: of its practitioner.

    `said`: its thread and checks; of two at the same time, the one that comes first here came first.
    """
    said = list(said)
    return FindingFacts(
        is_strength=kind == Finding.Kind.STRENGTH,
        released_on=localdate(released_at) if released_at else None,
        entries=[ThreadEntry(kind, at) for kind, at in said if kind not in (RIGHT, NOT_RIGHT)],
        checks=[Check(kind == RIGHT, at) for kind, at in said if kind in (RIGHT, NOT_RIGHT)],
        can_reply=account is not None,
    )


def threads_of(numbers: Collection[int]) -> dict[int, list[Said]]:
    """Return {number of a finding: what was said, in the order in which it was recorded}; one query."""
    right = CaseWhen(When(put_right=True, then=Value(RIGHT)), default=Value(NOT_RIGHT))
    entries = Entry.objects.filter(finding__in=numbers).order_by().values_list("finding", "kind", "at", "pk")
    checks = Recheck.objects.filter(finding__in=numbers).order_by().annotate(kind=right)
    rows = entries.union(checks.values_list("finding", "kind", "at", "pk"), all=True)
    found: dict[int, list[Said]] = defaultdict(list)
    for finding, kind, at, _ in sorted(rows, key=lambda row: row[2:]):
        found[finding].append((kind, localtime(at)))
    return found
