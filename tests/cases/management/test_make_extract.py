"""`manage.py make_extract`: an invented extract of each kind, without a database."""

import pytest

from tests.audit.management.running import output_of, refusal_of, run


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "csv"])
def test_an_extract_of_each_kind_is_written_again_alike(tmp_path, suffix):
    one, other = tmp_path / f"one.{suffix}", tmp_path / f"other.{suffix}"
    assert output_of("make_extract", one, rows=40, seed=5) == f"{one}: 40 invented cases.\n"
    output_of("make_extract", other, rows=40, seed=5, clean=True)
    assert one.stat().st_size > 1_000
    assert one.read_bytes() != other.read_bytes()


@pytest.mark.slow
def test_it_needs_no_database_and_its_extract_can_be_drawn_from(tmp_path):
    path = tmp_path / "extract.csv"
    assert run("make_extract", path, "--rows", "200", "--unit", "Invented PDU", "--team", "One").returncode == 0
    done = run("draw_sample", path, "--size", "10", "--seed", "1", "--today", "2024-02-12", "--unit", "Invented PDU")
    assert done.returncode == 0
    assert "One" in done.stdout


def test_another_kind_of_file_or_place_is_refused(tmp_path):
    assert "Use a name that ends in .xlsx, .ods or .csv." in refusal_of("make_extract", tmp_path / "extract.pdf")
    assert "cannot be written: No such file or directory." in refusal_of(
        "make_extract", tmp_path / "no" / "extract.csv"
    )
    assert "--rows must be from 0 to 999,999." in refusal_of("make_extract", tmp_path / "extract.csv", rows=-1)
