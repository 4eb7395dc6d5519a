"""What came of the work: a fact at the start and now, and groups with their own number of cases."""

import pytest

from audit.evidence.outcomes.pages import HIDDEN, build_outcomes
from audit.method.change.start_and_now import StartAndNowCounts, count_start_and_now
from audit.method.change.words import start_and_now_text
from audit.method.tally import Tally
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off
from tests.audit.an_audit import NO, NOT_APPLICABLE, YES, add_answered, an_audit, fetched

START, NOW = "unemployed-at-start", "unemployed-now"


def answers(both, only_start, only_now, neither):
    """Return the answers to both questions of this number of cases in each group."""
    values = [(YES, YES)] * both + [(YES, NO)] * only_start + [(NO, YES)] * only_now + [(NO, NO)] * neither
    return [{START: then, NOW: now} for then, now in values]


def test_suffolk_went_from_35_to_28_unemployed_and_mcnemar_tells_whether_that_is_more_than_chance():
    counts = count_start_and_now(answers(26, 9, 2, 19), START, NOW)
    assert (counts.at_start, counts.now, counts.cases) == (35, 28, 56)
    assert counts.paired.p == pytest.approx(0.0654, abs=1e-4), "2 x (1 + 11 + 55) / 2048"
    assert start_and_now_text(counts, "unemployed") == (
        "In the 56 cases where both are known, 9 were unemployed and are not now; 2 were not and are now. "
        "That is within chance (McNemar's exact test, p 0.07)."
    )


def test_a_case_counts_only_where_the_fact_is_known_at_both_times():
    known = [*answers(1, 0, 0, 0), {START: YES}, {NOW: YES}, {START: NOT_APPLICABLE, NOW: YES}]
    assert count_start_and_now(known, START, NOW).as_json() == (1, 0, 0, 0)


@pytest.mark.django_db
class TestPage:
    def audit_of(self, *counts):
        audit = an_audit()
        add_answered(audit, answers(*counts))
        return fetched(audit)

    def test_it_says_how_many_changed_and_how_many_did_not(self):
        (changed,) = build_outcomes(report_on_audit(self.audit_of(26, 9, 2, 19))).changed
        assert changed.sentences[0] == "35 of 56 people were unemployed at the start, and 28 of 56 are now."
        assert [number for _, number in changed.rows] == [26, 9, 2, 19]
        assert changed.rows[1][0] == "Unemployed then, not now"

    def test_who_sees_no_case_does_not_learn_what_changed_in_a_few(self):
        few = build_outcomes(report_on_audit(self.audit_of(26, 9, 2, 19), outside=True))
        assert few.changed[0].sentences[1:] == (HIDDEN,)

    def test_who_sees_no_case_learns_what_changed_in_many(self):
        enough = build_outcomes(report_on_audit(self.audit_of(26, 9, 0, 19), outside=True))
        assert [number for _, number in enough.changed[0].rows] == [26, 9, 0, 19]

    def test_who_sees_some_cases_could_subtract_them_so_the_change_is_hidden(self):
        audit = self.audit_of(20, 20, 20, 20)
        assert report_on_audit(audit, seen={}).start_and_now[START] == StartAndNowCounts(20, 20, 20, 20)
        partly = report_on_audit(audit, seen={START: Tally(yes=10)}, seen_cases=10)
        assert partly.start_and_now[START] is None

    def test_a_signed_off_audit_keeps_what_changed_when_its_cases_are_gone(self):
        audit = self.audit_of(26, 9, 2, 19)
        sign_off(audit=audit)
        audit = fetched(audit)
        audit.sampled_cases.all().delete()
        assert report_on_audit(audit).start_and_now[START].as_json() == (26, 9, 2, 19)

    def test_a_group_says_how_many_of_the_cases_it_is_about(self):
        audit = an_audit()
        reviews = answers(0, 0, 0, 28)
        for number, review in enumerate(reviews):
            review["contact-before-release"] = YES if number < 8 else NO if number < 18 else NOT_APPLICABLE
        add_answered(audit, reviews)
        groups = {group.title: group for group in build_outcomes(report_on_audit(fetched(audit))).groups}
        assert groups["Resettlement"].about == "18 of the 28 cases count here."
        assert groups["Resettlement"].lines[0].share == "8 of 18"
