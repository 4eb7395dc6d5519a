"""From the answers in the database to tallies, in one query whatever the groups. No percentages, no ratings."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Aggregate, FilteredRelation, Q
from django.db.models import Value as Constant

from audit.frameworks import words_of
from audit.method.answers import COUNTED, Value
from audit.method.applicability import KIND, questions_by_facts
from audit.method.certainty.together import key_answers_of
from audit.method.change.start_and_now import StartAndNowCounts, count_start_and_now
from audit.method.framework import Framework
from audit.method.groups.facts import PRACTICE_FACTS
from audit.method.groups.tallies import GroupedCase, GroupTallies, cells_of, tally_groups
from audit.method.groups.values import Fact, group_of_key
from audit.method.tally import Tally, tally_answers
from audit.models import Audit, Review
from audit.results.gathered import Gathered

COUNTED_NUMBERS = frozenset(map(int, COUNTED))
EVERY_CASE = ("every case", "")
NO_GROUPS = GroupTallies({}, {}, {}, {}, {}, {}, {}, {})


@dataclass(frozen=True)
class RollUp:
    """The tallies of an audit's answers.

    `cases`: number of submitted reviews. `kinds`: {kind of case: number of them}, {} if the framework has no kinds.
    `asked`: {question code: number of cases it applies to}.
    `tallies`: {group: {question code: Tally}}, where a group is EVERY_CASE or (fact, its value).
    `set_aside`: number of answers that are stored but do not count, since by the facts their question does not apply.
    `unknown`: number of answers to questions that the framework does not have.
    `key_answers`: for each case, whether each key question of the framework is sufficient, None where it does not
    apply; () of a signed-off audit, which stores no case.
    `holders`: see GroupTallies. `start_and_now`: {code of the item that asks a fact at the start: its counts}.
    """

    cases: int
    asked: dict[str, int]
    tallies: dict[tuple, dict[str, Tally]]
    set_aside: int
    unknown: int
    key_answers: tuple[tuple[bool | None, ...], ...] = ()
    holders: dict[tuple, dict[str, dict[int | None, int]]] = field(default_factory=dict)
    start_and_now: dict[str, StartAndNowCounts] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def overall(self) -> dict[str, Tally]:
        """Return {question code: Tally} of all cases."""
        return self.tallies.get(EVERY_CASE, {})

    def as_json(self) -> dict[str, object]:
        """Return what a sign-off stores: the tallies of all cases. Groups stay out: they could point to one case."""
        tallies = {code: [t.yes, t.no, t.not_applicable, t.absent, *t.further] for code, t in self.overall.items()}
        counts = {"cases": self.cases, "set_aside": self.set_aside, "unknown": self.unknown}
        pairs = {code: each.as_json() for code, each in self.start_and_now.items()}
        kinds = {"kinds": self.kinds} if self.kinds else {}
        return counts | {"asked": self.asked, "tallies": tallies, "start_and_now": pairs} | kinds

    @classmethod
    def from_json(cls, stored: dict) -> "RollUp":
        """Return the RollUp that as_json was made from."""
        tallies = {code: Tally(*counts[:4], further=tuple(counts[4:])) for code, counts in stored["tallies"].items()}
        pairs = {code: StartAndNowCounts(*counts) for code, counts in stored.get("start_and_now", {}).items()}
        return cls(**stored | {"tallies": {EVERY_CASE: tallies}, "start_and_now": pairs})


@dataclass(frozen=True)
class CountedCase:
    """One case's answers that count, {question code: Value}, and its comments, {question code: text}.

    `counts_since`: when its review was submitted. `restricted`: no user may see it.
    """

    number: int
    counts_since: datetime
    restricted: bool
    answers: dict[str, Value]
    comments: dict[str, str]


def roll_up(audit: Audit, *, by: Collection[Fact] = ()) -> RollUp:
    """Tally an audit's answers that count: for all cases together, and for each value of the facts in `by`.

    A fact is one of GROUP_FACTS, another one that is stored with the case, or a tuple of facts that are crossed.

    A signed-off audit gives its stored tallies, without a query. Groups are counted again as long as cases are kept.
    """
    if audit.snapshot and (audit.removed_at or not by):
        return RollUp.from_json(audit.snapshot["rolled_up"])
    framework, reviews = audit.framework, _fetch(audit)
    asked = _asked(framework, reviews)
    counted, unknown = [], 0
    for review in reviews:
        counted += [(c, value, (EVERY_CASE,)) for c, value in review.answers.items() if c in asked[review.number]]
        unknown += len(review.answers.keys() - framework.questions.keys())
    groups = tally_groups(_grouped(framework, reviews, asked), by) if by else NO_GROUPS
    return RollUp(
        cases=len(reviews),
        asked=dict(Counter(code for codes in asked.values() for code in codes)),
        tallies=tally_answers(counted) | groups.tallies,
        set_aside=sum(len(review.answers) for review in reviews) - len(counted) - unknown,
        unknown=unknown,
        key_answers=tuple(key_answers_of(framework, each.answers, asked[each.number]) for each in reviews),
        holders=groups.holders,
        start_and_now={
            pair.start: count_start_and_now(
                (each.answers for each in reviews if {pair.start, pair.now} <= asked[each.number]), pair.start, pair.now
            )
            for pair in words_of(framework).start_and_now
        },
        kinds=_kinds(framework, reviews),
    )


def _kinds(framework: Framework, reviews: Iterable["_Review"]) -> dict[str, int]:
    """Return {kind of case: number of reviews}; {} if the framework has no kinds."""
    of_each = Counter(review.facts.get(KIND, framework.usual_kind) for review in reviews)
    return dict(of_each) if framework.kinds else {}


def tally_by(
    audit: Audit, facts: Collection[Fact], codes: Collection[str], *, seen: Collection[int] = ()
) -> GroupTallies:
    """Tally the questions of these `codes` for each value of the `facts`; nothing once the cases are removed.

    `seen`: the numbers of the cases that the reader sees. One query, and far less to read than for every question. The
    only figures in which extra cases of a group count, and in that group's alone.
    """
    if audit.removed_at:
        return NO_GROUPS
    framework = audit.framework
    oversight = [words_of(framework).oversight] if any("oversight" in fact for fact in facts) else []
    reviews = _fetch(audit, codes=(*codes, *oversight), extra=True)
    cases = _grouped(framework, reviews, _asked(framework, reviews), frozenset(seen))
    unseen = [case for case in cases if not case.seen]
    cells, unseen_cells = (cells_of(each, PRACTICE_FACTS) for each in (cases, unseen))
    return tally_groups(cases, facts)._replace(cells=cells, unseen_cells=unseen_cells)


def _grouped(
    framework: Framework,
    reviews: Iterable["_Review"],
    asked: dict[int, frozenset[str]],
    seen: Collection[int] = (),
) -> list[GroupedCase]:
    oversight = words_of(framework).oversight
    cases = []
    for review in reviews:
        answers = {code: value for code, value in review.answers.items() if code in asked[review.number]}
        facts = review.facts | {"start_date": review.start_date, "oversight": answers.get(oversight)}
        extra_for = group_of_key(review.extra_for) if review.extra_for else None
        cases.append(GroupedCase(facts, answers, review.practitioner, review.number in seen, extra_for))
    return cases


def tally_cases(audit: Audit, numbers: Collection[int]) -> dict[str, Tally]:
    """Return {question code: Tally} of the audit's cases with these numbers; one query."""
    if audit.removed_at or not numbers:
        return {}
    reviews = [review for review in _fetch(audit) if review.number in numbers]
    asked = _asked(audit.framework, reviews)
    rows = (
        (code, value, (EVERY_CASE,))
        for review in reviews
        for code, value in review.answers.items()
        if code in asked[review.number]
    )
    return tally_answers(rows).get(EVERY_CASE, {})


