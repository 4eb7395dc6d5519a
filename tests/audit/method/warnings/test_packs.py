"""Packs of warnings: coded rules over the answers of a review and the facts of its case."""

import pytest

from audit.frameworks import framework, framework_problems, warnings_of
from audit.method.answers import Value
from audit.method.loading.framework import FrameworkProblem
from audit.method.loading.warnings import load_warnings
from audit.method.review_check import check_review
from audit.method.warnings.coded import BUILT_IN
from tests.audit.method.frameworks import edited, pdu
from tests.code_tree import ROOT

YES, NO, NA, *_ = Value
LICENCE = {"sentence_type": "licence", "flags": [], "rosh_level": "medium"}
PACK = """[[warnings]]
code = "W101"
message = "Home visits were not made"
fields = ["2.3.3", "2.3.3e"]
when = { answers = { "2.3.3" = ["yes"], "2.3.3e" = ["no"] }, any = [ { rosh_level = ["high"] }, { flags = ["ADVP"] } ] }
"""


def pack_of(text, tmp_path, *, known=lambda framework, test: ""):
    path = tmp_path / "own.warnings.toml"
    path.write_text(text, encoding="utf-8")
    return load_warnings(path, pdu(), known)


def warned(pack, answers, facts=LICENCE):
    checked = check_review(pdu(), facts, answers, dict.fromkeys(answers, "Why."), pack)
    return [(remark.code, remark.warning) for remark in checked.warnings]


@pytest.mark.parametrize(
    ("answers", "facts", "shown"),
    [
        ({"2.3.3": YES, "2.3.3e": NO}, {"rosh_level": "high"}, True),
        ({"2.3.3": YES, "2.3.3e": NO}, {"flags": ["RCPR", "ADVP"]}, True),
        ({"2.3.3": YES, "2.3.3e": NO}, {}, False),
        ({"2.3.3": YES, "2.3.3e": NO}, {"rosh_level": "", "flags": None}, False),
        ({"2.3.3": YES, "2.3.3e": NA}, {"rosh_level": "high"}, False),
        ({"2.3.3": YES}, {"rosh_level": "high"}, False),
    ],
)
def test_a_warning_is_shown_only_where_answers_and_facts_are_known_to_give_it(tmp_path, answers, facts, shown):
    answers = {"2.3.3a": YES} | answers  # so that no warning of every framework holds
    found = warned(pack_of(PACK, tmp_path), answers, LICENCE | facts)
    assert found == [("2.3.3", "W101")] * shown


def test_the_warnings_of_every_framework_have_codes(tmp_path):
    found = warned((), {"2.1.1": YES, "2.1.1a": NO, "2.1.2": NO, "2.1.2a": YES, "2.3.1d": NA})
    assert found == [("2.1.1", "W001"), ("2.1.2", "W002"), ("2.3.1d", "W004")]
    assert [each.warning for each in check_review(pdu(), LICENCE, {"2.1.1a": NO}, {}).warnings] == ["W003"]


WRONG = {
    "a code of every framework": ('"W101"', '"W001"', "W001 to W004 are warnings of every framework"),
    "no such question": ('fields = ["2.3.3"', 'fields = ["9.9"', '"fields" names "9.9", which is no question'),
    "no such answered question": ('{ "2.3.3" = ["yes"]', '{ "9.9" = ["yes"]', '"answers" names "9.9"'),
    "no such answer": ('"2.3.3e" = ["no"]', '"2.3.3e" = ["maybe"]', '2.3.3e is never answered "maybe"'),
    "compared": ('"2.3.3e" = ["no"]', '"2.3.3e" = { at_most = 1 }', "is compared with a number"),
    "a fact that no case has": ("rosh_level", "shoe_size", 'no case has "shoe_size"'),
    "an unknown condition": ('{ rosh_level = ["high"] }', '{ condition = "gone" }', 'names the condition "gone"'),
    "no fields": ('["2.3.3", "2.3.3e"]', "[]", '"fields" names no question'),
    "an unknown key": ("message", 'colour = "red"\nmessage', '"colour" is not a key we know'),
    "a long message": ("Home visits", "Home visits " * 20, "Use 200 at most"),
}


@pytest.fixture
def own(settings, tmp_path):
    """write(pack): puts a pack beside own.toml, a framework with the shipped questions."""
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    (tmp_path / "own.toml").write_text(edited(('code = "pdu-2023"', 'code = "own"')), encoding="utf-8")
    return lambda text: (tmp_path / "own.warnings.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("old", "new", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_pack_is_named_with_its_mistake_and_stops_nothing(own, old, new, told):
    own(PACK.replace(old, new, 1))
    assert warnings_of(framework("own")) == ()
    (problem,) = framework_problems()
    assert "own.warnings.toml" in str(problem)
    assert told in "\n".join(problem.every)


def test_two_warnings_of_one_code_are_refused(tmp_path):
    with pytest.raises(FrameworkProblem, match=r"“?W101.* is used twice"):
        pack_of(PACK + PACK, tmp_path)


def test_a_framework_has_the_pack_of_the_one_that_it_extends(settings, tmp_path):
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    text = 'code = "short"\nversion = "1"\ntitle = "Short"\nextends = "pdu-2023"\nonly = ["finance-help"]\n'
    (tmp_path / "short.toml").write_text(text, encoding="utf-8")
    pack = warnings_of(framework("short"))
    assert pack == warnings_of(framework("pdu-2023")) != ()
    answers = {"2.2.3": YES, "2.1.3": NO, "2.1.1b": YES}  # the items that other warnings look at are not in it
    found = check_review(framework("short"), LICENCE, answers, dict.fromkeys(answers, "Why."), pack).warnings
    assert [(remark.code, remark.warning) for remark in found] == [("2.2.3", "W104")]


@pytest.mark.parametrize("code", ["pdu-2023", "public-protection-2025"])
def test_the_document_lists_every_warning_of_a_pack(code):
    document = (ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
    part = document.split(f"(`{code}`)\n")[1].split("\n## ")[0]
    rows = [f"| {each.code} | {each.message} | {', '.join(each.fields)} |" for each in warnings_of(framework(code))]
    assert [line for line in part.splitlines() if line.startswith("| W")] == rows


def test_the_document_lists_the_warnings_of_every_framework():
    document = (ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
    rows = [f"| {each.code} | {each.message.replace('{}', '…')} | {each.about} |" for each in BUILT_IN]
    assert [line for line in document.splitlines() if line.startswith("| W0")] == rows
