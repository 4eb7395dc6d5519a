"""What a data analyst would write instead: the tables of cases and comments alone, without formulas or ratings.

python tests/bench/workbook_with_pandas.py DATABASE_URL USER AUDIT FILE prints {"cpu": seconds}.
"""

import json
import sqlite3
import sys
import time

import pandas as pd

ANSWERS = """
    SELECT s.number AS number, a.question, a.value, a.comment, s.facts FROM audit_answer a
    JOIN audit_review r ON r.id = a.review_id JOIN audit_sampledcase s ON s.id = r.sampled_case_id
    WHERE s.audit_id = ? AND r.submitted_at IS NOT NULL
"""


def write(database, audit, path):
    frame = pd.read_sql(ANSWERS, sqlite3.connect(database), params=[audit])
    facts = frame.drop_duplicates("number").set_index("number")["facts"]
    wide = frame.pivot(index="number", columns="question", values="value")
    wide = pd.DataFrame([*map(json.loads, facts)], index=facts.index).join(wide)
    with pd.ExcelWriter(path, engine="xlsxwriter") as book:
        wide.astype(str).to_excel(book, sheet_name="Cases")
        frame[frame["comment"] != ""][["number", "question", "comment"]].to_excel(book, sheet_name="Comments")


if __name__ == "__main__":
    url, _, audit, path = sys.argv[1:]
    started = time.process_time()
    write(url.removeprefix("sqlite:///"), audit, path)
    sys.stdout.write(json.dumps({"cpu": time.process_time() - started}))
