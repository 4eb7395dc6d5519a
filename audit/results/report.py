"""The Report: what pages, the workbook, the JSON and commands show, built once from roll-up and method."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from audit.frameworks import words_of
from audit.method.answers import Value
from audit.method.certainty.draws import Draws, draws_of_kinds
from audit.method.certainty.interval import Draw, Interval, interval_of
from audit.method.certainty.together import Chances, chances_of, open_to_reader
from audit.method.change.start_and_now import StartAndNowCounts
from audit.method.disclosure.small_numbers import FEWEST, hide_figures, resting_on_few
from audit.method.framework import Framework
from audit.method.kinds import KindCases, in_all, of_kinds
from audit.method.rating.audit import AuditRating, rate
from audit.method.rating.banding import Figure
from audit.method.rating.explain import notes_of, notice_of
from audit.method.rating.signed import SignedVersion, as_signed, what_today_gives, without_name
from audit.method.words import Words
from audit.results.rollup import RollUp, roll_up
from audit.results.texts import WrittenStandard, texts_of
from audit.results.versions import Recommended, released_with
from cases.counted import counted, plural

FIGURES_ON_FEW = (
    "Some figures are not shown because they, or how they changed since an earlier result, are based on "
    f"fewer than {FEWEST} cases that you cannot see:"
)
RATINGS_ONLY = (
    f"Ratings only: fewer than {FEWEST} cases changed since an earlier result was shared, so the "
    "figures would reveal their answers."
)


@dataclass(frozen=True)
class CaseRow:
    """One case's answers, {question code: Value}, and comments, {question code: text}. `label` is what people read.

    `number`: the case's number in its audit; None if it comes from a file. `held_back`: codes of answers that the case
    has and the row does not show. `kind`: the code of the kind of case, "" if there are none.
    """

    label: str
    answers: dict[str, Value]
    comments: dict[str, str]
    number: int | None = None
    held_back: frozenset[str] = frozenset()
    kind: str = ""


@dataclass(frozen=True)
class Report:
    """The result of an audit: its rating, and every note that a reader needs with the figures.

    `notice`: the sentence that every page and file begins with.
    `incomplete`: how many cases are in, to stand beside every rating; "" when all are.
    `provisional`: more cases may come.
    `caution`: a warning that no reader may miss, also the first of the notes; "" if there is none.
    `signed_otherwise`: a sentence if today's rules would give another rating than was signed, also among the notes.
    `withholds`: some figures are hidden from this reader. `ratings_only`: all figures are.
    `version`: which one is signed off, when, and the person; None before the sign-off.
    `correction`: the number of a corrected version and why it was corrected; "" for a first version.
    `draws`: how the cases were chosen, those of each kind apart. `key_answers`: see RollUp. `signed_chances`: what a
    sign-off stored of `chances`.
    `words`: how people call the parts of the framework.
    `texts`: {standard: what is written about it}.
    `regrouped`: codes of the questions whose groups are hidden from this reader, since beside those of an earlier
    version they would tell which cases changed.
    `start_and_now`: {code of the item that asks a fact at the start: its counts}; None where the reader may not know
    them.
    """

    title: str
    unit: str
    about: str
    rating: AuditRating
    notes: tuple[str, ...]
    notice: str
    incomplete: str = ""
    provisional: bool = False
    caution: str = ""
    signed_otherwise: str = ""
    withholds: bool = False
    ratings_only: bool = False
    version: SignedVersion | None = None
    correction: str = ""
    draws: Draws = field(default_factory=Draws)
    key_answers: tuple[tuple[bool | None, ...], ...] = ()
    signed_chances: Mapping | None = None
    words: Words = field(default_factory=Words)
    recommendations: tuple[Recommended, ...] = ()
    regrouped: frozenset[str] = frozenset()
    texts: Mapping[str, WrittenStandard] = field(default_factory=dict)
    start_and_now: Mapping[str, StartAndNowCounts | None] = field(default_factory=dict)

    @property
    def framework(self) -> Framework:
        return self.rating.framework

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return the figures of every question: each key question with its prompts, then the items."""
        questions = [question for standard in self.rating.standards for question in standard.key_questions]
        return (*(figure for question in questions for figure in (question, *question.prompts)), *self.rating.items)

    @property
    def hidden_codes(self) -> frozenset[str]:
        """Return the codes of the questions whose figures are hidden from this reader."""
        return frozenset(figure.code for figure in self.figures if figure.hidden)

    @property
    def draw(self) -> Draw:
        """Return how all cases together were chosen."""
        return self.draws.whole

    def draw_of(self, code: str) -> Draw:
        """Return how the cases that a question is asked of were chosen."""
        return self.draws.of(self.framework.kind_of[code])

    def interval_of(self, figure: Figure) -> Interval | None:
        """Return the 95% interval of a figure's percentage; None without one, and where the draw leaves no luck."""
        return interval_of(self.draw_of(figure.code), figure.tally) if figure.percent is not None else None

    @cached_property
    def chances(self) -> Chances | None:
        """Return the chances of ratings as far as the reader may know them; None if there are none.

        They are worked out when a page asks for them, not for every file.
        """
        if self.signed_chances:
            return open_to_reader(self.rating, Chances.from_json(self.signed_chances))
        return chances_of(self.rating, self.key_answers, self.draws)


