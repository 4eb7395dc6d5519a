"""A server that is killed while reviewers save."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

from tests.load.person import NO_ANSWER
from tests.load.reviewers import make_desks, people_at
from tests.load.server import running_server
from tests.load.stored import Confirmed, problems_with

LONGEST_WORK = 60  # seconds


class Saving:
    """One reviewer, who saves without a pause, over and over the questions of a section.

    A save that was not answered is sent again, as it was, to the next server, as the script on the page does.
    """

    def __init__(self, desk):
        self.desk, self.confirmed, self.pending = desk, [], None
        self.versions, self.codes = dict.fromkeys(desk.codes, 0), cycle(desk.codes)

    def save_until_killed(self, person):
        """The exception that ended it: one of NO_ANSWER where the server is gone."""
        try:
            while True:
                self.pending = self.pending or self._next()
                self._send(person)
        except NO_ANSWER as gone:
            return gone

    def _next(self):
        code = next(self.codes)
        return code, f"{code}: note {len(self.confirmed) + 1} of review {self.desk.review}, " + "with its reason " * 60

    def _send(self, person):
        code, comment = self.pending
        based_on = self.versions[code]
        saved = person.save(code, based_on % 2 + 1, comment, based_on)["saved"][code]
        self.versions[code] = saved["version"]
        self.confirmed.append(Confirmed(self.desk.review, code, based_on, saved["version"], saved["comment"]))
        self.pending = None


def kill_amid_saves(reviewers, kills, saves):
    """(number of confirmed saves, problems) after so many servers were killed, each after at most so many saves."""
    savings, problems = [Saving(desk) for desk in make_desks(reviewers, answered=False)], []
    for _ in range(kills):
        _kill_one(savings, random.randint(saves // 2, saves))  # noqa: S311 - nothing secret
        confirmed = [save for saving in savings for save in saving.confirmed]
        problems += [*problems_with(confirmed), *_not_once(savings)]
    return len(confirmed), problems


def _kill_one(savings, saves):
    with (
        running_server() as server,
        people_at([saving.desk for saving in savings], server.address) as people,
        ThreadPoolExecutor(len(savings)) as threads,
    ):
        ends = [threads.submit(saving.save_until_killed, each) for saving, each in zip(savings, people, strict=True)]
        try:
            _wait_for(savings, saves)
            ended_before = [end for end in ends if end.done()]
        finally:
            server.kill()  # whatever happens: nobody stops saving before
        assert not ended_before, [end.result() for end in ended_before]
        for end in ends:
            end.result()


def _wait_for(savings, saves):
    """Until so many more are confirmed, and a moment longer, so that others are under way."""
    wanted, ends = _confirmed(savings) + saves, time.monotonic() + LONGEST_WORK
    while _confirmed(savings) < wanted and time.monotonic() < ends:
        time.sleep(random.uniform(0, 0.05))  # noqa: S311 - nothing secret


def _confirmed(savings):
    return sum(len(saving.confirmed) for saving in savings)


def _not_once(savings):
    """What was stored is stored once, though it may have been sent twice."""
    for saving in savings:
        if wrong := [save for save in saving.confirmed if save.version != save.based_on + 1]:
            yield f"Stored more than once: {wrong}"
