"""The page and the command that take out what is held about a person: who may, what they say, what the trail keeps."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.extract.actions.removal import mark_restricted
from cases.models import Event, Practitioner
from cases.permissions import Role
from tests.audit.an_audit import a_unit
from tests.audit.oversight.a_team import a_case, a_practitioner, a_team
from tests.audit.reading import text_of
from tests.people import a_user, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ADDRESS = "/subject-access/"
UNKNOWN = "Nothing is held under this CRN in the PDUs that you administer"


@pytest.fixture
def page(administrator):
    client = client_of(administrator)
    return lambda **sent: client.post(ADDRESS, {"output": "html", "reference": "", "practitioner": ""} | sent)


def run(*arguments, **options):
    out = StringIO()
    call_command("subject_access", *arguments, stdout=out, **options)
    return out.getvalue()


def taken_out():
    return Event.objects.filter(kind=Event.Kind.SUBJECT_ACCESS)


def test_the_page_shows_everything_under_a_heading_that_it_is_not_checked(everything, page, administrator):
    text = text_of(page(reference="x120002"))
    assert text.index("Not checked: do not send") < text.index("X120002") < text.index("Ask for the police log.")
    event = taken_out().get()
    assert (event.case, event.user, event.unit) == (everything, administrator, everything.unit)


def test_a_name_that_may_be_anothers_is_marked_and_the_persons_own_crn_is_not(everything, page):
    html = page(reference="X120002").content.decode()
    assert re.findall(r"<mark>([^<]*)</mark>", html).count("Mr Kestrel") == 2  # in the answer and in its history
    assert "<mark>X120002" not in html


def test_a_note_about_a_risk_is_marked_as_a_whole_for_the_person_who_decides(everything, page, finding):
    finding.risk_note = "His partner told us."
    finding.save()
    html = page(reference="X120002").content.decode()
    assert "<mark>His partner told us.</mark> [could put someone at risk if it is read]" in html


def test_a_practitioner_sees_that_their_data_was_taken_out(everything, page, practitioners, officer):
    assert "Practitioner A, Ipswich" in text_of(page(practitioner=practitioners[0].pk))
    assert taken_out().get().practitioner == practitioners[0]
    seen = text_of(client_of(officer).get("/my-cases/"))
    assert "Admin, " in seen
    assert "everything held about you, for a request for access" in seen


def test_the_file_says_first_that_it_is_not_checked_and_lists_what_may_name_others(everything, page):
    answer = page(reference="X120002", output="json")
    assert 'filename="not-checked-do-not-send.json"' in answer["Content-Disposition"]
    found = json.loads(answer.content)
    assert next(iter(found.items())) == ("notice", "Not checked: do not send")
    assert "Mr Kestrel" in [each["text"] for each in found["to_decide_on"]]


def test_another_pdus_person_and_a_restricted_one_are_as_unknown_as_none(everything, page):
    elsewhere = a_practitioner(a_team("Norwich", a_unit("Norfolk PDU")), "Practitioner Z")
    a_case(elsewhere, "X777777")
    mark_restricted(case=everything)
    said = {UNKNOWN in text_of(page(reference=crn)) for crn in ("X777777", "X120002", "X000000")}
    assert said == {True}
    assert "Select a valid choice" in text_of(page(practitioner=elsewhere.pk))
    assert not taken_out().exists()


@pytest.mark.parametrize("sent", [{}, {"reference": "X120002", "practitioner": "first"}])
def test_exactly_one_person_is_asked_about(everything, page, sent):
    sent = {name: Practitioner.objects.first().pk if value == "first" else value for name, value in sent.items()}
    assert "Enter a CRN or choose a practitioner, not both" in text_of(page(**sent))


@pytest.mark.parametrize("role", [Role.QUALITY_LEAD, Role.SPO, Role.VIEWER, Role.PRACTITIONER])
def test_no_other_role_takes_anything_out(everything, team, role):
    client = client_of(a_user("other", role, team if role in (Role.SPO, Role.PRACTITIONER) else team.unit))
    assert client.post(ADDRESS, {"reference": "X120002", "output": "html"}).status_code == 403
    assert not taken_out().exists()


def test_an_administrator_of_one_team_finds_nothing(everything, team):
    client = client_of(a_user("team admin", Role.ADMINISTRATOR, team))
    assert UNKNOWN in text_of(client.post(ADDRESS, {"reference": "X120002", "output": "html"}))


def test_the_command_writes_a_private_file_and_is_in_the_trail(everything, tmp_path, administrator):
    file = tmp_path / "held.html"
    assert "It is not checked" in run("X120002", output=file, by="admin")
    assert "<h1" in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0
    assert taken_out().get().user == administrator


def test_the_command_gives_a_practitioner_as_json(everything):
    found = json.loads(run("--practitioner", "practitioner a", "--format", "json"))
    assert found["about"] == "Practitioner Practitioner A, Ipswich, Suffolk PDU"
    assert "Findings" in [each["kind"] for each in found["records"]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name a CRN or --practitioner"),
        (["X000000"], "Nothing is held under this CRN"),
        (["--practitioner", "Nobody"], "There is no practitioner called Nobody"),
        (["X120002", "--by", "stranger"], "no one has this user name"),
        (["--practitioner", "Practitioner A"], "is a practitioner in Suffolk PDU, Norfolk PDU. Say which with --pdu."),
    ],
)
def test_the_command_says_what_is_wrong_and_writes_nothing(everything, arguments, said):
    a_practitioner(a_team("Norwich", a_unit("Norfolk PDU")), "Practitioner A")
    with pytest.raises(CommandError, match=re.escape(said)):
        run(*arguments)
    assert not taken_out().exists()


def test_a_restricted_case_leaves_by_the_command_only_when_asked_for(everything):
    mark_restricted(case=everything)
    with pytest.raises(CommandError, match="only with --restricted"):
        run("X120002")
    assert "Ask for the police log." in run("X120002", "--restricted")
