"""The table of what can be taken away."""

import inspect
from types import SimpleNamespace

import pytest

from audit.exports.making.kinds import KINDS
from audit.exports.making.reads import takes_long


@pytest.mark.parametrize("code", KINDS)
def test_each_kind_names_a_writer_of_contents_to_a_stream(code):
    assert [*inspect.signature(KINDS[code].find_writer()).parameters] == ["contents", "stream"]


@pytest.mark.parametrize(
    ("code", "cases", "long"), [("summary", 56, False), ("summary", 400, True), ("data", 400, False)]
)
def test_what_takes_over_two_seconds_is_not_waited_for_on_a_page(code, cases, long):
    assert takes_long(KINDS[code], [SimpleNamespace(submitted=cases)]) is long


def test_a_file_of_a_whole_region_is_not_waited_for():
    assert takes_long(KINDS["data"], [SimpleNamespace(submitted=60)] * 108)