def answers_by_case(audit: Audit) -> dict[str, dict[str, int]]:
    """Return {primary key of the Case, as text: {question code: value}} of the answers that count; two queries."""
    cases = dict(audit.sampled_cases.values_list("number", "case"))
    reviews = _fetch(audit)
    asked = _asked(audit.framework, reviews)
    return {
        str(cases[review.number]): {c: value for c, value in review.answers.items() if c in asked[review.number]}
        for review in reviews
    }


def counted_cases(audit: Audit) -> list[CountedCase]:
    """Return the CountedCases behind an audit's figures, by number; one query.

    A restricted case comes without its comments.
    """
    readable = Q(answers__comment__gt="", sampled_case__case__restricted_digest="")
    return _cases_of(audit, _fetch(audit, Gathered("answers__question", "answers__comment", filter=readable)))


def counted_answers_to(audit: Audit, *codes: str) -> list[CountedCase]:
    """Return what counted_cases returns, with nothing in it but the answers to these questions; one query."""
    return _cases_of(audit, _fetch(audit, codes=codes))


class _Review(NamedTuple):
    """A review that counts, as stored: {fact: value}, {question code: value}, {question code: text}.

    `start_date`: of the case, as an ISO date; "" if not known. `practitioner`: the primary key of who held it
    when it came into the sample, None if not known.
    `extra_for`: the key of the group that an extra case was drawn for; "" for a case of the sample.
    """

    number: int
    submitted_at: datetime
    restricted: bool
    start_date: str
    practitioner: int | None
    extra_for: str
    facts: dict
    answers: dict
    comments: dict