def report_on_audit(audit, *, seen=None, seen_cases=0, judgements=None, named=True, outside=False):
    """Return the Report of an audit that was fetched for_report; one query for its answers, one for its judgements.

    A signed-off audit gives what was signed, whatever today's rules would give.
    `seen`, for a reader who may not see every case: {question code: Tally} of the `seen_cases` that they see.
    `judgements`: those of an earlier version; else those that are stored now count.
    `named`: with the names of the people who judged and signed off. `outside`: without the figures that are hidden from
    a reader who sees no case, too.
    """
    rolled, snapshot = roll_up(audit), audit.snapshot or {}
    readers = ([] if seen is None else [(seen, seen_cases)]) + ([({}, 0)] if outside else [])
    hidden = frozenset().union(*(hidden_from_others(audit, rolled, *reader) for reader in readers))
    rating, today = (hide_figures(each, hidden) for each in _rate(audit, rolled, judgements, named))
    otherwise = what_today_gives(rating, today)
    on_answers = _notes_on_hidden(audit, hidden) if readers else _notes_on_answers(audit, rolled)
    regrouped = frozenset(snapshot.get("regrouped", ())) if readers else frozenset()
    return Report(
        title=audit.title,
        unit=f"{audit.unit}, {audit.unit.region}",
        about=audit.about,
        rating=rating,
        notes=(*_first_notes(audit, otherwise, named), *on_answers, *notes_of(rating)),
        notice=notice_of(str(audit.unit), rated=audit.framework.rated),
        incomplete=_incomplete(audit, rating),
        provisional=rating.provisional and audit.signed_off_at is None,
        caution=audit.caution,
        signed_otherwise=otherwise,
        withholds=bool(hidden),
        ratings_only=bool(readers) and _ratings_only(audit),
        regrouped=regrouped,
        start_and_now=_known_to_all(rolled, hidden | regrouped, seen) if readers else rolled.start_and_now,
        version=audit.signed_version if named else without_name(audit.signed_version),
        correction=correction_of(audit),
        draws=draws_of(audit, rolled),
        key_answers=rolled.key_answers,
        signed_chances=snapshot.get("chances"),
        words=words_of(audit.framework),
        recommendations=released_with(snapshot),
        texts=texts_of(audit, outside=outside),
    )


def _first_notes(audit, otherwise, named):
    return filter(None, (audit.caution, *audit.notes_on_sign_off(named=named), correction_of(audit), otherwise))


def _known_to_all(rolled: RollUp, hidden, seen):
    """Return the counts of start and now as far as they give no case away; None in place of the others.

    A reader who sees some cases could subtract them, so they get none.
    """
    return {
        code: None if seen or code in hidden or counts.shows_few else counts
        for code, counts in rolled.start_and_now.items()
    }


