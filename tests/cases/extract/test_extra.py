"""Extra cases of a group, drawn beside the sample from the cases that it leaves."""

import json

import pytest

from cases.extract.drawn import DrawnSample
from cases.extract.settings import ExtraCases
from tests.cases.extract.test_sample import people
from tests.cases.extract_files import draw_of

pytestmark = pytest.mark.slow
WOMEN = ExtraCases("sex=female", "sex female", {"sex": ("female",)}, 8)


def extras_of(sample):
    return [pick.reference for pick in sample.extras]


def test_extra_cases_of_a_group_are_drawn_beside_the_sample_and_leave_it_as_it_was(tmp_path):
    rows = [*people(100, 30, sex="F"), *people(200, 70)]
    alone = draw_of(tmp_path, *rows, size=20)
    sample = draw_of(tmp_path, *rows, size=20, extras=(WOMEN,))
    assert (sample.picks, sample.strata, sample.compared, sample.margin) == (
        alone.picks,
        alone.strata,
        alone.compared,
        alone.margin,
    )
    assert [pick.facts["sex"] for pick in sample.extras] == ["female"] * 8
    assert {pick.extra_for for pick in sample.extras} == {"sex=female"}
    assert not {*extras_of(sample)} & {pick.reference for pick in sample.picks}
    assert extras_of(draw_of(tmp_path, *reversed(rows), size=20, extras=(WOMEN,))) == extras_of(sample)
    assert DrawnSample.from_json(json.loads(json.dumps(sample.as_json()))) == sample


def test_a_group_with_too_few_cases_left_gives_all_of_them_and_says_so(tmp_path):
    """By hand: of 10 women 2 are drawn and 1 is in reserve. A woman who was drawn for one group is not drawn again."""
    rows = [*people(100, 10, sex="F", rosh="High"), *people(200, 40)]
    high = ExtraCases("rosh_level=high", "high risk", {"rosh_level": ("high", "very_high")}, 3)
    sample = draw_of(tmp_path, *rows, size=10, extras=(high, WOMEN))
    assert [(line.eligible, line.wanted, line.drawn) for line in sample.extra_lines] == [(10, 3, 3), (10, 8, 4)]
    assert [bool(line.notes) for line in sample.extra_lines] == [False, True]
    assert len(set(extras_of(sample))) == 7


def test_extra_cases_of_a_fact_need_its_column(tmp_path):
    flagged = ExtraCases("flag:ADVP=yes", "flag", {"flags": ("ADVP",)}, 5)
    sample = draw_of(tmp_path, *people(1, 20), strata=(), extras=(flagged,))
    assert sample.needed == ("flags",)
