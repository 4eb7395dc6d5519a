"""The state of a finding: an example worked by hand for each, and what holds in any order of entries and checks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.method.oversight.states import (
    ENDED,
    OPEN_STATES,
    Check,
    FindingFacts,
    State,
    ThreadEntry,
    is_overdue,
    state_of,
    times_reopened,
)
from audit.method.oversight.working_days import after_working_days
from audit.models.oversight.finding import EntryKind

MONDAY = date(2026, 11, 2)
CHECKS = {"right": True, "not_right": False}
# the thread after the release on a Monday, in order: the state on the Monday after
EXAMPLES = {
    "": State.OPEN,
    "told": State.OPEN,
    "agree": State.AGREED,
    "differ": State.WAITS_FOR_SPO,
    "differ differ": State.WAITS_FOR_SPO,
    "differ answer": State.OPEN,
    "differ answer agree": State.AGREED,
    "differ answer differ": State.WAITS_FOR_LEAD,
    "differ answer differ answer": State.WAITS_FOR_LEAD,
    "differ answer differ settle": State.OPEN,
    "differ answer differ settle differ": State.OPEN,
    "differ agree": State.AGREED,
    "agree done": State.REPORTED_DONE,
    "done agree": State.REPORTED_DONE,
    "done differ": State.WAITS_FOR_SPO,
    "done differ answer": State.REPORTED_DONE,
    "done right": State.PUT_RIGHT,
    "right done differ agree owner due": State.PUT_RIGHT,
    "done not_right": State.OPEN_AGAIN,
    "done right not_right": State.OPEN_AGAIN,
    "right not_right done": State.REPORTED_DONE,
    "right not_right right": State.PUT_RIGHT,
    "not_right agree": State.OPEN_AGAIN,
    "agree owner due correction keep": State.AGREED,
    "agree close": State.CLOSED,
    "differ withdraw": State.WITHDRAWN,
    "withdraw agree right not_right": State.WITHDRAWN,
}


def finding(thread, released_on=MONDAY, *, is_strength=False):
    """FindingFacts with a thread of kinds, an hour apart."""
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    timed = [(kind, at + timedelta(hours=hour)) for hour, kind in enumerate(thread)]
    return FindingFacts(
        is_strength,
        released_on,
        [ThreadEntry(kind, at) for kind, at in timed if kind not in CHECKS],
        [Check(CHECKS[kind], at) for kind, at in timed if kind in CHECKS],
    )


THREADS = st.lists(st.sampled_from([*EntryKind.values, *CHECKS]), max_size=12)


@pytest.mark.parametrize(("thread", "state"), EXAMPLES.items())
def test_the_state_follows_from_the_thread(thread, state):
    assert state_of(finding(thread.split()), date(2026, 11, 9)) is state


@pytest.mark.parametrize(
    ("thread", "day", "state"),
    [
        ("", 16, State.OPEN),  # the tenth working day: there is still time to reply
        ("", 17, State.NO_REPLY),
        ("told owner", 17, State.NO_REPLY),
        ("agree", 17, State.AGREED),
        ("differ answer", 17, State.OPEN),
        ("not_right", 17, State.OPEN_AGAIN),
    ],
)
def test_silence_for_ten_working_days_is_no_reply_and_never_agreement(thread, day, state):
    assert state_of(finding(thread.split()), date(2026, 11, day)) is state


def test_what_is_not_released_is_a_draft_unless_it_was_closed():
    assert state_of(finding([], released_on=None), MONDAY) is State.DRAFT
    assert state_of(finding(["close"], released_on=None), MONDAY) is State.CLOSED


def test_only_what_is_still_to_be_done_can_be_overdue():
    late = {state for state in State if is_overdue(state, date(2026, 11, 8), date(2026, 11, 9))}
    assert late == {*OPEN_STATES} - {State.REPORTED_DONE}
    assert not is_overdue(State.OPEN, date(2026, 11, 9), date(2026, 11, 9))
    assert not is_overdue(State.OPEN, None, date(2026, 11, 9))


@pytest.mark.parametrize(("day", "number", "then"), [(2, 10, 16), (6, 1, 9), (7, 1, 9), (6, 0, 6), (4, 3, 9)])
def test_working_days_leave_out_weekends(day, number, then):
    assert after_working_days(date(2026, 11, day), number) == date(2026, 11, then)


@given(THREADS, st.randoms(use_true_random=False), st.integers(0, 40))
def test_the_order_in_which_entries_and_checks_are_handed_over_makes_no_difference(thread, dice, days):
    one, today = finding(thread), MONDAY + timedelta(days=days)
    entries, checks = list(one.entries), list(one.checks)
    dice.shuffle(entries)
    dice.shuffle(checks)
    assert state_of(FindingFacts(False, MONDAY, entries, checks), today) is state_of(one, today)


@given(THREADS, st.booleans())
def test_a_strength_never_has_the_state_of_a_gap_and_a_gap_never_that_of_a_strength(thread, is_released):
    released_on = MONDAY if is_released else None
    strength = state_of(finding(thread, released_on, is_strength=True), MONDAY)
    assert strength is (State.RELEASED if is_released else State.DRAFT)
    assert state_of(finding(thread, released_on), MONDAY) is not State.RELEASED


@given(THREADS)
def test_a_gap_is_ended_exactly_if_an_entry_ended_it_or_its_last_check_says_put_right(thread):
    checks = [kind for kind in thread if kind in CHECKS]
    ended = bool({"close", "withdraw"} & set(thread)) or checks[-1:] == ["right"]
    assert (state_of(finding(thread), MONDAY) in ENDED) is ended


@given(THREADS, st.integers(0, 400))
def test_only_no_reply_comes_by_waiting(thread, days):
    now, later = (state_of(finding(thread), MONDAY + timedelta(days=number)) for number in (0, days))
    assert later in (now, State.NO_REPLY)
    assert later is now or not {"agree", "differ", "done", *CHECKS} & set(thread)


def test_every_state_has_words_of_its_own_and_is_open_or_ended():
    assert len({state.words for state in State}) == len(State)
    assert {*OPEN_STATES, *ENDED} == {*State} - {State.DRAFT, State.RELEASED}


@pytest.mark.parametrize(("thread", "times"), [("", 0), ("not_right", 0), ("right not_right right not_right", 2)])
def test_a_gap_is_reopened_each_time_a_check_takes_back_an_earlier_one(thread, times):
    assert times_reopened(finding(thread.split())) == times


def test_a_practitioner_without_an_account_who_was_told_in_person_is_not_silent():
    told = finding(["told"])
    assert state_of(told, MONDAY + timedelta(days=17)) is State.NO_REPLY
    assert state_of(replace(told, can_reply=False), MONDAY + timedelta(days=17)) is State.OPEN
    assert state_of(replace(finding([]), can_reply=False), MONDAY + timedelta(days=17)) is State.NO_REPLY
