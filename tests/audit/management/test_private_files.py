"""Only the owner can read what a command writes, even where anyone could read the file of that name before."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from audit.management import serving
from tests.a_site import ROOT
from tests.audit.answers_files import complete_rows, write_answers

pytestmark = [pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights"), pytest.mark.slow]


@pytest.fixture
def open_to_all(tmp_path):
    """A file that everyone may read, by its name."""

    def make(name):
        path = tmp_path / name
        path.touch()
        path.chmod(0o644)
        return path

    return make


def rights(path):
    return oct(path.stat().st_mode & 0o777)


@pytest.mark.parametrize("before", [True, False])
def test_a_summary_workbook_is(tmp_path, open_to_all, before):
    answers = write_answers(tmp_path / "answers.csv", complete_rows(X1="yes"))
    target = open_to_all("summary.xlsx") if before else tmp_path / "summary.xlsx"
    call_command("rate", answers, output=target, verbosity=0)
    assert rights(target) == "0o600"


@pytest.mark.django_db
def test_the_file_of_the_trail_is(open_to_all):
    target = open_to_all("trail.csv")
    call_command("export_trail", output=target)
    assert rights(target) == "0o600"


def test_whatever_the_program_makes_is(tmp_path):
    made = tmp_path / "new.sqlite3"
    code = f"import audit.settings; open({str(made)!r}, 'w').close()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    assert rights(made) == "0o600"


def test_settings_and_database_of_before_are_once_the_site_is_served(settings, open_to_all, monkeypatch, tmp_path):
    files = [open_to_all(name) for name in (".env", "db.sqlite3", "db.sqlite3-wal")]
    settings.BASE_DIR = tmp_path
    database = SimpleNamespace(vendor="sqlite", settings_dict={"NAME": tmp_path / "db.sqlite3"})
    monkeypatch.setattr(serving, "connection", database)
    serving.keep_private()
    assert {rights(path) for path in files} == {"0o600"}
