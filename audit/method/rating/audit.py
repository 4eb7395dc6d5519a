"""From tallies and judgements to the rating of an audit: standards, score, overall rating (docs/method.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.method.framework import Framework, Standard
from audit.method.kinds import KindCases
from audit.method.rating.banding import Figure, figure_of
from audit.method.rating.lowest_score import rate_key_question, rate_standard
from audit.method.rating.standard import Judgement, StandardRating
from audit.method.tally import Tally


@dataclass(frozen=True)
class AuditRating:
    """The rating of an audit: what follows from its tallies and judgements.

    `cases`: cases reviewed, of those `expected`; until all are in, the rating is `provisional`.
    `kinds`: the same of each kind of case, in the order of the framework; () if its cases are all alike.
    `missing`: codes of standards without a rating yet, and of their key questions that no case has answered yet.
    `too_few`: codes of key questions with too few cases for a band.
    `score` and `overall` are None while a standard that counts is missing or rests on too few cases.
    """

    framework: Framework
    cases: int
    expected: int
    standards: tuple[StandardRating, ...]
    items: tuple[Figure, ...]
    score: int | None
    max_score: int
    overall: str | None
    missing: tuple[str, ...]
    kinds: tuple[KindCases, ...] = ()

    @property
    def provisional(self) -> bool:
        return self.cases < self.expected

    def cases_of(self, kind: str) -> int:
        """Return how many cases of this kind are reviewed; of all cases for "", and if the kinds are not known."""
        return next((each.cases for each in self.kinds if each.kind.code == kind), self.cases)

    @property
    def too_few(self) -> tuple[str, ...]:
        return tuple(code for standard in self.standards for code in standard.too_few)


def rate(
    framework: Framework,
    tallies: Mapping[str, Tally],
    *,
    cases: int,
    expected: int | None = None,
    asked: Mapping[str, int] | None = None,
    kinds: tuple[KindCases, ...] = (),
    judgements: Mapping[str, Judgement] | None = None,
) -> AuditRating:
    """Rate an audit from its `tallies`, {question code: Tally}, and `judgements`, {standard code: Judgement}.

    `cases`: how many are reviewed, of those `expected` (default: all are in).
    `asked`: {key question code: number of cases it applies to}, 0 for a code that is not in it. It shows how many
    answers are missing (default: every question applies to every case).
    `kinds`: the cases of each kind (default: every standard is judged on all cases). A standard of a kind without a
    case has no rating yet: it drops out of the maximum only if people record that it cannot be rated.
    Judgements of standards that the framework does not have are ignored.
    """
    asked = asked if asked is not None else dict.fromkeys(framework.questions, cases)
    cases_of = {each.kind.code: each.cases for each in kinds}
    standards = tuple(
        _rate_standard(framework, standard, tallies, asked, judgements or {}, cases_of.get(standard.kind, cases))
        for standard in framework.standards
    )
    score, max_score = add_scores(framework, standards)
    return AuditRating(
        framework=framework,
        cases=cases,
        expected=cases if expected is None else expected,
        standards=standards,
        items=tuple(_figures_of_items(framework, tallies)),
        score=score,
        max_score=max_score,
        overall=rate_overall(framework, score, max_score),
        missing=missing_of(standards),
        kinds=kinds,
    )


def _rate_standard(
    framework: Framework,
    standard: Standard,
    tallies: Mapping[str, Tally],
    asked: Mapping[str, int],
    judgements: Mapping[str, Judgement],
    cases: int,
) -> StandardRating:
    """Rate a standard by the fewest cases that its kind needs. `cases`: the number of them that are reviewed."""
    framework = framework.of_kind(standard.kind)
    questions = tuple(rate_key_question(framework, q, tallies, asked.get(q.code, 0)) for q in standard.key_questions)
    return rate_standard(framework, standard, questions, judgements.get(standard.code), has_cases=cases > 0)


def _figures_of_items(framework: Framework, tallies: Mapping[str, Tally]) -> Iterator[Figure]:
    for group in framework.item_groups:
        for item in group.items:
            yield figure_of(framework.of_kind(group.kind), item, tallies.get(item.code, Tally()))


def add_scores(framework: Framework, standards: tuple[StandardRating, ...]) -> tuple[int | None, int]:
    """Return (score, maximum). Standards that do not count or cannot be rated are in neither.

    The score is None while a standard is missing or rests on too few cases.
    """
    counted = [s for s in standards if s.standard.counted and (s.missing or s.too_few or s.score is not None)]
    max_score = len(counted) * framework.rating_bands[-1].score if framework.rated else 0
    if not counted or any(standard.score is None for standard in counted):
        return None, max_score
    return sum(standard.score or 0 for standard in counted), max_score


def rate_overall(framework: Framework, score: int | None, max_score: int) -> str | None:
    """Return the overall rating of a score; None without one.

    Each score band ends at its share of the maximum, rounded down: so it fits if standards drop out.
    """
    if score is None:
        return None
    return next(band.rating for band in framework.score_bands if score <= int(max_score * band.share_of_maximum))


def missing_of(standards: tuple[StandardRating, ...]) -> tuple[str, ...]:
    """Return the codes of standards without a rating yet, each followed by its key questions without an answer."""
    return tuple(code for standard in standards if standard.missing for code in _missing_codes(standard))


def _missing_codes(standard: StandardRating) -> tuple[str, ...]:
    return standard.code, *(question.code for question in standard.key_questions if question.waiting)
