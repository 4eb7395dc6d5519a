"""A wrong framework file harms nobody: it is named, and everything else goes on."""

import os

import pytest
from django.core.management import call_command
from pytest_django.asserts import assertContains, assertNotContains

from audit.frameworks import framework_choices, framework_problems
from audit.method.loading.framework import FrameworkProblem
from audit.method.loading.limits import (
    LONGEST_FRAMEWORK_CODE,
    LONGEST_QUESTION_CODE,
    LONGEST_RATING,
    LONGEST_STANDARD_CODE,
    LONGEST_VERSION,
)
from audit.models import Answer, Audit, StandardJudgement
from cases.permissions import Role
from tests.audit.an_audit import an_audit
from tests.audit.management.running import output_of, refusal_of, run
from tests.audit.method.frameworks import SHIPPED, edited, load_text
from tests.people import a_user, client_of

OWN = ('code = "pdu-2023"', 'code = "own"')
WRONG = {  # how the file comes to be, and what is said of it
    "no TOML": (lambda path: path.write_text("code = = 3"), "it is not valid TOML"),
    "not UTF-8": (lambda path: path.write_bytes(b'code = "caf\xe9"'), "Save it as UTF-8"),
    "a folder": (lambda path: path.mkdir(), "it is a folder"),
    "a pipe": (lambda path: os.mkfifo(path), "Name an ordinary file"),
    "a link to nothing": (lambda path: path.symlink_to("/nowhere/at/all"), "it cannot be read"),
    "empty": (lambda path: path.write_text(""), "is missing. Add"),
    "a number of 5,000 digits": (lambda path: path.write_text(f"code = {'9' * 5000}"), "it is not valid TOML"),
    "brackets without end": (lambda path: path.write_text(f"x = {'[' * 9000}{']' * 9000}"), "too many brackets"),
    "another's name": (lambda path: path.write_text(edited()), "name the file pdu-2023.toml"),
    "a slash in a code": (lambda path: path.write_text(edited(OWN, ('"2.1.1a"', '"2.1.1/a"'))), 'has "/" in it'),
    "wrong types": (lambda path: path.write_text(edited(OWN, ("score = 1", 'score = ["x"]'))), "Write it as score = 5"),
    "a huge share": (lambda path: path.write_text(edited(OWN, ('"1/6"', '"1e999999999"'))), "Write a fraction"),
    "a huge score": (lambda path: path.write_text(edited(OWN, ("score = 3", f"score = {10**400}"))), "too large"),
    "2 MB": (lambda path: path.write_text("#" * 2**21), "larger than 1 MB"),
}


@pytest.fixture(params=WRONG.values(), ids=WRONG)
def wrong(request, tmp_path, settings):
    """What is said of own.toml, a wrong file."""
    spoil, said = request.param
    spoil(tmp_path / "own.toml")
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    return said


@pytest.fixture
def lead(client, db):
    return client_of(a_user("lead", Role.QUALITY_LEAD))


@pytest.mark.slow
def test_a_wrong_file_is_named_where_audits_are_planned_and_stops_no_other_audit(wrong, lead):
    audit = an_audit()
    for page in ("/", "/audits/new/", f"/audits/{audit.pk}/", "/reviews/"):
        assert lead.get(page).status_code == 200
    response = lead.get("/audits/new/")
    assertContains(response, "1 framework file cannot be used and is not offered here")
    (problem,) = framework_problems()
    assert (str(problem).startswith("own.toml, "), wrong in str(problem)) == (True, True)
    choices = [code for code, _ in framework_choices()]
    assert "pdu-2023" in choices
    assert "own" not in choices


def test_the_check_names_a_wrong_file_and_does_not_fail(wrong, capsys):
    call_command("check")
    told = capsys.readouterr().err
    assert ("audit.W001" in told, wrong in told) == (True, True)


def test_the_command_refuses_a_wrong_file(wrong, tmp_path):
    refusal = refusal_of("check_framework", tmp_path / "own.toml")
    assert refusal.startswith("own.toml cannot be used: ")
    assert wrong in refusal


def test_where_all_is_right_nothing_is_said(lead):
    an_audit()
    assert framework_problems() == []
    assertNotContains(lead.get("/audits/new/"), "cannot be used")


def test_a_folder_that_is_not_there_is_named_and_stops_nothing(settings, tmp_path, lead):
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path / "gone", SHIPPED]
    assert ["Correct the setting FRAMEWORK_DIRS" in str(problem) for problem in framework_problems()] == [True, True]
    assert lead.get(f"/audits/{an_audit().pk}/").status_code == 200


# --- manage.py check_framework ---


