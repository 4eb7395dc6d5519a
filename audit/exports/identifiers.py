"""What in a workbook's free text may tell who somebody is, with the place where it was written."""

from audit.reviewing.identifiers import FreeTextPlace, _passages
from cases.identifiers.in_text import find_identifiers


def places_to_check(report, cases):
    """The Places in what a workbook of this Report and CaseSheet (None: without cases) would hold."""
    places = []
    for case, code, text in _free_texts(report, cases.rows if cases else ()):
        found = find_identifiers(text)
        if found:
            places.append(FreeTextPlace(case, code, _passages(text, found)))
    return places


def _free_texts(report, rows):
    """(case number or None, code or "", text) of everything that people wrote."""
    yield None, "", report.title
    yield None, "", report.about
    for standard in report.rating.standards:
        if standard.judgement:
            yield None, standard.code, standard.judgement.rationale
    for row in rows:
        for code, comment in row.comments.items():
            yield row.number, code, comment
