"""A record of each kind that the pages under /admin/ show of an audit."""

from audit.actions.judgement import record_judgement
from tests.audit.an_audit import YES, add_case, an_audit

CASE_DATA = ["cases/case", "audit/audit", "audit/review", "audit/standardjudgement"]


def a_record_of_each():
    """{page: a record of one audit}, one of each page of CASE_DATA."""
    audit = an_audit()
    sampled = add_case(audit, {"2.1.1": YES}, comments={"2.1.1": "Private words."})
    judged = {"rating": "Good", "rationale": "Private reasons.", "decided_by": "Panel"}
    judgement = record_judgement(audit=audit, standard="1.1", **judged)
    return dict(zip(CASE_DATA, [sampled.case, audit, sampled.reviews.get(), judgement], strict=True))


def pages_of(number, version):
    return [f"{number}/{rest}" for rest in ("change/", "history/", f"history/{version}/", "delete/")]