@pytest.mark.slow
def test_a_right_file_is_told_with_what_it_holds():
    done = run("check_framework", SHIPPED)
    assert (done.returncode, done.stderr) == (0, "")
    for part in ("It can be used", "2.1.1 (4 prompts)", "12 key questions, 52 prompts", "Good: from 65%, score 2"):
        assert part in done.stdout


@pytest.mark.slow
def test_every_mistake_of_a_file_is_told_at_once_with_its_place(tmp_path):
    mistakes = (
        ('years = "2023 to 2025"\n', ""),
        ("score = 1", 'score = "x"'),
        ('"2.1.1a"', '"2.1.1 a"'),
        ("points = 5", "points = -1"),
    )
    (tmp_path / "own.toml").write_text(edited(OWN, *mistakes), encoding="utf-8")
    done = run("check_framework", tmp_path / "own.toml")
    assert done.returncode == 1
    assert "own.toml cannot be used: 4 problems." in done.stderr
    for place in ("top level: ", "rating_bands Requires improvement: ", "prompts 2.1.1 a: ", "[discretion]: "):
        assert place in done.stderr


def test_several_mistakes_in_how_its_parts_fit_are_told_at_once(tmp_path):
    mistakes = ('"2.1.1b"', '"2.1.2z"'), ("up_to = 10", "up_to = 9"), ('applies_to = "licence"', 'applies_to = "x"')
    (tmp_path / "own.toml").write_text(edited(OWN, *mistakes), encoding="utf-8")
    assert "own.toml cannot be used: 3 problems." in refusal_of("check_framework", tmp_path / "own.toml")


@pytest.mark.parametrize("name", ["gone.toml", "."])
def test_a_file_that_is_not_there_or_a_folder_is_told_in_one_sentence(tmp_path, name):
    assert "1 problem." in refusal_of("check_framework", tmp_path / name)


def test_a_file_whose_code_is_taken_cannot_be_used(tmp_path):
    (tmp_path / "pdu-2023.toml").write_text(edited(), encoding="utf-8")
    assert "already has this code. Give it another code." in refusal_of("check_framework", tmp_path / "pdu-2023.toml")
    assert "It can be used" in output_of("check_framework", SHIPPED)


# --- codes ---


SIGNS = ("2.1.1/a", "2.1.1 a", "2.1.1?a", "2.1.1#", "2.1.1.", "2.1.1é", "2.1.1%2F", "2.1.1\\\\a", "2.1.1\u200b")
OF_QUESTIONS = "case Case overall items paper send-back reference comment total value"
OF_ADDRESSES = "items paper send-back check workbook.xlsx PAPER"
UNFIT = [
    *(("A code holds letters from A to Z, digits", ('"2.1.1a"', f'"{code}"')) for code in SIGNS),
    *(("has a meaning of its own", ('"finance-help"', f'"{code}"')) for code in OF_QUESTIONS.split()),
    *(("has a meaning of its own", ('code = "1.1"', f'code = "{code}"')) for code in OF_ADDRESSES.split()),
    ("are the same number in a spreadsheet", ('"finance-help"', '"8.1"'), ('"diversity-recorded"', '"8.10"')),
    ("at most", ('"finance-help"', f'"{"f" * (LONGEST_QUESTION_CODE + 1)}"')),
    ("at most", ('version = "1"', f'version = "{"1" * (LONGEST_VERSION + 1)}"')),
    ("at most", ('code = "1.1"', f'code = "1.{"1" * LONGEST_STANDARD_CODE}"')),
    ("at most", ('code = "pdu-2023"', f'code = "{"p" * (LONGEST_FRAMEWORK_CODE + 1)}"')),
    ("at most", ('absent = "Absent"', f'absent = "{"A" * 41}"')),
    (".", ('"Absent"', '"Absent, or late"')),
    (".", ('title = "Leadership"', 'title = "L\\u0000"')),
    (".", ('rating = "Good"\nscore', 'rating = "none"\nscore')),
]


@pytest.mark.parametrize(("problem", "changes"), [(problem, changes) for problem, *changes in UNFIT])
def test_codes_and_words_that_break_a_file_an_address_a_spreadsheet_or_a_record_are_refused(problem, changes):
    with pytest.raises(FrameworkProblem, match=problem):
        load_text(edited(*changes))


LENGTHS = [
    ("framework_code", Audit, LONGEST_FRAMEWORK_CODE),
    ("framework_version", Audit, LONGEST_VERSION),
    ("question", Answer, LONGEST_QUESTION_CODE),
    ("standard", StandardJudgement, LONGEST_STANDARD_CODE),
    ("rating", StandardJudgement, LONGEST_RATING),
    ("computed", StandardJudgement, LONGEST_RATING),
]


@pytest.mark.parametrize(("field", "model", "longest"), LENGTHS)
def test_what_is_stored_of_a_framework_is_as_short_as_its_record(field, model, longest):
    assert model._meta.get_field(field).max_length == longest
