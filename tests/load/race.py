"""Two people who save answers to one question of one review at the same moment, over and over."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from tests.load.person import version_seen
from tests.load.reviewers import make_two_at_one, people_at
from tests.load.stored import Confirmed, problems_with, stored_texts

PATIENCE = 60  # seconds that one waits for the other
SENT_TWICE = 0.1  # of the saves, as though the server's answer had been lost on the way


class Editor:
    """One of the two. What they know of the answer is what the site last told them."""

    def __init__(self, name, desk):
        self.name, self.desk, self.code = name, desk, desk.codes[0]
        self.version, self.confirmed, self.refused = 0, [], []
        self.dice = random.Random(name)  # noqa: S311 - nothing secret

    def edit(self, person, rounds, longest_pause, together):
        """Save a text of their own in each round, and where it is refused choose what becomes of it."""
        try:
            for number in range(rounds):
                together.wait(PATIENCE)
                time.sleep(self.dice.uniform(0, longest_pause))
                self._save(person, f"{self.name} wrote {number}.")
        finally:
            together.abort()

    def _save(self, person, text):
        sent = self.dice.choice("12"), text, self.version
        told = self._told(person, sent, self.version)
        if self.dice.random() < SENT_TWICE:
            told = self._told(person, sent, sent[-1])
        while self.code in told["stale"]:
            self.refused.append(text)
            how = self.dice.choice(["mine", "both", "theirs"])
            seen = version_seen(told["stale"][self.code], self.code)
            choice = {"settle": f"{how}:{self.code}", f"seen-{self.code}": seen}
            told = self._told(person, sent, None if how == "theirs" else seen, **choice)

    def _told(self, person, sent, based_on, **choice):
        """What the site tells of a save; noted where it says that a text of this person's is stored."""
        told = person.save(self.code, *sent, **choice)
        if saved := told["saved"].get(self.code):
            self.version = saved["version"]
            if based_on is not None:
                self.confirmed.append(Confirmed(self.desk.review, self.code, based_on, self.version, saved["comment"]))
        return told


def race(address, rounds, longest_pause):
    """(the race in words, problems) of two who save in each round within so many seconds of each other."""
    desks, together = make_two_at_one(), threading.Barrier(2)
    editors = [Editor(name, desk) for name, desk in zip(("The reviewer", "The lead"), desks, strict=True)]
    with people_at(desks, address) as people, ThreadPoolExecutor(2) as threads:
        running = [
            threads.submit(editor.edit, person, rounds, longest_pause, together)
            for editor, person in zip(editors, people, strict=True)
        ]
    problems = [f"Stopped by {error!r}" for each in running if (error := each.exception())]
    confirmed = [save for editor in editors for save in editor.confirmed]
    refused = [text for editor in editors for text in editor.refused]
    in_words = f"{rounds} rounds, {len(confirmed)} confirmed, {len(refused)} refused"
    return in_words, [
        *problems,
        *problems_with(confirmed),
        *_unfair(confirmed),
        *_stored_though_refused(desks[0], confirmed, refused),
    ]


def _unfair(confirmed):
    """A confirmed text is superseded only by one that was based on it."""
    stored = {}
    for save in confirmed:
        if save.version != save.based_on + 1:
            yield f"Not based on the one before: {save}"
        if stored.setdefault(save.version, save.comment) != save.comment:
            yield f"Two were confirmed as one version: {save}"


def _stored_though_refused(desk, confirmed, refused):
    never = set(refused) - {save.comment for save in confirmed}
    return [f"Stored though refused: {text}" for text in never & stored_texts(desk.review)]
