"""`manage.py import_published`: published results are checked, stored once, and worked out again."""

import csv

import pytest

from audit.models import PublishedResult
from tests.audit.an_audit import a_unit
from tests.audit.management.running import output_of, refusal_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]
FIELDS = ["inspection", "programme", "year", "max_score", "score", "score_percent", "overall_rating"]
FIELDS += ["standard_ratings", "source"]
ROW = {"inspection": "Suffolk PDU", "programme": "PDU", "year": "2024", "overall_rating": "Good", "source": "Report"}


def write_results(folder, *rows):
    path = folder / "published.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, FIELDS)
        writer.writeheader()
        writer.writerows(ROW | row for row in rows)
    return path


def test_the_shipped_results_are_stored_once_with_the_key_questions_of_suffolk():
    unit = a_unit("Suffolk PDU")
    assert "103 added, 0 changed, 0 unchanged. 1 result is of a PDU" in output_of("import_published")
    assert "0 added, 0 changed, 103 unchanged." in output_of("import_published")
    suffolk = PublishedResult.objects.get(inspection="Suffolk PDU")
    assert (suffolk.unit, suffolk.score, suffolk.overall) == (unit, 4, "Requires improvement")
    assert suffolk.figures["2.3.3"] == [23, 13, 56]
    assert suffolk.figures["2.1.1"] == [50, None, 56]  # of all cases; the file also has 1 of 5, of a group
    assert len(suffolk.figures) == 12


def test_the_shipped_results_that_do_not_fit_are_listed():
    text = output_of("import_published")
    assert "5 stored results do not fit:" in text
    assert "youth, Bridgend YJS, 2022: 4.56% is an impossible score" in text
    assert "youth, West Sussex YJS, 2022: 26 of 36 gives Good; published is Requires improvement." in text


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"score": "25", "max_score": "21"}, "row 2, column E (score): “25”. This score is impossible"),
        ({"score": "4"}, "row 2, column D (max_score): Fill in the highest possible score"),
        ({"score": "four", "max_score": "21"}, "row 2, column E (score): “four”. Write a whole number"),
        ({"max_score": "20"}, "row 2, column D (max_score): “20”. The highest possible score is 3 for each standard"),
        ({"max_score": "36"}, "The highest possible score of this programme is 27."),
        ({"score_percent": "104"}, "row 2, column F (score_percent): “104”. Write a percentage from 0 to 100"),
        ({"programme": "prison"}, "row 2, column B (programme): “prison”. This programme is not known."),
        ({"overall_rating": "Fair"}, "row 2, column G (overall_rating): “Fair”. “Fair” is not a rating."),
        ({"standard_ratings": "1.1: Good"}, "Write standards as 1.1=Good; 1.2=Inadequate."),
        ({"year": "24"}, "row 2, column C (year): “24”. Write the year as 2024 or 2019-20"),
        ({"source": ""}, "row 2, column I (source): Fill in the source"),
    ],
)
def test_a_wrong_cell_is_named_with_its_place_and_remedy_and_nothing_is_saved(tmp_path, wrong, problem):
    text = refusal_of("import_published", write_results(tmp_path, wrong, {"inspection": "Norfolk PDU"}))
    assert problem in text
    assert "Nothing was saved." in text
    assert not PublishedResult.objects.exists()


def test_a_row_that_comes_twice_is_refused_and_a_second_source_is_not(tmp_path):
    assert "already in row 2" in refusal_of("import_published", write_results(tmp_path, {}, {}))
    text = output_of(
        "import_published", write_results(tmp_path, {}, {"source": "Paper", "overall_rating": "Inadequate"})
    )
    assert "2 added" in text
    assert "One source says Good and another Inadequate." in text


def test_a_corrected_file_changes_what_is_stored_and_keeps_how_it_was(tmp_path):
    output_of("import_published", write_results(tmp_path, {}))
    text = output_of("import_published", write_results(tmp_path, {"overall_rating": "Outstanding"}))
    assert "0 added, 1 changed" in text
    assert [row.overall for row in PublishedResult.history.order_by("history_id")] == ["Good", "Outstanding"]


def test_a_file_without_its_headings_says_which_it_needs(tmp_path):
    path = tmp_path / "published.csv"
    path.write_text("name,score\nSuffolk,4\n")
    assert "needs these headings too: inspection, programme, overall_rating, source" in refusal_of(
        "import_published", path
    )
