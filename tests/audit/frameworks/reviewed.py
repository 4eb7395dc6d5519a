"""Invented audits by any instrument: ten cases of each kind, reviewed so that standards get the ratings asked for."""

from audit.results.judgements.actions.judgement import record_judgement
from tests.audit.an_audit import NO, YES, add_answered, an_audit

SUFFICIENT = {"Inadequate": 4, "Requires improvement": 6, "Good": 7, "Outstanding": 9}  # of ten cases


def reviewed(code, ratings):
    """An audit by this instrument that is rated {standard code: rating}; the others have every case sufficient."""
    audit = an_audit(framework_code=code)
    for kind in audit.framework.kinds or (None,):
        kind_code = kind.code if kind else ""
        of_kind = [each for each in audit.framework.standards if each.kind == kind_code]
        add_answered(audit, [_answers(of_kind, ratings, place) for place in range(10)], kind=kind_code)
    for standard in audit.framework.standards:
        if not standard.from_cases and standard.code in ratings:
            said = {"rationale": "Invented.", "decided_by": "Panel"}
            record_judgement(audit=audit, standard=standard.code, rating=ratings[standard.code], **said)
    return audit


def answers_file(framework, ratings):
    """The rows of an answers file of the same cases: a case says its kind, and leaves other kinds' questions empty."""
    codes = [question.code for question in framework.key_questions]
    rows = [["case", "kind", *codes]]
    for kind in framework.kinds:
        of_kind = [each for each in framework.standards if each.kind == kind.code]
        for place in range(10):
            given = _answers(of_kind, ratings, place)
            words = [given[code].name.lower() if code in given else "" for code in codes]
            rows.append([f"{kind.code}-{place + 1}", kind.code, *words])
    return rows


def _answers(standards, ratings, place):
    """The answers of the case at this place: sufficient as long as its standard may have one more sufficient case."""
    return {
        question.code: YES if place < SUFFICIENT.get(ratings.get(standard.code), 10) else NO
        for standard in standards
        for question in standard.key_questions
    }
