"""What a reviewer was told is saved is saved, whoever saves at the same time and whatever becomes of the server.

Short forms of what `make load` does for minutes.
"""

import pytest

from tests.load.killed import kill_amid_saves
from tests.load.race import race
from tests.load.server import running_server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on_postgresql, pytest.mark.slow]


def test_what_was_confirmed_before_the_server_was_killed_is_there_and_nothing_is_half_there():
    confirmed, problems = kill_amid_saves(reviewers=20, kills=1, saves=40)
    assert problems == []
    assert confirmed > 0


def test_no_confirmed_text_is_lost_when_two_people_save_at_the_same_moment():
    with running_server() as server:
        _, problems = race(server.address, rounds=25, longest_pause=0.02)
    assert problems == []
