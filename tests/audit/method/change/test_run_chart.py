"""The points of a run chart, where it is broken, and its limits."""

import pytest

from audit.method.change.run_chart import control_limits, split_at_breaks
from audit.method.tally import Tally

HALF = Tally(yes=25, no=25)


def test_limits_begin_at_thirteen_points():
    assert control_limits([HALF] * 12) is None
    limits = control_limits([HALF] * 13)
    assert limits.centre == 50
    assert (limits.low[0], limits.high[0]) == pytest.approx((28.787, 71.213), abs=0.001)  # 50 ± 3·√(0.25/50)


def test_later_points_never_move_the_centre_and_each_has_limits_for_its_own_number_of_cases():
    limits = control_limits([HALF] * 13 + [Tally(yes=200)] * 9)
    assert limits.centre == 50
    assert limits.high[-1] - 50 == pytest.approx((limits.high[0] - 50) / 2)
    assert len(limits.low) == 22


@pytest.mark.parametrize("tally", [Tally(no=3), Tally(yes=3)])
def test_limits_stay_between_nothing_and_all(tally):
    assert {*control_limits([tally] * 13).low, *control_limits([tally] * 13).high} <= {0, 100}


def test_another_framework_parts_the_line_and_a_hidden_point_does_not():
    points = [HALF, HALF, None, HALF, None, HALF]
    assert split_at_breaks(points, [True, True, True, True, True, True]) == [[0, 1, 3, 5]]
    assert split_at_breaks(points, [True, True, False, True, True, True]) == [[0, 1], [3, 5]]
    assert split_at_breaks([None], [False]) == []
