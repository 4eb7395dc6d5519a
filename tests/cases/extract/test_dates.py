"""What the dates of an extract mean: British order, the British day, and years of two digits."""

from datetime import date, datetime

import pytest

from cases.extract.values.dates import read_birth_date, read_date, read_end_date
from cases.extract.values.text import UNREADABLE
from tests.cases.extract_files import a_row, draw_of

APRIL = date(2024, 4, 3)


@pytest.mark.parametrize(
    "cell",
    [
        "03/04/2024",
        "3/4/24",
        "03-04-2024",
        "03.04.2024",
        "3 April 2024",
        "3-Apr-24",
        "Wed 3 Apr 2024",
        "3rd April 2024",
        "2024-04-03",
        "2024/04/03",
        "20240403",
        "2024-04-03T10:30:00",
        "03/04/2024 00:00",
        "03/04/2024 10:30:15",
        "45385",
        "'03/04/2024",
        "' 3 Apr 2024",
        "'45385",
        "\u200b03/04/2024",
        "03/\u200e04/2024 10:30",
        "\ufeff2024-04-03",
        "April 3, 2024",
        "Apr 3 2024",
        "Wednesday, April 3rd, 2024",
        "april 03, 2024 10:30",
        "Apr. 3, 2024",
        " 03/04/2024 ",
        45385.0,
        45385,
        45385.4375,
        datetime(2024, 4, 3, 10, 30),
        APRIL,
    ],
)
def test_the_third_of_april_is_read_however_it_is_written(cell):
    assert read_date(cell) == APRIL


@pytest.mark.parametrize(
    "cell",
    [
        "04/13/2024",
        "31/02/2024",
        "soon",
        "3 Abc 2024",
        "1/1/1066",
        "7",
        "99999",
        "30/4",
        "Abc 3, 2024",
        "April 31, 2024",
        "4/13/2024",
    ],
)
def test_what_is_no_date_in_british_order_is_unreadable(cell):
    assert read_date(cell) is UNREADABLE


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2023-06-01T23:00:00Z", 2),
        ("2023-05-31T23:00:00Z", 1),
        ("2023-05-31T23:00:00.000+00:00", 1),
        ("2023-05-31T23:00:00+0000", 1),
        ("2023-05-31 23:00 UTC", 1),
        ("31/05/2023 23:00:00 GMT", 1),
        ("2023-06-01T00:00:00+01:00", 1),
        ("2023-06-01 00:00 BST", 1),
        ("2023-05-31T19:30:00-04:30", 1),
        ("Thu Jun 01 2023 00:00:00 GMT+0100 (British Summer Time)", 1),
        ("2023-06-01T00:00:00Z", 1),
        ("2023-06-01T00:00:00", 1),
        ("2023-06-01 23:00:00", 1),
        ("2023-06-01T23:00:00.0000000", 1),
    ],
)
def test_a_time_with_its_zone_gives_the_british_day_and_one_without_stays(cell, day):
    assert read_date(cell) == date(2023, 6, day)


@pytest.mark.parametrize(
    ("starts", "is_noted"),
    [
        (("2023-05-31 23:00:00", "2023-07-01T23:00:00"), True),
        (("2023-05-31 23:00:00", "2023-01-10 00:00:00"), True),
        (("2023-05-31 23:00:00", "01/06/2023"), False),
        (("2023-05-31 23:00:00", "2023-07-01 00:00:00"), False),
        (("2023-05-31 23:00:00", "2023-01-10 23:00:00"), False),
        (("2023-05-31 23:00:00", "2023-05-31 23:00:00Z"), False),
        (("2023-01-10 00:00:00", "2023-01-11 00:00:00"), False),
    ],
)
def test_starts_that_look_like_midnights_of_utc_stay_as_written_and_are_told(tmp_path, starts, is_noted):
    sample = draw_of(tmp_path, *(a_row(at, start=start) for at, start in enumerate(starts)))
    assert any("look like midnight in UTC" in note for note in sample.notes) is is_noted
    assert ("2023-05-31" in str(sample.picks)) is (starts[0][:4] == "2023" and "05-31" in starts[0])


def test_in_winter_british_time_is_that_of_greenwich():
    assert read_date("2023-12-01T23:00:00Z") == read_date("2023-12-01T00:00:00Z") == date(2023, 12, 1)


@pytest.mark.parametrize(
    ("cell", "year"), [("01/03/45", 1945), ("1-Mar-24", 1924), ("01/03/15", 1915), ("01/03/05", 2005)]
)
def test_a_year_of_birth_of_two_digits_is_never_in_the_future_nor_that_of_a_small_child(cell, year):
    assert read_birth_date(cell, today=date(2024, 2, 12)) == date(year, 3, 1)


@pytest.mark.parametrize("cell", ["01/03/2045", "2024-02-13", date(2029, 1, 1)])
def test_no_one_is_born_after_today(cell):
    assert read_birth_date(cell, today=date(2024, 2, 12)) is UNREADABLE


@pytest.mark.parametrize(("cell", "year"), [("01/06/23", 2023), ("01/06/98", 1998), ("01/06/55", 2055)])
def test_a_short_year_of_a_sentence_is_one_in_which_it_can_start_or_end(cell, year):
    assert read_date(cell) == read_end_date(cell) == date(year, 6, 1)


@pytest.mark.parametrize("cell", ["N", "No", "Not terminated", "Current", ""])
def test_an_order_that_still_runs_has_no_end_date(cell):
    assert read_end_date(cell) is None
