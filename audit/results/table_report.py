"""The Report of an answers file, as `rate` and `import_answers` show it."""

from collections import Counter

from audit.method.applicability import KIND, questions_by_facts
from audit.method.certainty.draws import Draws, draws_of_kinds
from audit.method.certainty.interval import Draw
from audit.method.certainty.together import key_answers_of
from audit.method.kinds import KindCases, kinds_to_sample, words_for
from audit.method.rating.audit import rate
from audit.method.rating.banding import is_few
from audit.method.rating.explain import notes_of, notice_of
from audit.method.tally import tally_answers
from audit.results.report import CaseRow, Report, note_on_set_aside
from audit.results.rollup import EVERY_CASE
from cases.extract.restricted.people import crns_within

GROUPS = (EVERY_CASE,)
IF_RANDOM = "The ranges beside percentages, and the chances of ratings, hold if these cases were drawn at random."
IF_RANDOM_UNRATED = "The ranges beside percentages hold if these cases were drawn at random."


def report_on_table(framework, table, judgements, *, title):
    """Return the Report of an AnswersTable. A question counts for the cases that it applies to by the file's facts.

    A table of any size is rated. A note says what an audit's pages would not rate.
    """
    asked_of = questions_by_facts(framework)
    cases = [(case, asked_of(case.facts)) for case in table.cases.values()]
    counted = [(code, value, GROUPS) for case, asked in cases for code, value in case.answers.items() if code in asked]
    tallies, kinds = tally_answers(counted).get(EVERY_CASE, {}), _kinds_of(framework, table)
    rating = rate(
        framework.for_any_number(),
        tallies,
        cases=len(cases),
        asked=Counter(code for _, asked in cases for code in asked),
        kinds=kinds,
        judgements=judgements,
    )
    random = (IF_RANDOM if framework.rated else IF_RANDOM_UNRATED,) if rating.cases else ()
    set_aside = note_on_set_aside(sum(len(case.answers) for case, _ in cases) - len(counted))
    notes = (*table.passed_over, *set_aside, *_notes_on_few_cases(framework, tallies), *notes_of(rating), *random)
    return Report(
        title=title,
        unit="",
        about="",
        rating=rating,
        notes=notes,
        notice=notice_of("", rated=framework.rated),
        draws=_draws_of(kinds, rating.cases),
        key_answers=tuple(key_answers_of(framework, case.answers, asked) for case, asked in cases),
    )


def _kinds_of(framework, table):
    found = Counter(case.facts.get(KIND, framework.usual_kind) for case in table.cases.values())
    return tuple(KindCases(kind, found[kind.code], found[kind.code]) for kind in framework.kinds)


def _draws_of(kinds, cases):
    return draws_of_kinds({each.kind.code: Draw(each.cases) for each in kinds}) if kinds else Draws(Draw(cases))


def _notes_on_few_cases(framework, tallies):
    """Yield a sentence on the key questions of each kind of case that an audit's pages would not rate."""
    for kind in kinds_to_sample(framework) if framework.rated else ():
        own, codes = framework.of_kind(kind), [q.code for q in framework.key_questions if q.code in tallies]
        few = [code for code in codes if framework.kind_of[code] == kind and is_few(own, tallies[code].applicable)]
        if few:
            names = words_for(framework, kind)
            yield (
                f"Fewer than {own.fewest_cases} {names} in {', '.join(few)}: one case more or less can change these "
                f"ratings. The pages of an audit show no rating for fewer than {own.fewest_cases} {names}."
            )


def rows_of_table(table):
    """Return a CaseRow for each case of an AnswersTable.

    A case whose reference is a CRN is named by its row in the file instead, since a summary may leave the unit.
    """
    return [CaseRow(_label(case), case.answers, {}, kind=case.facts.get(KIND, "")) for case in table.cases.values()]


def _label(case):
    return f"Row {case.row}" if crns_within(case.reference) else case.reference
