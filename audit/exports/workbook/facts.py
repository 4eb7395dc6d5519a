"""The columns of the case sheet that say what a case is like, in the words of the pages."""

from audit.exports.workbook.cells import Column
from audit.method.groups.values import value_of
from audit.results.groups.pages.names import name_of_value, title_of
from cases.case_values import FLAGS, GRADES, ROSH_LEVELS

GROUPED = ("sex", "ethnic_group", "disability", "age_band", "sentence_type")


def fact_columns() -> list[Column]:
    """Return the Columns of facts, for rows of (CaseRow, CaseDetails). A cell is empty where a fact is not known."""
    return [
        *(Column(title_of(fact), 18, _grouped_cell(fact)) for fact in GROUPED),
        Column(title_of("rosh_level"), 14, lambda row, line: ROSH_LEVELS.get(_fact(row, "rosh_level"))),
        Column("MAPPA category", 12, lambda row, line: _fact(row, "mappa_category")),
        Column("MAPPA level", 12, lambda row, line: _fact(row, "mappa_level")),
        Column(title_of("flags"), 30, lambda row, line: "; ".join(FLAGS.get(f, f) for f in _fact(row, "flags") or ())),
        Column(title_of("start_month"), 18, _grouped_cell("start_month")),
        Column(title_of("team"), 20, lambda row, line: _fact(row, "team")),
        Column(title_of("grade"), 18, lambda row, line: GRADES.get(_fact(row, "grade"), _fact(row, "grade"))),
        Column("Practitioner", 20, lambda row, line: row[1] and row[1].practitioner),
        Column("Reviewer", 20, lambda row, line: row[1] and row[1].reviewer),
    ]


def _fact(row, fact):
    return row[1].facts.get(fact) if row[1] else None


def _grouped_cell(fact):
    def cell(row, line):
        value = value_of(fact, row[1].facts) if row[1] else None
        return name_of_value(fact, value) if value else None

    return cell
