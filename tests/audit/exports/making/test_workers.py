"""The programs that prepare files: two at most, and what becomes of a file when one is killed."""

import datetime
import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from audit.exports.making.actions.workers import begin_again_what_was_lost, leave_place, take_place
from audit.models import FileWorker, PreparedFile
from tests.a_site import ROOT
from tests.audit.exports.making.a_file import a_result, asked


@pytest.fixture
def late(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def go_silent():
    FileWorker.objects.update(seen_at=timezone.now() - datetime.timedelta(minutes=2))


@pytest.mark.on_postgresql
@pytest.mark.django_db
def test_two_workers_have_a_place_and_a_third_has_none_until_one_ends_or_goes_silent():
    assert [take_place(), take_place(), take_place()] == [1, 2, None]
    leave_place(number=2)
    assert [take_place(), take_place()] == [2, None]
    go_silent()
    assert take_place() == 1


@pytest.mark.slow
@pytest.mark.on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_worker_does_what_waits_even_if_an_earlier_one_was_killed_before_it_began(late):
    audit, asha = a_result()
    asked(audit, asha), asked(audit, asha, what="json")
    DBTaskResult.objects.filter(pk=DBTaskResult.objects.first().pk).update(status="RUNNING")  # killed before it began
    call_command("make_files", once=True)
    assert [each.problem for each in PreparedFile.objects.exclude(content=None)] == ["", ""]


@pytest.mark.on_postgresql
@pytest.mark.django_db
def test_what_a_killed_worker_had_begun_is_made_again_and_fails_the_second_time(late):
    audit, asha = a_result()
    asked(audit, asha)
    for tries in (1, 2):
        PreparedFile.objects.update(begun_at=timezone.now(), worker=take_place(), tries=tries)
        begin_again_what_was_lost()
        assert PreparedFile.objects.get().begun_at is not None  # its worker may be at work still
        go_silent()
        begin_again_what_was_lost()
    assert PreparedFile.objects.get().problem.startswith("The program that made it stopped twice")


def on_sqlite(test):
    """Mark a test that starts another program on the tests' own database."""
    skip = pytest.mark.skipif(connection.vendor != "sqlite", reason="the other program opens the tests' SQLite file")
    return pytest.mark.slow(skip(pytest.mark.django_db(transaction=True)(test)))


SLOW = """
import time, django
from django.conf import settings
settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
django.setup()
from django.core.management import call_command
from audit.exports.making.kinds import Kind
Kind.write = lambda kind, contents, stream: time.sleep(60)
call_command("make_files")
"""


@on_sqlite
def test_a_worker_killed_in_the_middle_costs_no_one_the_file(late):
    audit, asha = a_result()
    prepared = asked(audit, asha)
    with _running(SLOW) as worker:
        _wait_until(lambda: PreparedFile.objects.being_made().exists())
        asha.first_name = "Ada"
        asha.save()  # others can save while it is written
        worker.send_signal(signal.SIGKILL)
    go_silent()
    call_command("make_files", once=True)
    made = PreparedFile.objects.get(pk=prepared.pk)
    assert (made.tries, made.problem, made.content is not None) == (2, "", True)


BESIDE = """
import time, django
django.setup()
from audit.management.working import worker_beside
with worker_beside(wanted=True):
    time.sleep(60)
"""


@on_sqlite
def test_a_worker_beside_the_server_ends_with_it_even_if_the_server_is_killed():
    with _running(BESIDE) as server:
        _wait_until(lambda: FileWorker.objects.filter(seen_at__isnull=False).exists())
        server.send_signal(signal.SIGKILL)
    _wait_until(lambda: not FileWorker.objects.filter(seen_at__isnull=False).exists())


def _running(program):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}"}
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment)


def _wait_until(happened):
    ends = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < ends
        time.sleep(0.1)
