"""Many reviewers who each save once in a while, for a while."""

import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.load.person import NO_ANSWER, NotSaved
from tests.load.reviewers import make_desks, people_at
from tests.load.server import running_server
from tests.load.stored import Confirmed, problems_with


@dataclass
class Result:
    times: list[float] = field(default_factory=list)  # milliseconds
    failed: list[str] = field(default_factory=list)
    confirmed: list[Confirmed] = field(default_factory=list)

    @property
    def in_words(self):
        if len(self.times) < 2:
            return f"{len(self.times)} saves, {len(self.failed)} failed"
        middle, slow = statistics.median(self.times), statistics.quantiles(self.times, n=20)[-1]
        return f"{len(self.times)} saves, {len(self.failed)} failed, median {middle:.0f} ms, p95 {slow:.0f} ms"


def save_steadily(reviewers, seconds, every):
    """(Result, problems) of so many reviewers who each save every so many seconds, or as soon as they can."""
    desks, result = make_desks(reviewers, answered=True), Result()
    with (
        running_server() as server,
        people_at(desks, server.address) as people,
        ThreadPoolExecutor(reviewers) as threads,
    ):
        ends = time.monotonic() + seconds
        each = zip(people, desks, strict=True)
        for saving in [threads.submit(_save_until, ends, every, *at_desk, result) for at_desk in each]:
            saving.result()
    return result, [*result.failed, *problems_with(result.confirmed)]


def _save_until(ends, every, person, desk, result):
    code, version, due = desk.codes[0], 1, time.monotonic() + random.uniform(0, every)  # noqa: S311 - nothing secret
    while max(due, time.monotonic()) < ends:
        time.sleep(max(0, due - time.monotonic()))
        due += every
        started, comment = time.perf_counter(), f"Seen in the record, note {version}."
        try:
            saved = person.save(code, version % 2 + 1, comment, version)["saved"][code]
        except (*NO_ANSWER, NotSaved, KeyError) as failure:
            result.failed.append(repr(failure))
            continue
        result.times.append(1000 * (time.perf_counter() - started))
        result.confirmed.append(Confirmed(desk.review, code, version, saved["version"], saved["comment"]))
        version = saved["version"]
