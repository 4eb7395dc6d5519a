"""Early ends under the Sentencing Act 2026, as an extract says them."""

from tests.cases.extract_files import HEADINGS, a_row, draw_of


def test_an_early_end_is_read_with_its_day_and_who_decided_it_but_never_a_name(tmp_path):
    headings = [*HEADINGS, "Ended early", "Early termination date", "Early end decided by"]
    rows = [[*a_row(1), "No", "", ""], [*a_row(2), "", "3/4/2024", "SPO"], [*a_row(3), "yes", "", "Ada Wren"]]
    facts = {pick.reference: pick.facts for pick in draw_of(tmp_path, *rows, headings=headings).picks}
    assert facts["X000001"]["ended_early"] is False
    early = {"ended_early": True, "ended_early_on": "2024-04-03", "ended_early_by": "SPO"}
    assert early.items() <= facts["X000002"].items()
    assert "ended_early_by" not in facts["X000003"]
