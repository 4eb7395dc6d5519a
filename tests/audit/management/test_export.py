"""`manage.py export` writes a file of one or more audits, and notes it in the audit history."""

import json
import os

import pytest

from audit.exports.making.kinds import KINDS
from cases.models import Event, Membership, User
from cases.permissions import Role
from tests.audit.an_audit import NO, YES, add_case, an_audit
from tests.audit.management.running import output_of, refusal_of

pytestmark = pytest.mark.django_db
ASKED = {"by": "asha", "purpose": "Moderation meeting."}


@pytest.fixture
def audit():
    """An audit with ten cases; asha leads the quality team of its PDU."""
    made = an_audit()
    for number in range(10):
        add_case(made, {"2.1.1": YES if number else NO}, comments={"2.1.1": "Seen in the plan."})
    asha = User.objects.create(username="asha")
    Membership.objects.create(user=asha, role=Role.QUALITY_LEAD, unit=made.unit)
    return made


def test_the_figures_are_written_without_a_name_to_ask_for(audit, tmp_path):
    target = tmp_path / "figures.json"
    assert output_of("export", audit.pk, what="json", output=target) == f"Wrote {target}.\n"
    assert json.loads(target.read_text())["cases"] == 10
    assert [path.name for path in tmp_path.iterdir()] == ["figures.json"]


@pytest.mark.parametrize(
    ("asked", "profile"),
    [
        ({}, "figures only, to send outside"),
        (
            ASKED | {"profile": "inside"},
            f"for the quality team, with every case's answers, for this purpose: {ASKED['purpose']}",
        ),
    ],
)
def test_the_trail_says_who_took_what_and_what_for(audit, tmp_path, asked, profile):
    output_of("export", audit.pk, what="summary", output=tmp_path / "a.xlsx", **asked)
    event = Event.objects.get(kind=Event.Kind.EXPORTED)
    assert (event.audit, event.user and event.user.username) == (audit.pk, asked.get("by"))
    assert (event.details["what"], event.details["profile"]) == ("summary workbook (.xlsx)", profile)


@pytest.mark.parametrize("profile", ["team", "inside"])
@pytest.mark.parametrize("left_out", ["by", "purpose"])
def test_rows_of_cases_leave_only_for_a_person_with_a_purpose(audit, tmp_path, profile, left_out):
    asked = ASKED | {left_out: ""}
    refusal = refusal_of("export", audit.pk, what="json", profile=profile, output=tmp_path / "a.json", **asked)
    assert refusal == f"--profile {profile} needs --by USER_NAME and --purpose, in words."


@pytest.mark.parametrize(
    ("person", "refusal"),
    [
        ({"username": "cai"}, "The result of audit {} is not open to cai."),
        ({"username": "bea", "role": Role.VIEWER}, "The result of audit {} is not open to bea."),
        ({"username": "dee", "role": Role.QUALITY_LEAD, "is_active": False}, "The account of dee is closed."),
    ],
)
def test_who_may_not_open_the_result_on_a_page_gets_no_file(audit, tmp_path, person, refusal):
    role = person.pop("role", None)
    user = User.objects.create(**person)
    if role:
        Membership.objects.create(user=user, role=role, unit=audit.unit)
    asked = ASKED | {"by": user.username, "profile": "inside", "output": tmp_path / "a.json"}
    assert refusal_of("export", audit.pk, what="json", **asked) == refusal.format(audit.pk)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        ({"output": "a.xlsx"}, "give it a name that ends in .json."),
        ({"output": "nowhere/a.json"}, "there is no folder"),
        ({"by": "no one"}, "There is no user no one."),
        ({"ticks": ["free_text"]}, "--with needs --profile inside."),
        (ASKED | {"what": "region", "profile": "inside"}, "--what region holds figures to send outside."),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(audit, tmp_path, options, refusal):
    asked = {"what": "json", "output": "a.json"} | options
    assert refusal in refusal_of("export", audit.pk, **asked | {"output": tmp_path / asked["output"]})
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_audit_is_answered_with_those_there_are(audit, tmp_path):
    refusal = refusal_of("export", audit.pk + 1, what="json", output=tmp_path / "a.json")
    assert refusal.startswith(f"There is no audit {audit.pk + 1}.")


def test_a_text_that_may_identify_someone_is_refused_unless_it_is_wanted(audit, tmp_path):
    audit.about = "Drawn after X123456 came to light."
    audit.save()
    asked = {"what": "json", "output": tmp_path / "a.json"}
    assert "1 text may identify someone. Nothing was written." in refusal_of("export", audit.pk, **asked)
    output_of("export", audit.pk, as_it_is=True, **asked)
    assert "1 text may identify someone" in Event.objects.get(kind=Event.Kind.EXPORTED).details["profile"]


def test_the_refusal_says_in_which_of_several_audits_the_text_stands(audit, tmp_path):
    other = an_audit("Second", about="Drawn after X123456 came to light.")
    refusal = refusal_of("export", audit.pk, other.pk, what="json", output=tmp_path / "a.json")
    assert f"  Audit {other.pk}: Title or description" in refusal


def test_a_file_that_cannot_be_finished_leaves_what_was_there(audit, tmp_path, monkeypatch):
    target = tmp_path / "a.json"
    target.write_text("yesterday's")
    monkeypatch.setattr(type(KINDS["json"]), "write", _break_off)
    assert "cannot be written: No space left on device" in refusal_of("export", audit.pk, what="json", output=target)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.json": "yesterday's"}


def _break_off(kind, contents, stream):
    stream.write(b"half")
    raise OSError(28, os.strerror(28))


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_only_its_owner_can_read_the_file(audit, tmp_path):
    target = tmp_path / "a.json"
    target.touch(mode=0o644)
    output_of("export", audit.pk, what="json", output=target)
    assert oct(target.stat().st_mode & 0o777) == "0o600"
