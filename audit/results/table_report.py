"""The Report of an answers file, as `rate` and `import_answers` show it."""

from audit.method.certainty.draws import Draws
from audit.method.certainty.interval import Draw
from audit.method.certainty.together import key_answers_of
from audit.method.rating.audit import rate
from audit.method.rating.banding import is_few
from audit.method.rating.explain import notes_of, notice_of
from audit.method.tally import tally_answers
from audit.results.report import CaseRow, Report
from audit.results.rollup import EVERY_CASE
from cases.extract.restricted.people import crns_within

IF_RANDOM = "The ranges beside percentages{} hold if these cases were drawn at random."
AND_CHANCES = ", and the chances of ratings,"


def report_on_table(framework, table, judgements, *, title):
    """Return the Report of an AnswersTable. It has no facts of cases, so every question counts as applying.

    A table of any size is rated. A note says what an audit's pages would not rate.
    """
    groups = (EVERY_CASE,)
    answers = ((code, value, groups) for case in table.cases.values() for code, value in case.answers.items())
    tallies = tally_answers(answers).get(EVERY_CASE, {})
    rating = rate(framework.for_any_number(), tallies, cases=len(table.cases), judgements=judgements)
    random = (IF_RANDOM.format(AND_CHANCES if framework.rated else ""),) if rating.cases else ()
    notes = (*table.passed_over, *_note_on_few_cases(framework, tallies), *notes_of(rating), *random)
    return Report(
        title=title,
        unit="",
        about="",
        rating=rating,
        notes=notes,
        notice=notice_of("", rated=framework.rated),
        draws=Draws(Draw(rating.cases)),
        key_answers=tuple(key_answers_of(framework, case.answers) for case in table.cases.values()),
    )


def _note_on_few_cases(framework, tallies):
    few = [
        q.code for q in framework.key_questions if q.code in tallies and is_few(framework, tallies[q.code].applicable)
    ]
    if framework.rated and few:
        fewest = framework.fewest_cases
        yield (
            f"Fewer than {fewest} cases in {', '.join(few)}: one case more or less can change these ratings. "
            f"The pages of an audit show no rating for fewer than {fewest} cases."
        )


def rows_of_table(table):
    """Return a CaseRow for each case of an AnswersTable.

    A case whose reference is a CRN is named by its row in the file instead, since a summary may leave the unit.
    """
    return [CaseRow(_label(case), case.answers, {}) for case in table.cases.values()]


def _label(case):
    return f"Row {case.row}" if crns_within(case.reference) else case.reference
