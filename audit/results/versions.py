"""A result's versions, and what of a new one would tell of single cases beside a result that people have already."""

from audit.frameworks import FrameworkProblem
from audit.method.small_numbers import compare_answers
from audit.models import Audit, EarlierVersion, FrameworkChanged
from audit.results.rollup import answers_by_case


def version_to_sign(audit):
    """What a sign-off stores beside the figures: the `version`, the reason why the one before was taken back (""), and
    what those who may not see cases are not shown: every figure (`ratings_only`) or those of the `hidden` questions."""
    earlier = audit.earlier_versions.last()
    few, hidden = compare_answers(answers_by_case(audit), _given_out(audit))
    return {
        "version": earlier.number + 1 if earlier else 1,
        "correction": earlier.reason if earlier else "",
        "ratings_only": few,
        "hidden": sorted(hidden),
    }


def figures_are_open(audit):
    """Whether people who may not see cases read figures of it."""
    return bool(audit.reviewed[0]) and not audit.snapshot.get("ratings_only")


def _given_out(audit):
    """The answers behind every result of the unit whose figures people may have taken away, as of answers_by_case.

    Answers do not change while their audit is signed off. Those of an audit whose cases are removed are gone.
    """
    versions = EarlierVersion.objects.filter(audit__unit=audit.unit_id, figures_open=True, answers__isnull=False)
    yield from versions.values_list("answers", flat=True)
    signed = Audit.objects.filter(unit=audit.unit_id, signed_off_at__isnull=False, removed_at=None)
    for other in signed.exclude(pk=audit.pk):
        if figures_are_open(other):
            try:
                yield answers_by_case(other)
            except (FrameworkChanged, FrameworkProblem):
                continue  # nobody can open its figures either
