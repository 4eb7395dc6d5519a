"""What people decide about a standard: from evidence anything, from cases one band and only at a boundary."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.method.rating.standard import NOT_RATEABLE
from audit.models import Review, StandardJudgement
from audit.results.judgements.actions.confirmation import confirm_judgement
from audit.results.judgements.actions.judgement import JudgementRefused, record_judgement
from audit.results.judgements.reads import judgement_version, ratings_allowed
from audit.results.report import report_on_audit
from cases.models import User
from tests.audit.an_audit import add_cases, an_audit, fetched

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
BANDS = ["Inadequate", "Requires improvement", "Good", "Outstanding"]


def audit_at(sufficient, cases=40):
    """An audit where the lowest question of 2.1 has so many sufficient cases, and all other questions have all."""
    audit = an_audit()
    add_cases(audit, cases, {"2.1.3": sufficient})
    return audit


def judge(audit, standard, rating, **changes):
    facts = {"rationale": "The panel read the cases.", "decided_by": "Panel of 12 February"} | changes
    return record_judgement(audit=audit, standard=standard, rating=rating, **facts)


def move(audit, rating):
    """Move 2.1 to this rating, and have a second person confirm it."""
    stored = judge(audit, "2.1", rating)
    second, _ = User.objects.get_or_create(username="second")
    return confirm_judgement(audit=audit, standard="2.1", seen=judgement_version(stored), by=second)


def rated(audit, code):
    return next(s for s in report_on_audit(fetched(audit)).rating.standards if s.code == code)


@pytest.mark.parametrize("rating", BANDS)
def test_a_standard_judged_on_evidence_takes_any_rating(rating):
    audit = an_audit()
    stored = judge(audit, "1.1", rating)
    assert (stored.rating, stored.computed) == (rating, "")
    assert (rated(audit, "1.1").final, rated(audit, "1.1").score) == (rating, BANDS.index(rating))


def test_a_standard_that_cannot_be_rated_leaves_score_and_maximum():
    audit = audit_at(30)
    for code, rating in {"1.1": NOT_RATEABLE, "1.2": "Good", "1.3": "Good"}.items():
        judge(audit, code, rating)
    rating = report_on_audit(fetched(audit)).rating
    assert (rating.score, rating.max_score) == (2 + 2 + 2 + 3 + 3 + 3, 18)
    assert StandardJudgement.objects.get(standard="1.1").rating == ""


def test_a_judgement_keeps_reason_decider_time_and_who_recorded_it():
    asha = User.objects.create(username="asha")
    stored = judge(an_audit(), "1.1", "Good", rationale="  Seen in interviews.\n", decided_by=" Panel ", by=asha)
    assert (stored.rationale, stored.decided_by) == ("Seen in interviews.", "Panel")
    assert stored.decided_at is not None
    assert stored.recorded_by == asha


NO_REASON, UNKNOWN = "needs a rationale and the name", "is not a rating of this framework"
BLANK = r"A judgement needs a rating\."
REFUSED = [
    ("1.1", "Good", {"rationale": ""}, NO_REASON),
    ("1.1", "Good", {"rationale": " \n"}, NO_REASON),
    ("1.1", "Good", {"decided_by": " "}, NO_REASON),
    ("1.1", "good", {}, UNKNOWN),
    ("1.1", "Excellent", {}, UNKNOWN),
    ("1.1", "", {}, BLANK),
    ("1.1", None, {}, BLANK),
    ("2.1", "", {}, BLANK),
    ("2.1", NOT_RATEABLE, {"rationale": " "}, NO_REASON),
]


@pytest.mark.parametrize(("code", "rating", "given", "told"), REFUSED)
def test_a_judgement_without_reason_decider_or_a_rating_of_its_framework_is_refused(code, rating, given, told):
    with pytest.raises(JudgementRefused, match=told):
        judge(audit_at(19), code, rating, **given)
    assert not StandardJudgement.objects.exists()


@pytest.mark.parametrize("code", ["1.9", "2.1.1"])
def test_a_standard_that_the_framework_does_not_have_is_a_fault_of_the_caller(code):
    with pytest.raises(KeyError, match=code):
        judge(an_audit(), code, "Good")


# of 40: 18 is 45%, at the edge of the margin below 50; 17 is 42.5, printed 43; 24 is 60, the lowest that may go up
@pytest.mark.parametrize(
    ("sufficient", "computed", "others"),
    [
        (17, "Inadequate", []),
        (18, "Inadequate", ["Requires improvement"]),
        (19, "Inadequate", ["Requires improvement"]),
        (20, "Requires improvement", ["Inadequate"]),
        (22, "Requires improvement", ["Inadequate"]),
        (23, "Requires improvement", []),
        (24, "Requires improvement", ["Good"]),
        (30, "Good", ["Outstanding"]),
        (32, "Outstanding", ["Good"]),
        (40, "Outstanding", []),
    ],
)
def test_a_standard_rated_from_cases_may_stay_or_move_by_one_band_at_a_boundary(sufficient, computed, others):
    audit = audit_at(sufficient)
    choices = ratings_allowed(audit.framework, rated(audit, "2.1"))
    assert (rated(audit, "2.1").rating, sorted(choices)) == (computed, sorted([computed, *others, NOT_RATEABLE]))


def test_a_move_within_discretion_counts_and_the_computed_rating_is_kept_beside_it():
    audit = audit_at(19)
    stored = move(audit, "Requires improvement")
    assert (stored.rating, stored.computed) == ("Requires improvement", "Inadequate")
    standard = rated(audit, "2.1")
    assert (standard.rating, standard.decided, standard.final) == ("Inadequate", *["Requires improvement"] * 2)
    assert (standard.score, standard.refused) == (1, False)


@pytest.mark.slow
@pytest.mark.parametrize(("sufficient", "rating"), [(10, "Requires improvement"), (19, "Good"), (20, "Good")])
def test_a_move_beyond_discretion_is_refused_with_the_reason_and_changes_nothing(sufficient, rating):
    audit = audit_at(sufficient)
    with pytest.raises(JudgementRefused, match=r"2\.1 is .* by its lowest key question and cannot be moved to"):
        judge(audit, "2.1", rating)
    assert not StandardJudgement.objects.exists()


def test_without_answers_there_is_nothing_to_move():
    with pytest.raises(JudgementRefused, match=r"2\.1 has no computed rating yet"):
        judge(an_audit(), "2.1", "Good")


def test_a_panel_may_record_that_it_leaves_the_rating_as_it_is():
    audit = audit_at(19)
    judge(audit, "2.1", "Inadequate")
    standard = rated(audit, "2.1")
    assert (standard.final, standard.decided, standard.refused) == ("Inadequate", None, False)


@pytest.mark.usefixtures("few_cases_are_rated")
def test_a_small_sample_may_be_moved_whatever_its_percentage():
    audit = audit_at(0, cases=5)
    move(audit, "Requires improvement")
    assert rated(audit, "2.1").final == "Requires improvement"


def test_a_decision_that_the_figures_have_left_behind_no_longer_counts_and_says_so():
    audit = audit_at(19)
    move(audit, "Requires improvement")
    add_cases(audit, 40, {"2.1.3": 0})
    standard = rated(audit, "2.1")
    assert (standard.rating, standard.decided, standard.refused) == ("Inadequate", None, True)
    assert standard.score == 0
    notes = report_on_audit(fetched(audit)).notes
    assert any("2.1 Assessment: the decision for Requires improvement no longer fits the figures" in n for n in notes)


def test_a_decision_that_the_figures_have_caught_up_with_is_no_decision_any_more():
    audit = audit_at(19)
    move(audit, "Requires improvement")
    add_cases(audit, 2, {})
    standard = rated(audit, "2.1")
    assert (standard.final, standard.decided, standard.refused) == ("Requires improvement", None, False)


def test_a_decision_waits_while_there_is_no_rating():
    audit = audit_at(19)
    move(audit, "Requires improvement")
    Review.objects.update(submitted_at=None)
    standard = rated(audit, "2.1")
    assert (standard.missing, standard.final, standard.score) == (True, None, None)


def test_judging_again_replaces_the_judgement_and_history_keeps_the_first():
    audit = an_audit()
    judge(audit, "1.1", "Good")
    judge(audit, "1.1", "Inadequate", decided_by="A second panel")
    stored = StandardJudgement.objects.get()
    assert (stored.rating, stored.decided_by) == ("Inadequate", "A second panel")
    assert [row.rating for row in stored.history.order_by("history_id")] == ["Good", "Inadequate"]


def test_the_judgements_of_two_audits_are_kept_apart():
    one, other = an_audit(title="One"), an_audit(title="Other")
    judge(one, "1.1", "Good")
    assert (rated(one, "1.1").final, rated(other, "1.1").final) == ("Good", None)


@pytest.mark.skipif(not connection.features.has_select_for_update, reason="SQLite lets one transaction in at a time")
def test_two_first_judgements_at_one_moment_wait_for_each_other():
    audit = an_audit()
    with CaptureQueriesContext(connection) as queries:
        judge(audit, "1.1", "Good")
    first = next(query["sql"] for query in queries if not query["sql"].startswith("SAVEPOINT"))
    assert first.endswith("FOR UPDATE")
    assert '"audit_audit"' in first
