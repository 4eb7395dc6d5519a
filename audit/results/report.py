"""What a page, a workbook, the JSON and the commands show: one object, built once from roll-up and method."""

from dataclasses import dataclass, replace

from audit.method.answers import Value
from audit.method.banding import is_few
from audit.method.explain import notes_of, notice_of
from audit.method.framework import Framework
from audit.method.rating import AuditRating, rate
from audit.method.signed import as_signed, what_today_gives
from audit.method.small_numbers import FEWEST, hide_figures, resting_on_few
from audit.method.tally import tally_answers
from audit.results.rollup import EVERY_CASE, roll_up
from cases.counted import counted, plural
from cases.extract.restricted.people import crns_within

FIGURES_ON_FEW = (
    f"Figures are not shown where they, or what changed since an earlier result, rest on fewer than {FEWEST} cases "
    "that you may not see:"
)
RATINGS_ONLY = (
    f"Ratings only: this result differs in fewer than {FEWEST} cases from one that was given out before, so its "
    "figures would tell what these cases say."
)


@dataclass(frozen=True)
class CaseRow:
    """One case's answers, {question code: Value}, and comments, {question code: text}, under a label for people.

    `number`: the case's in its audit; None where it comes from a file. `held_back`: codes of answers that it has and
    does not show.
    """

    label: str
    answers: dict[str, Value]
    comments: dict[str, str]
    number: int | None = None
    held_back: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Report:
    """The result of an audit: what it is of, its rating, and every note a reader needs beside the figures.

    `notice`: what it begins with wherever it is shown. `incomplete`: how many cases are in, for beside every rating;
    "" when all are. `provisional`: more may come. `caution`: what nobody may overlook, which is the first of the notes
    too; "" where there is nothing. `signed_otherwise`: where today's rules would rate otherwise than was signed, a
    sentence, also among the notes. `withholds`: some of its figures are hidden from its reader; `ratings_only`: all of
    them. `correction`: of a corrected version, which it is and why; "" of a first one.
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
    correction: str = ""

    @property
    def framework(self) -> Framework:
        return self.rating.framework


def report_on_audit(audit, *, seen=None, seen_cases=0):
    """The Report of an audit fetched with its unit and `judgements`; its answers cost one query.

    Of a signed-off audit it is what was signed, whatever today's rules would give. `seen`: for a reader who may not see
    every case, {question code: Tally} of the `seen_cases` that they see.
    """
    rolled = roll_up(audit)
    hidden = frozenset() if seen is None else _hidden_from_others(audit, rolled, seen, seen_cases)
    today = rate(
        audit.framework,
        rolled.overall,
        cases=rolled.cases,
        expected=audit.reviewed[1],
        asked=rolled.asked,
        judgements={judgement.standard: judgement.as_judgement() for judgement in audit.judgements.all()},
    )
    rating = as_signed(today, audit.snapshot["ratings"]) if audit.snapshot else today
    rating, today = hide_figures(rating, hidden), hide_figures(today, hidden)
    otherwise = what_today_gives(rating, today)
    first = filter(None, (audit.caution, *audit.notes_on_sign_off(), correction_of(audit), otherwise))
    on_answers = _notes_on_answers(audit, rolled) if seen is None else _notes_on_hidden(audit, hidden)
    return Report(
        title=audit.title,
        unit=f"{audit.unit}, {audit.unit.region}",
        about=audit.about,
        rating=rating,
        notes=(*first, *on_answers, *notes_of(rating)),
        notice=notice_of(str(audit.unit)),
        incomplete=_incomplete(audit, rating),
        provisional=rating.provisional and audit.signed_off_at is None,
        caution=audit.caution,
        signed_otherwise=otherwise,
        withholds=bool(hidden),
        ratings_only=seen is not None and _ratings_only(audit),
        correction=correction_of(audit),
    )


def _incomplete(audit, rating):
    if not rating.provisional:
        return ""
    begins = "Signed off with" if audit.signed_off_at else "Provisional:"
    return f"{begins} {rating.cases} of {counted(rating.expected, 'case')}"


def unlisted(figure, listed):
    """How many cases behind a Figure are not among those `listed`, {Value: [Answer]}, for a user."""
    return figure.tally.answered - sum(len(answers) for answers in listed.values())


def report_on_table(framework, table, judgements, *, title):
    """The Report of an AnswersTable, which knows no facts of its cases: every question is taken to apply.

    A table of any size is rated; what an audit's pages would not rate is noted.
    """
    groups = (EVERY_CASE,)
    answers = ((code, value, groups) for case in table.cases.values() for code, value in case.answers.items())
    tallies = tally_answers(answers).get(EVERY_CASE, {})
    rating = rate(replace(framework, fewest_cases=1), tallies, cases=len(table.cases), judgements=judgements)
    notes = (*table.passed_over, *_note_on_few_cases(framework, tallies), *notes_of(rating))
    return Report(title=title, unit="", about="", rating=rating, notes=notes, notice=notice_of(""))


def _note_on_few_cases(framework, tallies):
    few = [
        q.code for q in framework.key_questions if q.code in tallies and is_few(framework, tallies[q.code].applicable)
    ]
    if framework.rated and few:
        fewest = framework.fewest_cases
        yield (
            f"Fewer than {fewest} cases in {', '.join(few)}: one case more or less can change these ratings. The pages "
            f"of an audit give no rating below {fewest} cases."
        )


def rows_of_table(table):
    """The cases behind the Report of an AnswersTable. One that its file names by a CRN goes by its row there: a summary
    leaves the unit."""
    return [CaseRow(_label(case), case.answers, {}) for case in table.cases.values()]


def _label(case):
    return f"Row {case.row}" if crns_within(case.reference) else case.reference


def _notes_on_answers(audit, rolled):
    """What is stored and does not count, and why."""
    submitted, sampled = audit.reviewed
    waiting = sampled - submitted
    if waiting:
        cases, it = counted(waiting, "case is", "cases are"), plural(waiting, "it", "them")
        yield f"{cases} not counted: no review of {it} is submitted yet."
    if rolled.set_aside:
        answers = counted(rolled.set_aside, "answer is", "answers are")
        yield f"{answers} set aside: by the facts of the case the question does not apply."
    if rolled.unknown:
        yield f"{counted(rolled.unknown, 'answer is', 'answers are')} not counted: the framework has no such question."


def correction_of(audit):
    """Which version of its result a signed-off audit shows and why the one before was taken back; "" of the first."""
    snapshot = audit.snapshot or {}
    if not snapshot.get("correction"):
        return ""
    return f"Version {snapshot['version']}, corrected. Reason: {snapshot['correction']}"


def _hidden_from_others(audit, rolled, seen, seen_cases):
    """The codes of the questions whose figures are hidden from a reader who sees these cases and not the others.

    Of fewer than five others no figure is shown: that a question applied to none of them is one too.
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
