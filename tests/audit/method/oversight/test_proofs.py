"""The two proofs: what came of the gaps, and whether practice changed in later cases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from audit.method.answers import Value
from audit.method.oversight.practice import LookedAt, compare_practice
from audit.method.oversight.proof_words import TOO_FEW, sentence_on_practice, sentence_on_put_right
from audit.method.oversight.put_right import PutRight, count_put_right
from audit.method.oversight.states import Check, FindingFacts, ThreadEntry
from audit.models.oversight.finding import EntryKind
from tests.audit.method.oversight.test_states import MONDAY, THREADS, finding

YES, NO, NOT_APPLICABLE, ABSENT, NOT_LOOKED, *_ = Value
SINCE = date(2026, 6, 1)


def gap(*checks, entries=(), released_on=MONDAY):
    """A gap with checks of (days after the release, put right) and entries of these kinds."""
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    thread = [ThreadEntry(kind, at) for kind in entries]
    return FindingFacts(False, released_on, thread, [Check(right, at + timedelta(days=day)) for day, right in checks])


# --- put right ---


def test_of_the_gaps_about_a_question_it_is_told_what_came_of_each():
    found = count_put_right(
        [
            gap((10, True)),
            gap((4, True), (20, False), (31, True)),  # reopened, and put right after 31 days
            gap((5, True), (9, True)),  # put right on the first of the two days
            gap((3, False)),
            gap((3, True), (8, False)),
            gap(entries=["agree"]),
            gap(entries=["close"]),
            gap(entries=["withdraw"]),
            gap(released_on=None),
            finding([], is_strength=True),
        ],
        MONDAY,
    )
    assert found == PutRight(gaps=7, put_right=3, open=3, no_longer_possible=1, median_days=10, reopened=2)
    assert sentence_on_put_right(found) == (
        "Of 7 gaps 3 were put right after a median of 10 days, 3 are open, 1 can no longer be put right; "
        "2 were reopened."
    )


def test_a_median_between_two_days_is_rounded_half_up():
    assert count_put_right([gap((1, True)), gap((4, True))], MONDAY).median_days == 3
    assert count_put_right([], MONDAY) == PutRight()
    assert sentence_on_put_right(PutRight()) == ""


@given(st.lists(THREADS, max_size=8), st.integers(0, 30))
def test_every_gap_is_put_right_open_or_no_longer_possible(threads, days):
    found = count_put_right([finding(thread) for thread in threads], MONDAY + timedelta(days=days))
    assert found.put_right + found.open + found.no_longer_possible == found.gaps
    assert found.gaps == len(threads) - sum(_is_withdrawn(thread) for thread in threads)
    assert (found.median_days is None) is (found.put_right == 0)
    assert found.reopened <= found.gaps


def _is_withdrawn(thread):
    return next((kind for kind in thread if kind in ("close", "withdraw")), "") == EntryKind.WITHDRAW


# --- practice ---


def looks(yes, no, day=SINCE, *, first=0, people=3, others=()):
    """Looks at cases numbered from `first`, held in turn by this number of practitioners."""
    values = [YES] * yes + [NO] * no + [*others]
    return [LookedAt(first + place, place % people, day, value) for place, value in enumerate(values)]


BEFORE = looks(5, 7, date(2026, 5, 31))


def test_practice_is_compared_before_and_since_a_day_with_newcombes_interval():
    practice = compare_practice([*BEFORE, *looks(9, 2, first=100)], SINCE)
    low, high = confint_proportions_2indep(9, 11, 5, 12, method="newcomb", compare="diff")
    assert (practice.before.percent, practice.after.percent) == (42, 82)
    assert (practice.change.interval.low, practice.change.interval.high) == pytest.approx((100 * low, 100 * high))
    assert sentence_on_practice(practice) == (
        "Sufficient in 5 of 12 cases (42%, 19% to 68%) before, and in 9 of 11 cases (82%, 52% to 95%) since: "
        "+40 points (+1 to +66): more than chance."
    )


@pytest.mark.parametrize(
    ("later", "cases"),
    [
        (looks(6, 3, first=100), 9),
        (looks(8, 4, first=100, people=2), 12),
        (looks(9, 2, first=100, people=1), 11),
        ([LookedAt(100 + n, None if n > 3 else n, SINCE, YES) for n in range(11)], 11),
        (looks(6, 3, first=100, others=[NOT_LOOKED, NOT_APPLICABLE, NOT_LOOKED]), 9),
        (looks(9, 2, first=0), 0),  # the cases of before: they prove what was put right, not practice
    ],
)
def test_too_few_cases_or_practitioners_give_no_percentage(later, cases):
    practice = compare_practice([*BEFORE, *later], SINCE)
    assert (practice.after.cases, practice.after.percent, practice.change) == (cases, None, None)
    assert sentence_on_practice(practice) == f"12 cases before, {cases} cases since: {TOO_FEW}."


def test_a_case_counts_once_by_its_latest_look_and_none_found_counts_as_no():
    again = [LookedAt(0, 0, SINCE - timedelta(days=40), NO), LookedAt(1, 1, SINCE - timedelta(days=40), NO)]
    absent = looks(9, 0, first=100, others=[ABSENT, ABSENT])
    practice = compare_practice([*BEFORE, *again, *absent], SINCE)
    assert (practice.before.tally.yes, practice.before.cases) == (5, 12)
    assert (practice.after.tally.yes, practice.after.tally.applicable) == (9, 11)


LOOKS = st.lists(
    st.builds(
        LookedAt,
        st.integers(0, 40),
        st.sampled_from([None, *"abcd"]),
        st.dates(date(2026, 5, 25), date(2026, 6, 7)),
        st.sampled_from(Value),
    ),
    max_size=60,
)


@given(LOOKS)
def test_no_figure_rests_on_fewer_than_ten_cases_of_three_practitioners(looked_at):
    practice = compare_practice(looked_at, SINCE)
    for side in (practice.before, practice.after):
        if side.percent is not None:
            assert side.tally.applicable == side.cases >= 10
    assert (practice.change is None) is (None in (practice.before.percent, practice.after.percent))


@given(LOOKS)
def test_what_was_not_looked_at_or_does_not_apply_changes_nothing(looked_at):
    counted = [look for look in looked_at if look.value.counts_as in ("yes", "no")]
    assert compare_practice(looked_at, SINCE) == compare_practice(counted, SINCE)
