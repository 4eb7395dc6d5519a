"""What a file for outside holds of the demonstration: the proof of docs/method.md, over the rows that it prints."""

import pytest

from audit.access import tell_access
from audit.exports.figures.figure_rows import EVERY_CASE, figure_rows
from audit.exports.leaving.profiles import Leaving, Profile
from audit.exports.leaving.reads import contents_of
from audit.method.disclosure.possible_numbers import FEWEST_NUMBERS
from audit.method.tally import Tally
from audit.models import Audit
from cases.models import User
from tests.audit.method.groups.reader import Reader

pytestmark = pytest.mark.slow


def tally_of(row):
    return Tally(row.yes, row.insufficient, row.not_applicable, row.absent)


def read_all(rows):
    """A Reader of these FigureRows."""
    reader = Reader()
    every_case = {row.question: tally_of(row) for row in rows if row.group == EVERY_CASE and row.n is not None}
    for code, tally in every_case.items():
        published = {}
        for row in rows:
            if row.question == code and row.group != EVERY_CASE:
                values = tuple(value.replace("not_known", "") for value in row.value.split(" + "))
                published.setdefault(row.group, []).append((values, tally_of(row)))
        reader.read(code, tally, published)
    return reader


def test_each_hidden_count_of_the_demonstration_could_be_three_numbers(signed_off_audit):
    rows = list(figure_rows(contents_of(signed_off_audit, Leaving())))
    left = read_all(rows).numbers_left()
    assert len(left) > 500
    assert {about: number for about, number in left.items() if number < FEWEST_NUMBERS} == {}
    facts = {row.group for row in rows}
    assert {"sex", "disability", "age_band", "grade", "flag:ADVP"} <= facts
    # one of five minority ethnic cases is sufficient, so that each group in it would have none or one
    assert facts & {"minority_ethnic", "ethnic_group", "practitioner"} == set()


def test_a_running_audit_lets_no_group_out_since_two_files_a_case_apart_would_tell_that_case(suffolk_audit):
    audit = Audit.objects.for_report().get(pk=suffolk_audit.pk)
    assert {row.group for row in figure_rows(contents_of(audit, Leaving()))} == {EVERY_CASE}


def test_who_could_subtract_own_cases_gets_the_same_groups_as_others_or_none_of_a_fact(signed_off_audit, sign_in):
    taken = {}
    for name in ("viewer", "spo"):
        sign_in(name)
        user = User.objects.get(username=name)
        tell_access(signed_off_audit, user)
        rows = figure_rows(contents_of(signed_off_audit, Leaving(by=user)))
        taken[name] = {row for row in rows if row.group != EVERY_CASE}
    assert taken["spo"] < taken["viewer"]
    assert {(row.question, row.group) for row in taken["spo"]}.isdisjoint(
        (row.question, row.group) for row in taken["viewer"] - taken["spo"]
    )


@pytest.mark.parametrize(
    ("name", "profile", "told"),
    [
        ("viewer", Profile.OUTSIDE, False),
        ("lead", Profile.OUTSIDE, False),
        ("spo", Profile.TEAM, False),
        ("lead", Profile.INSIDE, True),
    ],
)
def test_only_who_sees_every_case_gets_the_cases_of_a_group_that_a_question_does_not_apply_to(
    signed_off_audit, sign_in, name, profile, told
):
    sign_in(name)
    user = User.objects.get(username=name)
    tell_access(signed_off_audit, user)
    rows = list(figure_rows(contents_of(signed_off_audit, Leaving(profile, by=user))))
    assert any(row.not_applicable for row in rows if row.group == EVERY_CASE)
    assert any(row.not_applicable for row in rows if row.group != EVERY_CASE) == told