def _rate(audit, rolled, judgements, named):
    """Return (the rating that counts, the one that today's rules give)."""
    judgements = audit.judgements.select_related("confirmed_by") if judgements is None else judgements
    today = rate(
        audit.framework,
        rolled.overall,
        cases=rolled.cases,
        expected=audit.reviewed[1],
        asked=rolled.asked,
        kinds=_kinds_of(audit, rolled),
        judgements={judgement.standard: judgement.as_judgement(named=named) for judgement in judgements},
    )
    return as_signed(today, audit.snapshot["ratings"]) if audit.snapshot else today, today


def _kinds_of(audit, rolled):
    """Return the KindCases of an audit, () if its cases are all alike."""
    if not audit.framework.kinds:
        return ()
    expected = {kind: sampled for kind, (_, sampled) in audit.reviewed_of_kinds().items()}
    kinds = audit.framework.kinds
    return tuple(KindCases(kind, rolled.kinds.get(kind.code, 0), expected.get(kind.code, 0)) for kind in kinds)


def draws_of(audit, rolled) -> Draws:
    """Return how the counted cases of an audit were drawn, from its RollUp."""
    if not audit.framework.kinds:
        return Draws(_draw_of(audit.sample_of(), rolled.cases))
    return draws_of_kinds({kind: _draw_of(audit.sample_of(kind), cases) for kind, cases in rolled.kinds.items()})


def _draw_of(sample, cases):
    eligible = (sample.drawn or {}).get("eligible") if sample else None
    return Draw(cases, eligible, random=not (sample and sample.hand_picked))


def _incomplete(audit, rating):
    if not rating.provisional:
        return ""
    begins = "Signed off with" if audit.signed_off_at else "Provisional:"
    return f"{begins} {of_kinds(rating.kinds) or in_all(rating.cases, rating.expected)}"


def unlisted(figure, listed):
    """Return how many cases behind a Figure are not in `listed`, {Value: cases}."""
    return figure.tally.answered - sum(len(answers) for answers in listed.values())


def _notes_on_answers(audit, rolled):
    """Yield sentences on what does not count: cases not submitted yet, answers that are set aside or unknown."""
    submitted, sampled = audit.reviewed
    waiting = sampled - submitted
    if waiting:
        cases, it = counted(waiting, "case is", "cases are"), plural(waiting, "it", "them")
        yield f"{cases} not counted because no review of {it} is submitted yet."
    yield from note_on_set_aside(rolled.set_aside)
    if rolled.unknown:
        answers = counted(rolled.unknown, "answer is", "answers are")
        yield f"{answers} not counted because the framework does not have the question."


def note_on_set_aside(answers: int):
    """Yield the sentence on answers that do not count since their question does not apply, if there are any."""
    if answers:
        set_aside = counted(answers, "answer is", "answers are")
        yield f"{set_aside} set aside because the question does not apply to the case."


def correction_of(audit):
    """Return which version of its result a signed-off audit shows and why it was corrected; "" for the first."""
    snapshot = audit.snapshot or {}
    if not snapshot.get("correction"):
        return ""
    return f"Version {snapshot['version']}, corrected. Reason: {snapshot['correction']}"


def hidden_from_others(audit, rolled: RollUp, seen, seen_cases: int) -> frozenset[str]:
    """Return the codes of the questions whose figures are hidden from a reader who sees only the cases `seen`.

    If there are fewer than five other cases, all are hidden: even that a question applies to none of them says
    something about them.
    """
    if _ratings_only(audit) or 0 < rolled.cases - seen_cases < FEWEST:
        return frozenset(audit.framework.questions)
    return resting_on_few(rolled.overall, seen) | set((audit.snapshot or {}).get("hidden", ()))


def _ratings_only(audit):
    return bool(audit.snapshot and audit.snapshot.get("ratings_only"))


def _notes_on_hidden(audit, hidden):
    if _ratings_only(audit):
        yield RATINGS_ONLY
    elif hidden:
        yield f"{FIGURES_ON_FEW} {counted(len(hidden), 'question')}."
