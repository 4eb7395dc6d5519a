"""The report shows the groups of the lowest question of each standard, as far as its profile lets them out."""

import pytest

from audit.exports.documents.report import report_document
from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.reads import contents_of
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.sign_off.actions.sign_off import sign_off
from tests.audit.an_audit import add_cases, an_audit, fetched

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit():
    audit = an_audit()
    for place, sampled in enumerate(add_cases(audit, 60, {"2.1.3": 25})):
        sampled.facts |= {"sex": "male" if place % 2 else "female"}
        sampled.save()
    for standard in ("1.1", "1.2", "1.3"):
        record_judgement(audit=audit, standard=standard, rating="Good", rationale="Read.", decided_by="Panel")
    sign_off(audit=fetched(audit))
    return fetched(audit)


def table_of(document, begins):
    return next(b for b in document.blocks if b.kind == "table" and b.caption.startswith(begins))


def test_a_group_stands_in_it_with_its_count_percentage_and_interval(audit):
    contents = contents_of(audit, Leaving())
    rows = {row[1]: row[2:] for row in table_of(report_document(contents), "2.1.3: sufficient").rows if row[0] == "Sex"}
    groups = {group.values[0]: group for group in contents.groups["2.1.3"]["sex"]}
    assert set(rows) == {"Male", "Female"}
    for name, (share, percent, interval) in rows.items():
        group = groups[name.lower()]
        assert (share, percent) == (f"{group.tally.yes} of {group.tally.applicable}", f"{group.percent}%")
        assert interval == f"{group.interval.low:.0f}% to {group.interval.high:.0f}%"


def test_facts_that_are_not_known_of_any_case_have_no_row(audit):
    rows = table_of(report_document(contents_of(audit, Leaving())), "2.1.3: sufficient").rows
    assert {row[0] for row in rows} == {"Sex"}
