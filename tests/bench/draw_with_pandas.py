"""What a data analyst would write instead: python tests/bench/draw_with_pandas.py EXTRACT prints counts as JSON."""

import json
import sys

import pandas as pd

NEEDED = ["CRN", "Name", "Gender", "Sentence type", "Commencement date", "RoSH level", "Limited access"]
WINDOWS = [("2023-06-26", "2023-07-02"), ("2023-07-10", "2023-07-16")]


def draw(path):
    read = pd.read_csv if path.endswith(".csv") else pd.read_excel
    frame = read(path, dtype=str, usecols=NEEDED, **({} if path.endswith(".csv") else {"engine": "calamine"}))
    frame = frame.dropna(how="all")
    rows = len(frame)
    frame["CRN"] = frame["CRN"].str.strip()
    british = path.endswith(".csv")  # the workbook's dates come as texts in ISO form
    start = pd.to_datetime(
        frame["Commencement date"], dayfirst=british, format="%d/%m/%Y" if british else None, errors="coerce"
    )
    frame["start"] = start
    frame = frame[(frame["Name"] != "Restricted") & (frame["Limited access"] != "Yes") & frame["CRN"].notna()]
    frame = frame[pd.concat([frame["start"].between(*window) for window in WINDOWS], axis=1).any(axis=1)]
    frame = frame.sort_values("start").drop_duplicates("CRN")
    woman, post = frame["Gender"] == "Female", frame["Sentence type"].str.contains("Custody|Post")
    stratum = (
        woman.astype(str) + (post & ~woman).astype(str) + (frame["RoSH level"].str.contains("Low") & ~woman).astype(str)
    )
    picked = frame.groupby(stratum).sample(frac=60 / len(frame), random_state=1)
    return {"rows": rows, "eligible": len(frame), "picks": picked["CRN"].tolist()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(draw(sys.argv[1])))
