"""A program that prepares files, one after the other, and says every few seconds that it is alive."""

import logging
import subprocess
import sys
import threading
import time
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from audit.exports.making.actions.workers import begin_again_what_was_lost, leave_place, say_alive, take_place

logger = logging.getLogger(__name__)
EVERY = 10  # seconds between two signs of life
PAUSE = 1  # seconds between two looks at what waits


def work() -> None:
    """Prepare files until the program is ended. Waits for a place first."""
    with _place() as number:
        logger.info("Worker %s prepares files", number)
        worker = _worker(number)
        worker.configure_signals()
        while worker.running:
            try:
                _do_what_waits(worker)
            except DatabaseError:  # it may be back in a second
                logger.exception("Worker %s cannot reach the database", number)
            time.sleep(PAUSE)


def work_off() -> None:
    """Prepare the files that wait, and end. Waits for a place first."""
    with _place() as number:
        _do_what_waits(_worker(number))


def _do_what_waits(worker):
    close_old_connections()
    begin_again_what_was_lost()
    if DBTaskResult.objects.ready().exists():  # the library asks with a lock on the database, this does not
        worker.run()


@contextmanager
def _place() -> Iterator[int]:
    """Hold one of the two places, and say that this program is alive."""
    while (number := take_place()) is None:
        logger.info("Two workers are at work already: this one waits for a place")
        time.sleep(EVERY)
    ended = threading.Event()
    beat = threading.Thread(target=_say_alive_until, args=(ended, number), daemon=True)
    beat.start()
    try:
        yield number
    finally:
        ended.set()
        beat.join()
        leave_place(number=number)


def _say_alive_until(ended: threading.Event, number: int) -> None:
    while not ended.wait(EVERY):
        close_old_connections()
        try:
            say_alive(number=number)
        except DatabaseError:  # it is asked again in ten seconds; after a minute the place counts as free
            logger.exception("Worker %s cannot say that it is alive", number)
    connection.close()


def _worker(number: int) -> Worker:
    """The library's worker, which does what waits and comes back."""
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=str(number),
        excluded_queue_names=[],
    )


def end_with_input() -> None:
    """End this program as Ctrl-C does once its standard input ends, which it does when the server is gone."""

    def wait():
        sys.stdin.read()
        interrupt_main()

    threading.Thread(target=wait, daemon=True).start()


@contextmanager
def worker_beside(*, wanted: bool) -> Iterator[None]:
    """Have a worker run as a program of its own for as long as this one does, however this one ends."""
    if not wanted:
        yield
        return
    command = [sys.executable, "manage.py", "make_files", "--until-input-ends"]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=subprocess.PIPE):  # noqa: S603 - our own words
        yield
