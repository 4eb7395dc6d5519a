"""The units of a region side by side: the latest signed-off mock inspection of each, from what was signed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from audit.access import tell_access
from audit.frameworks import FrameworkProblem, titles_of
from audit.method.certainty.draws import Draws
from audit.method.certainty.interval import Draw
from audit.method.framework import Framework, KeyQuestion
from audit.method.tally import Tally
from audit.method.words import Words
from audit.models import NOT_RANDOM, Audit, FrameworkChanged, Purpose
from audit.results.reads import cases_seen, sees_every_case
from audit.results.report import draws_of, hidden_from_others
from audit.results.rollup import RollUp, tally_cases
from cases.models import DeliveryUnit, Region, User
from cases.permissions import Permission, reach_of

FRAMEWORK_CHANGED = "its framework file has changed since"
HIDDEN = "its figures would reveal fewer than 5 cases"


@dataclass(frozen=True)
class UnitResult:
    """One unit's signed-off audit. `hidden`: codes of the questions whose figures the reader may not know."""

    audit: Audit
    rolled: RollUp
    hidden: frozenset[str]

    def tally(self, code: str) -> Tally | None:
        """Return the Tally of a question; None if it is hidden from the reader."""
        return None if code in self.hidden else self.rolled.overall.get(code, Tally())

    @cached_property
    def draws(self) -> Draws:
        return draws_of(self.audit, self.rolled)

    def draw_of(self, code: str) -> Draw:
        """Return how the cases that a question is asked of were drawn."""
        return self.draws.of(self.audit.framework.kind_of[code])


@dataclass(frozen=True)
class SideBySide:
    """The results of a region's units by one framework, by name. `left_out`: {name of a unit: why it has none here}.

    `framework_code` and its `checksum`: "" if there is no result. `frameworks`: {code: number of units with a result by
    it}.
    """

    results: tuple[UnitResult, ...]
    left_out: Mapping[str, str]
    framework_code: str
    checksum: str
    frameworks: Mapping[str, int]


def sees_regions(user: User) -> bool:
    """Return whether the user may see results of a whole region; costs no query."""
    reach = reach_of(user, Permission.SEE_RESULTS)
    return reach.everywhere or bool(reach.regions)


def regions_open_to(user: User) -> list[Region]:
    """Return the regions whose units the user may see side by side."""
    return list(Region.objects.with_results_visible_to(user))


def results_side_by_side(user: User, region: Region, framework_code: str = "") -> SideBySide:
    """Return the units of a region that the user opens, as far as they may know the figures.

    `framework_code`: default, and if no unit has a result by it: the framework by which most units have one.
    """
    audits = Audit.objects.with_results_visible_to(user).filter(unit__region=region)
    latest = _latest(audits)
    frameworks = Counter(code for _, code in latest)
    if framework_code not in frameworks:
        loads = titles_of(frameworks.keys())
        framework_code = min(frameworks, key=lambda code: (code not in loads, -frameworks[code], code), default="")
    chosen = [number for (_, code), number in latest.items() if code == framework_code]
    results, left_out = _open_to(user, audits.filter(pk__in=chosen))
    checksum = _newest_checksum(results, chosen)
    older = [each for each in results if each.audit.framework_checksum != checksum]
    results = [each for each in results if each not in older]
    left_out |= {each.audit.unit.name: "its result is by an older version of this framework" for each in older}
    known = {result.audit.unit.name for result in results} | set(left_out)
    without = DeliveryUnit.objects.filter(region=region).exclude(name__in=known)
    left_out |= {unit.name: "no mock inspection signed off" for unit in without}
    return SideBySide(tuple(results), dict(sorted(left_out.items())), framework_code, checksum, frameworks)


def _newest_checksum(results: Sequence[UnitResult], by_age: Sequence[int]) -> str:
    """Return the checksum of the framework of the newest result. `by_age`: numbers of the audits, oldest first."""
    newest = max(results, key=lambda each: by_age.index(each.audit.pk), default=None)
    return newest.audit.framework_checksum if newest else ""


def _latest(audits: QuerySet[Audit]) -> dict[tuple[int, str], int]:
    """Return {(unit, framework code): key of its latest signed-off mock inspection with a result}, oldest first."""
    signed = audits.filter(signed_off_at__isnull=False, purpose=Purpose.MOCK_INSPECTION)
    counted = signed.filter(snapshot__rolled_up__cases__gt=0)
    rows = counted.order_by("-signed_off_at", "-pk").values_list("unit", "framework_code", "pk")
    latest: dict[tuple[int, str], int] = {}
    for unit, code, number in rows:
        latest.setdefault((unit, code), number)
    return dict(reversed(latest.items()))


def _open_to(user: User, audits: QuerySet[Audit]) -> tuple[list[UnitResult], dict[str, str]]:
    found = list(audits.select_related("unit").prefetch_related("samples").order_by("unit__name"))
    for audit in found:
        tell_access(audit, user)
    seen = cases_seen(user, [audit for audit in found if not sees_every_case(audit)])
    results, left_out = [], {}
    for audit in found:
        rolled = RollUp.from_json(audit.snapshot["rolled_up"])
        try:
            hidden = frozenset() if sees_every_case(audit) else _hidden(audit, rolled, seen.get(audit.pk, set()))
            all_hidden = hidden >= audit.framework.questions.keys()
        except (FrameworkChanged, FrameworkProblem):
            left_out[audit.unit.name] = FRAMEWORK_CHANGED
            continue
        if all_hidden:
            left_out[audit.unit.name] = HIDDEN
        elif audit.caution:
            left_out[audit.unit.name] = NOT_RANDOM.removesuffix(".").lower()
        else:
            results.append(UnitResult(audit, rolled, hidden))
    return results, left_out


def _hidden(audit: Audit, rolled: RollUp, seen: set[int]) -> frozenset[str]:
    return hidden_from_others(audit, rolled, tally_cases(audit, seen), len(seen))


def question_shown(framework: Framework, words: Words, code: str) -> KeyQuestion:
    """Return the key question of this code; default: the first on keeping other people safe, else the first of all."""
    questions = {question.code: question for question in framework.key_questions}
    preset = next(iter(words.public_protection), framework.key_questions[0].code)
    return questions.get(code) or questions[preset]
