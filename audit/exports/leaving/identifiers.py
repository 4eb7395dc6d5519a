"""Find what in a file's free text may identify a person, and where it was written."""

from audit.method.kinds import shown_number
from audit.reviewing.identifiers import RECOMMENDATIONS, TEXT_ON, FreeTextPlace, _passages
from cases.identifiers.in_text import find_identifiers


def places_to_check(report, cases, recommendations=()):
    """Return a FreeTextPlace for each suspicious text in a file of this Report and CaseSheet (None: no cases).

    `recommendations`: AnsweredRecommendations, whose answers and steps leave with it.
    """
    places = []
    texts = [*_free_texts(report, cases.rows if cases else ()), *_answers_and_steps(recommendations)]
    for case, code, text in texts:
        found = find_identifiers(text)
        if found:
            name = "" if case is None else shown_number(report.framework, case)
            places.append(FreeTextPlace(case, code, _passages(text, found), name))
    return places


def _free_texts(report, rows):
    """Yield (case number or None, code or "", text) of everything that people wrote."""
    yield None, "", report.title
    yield None, "", report.about
    yield None, "", report.correction
    for each in report.recommendations:
        yield None, RECOMMENDATIONS, each.text
    for code, written in report.texts.items():
        for text in (written.narrative, *written.strengths, *written.improvements):
            yield None, f"{TEXT_ON}{code}", text
    for standard in report.rating.standards:
        if standard.judgement:
            yield None, standard.code, standard.judgement.rationale
    for row in rows:
        for code, comment in row.comments.items():
            yield row.number, code, comment


def _answers_and_steps(recommendations):
    for each in recommendations:
        yield None, RECOMMENDATIONS, each.answer
        for step in each.steps:
            yield None, RECOMMENDATIONS, step.text
            yield None, RECOMMENDATIONS, step.owner
