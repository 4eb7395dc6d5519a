"""The table of what can be taken away."""

import inspect

import pytest

from audit.exports.making.kinds import KINDS


@pytest.mark.parametrize("code", KINDS)
def test_each_kind_names_a_writer_of_contents_to_a_stream(code):
    assert [*inspect.signature(KINDS[code].find_writer()).parameters] == ["contents", "stream"]