def _cases_of(audit: Audit, reviews: Sequence[_Review]) -> list[CountedCase]:
    asked = _asked(audit.framework, reviews)
    cases = []
    for review in reviews:
        answers = {code: Value(value) for code, value in review.answers.items() if code in asked[review.number]}
        comments = {code: text for code, text in review.comments.items() if code in answers}
        cases.append(CountedCase(review.number, review.submitted_at, review.restricted, answers, comments))
    return cases


def counted_without_answers(audit: Audit) -> list[CountedCase]:
    """Return what counted_cases returns, with no answers and comments in it: a tenth of the time; one query."""
    reviews = Review.objects.counted().filter(sampled_case__audit=audit, part=Review.Part.FIRST)
    rows = reviews.order_by("sampled_case__number").values_list(
        "sampled_case__number", "submitted_at", "sampled_case__case__restricted_digest"
    )
    return [CountedCase(number, submitted_at, bool(digest), {}, {}) for number, submitted_at, digest in rows]


def _fetch(
    audit: Audit, comments: Aggregate | None = None, codes: Collection[str] = (), *, extra: bool = False
) -> list[_Review]:
    """Return one _Review per case that counts, by number; one query. `extra`: of the extra cases of groups too.

    `comments`: the expression that gathers them. `codes`: of the questions whose answers are read; default: all.
    Agreed answers replace those of the first review.
    """
    reviews = (Review.objects.in_force() if extra else Review.objects.counted()).filter(sampled_case__audit=audit)
    if codes:  # joined by question, so that the others are not even looked at
        reviews = reviews.annotate(asked=FilteredRelation("answers", condition=Q(answers__question__in=codes)))
    read = "asked" if codes else "answers"
    values = Gathered(f"{read}__question", f"{read}__value", filter=Q((f"{read}__value__isnull", False)))
    gathered = reviews.annotate(values=values, comments=comments or Constant("{}"))
    of_case = ("case__restricted_digest", "case__start_date", "held_by", "extra_for", "facts")
    case = ("sampled_case__number", "submitted_at", *(f"sampled_case__{each}" for each in of_case))
    rows = gathered.values_list("part", *case, "values", "comments")
    agreed, first = [], []
    for part, *row in rows.order_by("sampled_case__number"):
        (agreed if part == Review.Part.AGREED else first).append(_review(*row))
    instead = {review.number: review for review in agreed}
    settled = (_settled(each, instead[each.number]) if each.number in instead else each for each in first)
    return [review if COUNTED_NUMBERS.issuperset(review.answers.values()) else _looked_at(review) for review in settled]


def _settled(review: _Review, agreed: _Review) -> _Review:
    """Return the review with the agreed answers and their reasons in place of its own."""
    kept = {code: text for code, text in review.comments.items() if code not in agreed.answers}
    return review._replace(answers=review.answers | agreed.answers, comments=kept | agreed.comments)


def _looked_at(review: _Review) -> _Review:
    """Return the review without the questions that were not looked at: they count nowhere."""
    answers = {code: value for code, value in review.answers.items() if value in COUNTED_NUMBERS}
    return review._replace(answers=answers)


def _review(
    number: int,
    submitted_at: datetime,
    digest: str,
    started: date | None,
    practitioner: int | None,
    extra_for: str,
    facts: dict,
    values: str | None,
    comments: str | None,
) -> _Review:
    """Return the _Review of a row. `values` and `comments`: JSON, or None without any."""
    answers, texts = json.loads(values or "{}"), json.loads(comments or "{}")
    start_date = started.isoformat() if started else ""
    return _Review(number, submitted_at, bool(digest), start_date, practitioner, extra_for, facts, answers, texts)


def _asked(framework: Framework, reviews: Iterable[_Review]) -> dict[int, frozenset[str]]:
    """Return {case number: codes of the questions that apply to it}."""
    asked_of = questions_by_facts(framework)
    return {review.number: asked_of(review.facts) for review in reviews}
