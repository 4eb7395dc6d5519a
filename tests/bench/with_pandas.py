"""What a data analyst would write instead: python tests/bench/with_pandas.py FILE prints {code: [yes, applicable]}."""

import json
import sys

import pandas as pd

YES = ["yes", "y", "sufficient", "effective"]
NO = ["no", "n", "insufficient", "absent"]


def count(path):
    frame = pd.read_csv(path, dtype=str) if path.endswith(".csv") else pd.read_excel(path, dtype=str, engine="calamine")
    words = frame.drop(columns="case").apply(lambda column: column.str.strip().str.lower())
    yes, no = words.isin(YES).sum(), words.isin(NO).sum()
    return {code: [int(yes[code]), int(yes[code] + no[code])] for code in words}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(count(sys.argv[1])))
