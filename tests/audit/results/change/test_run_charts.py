"""The run charts of a unit's audits, as they are drawn."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from audit.frameworks import framework
from audit.method.certainty.draws import Draws
from audit.method.certainty.interval import Draw
from audit.method.change.figures import Figures
from audit.method.tally import Tally
from audit.method.words import Words
from audit.results.change.pages.run_chart import build_run_charts
from audit.results.change.reads import SignedResult

DAY = datetime(2026, 11, 29, 12, tzinfo=UTC)


def results(*figures):
    """Signed results with these (yes, n) in 2.1.3 and nothing else."""
    return [
        SignedResult(SimpleNamespace(pk=n, title=f"Audit {n}"), DAY, _figures(*each)) for n, each in enumerate(figures)
    ]


def _figures(yes, n, *, hidden=()):
    tally = {"2.1.3": Tally(yes=yes, no=n - yes)}
    return Figures(framework("pdu-2023"), Words(), Draws(Draw(n)), tally, frozenset(hidden))


def chart(found, here=0):
    (only,) = build_run_charts(found[here].figures, found, here)
    return only


def test_a_point_stands_at_its_percentage_with_its_interval_and_the_page_has_a_ring():
    drawn = chart(results((0, 20), (10, 20), (20, 20)), here=1)
    assert [mark.y for mark in drawn.marks] == [148, 78, 8]  # from the foot of the field to its top
    assert [mark.here for mark in drawn.marks] == [False, True, False]
    assert [row.cells[1:] for row in drawn.rows][1] == ("50%, 10 of 20", "30% to 70%")
    assert all(mark.whisker for mark in drawn.marks)


def test_the_picture_has_its_figures_in_words_and_as_a_table():
    html = render_to_string("audit/results/change/_run_chart.html", {"chart": chart(results((5, 20), (10, 20)))})
    assert 'role="img" aria-label="2.1.3' in html
    assert "audit 1 25%, 5 of 20; audit 2 50%, 10 of 20" in html
    assert html.count("<tr") == 3


@pytest.mark.parametrize(("audits", "has_limits"), [(12, False), (13, True), (40, True)])
def test_limits_are_drawn_from_thirteen_audits_on(audits, has_limits):
    drawn = chart(results(*[(10, 20)] * audits))
    assert bool(drawn.limits) == bool(drawn.centre) == has_limits
    assert (drawn.rows[0].cells[-1] == "50% (16% to 84%)") == has_limits
    assert len(drawn.numbers) <= 15


def test_few_cases_and_hidden_figures_leave_a_gap_and_are_named():
    found = results((5, 20), (2, 3), (6, 20))
    found[2] = SignedResult(found[2].audit, DAY, _figures(6, 20, hidden={"2.1.3"}))
    assert build_run_charts(found[0].figures, found, 0) == ()  # one point is no line
    drawn = chart([*found, *results((8, 20))])
    assert [row.cells[1] for row in drawn.rows][1:3] == [
        "2 of 3 (few)",
        "not shown: it would reveal fewer than 5 cases",
    ]
    assert drawn.breaks == ()
    assert len(drawn.marks) == 2


def test_no_audit_or_one_gives_no_picture():
    one = results((5, 20))
    assert build_run_charts(one[0].figures, one, 0) == build_run_charts(one[0].figures, [], 0) == ()
