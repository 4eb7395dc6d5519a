"""What a data analyst would write over the same tables: python tests/bench/data_with_pandas.py DATABASE AUDIT FILE.

It has no rules: every case, every text and every group is in it, and no interval.
"""

import sqlite3
import sys
import time
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd

ANSWERS = """
    SELECT s.audit_id, s.number AS 'case', a.question, a.value, a.comment, u.username AS reviewer, r.part,
           date(a.answered_at) AS answered_on
    FROM audit_answer a
    JOIN audit_review r ON r.id = a.review_id
    JOIN audit_sampledcase s ON s.id = r.sampled_case_id
    LEFT JOIN cases_user u ON u.id = r.reviewer_id
    WHERE s.audit_id = ? AND r.submitted_at IS NOT NULL AND a.value IS NOT NULL
    ORDER BY s.number
"""
CASES = """
    SELECT s.audit_id, s.number AS 'case', s.facts, p.name AS practitioner, c.start_date
    FROM audit_sampledcase s
    JOIN cases_case c ON c.id = s.case_id
    LEFT JOIN cases_practitioner p ON p.id = s.held_by_id
    WHERE s.audit_id = ?
"""
VALUES = {1: "yes", 2: "no", 3: "not_applicable", 4: "absent"}
FACTS = ["sex", "ethnic_group", "disability", "sentence_type", "rosh_level", "grade", "team", "start_month"]


def write(database, audit, path):
    with sqlite3.connect(database) as connection:
        answers = pd.read_sql(ANSWERS, connection, params=[audit])
        cases = pd.read_sql(CASES, connection, params=[audit])
    facts = pd.json_normalize(cases.pop("facts").map(pd.io.json.ujson_loads))
    cases = cases.join(facts)
    cases["start_month"] = cases["start_date"].str[:7]
    answers["value"] = answers["value"].map(VALUES)
    joined = answers[["case", "question", "value"]].merge(cases[["case", *FACTS]], on="case")
    counted = [figures_by(joined, []), *(figures_by(joined, [fact]) for fact in FACTS)]
    with ZipFile(path, "w", ZIP_DEFLATED) as zipped:
        for name, frame in {"answers": answers, "cases": cases, "figures": pd.concat(counted)}.items():
            with zipped.open(f"{name}.csv", "w") as stream:
                frame.to_csv(stream, index=False, encoding="utf-8-sig")


def figures_by(joined, facts):
    counts = joined.groupby([*facts, "question"])["value"].value_counts().unstack(fill_value=0)
    counts["n"] = counts["yes"] + counts["no"] + counts.get("absent", 0)
    counts["percent"] = (200 * counts["yes"] + counts["n"]) // (2 * counts["n"]).where(counts["n"] > 0)
    return counts.reset_index().rename(columns=dict.fromkeys(facts, "group_value"))


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    sys.stdout.write(str(time.process_time()))
