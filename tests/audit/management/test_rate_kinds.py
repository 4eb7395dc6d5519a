"""`rate` tells kinds of case apart and heeds conditions, from columns of the file alone."""

import pytest
from django.core.management import CommandError, call_command

from tests.audit.method.loading.test_kinds import two_kinds

KEY = [f"2.{standard}.{question}" for standard in (1, 2, 3, 4) for question in (1, 2, 3)]


@pytest.fixture
def rated(settings, tmp_path, capsys):
    """rated(rows, *options): what `rate` prints of these rows, the first of them the headings."""
    (tmp_path / "two-kinds.toml").write_text(two_kinds(), encoding="utf-8")
    settings.FRAMEWORK_DIRS = [tmp_path]

    def rated(rows, *options):
        path = tmp_path / "answers.csv"
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
        call_command("rate", str(path), "--framework", "two-kinds", *options)
        return capsys.readouterr().out

    return rated


def rows_of(supervision, victims):
    """Return a row for each case. All are sufficient, and each answers only the questions of its kind."""
    yield ["case", "kind", *KEY, "3.2.1"]
    for number in range(supervision):
        yield [f"S{number}", "supervision", *["yes"] * len(KEY), ""]
    for number in range(victims):
        yield [f"V{number}", "Victim case", *[""] * len(KEY), "yes"]


def test_each_kind_has_its_own_denominator(rated):
    told = rated([*rows_of(12, 6)])
    assert "100%, 12 of 12" in told
    assert "100%, 6 of 6" in told
    assert "unanswered" not in told


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("Victim case", "Witness", "Fill in its kind: supervision, victims."),
        ("Victim case", "", "Fill in its kind: supervision, victims."),
        ("kind", "sort", "several kinds of case. Add a column “kind” that says which: supervision, victims."),
    ],
)
def test_a_row_without_a_kind_of_the_framework_is_refused_with_what_to_do(rated, old, new, remedy):
    rows = [[new if cell == old else cell for cell in row] for row in rows_of(2, 1)]
    with pytest.raises(CommandError) as refused:
        rated(rows)
    assert remedy in str(refused.value)


def test_a_kind_that_the_file_has_none_of_is_said(rated):
    told = rated([*rows_of(12, 0)])
    assert "No victim cases are in the sample, so 3.2 Statutory victim work has no rating." in told


def test_a_fact_in_the_file_decides_which_questions_count(rated):
    """2.3.1d is asked of cases after release only; an empty cell is not known, so the question is asked."""
    rows = [["case", "kind", "sentence_type", "2.3.1d"]]
    rows += [[f"S{n}", "supervision", sentence, "yes"] for n, sentence in enumerate(("community_order", "Licence", ""))]
    told = rated(rows)
    assert "1 answer is set aside because the question does not apply to the case." in told
    with pytest.raises(CommandError, match=r"Write one of: community_order, .*Leave the cell empty"):
        rated([*rows, ["S9", "supervision", "a fine", "yes"]])


def test_a_framework_is_named_by_its_file_too(tmp_path, capsys):
    (tmp_path / "two-kinds.toml").write_text(two_kinds(), encoding="utf-8")
    (tmp_path / "answers.csv").write_text("case,kind,3.2.1\nV1,victims,yes\n", encoding="utf-8")
    call_command("rate", str(tmp_path / "answers.csv"), "--framework", str(tmp_path / "two-kinds.toml"))
    assert "3.2.1" in capsys.readouterr().out
    with pytest.raises(CommandError, match="it is a fragment"):
        call_command("rate", str(tmp_path / "answers.csv"), "--framework", "audit/frameworks/hmip-ratings.toml")
