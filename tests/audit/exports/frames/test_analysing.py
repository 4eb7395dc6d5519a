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
def test_the_examples_give_what_they_promise(signed_off_audit, tmp_path, monkeypatch):
    earlier = an_audit("First round", signed_off_audit.unit)
    add_cases(earlier, 12, {"2.1.3": 4})
    lead = taken_by(unit=signed_off_audit.unit)
    monkeypatch.chdir(tmp_path)
    with open("data.zip", "wb") as file:
        file.write(zip_of(earlier, signed_off_audit, profile=Profile.INSIDE, by=lead))
    got = {}
    for example in EXAMPLES:
        numbered = example.replace("[1, 2]", f"[{earlier.pk}, {signed_off_audit.pk}]").replace(
            "quality-lead", lead.username
        )
        exec(numbered, got)  # noqa: S102
    assert got["counts"]["n"].sum() == 56
    assert got["change"]["2.1.3"] == round(2500 / 56 - 400 / 12, 1)  # not 45 - 33
    assert os.path.getsize("key-questions.png") > 10_000
    assert "2.1.3: 45%" in got["alternative_text"]
    assert set(got["by_team"]["group"]) == {"all", "team"}
    assert len(got["cases"]) == 56 + 12
