"""docs/data-protection.md names every field that oversight stores, with why, who sees it and how long."""

import re

import pytest
from django.apps import apps

from audit import models
from tests.code_tree import ROOT

TEXT = (ROOT / "docs" / "data-protection.md").read_text(encoding="utf-8")
TABLE = TEXT.split("<!-- records of oversight -->")[1].split("<!-- /records of oversight -->")[0]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines() if line.startswith("|")][
    2:
]
HELD = {row[0].split(",")[0]: set(re.findall(r"`(\w+)`", row[1])) for row in ROWS}
# where the records of oversight lie, and those of inspections and of files that rounds use too
FOLDERS = ("audit.models.oversight.", "audit.models.notices.")
SHARED = (models.SampledCase, models.Review, models.Answer, models.StandIn, models.AccessToken)
FILES = (models.PreparedFile, models.FileWorker)
WITHOUT_PEOPLE = {"NoticeEmail"}  # that an e-mail was sent on a day


def records():
    own = [m for m in apps.get_app_config("audit").get_models() if m.__module__.startswith(FOLDERS)]
    own = {m for m in own if not m.__name__.startswith("Historical") and m.__name__ not in WITHOUT_PEOPLE}
    return sorted(own | {*SHARED, *FILES}, key=lambda record: record.__name__)


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_every_field_of_a_record_is_named(record):
    assert HELD[record.__name__] == {field.name for field in record._meta.fields} - {"id"}


def test_every_row_is_a_record_and_says_why_who_and_how_long():
    assert set(HELD) == {record.__name__ for record in records()}
    assert [row for row in ROWS if len(row) != 5 or not all(row)] == []
