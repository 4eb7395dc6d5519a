"""Count what stays permanently of a team's findings: by question and quarter, without a person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from audit.method.groups.shown import FEWEST_OF_PRACTICE, FEWEST_PRACTITIONERS
from audit.method.oversight.put_right import count_put_right
from audit.models import Finding, Look, Round
from audit.oversight.findings.reads import facts_of
from audit.oversight.months import add_months

MONTHS_COUNTED = 12  # from the first day of the quarter: from then on its findings may have been removed


def quarters_to_store(today: date) -> Iterator[tuple[int, str, list[dict[str, Any]]]]:
    """Yield (team's number, quarter, fields of each QuarterCount) of quarters that began less than 12 months before.

    Not of a quarter of which looks were removed: what is stored of it stays. Nor of teams with fewer than 10 finished
    looks at cases of 3 practitioners, or with more than half of them at cases of one.
    """
    for (team, first_day), looks in _looks_by_quarter(add_months(first_of_quarter(today), 3 - MONTHS_COUNTED)):
        if _is_enough(looks) and not _has_lost_looks(team, first_day):
            counts = [{"looks": looks.total(), **counts} for counts in _counts(team, first_day, today)]
            yield team, quarter_name(first_day), counts


def first_of_quarter(day: date) -> date:
    """Return the first day of the quarter in which the day lies."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def quarter_name(first_day: date) -> str:
    """Return such as "2026-Q4"."""
    return f"{first_day.year}-Q{first_day.month // 3 + 1}"


def _looks_by_quarter(since: date) -> Iterable[tuple[tuple[int, date], Counter]]:
    """Return ((team's number, first day of the quarter), Counter of looks by the number of the practitioner)."""
    read = ("review__sampled_case__audit__round__team", "review__submitted_at", "review__sampled_case__held_by")
    looks = Look.objects.counted().filter(review__submitted_at__date__gte=since).values_list(*read)
    found: dict[tuple[int, date], Counter] = defaultdict(Counter)
    for team, finished_at, held_by in looks:
        found[team, first_of_quarter(localdate(finished_at))][held_by] += 1
    return found.items()


def _is_enough(looks: Counter) -> bool:
    known = [number for held_by, number in looks.items() if held_by]
    total, not_known = looks.total(), looks[None]  # which could be anyone's
    enough = total >= FEWEST_OF_PRACTICE and len(known) >= FEWEST_PRACTITIONERS
    return enough and 2 * (max(known) + not_known) <= total


def _has_lost_looks(team: int, first_day: date) -> bool:
    return Round.objects.filter(team=team, removed_at__isnull=False, closes_on__gte=first_day).exists()


def _counts(team, first_day, today) -> Iterator[dict[str, Any]]:
    """Yield the counts of each question about which something was released in the quarter."""
    made = Finding.objects.released().filter(team=team, made_at__date__gte=first_day)
    made = made.filter(made_at__date__lt=add_months(first_day, 3)).exclude(sampled_case__replaced_at__isnull=False)
    by_question = defaultdict(list)
    for finding in made.prefetch_related("entries", "rechecks"):
        by_question[finding.framework_code, finding.question].append(facts_of(finding))
    for (framework, question), facts in by_question.items():
        gaps = count_put_right(facts, today)
        yield {
            "framework_code": framework,
            "question": question,
            "gaps": gaps.gaps,
            "strengths": sum(each.is_strength for each in facts),
            "put_right": gaps.put_right,
            "reopened": gaps.reopened,
            "median_days": gaps.median_days,
        }
