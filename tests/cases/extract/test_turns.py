"""At most two extracts are read at a time, whichever processes read them."""

import subprocess
import sys
from contextlib import ExitStack

import pytest

from cases.extract.turns import AT_ONCE, reading_turn
from cases.spreadsheets.limits import SpreadsheetProblem

HOLD = """
import django, sys
django.setup()
from cases.extract.turns import reading_turn
with reading_turn("mine.csv"):
    print("reading", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def turns_of_this_test(settings):
    """Other tests read extracts at the same time."""
    settings.SECRET_KEY = f"{settings.SECRET_KEY}-{id(settings)}"


def test_a_third_is_told_to_wait_and_is_read_once_another_is_done():
    with ExitStack() as stack, reading_turn("a.csv"):
        stack.enter_context(reading_turn("b.csv"))
        with pytest.raises(SpreadsheetProblem, match=r"The file c\.csv has not been read yet: .* Wait a minute, then"):
            stack.enter_context(reading_turn("c.csv"))
        stack.close()
        stack.enter_context(reading_turn("c.csv"))


@pytest.mark.slow
def test_the_turn_of_a_process_that_was_killed_is_free_again(settings):
    code = f"import os; os.environ['SECRET_KEY'] = {settings.SECRET_KEY!r}\n{HOLD}"
    code = code.replace("django.setup()", f"django.setup(); django.conf.settings.SECRET_KEY = {settings.SECRET_KEY!r}")
    with ExitStack() as stack:
        others = [
            stack.enter_context(
                subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            )
            for _ in range(AT_ONCE)
        ]
        assert [other.stdout.readline() for other in others] == [b"reading\n"] * AT_ONCE
        with pytest.raises(SpreadsheetProblem), reading_turn("c.csv"):
            pass
        others[0].kill()
        others[0].wait()
        with reading_turn("c.csv"):
            others[1].kill()
