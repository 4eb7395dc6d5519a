"""The figures of an audit are the same on its page and in every file that leaves."""

import json
import random
import re
from io import BytesIO

import docx
import pandas
import pytest

from audit.exports.as_json.full import write_json
from audit.exports.data.data_zip import write_data
from audit.exports.documents.report import write_report
from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.reads import contents_of
from audit.exports.workbook.workbook import write_summary
from audit.results.report import report_on_audit
from tests.audit.an_audit import NO, YES, add_answered, an_audit, fetched
from tests.audit.exports.data.taken import frames_in

LINE = re.compile(r"(\d\.\d\.\d) .*?(\d+) of (\d+)\D+?(\d+)%", re.DOTALL)


def written(write, contents):
    stream = BytesIO()
    write([contents], stream)
    return stream.getvalue()


# each gives {key question: (sufficient, asked, per cent)}
def csv_of(contents):
    rows = frames_in(written(write_data, contents))["figures"].query("group == 'all' and rating != ''")
    return {row.question: (int(row.yes), int(row.n), int(row.percent)) for row in rows.itertuples()}


def json_of(contents):
    rows = json.loads(written(write_json, contents))["figures"]
    rated = [row for row in rows if row["group"] == "all" and row["rating"]]
    return {row["question"]: (row["yes"], row["n"], row["percent"]) for row in rated}


def document_of(contents):
    tables = docx.Document(BytesIO(written(write_report, contents))).tables
    rows = [" ".join(cell.text for cell in row.cells) for table in tables for row in table.rows]
    return figures_in("\n".join(row for row in rows if re.match(r"\d\.\d\.\d ", row)))


def workbook_of(contents):
    book = BytesIO(written(write_summary, contents))
    rows = pandas.read_excel(book, "Key questions", header=2, dtype={"Code": "str"}, engine="calamine")
    shown = zip(*(rows[name] for name in ("Code", "Yes", "Applicable (n)", "Per cent")), strict=True)
    return {code: (yes, asked, percent) for code, yes, asked, percent in shown}


def figures_in(text):
    return {code: (int(yes), int(asked), int(percent)) for code, yes, asked, percent in LINE.findall(text)}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_page_and_files_of_a_random_audit_hold_the_same_numbers(seed, sign_in):
    dice, audit = random.Random(seed), an_audit()  # noqa: S311 - nothing secret
    codes, rate = [each.code for each in audit.framework.key_questions], dice.random()
    cases = range(dice.randint(12, 70))
    add_answered(audit, [{code: YES if dice.random() < rate else NO for code in codes} for _ in cases])
    page = sign_in("lead").get(f"/audits/{audit.pk}/report/").content.decode()
    contents = contents_of(fetched(audit), Leaving())
    found = {read.__name__: read(contents) for read in (csv_of, json_of, document_of, workbook_of)}
    found["page"] = figures_in(re.sub(r"<[^>]+>|\s+", " ", page))
    rated = [each for standard in report_on_audit(fetched(audit)).rating.standards for each in standard.key_questions]
    expected = {each.code: (each.tally.yes, each.tally.applicable, each.percent) for each in rated}
    assert {name: figures for name, figures in found.items() if figures != expected} == {}
