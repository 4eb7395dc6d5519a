"""In no file stands what its profile keeps back: every kind of file in every profile is looked into."""

import datetime
import io
import zipfile

import pytest

from audit.access import tell_access
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.leaving.reads import contents_of
from audit.exports.making.kinds import KINDS
from audit.models import Review
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Membership, Practitioner, Team, User
from cases.permissions import Role
from tests.audit.an_audit import NO, add_case, add_cases, an_audit, fetched

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# the CRN, the date of birth, and the dates that conditions look at
NEVER = {"X000001", "1990-05-17", "17/05/1990", "2031-02-28", "28/02/2031", "28 February 2031"}
OF_TICK = {
    Tick.PRACTITIONERS: {"Penelope Penrose"},
    Tick.REVIEWERS: {"Rhona Reeve", "Judith Judge", "Sidney Signer"},
    Tick.FREE_TEXT: {"Seen in the plan", "Read by the panel"},
}
EVERY_WORD = NEVER.union(*OF_TICK.values())


def a_person(name):
    first, last = name.split()
    return User.objects.create(username=first.lower(), first_name=first, last_name=last)


@pytest.fixture
def audit():
    """Signed off, with twelve cases; the first is Penelope's, and Rhona wrote about it."""
    audit = an_audit()
    penelope = Practitioner.objects.create(
        name="Penelope Penrose", team=Team.objects.create(unit=audit.unit, name="Ipswich")
    )
    born, end = datetime.date(1990, 5, 17), datetime.date(2031, 2, 28)
    known = {"date_of_birth": born, "end_date": end, "contact_suspended_on": end, "ended_early_on": end}
    comments = {"2.1.1": "Seen in the plan"}
    first = add_case(audit, {"2.1.1": NO}, comments=comments, practitioner=penelope, **known)
    audit.sampled_cases.filter(pk=first.pk).update(held_by=penelope)
    Review.objects.filter(sampled_case=first).update(reviewer=a_person("Rhona Reeve"))
    add_cases(audit, 11, {})
    said = {"rationale": "Read by the panel", "decided_by": "Judith Judge"}
    record_judgement(audit=audit, standard="1.1", rating="Good", **said)
    sign_off(audit=audit, by=a_person("Sidney Signer"))
    return fetched(audit)


@pytest.fixture
def lead(audit):
    user = User.objects.create(username="lead")
    Membership.objects.create(user=user, role=Role.QUALITY_LEAD, unit=audit.unit)
    tell_access(audit, user)
    return user


def text_in(content):
    """All text of a file, also of files within it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return " ".join(text_in(book.read(part)) for part in book.namelist())


def words_in(audit, kind, leaving):
    stream = io.BytesIO()
    KINDS[kind].write(iter([contents_of(audit, leaving)]), stream)
    text = text_in(stream.getvalue())
    return {word for word in EVERY_WORD if word in text}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("profile", Profile)
def test_without_a_tick_no_file_names_anyone_or_holds_what_people_wrote_about_cases(audit, lead, kind, profile):
    ticked = dict.fromkeys(Tick, "For the meeting") if profile != Profile.INSIDE else {}
    assert words_in(audit, kind, Leaving(profile, ticked, lead)) == set(), "ticks count in the profile inside alone"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tick", Tick)
def test_a_tick_lets_out_what_it_says_and_nothing_else(audit, lead, kind, tick):
    assert words_in(audit, kind, Leaving(Profile.INSIDE, {tick: "For the meeting"}, lead)) <= OF_TICK[tick]


def test_what_was_asked_for_is_in_the_data_and_the_workbook(audit, lead):
    leaving = Leaving(Profile.INSIDE, dict.fromkeys(Tick, "For the meeting"), lead)
    found = words_in(audit, "data", leaving) | words_in(audit, "summary", leaving)
    assert found == EVERY_WORD - NEVER
