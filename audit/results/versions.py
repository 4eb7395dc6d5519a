"""The versions of a result: what was released with each, and what of a new one is hidden, since it would reveal a few
cases beside an earlier one."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass

from django.db.models import QuerySet

from audit.frameworks import FrameworkProblem, words_of
from audit.method.disclosure.small_numbers import Answers, changed_codes, compare_answers
from audit.models import Audit, EarlierVersion, FrameworkChanged, SampledCase, StandardJudgement
from audit.models.sentences import day
from audit.results.rollup import answers_by_case


def version_to_sign(audit: Audit) -> dict[str, object]:
    """Return what a sign-off stores about the version of the result.

    `version`: its number. `correction`: why the one before was taken back; "" for the first. For readers who may not
    see cases: `ratings_only` hides every figure, `hidden` those of the questions of these codes, `regrouped` the
    groups of the questions of these.
    """
    earlier, answers = audit.earlier_versions.last(), answers_by_case(audit)
    few, hidden = compare_answers(answers, _given_out(audit))
    return {
        "version": earlier.number + 1 if earlier else 1,
        "correction": earlier.reason if earlier else "",
        "ratings_only": few,
        "hidden": sorted(hidden),
        "regrouped": sorted(_regrouped(audit, answers)),
    }


def _regrouped(audit: Audit, answers: Answers) -> set[str]:
    """Return the codes of the questions whose groups differ from those of an earlier version that people may have seen.

    Five cases may have changed in all, and only one of them in a group.
    """
    earlier = list(audit.earlier_versions.filter(figures_open=True, answers__isnull=False))
    changed = {
        code
        for version in earlier
        for case in {*answers, *version.answers}
        for code in changed_codes(answers.get(case, {}), version.answers.get(case, {}))
    }
    # the facts of a case, and the answer on oversight, decide its groups in every question
    since = min((version.signed_off_at for version in earlier), default=None)
    moved = since and SampledCase.history.filter(audit_id=audit.pk, history_date__gt=since).exists()
    extra = earlier and audit.sampled_cases.exclude(extra_for="").exists()
    return {*audit.framework.questions} if moved or extra or words_of(audit.framework).oversight in changed else changed


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


def audit_as_signed(audit: Audit, version: EarlierVersion) -> Audit:
    """Return the audit as this version showed it, only to be read. Title and description are those of that time too."""
    shown = copy(audit)
    shown.snapshot, shown.signed_off_at, shown.signed_off_by = (
        version.snapshot,
        version.signed_off_at,
        version.signed_off_by,
    )
    shown.confirmed_at = shown.confirmed_by = None
    written = audit.history.filter(history_date__lte=version.taken_back_at).values_list("title", "about")
    shown.title, shown.about = written.first() or (audit.title, audit.about)
    shown.replaced = _replaced_text(audit, version)
    return shown


def judgements_of(version: EarlierVersion) -> QuerySet[StandardJudgement]:
    """Return the judgements as they stood in this version: none changes while an audit is signed off."""
    return StandardJudgement.history.as_of(version.taken_back_at).filter(audit_id=version.audit_id)


def _replaced_text(audit, version):
    following = version.number + 1
    later = audit.earlier_versions.filter(number=following).first()
    signed = later.signed_off_at if later else audit.signed_off_at
    if signed:
        return f"Replaced by version {following} on {day(signed)}: {version.reason}"
    return f"Taken back on {day(version.taken_back_at)} and not replaced yet: {version.reason}"


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
