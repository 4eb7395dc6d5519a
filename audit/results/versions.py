"""The versions of a result: what was released with each, and what of a new one is hidden, since it would reveal a few
cases beside an earlier one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.frameworks import FrameworkProblem
from audit.method.disclosure.small_numbers import compare_answers
from audit.models import Audit, EarlierVersion, FrameworkChanged
from audit.results.rollup import answers_by_case


def version_to_sign(audit: Audit) -> dict[str, object]:
    """Return what a sign-off stores about the version of the result.

    `version`: its number. `correction`: why the one before was taken back; "" for the first. For readers who may not
    see cases: `ratings_only` hides every figure, `hidden` those of the questions of these codes.
    """
    earlier = audit.earlier_versions.last()
    few, hidden = compare_answers(answers_by_case(audit), _given_out(audit))
    return {
        "version": earlier.number + 1 if earlier else 1,
        "correction": earlier.reason if earlier else "",
        "ratings_only": few,
        "hidden": sorted(hidden),
    }


@dataclass(frozen=True)
class Recommended:
    """A recommendation that was released: its text, and the codes of the standards and key questions it is about."""

    text: str
    about: tuple[str, ...]


def drafts_to_sign(audit: Audit) -> list[list[object]]:
    """Return what a sign-off stores of the recommendations; released_with reads it."""
    return [[each.text, each.about] for each in audit.recommendations.all()]


def released_with(snapshot: Mapping) -> tuple[Recommended, ...]:
    """Return the recommendations that a sign-off released; none without a sign-off, since drafts stay where they are
    written."""
    return tuple(Recommended(text, tuple(about)) for text, about in snapshot.get("recommendations", ()))


def figures_are_open(audit: Audit) -> bool:
    """Return whether people who may not see cases can read figures of this signed-off audit."""
    return bool(audit.reviewed[0]) and not audit.snapshot.get("ratings_only")


def _given_out(audit: Audit) -> Iterator[dict[str, dict[str, int]]]:
    """Yield the answers, as answers_by_case gives them, behind each result of the unit that people may have copied.

    Answers do not change while their audit is signed off. An audit whose cases are removed has none any more.
    """
    versions = EarlierVersion.objects.filter(audit__unit=audit.unit_id, figures_open=True, answers__isnull=False)
    yield from versions.values_list("answers", flat=True)
    signed = Audit.objects.filter(unit=audit.unit_id, signed_off_at__isnull=False, removed_at=None)
    for other in signed.exclude(pk=audit.pk):
        if figures_are_open(other):
            try:
                yield answers_by_case(other)
            except (FrameworkChanged, FrameworkProblem):
                continue  # its figures cannot be opened either
