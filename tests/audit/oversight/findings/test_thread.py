"""The thread of a finding: who may add what in which state, and two who act at once."""

import datetime

import pytest

from audit.method.oversight.states import State
from audit.models.oversight.finding import EntryKind
from audit.oversight.findings.actions.thread import record_entry, record_recheck
from audit.oversight.findings.reads import current_state, thread_length
from audit.oversight.findings.rules import FindingRefused
from cases.permissions import Role
from tests.audit.oversight.a_team import a_practitioner, a_team
from tests.audit.oversight.findings.a_finding import TODAY, a_finding, add, stored


@pytest.fixture
def finding(look, spo):
    return a_finding(look, spo)


def check(finding, by, put_right, words="Seen in the record."):
    return record_recheck(finding=finding, put_right=put_right, words=words, by=by)


def test_a_difference_goes_to_the_spo_then_to_the_lead_whose_answer_ends_it(finding, spo, quality_lead, officer):
    add(finding, officer, "differ")
    add(finding, spo, "answer")
    add(finding, officer, "differ")
    assert current_state(stored(finding)) is State.WAITS_FOR_LEAD
    add(finding, quality_lead, "settle")
    with pytest.raises(FindingRefused, match="Settles the difference"):
        add(finding, officer, "differ")
    assert officer.notices.filter(kind="answered", seen_at=None).count() == 1
    assert [spo.notices.count(), quality_lead.notices.count()] == [1, 1]


def test_what_is_reported_done_is_put_right_or_open_again_after_a_check(finding, spo, officer):
    add(finding, officer, "agree", "done")
    check(finding, spo, put_right=False)
    assert current_state(stored(finding)) is State.OPEN_AGAIN
    add(finding, officer, "done")
    check(finding, spo, put_right=True)
    assert current_state(stored(finding)) is State.PUT_RIGHT
    with pytest.raises(FindingRefused, match="“Put right” at"):
        add(finding, officer, "done")
    check(finding, spo, put_right=False)
    assert current_state(stored(finding)) is State.OPEN_AGAIN


def test_ten_working_days_of_silence_are_no_reply_and_can_still_be_answered(look, spo, officer):
    finding = a_finding(look, spo, days_ago=15)
    assert current_state(stored(finding)) is State.NO_REPLY
    add(finding, officer, "agree")
    assert current_state(stored(finding)) is State.AGREED


# by a person: what they may not add to an open finding
NOT_THEIRS = {
    "officer": "answer settle told owner due correction close withdraw keep",
    "spo": "agree differ done answer settle",
    "quality_lead": "agree differ done answer settle withdraw correction",
    "head_of_service": " ".join(EntryKind.values),
    "stranger": " ".join(EntryKind.values),
}


@pytest.mark.parametrize("name", NOT_THEIRS)
def test_each_role_adds_only_what_is_theirs(finding, request, name):
    person = request.getfixturevalue(name)
    for kind in NOT_THEIRS[name].split():
        with pytest.raises(FindingRefused):
            add(finding, person, kind)
    assert thread_length(stored(finding)) == 0


@pytest.mark.parametrize(
    ("kind", "given", "why"),
    [
        ("differ", {}, "Say what you see differently"),
        ("done", {}, "from which it holds"),
        ("done", {"holds_from": TODAY() + datetime.timedelta(days=1)}, "from which it holds"),
        ("due", {"due": TODAY() - datetime.timedelta(days=1)}, "in the past"),
        ("close", {"reason": "answer_changed"}, "Choose why"),
        ("close", {"reason": "not_needed"}, "no longer needed"),
        ("withdraw", {}, "Say why you withdraw it"),
    ],
)
def test_what_is_missing_or_wrong_is_refused_in_words(finding, spo, officer, kind, given, why):
    by = officer if kind in ("differ", "done") else spo
    with pytest.raises(FindingRefused, match=why):
        record_entry(finding=finding, kind=EntryKind(kind), **given, by=by)


def test_the_second_of_two_is_told_what_the_first_recorded(finding, spo, quality_lead, officer):
    add(finding, officer, "done")
    read = thread_length(stored(finding))
    check(finding, spo, put_right=True)
    with pytest.raises(FindingRefused, match=r"Spo recorded “Put right” at \d\d:\d\d"):
        record_recheck(finding=finding, put_right=False, words="No.", based_on=read, by=quality_lead)
    assert stored(finding).rechecks.count() == 1


def test_a_new_owner_and_a_new_day_are_kept_in_the_thread_and_on_the_finding(finding, spo, practitioners):
    due = TODAY() + datetime.timedelta(days=3)
    record_entry(finding=finding, kind=EntryKind.OWNER, owner=practitioners[1], by=spo)
    record_entry(finding=finding, kind=EntryKind.DUE, due=due, by=spo)
    changed = stored(finding)
    assert (changed.owner, changed.due) == (practitioners[1], due)
    assert [entry.owner or entry.due for entry in changed.entries.all()] == [practitioners[1], due]


def test_a_check_is_independent_only_if_it_is_not_by_the_author_or_in_the_line_of_the_case(finding, spo, quality_lead):
    assert not check(finding, spo, put_right=False).independent
    assert check(finding, quality_lead, put_right=True).independent


def test_an_spo_who_holds_the_case_herself_does_not_check_it(look, spo, quality_lead, practitioners):
    holder = practitioners[0]
    holder.account = spo
    holder.save()
    spo.memberships.create(role=Role.PRACTITIONER, team=holder.team)
    finding = a_finding(look, quality_lead)
    with pytest.raises(FindingRefused):
        check(finding, spo, put_right=True)


def test_a_difference_is_settled_by_another_than_the_one_who_answered_it(finding, spo, quality_lead, officer):
    quality_lead.memberships.create(role=Role.SPO, team=finding.team)
    add(finding, officer, "differ")
    add(finding, quality_lead, "answer")
    add(finding, officer, "differ")
    with pytest.raises(FindingRefused, match="another quality lead"):
        add(finding, quality_lead, "settle")


def test_where_a_team_has_no_spo_the_lead_answers_in_her_place(finding, spo, quality_lead, officer):
    add(finding, officer, "differ")
    with pytest.raises(FindingRefused):
        add(finding, quality_lead, "answer")
    spo.memberships.all().delete()
    add(finding, quality_lead, "answer")
    assert current_state(stored(finding)) is State.OPEN


def test_once_the_link_is_removed_a_reply_from_an_open_page_is_refused_in_words(finding, officer, practitioners):
    practitioners[0].account = None
    practitioners[0].save()
    with pytest.raises(FindingRefused, match="not open to you any more"):
        add(finding, officer, "agree")


def test_open_findings_go_along_with_their_case_to_another_team(finding, spo, stranger):
    case = finding.case
    case.practitioner = a_practitioner(a_team("Lowestoft"), "Practitioner L")
    case.save()
    add(finding, stranger, "told")
    with pytest.raises(FindingRefused, match="not open to you"):
        add(finding, spo, "told")
