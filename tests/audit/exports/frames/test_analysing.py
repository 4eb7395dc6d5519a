"""The examples of docs/analysing.md run as they are written, one after the other."""

import os
import re

import pytest

from audit.exports.leaving.profiles import Profile
from tests.audit.an_audit import add_cases, an_audit
from tests.audit.exports.data.taken import taken_by, zip_of
from tests.code_tree import ROOT

EXAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "docs/analysing.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.django_db
def test_the_examples_give_what_they_promise(suffolk_audit, tmp_path, monkeypatch):
    later = an_audit("Second round", suffolk_audit.unit)
    add_cases(later, 12, {"2.1.3": 4})
    lead = taken_by(unit=suffolk_audit.unit)
    monkeypatch.chdir(tmp_path)
    with open("data.zip", "wb") as file:
        file.write(zip_of(suffolk_audit, later, profile=Profile.INSIDE, by=lead))
    got = {}
    for example in EXAMPLES:
        numbered = example.replace("[1, 2]", f"[{suffolk_audit.pk}, {later.pk}]").replace("quality-lead", lead.username)
        exec(numbered, got)  # noqa: S102 - our own document
    assert got["counts"]["n"].sum() == 56
    assert got["change"]["2.1.3"] == 33 - 45
    assert os.path.getsize("key-questions.png") > 10_000
    assert "2.1.3: 33%" in got["alternative_text"]
    assert set(got["by_team"]["group"]) == {"all", "team"}
    assert len(got["cases"]) == 56 + 12
