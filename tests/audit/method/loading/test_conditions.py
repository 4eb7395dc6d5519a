"""Files whose facts and conditions do not fit are refused, with place and remedy."""

import pytest

from audit.method.loading.framework import FrameworkProblem
from tests.audit.method.conditions.test_conditions import public_protection
from tests.audit.method.frameworks import edited, load_text
from tests.code_tree import ROOT

IN_ANY = "[conditions.adjusted], any number 2, all number 2"
CORE = 'not = { condition = "adjusted" }'
DEEP = "not = { " * 11 + "resettlement = [true]" + " }" * 11
MISTAKES = {
    "the first format": ("format = 2\n", "", '"facts" needs format = 2', "top level"),
    "a condition that is not there": ('"adjusted" }', '"adjust" }', 'core names "adjust"', "top level"),
    "a circle": (CORE, f'{CORE}\ncondition = "core"', "circle: core, then core", "top level"),
    "a longer circle": (
        "any = [",
        'any = [ { condition = "core" },',
        "adjusted, then core, then adjusted",
        "top level",
    ),
    "nothing to choose from": (CORE, "any = []", '"any" lists nothing', "[conditions.core]"),
    "an empty rule": (CORE, "not = {}", "does not name a fact", "[conditions.core].not"),
    "not of a text": (CORE, 'not = "adjusted"', '"not" is', "[conditions.core]"),
    "an unknown word": ('"ask_fact"', '"guess"', "Use one of: ask, skip, ask_fact", "[conditions.adjusted]"),
    "a comparison that is none": (
        "at_most = 8",
        "most = 8",
        "no comparison. Use: at_least",
        IN_ANY,
    ),
    "a comparison with a text": ("at_most = 8", 'at_most = "8"', "Write a whole number", IN_ANY),
    "a comparison with nothing": ("{ at_most = 8 }", "{}", "compares with nothing", IN_ANY),
    "comparisons that leave no number": (
        "at_most = 8",
        "at_most = 8, above = 7, below = 8",
        "meets all of its",
        IN_ANY,
    ),
    "too deep to read": (CORE, DEEP, "more than 10 deep", "[conditions.core].not"),
    "a fact worked out in no way": ('has_date = "contact', 'had_date = "contact', "must say once how", "[facts.susp"),
    "a fact of one date": ('["start_date", "end_date"]', '["start_date"]', "must name two dates", "[facts.licence_w"),
    "a fact without a title": ('title = "contact was suspended"', "", 'Add title = "a text"', "[facts.suspended]"),
    "a fact called any": ("[facts.suspended]", "[facts.any]", "a meaning of their own: any, all", "[facts.any]"),
}


@pytest.mark.parametrize(("old", "new", "remedy", "place"), MISTAKES.values(), ids=MISTAKES)
def test_a_file_whose_facts_or_conditions_do_not_fit_is_refused(old, new, remedy, place):
    with pytest.raises(FrameworkProblem) as refused:
        load_text(public_protection((old, new)))
    assert any(remedy in problem and place in problem for problem in refused.value.every), refused.value.every


def test_the_conditions_that_the_documentation_shows_load():
    text = (ROOT / "docs/frameworks.md").read_text(encoding="utf-8").partition("Format 2 can say more.")[2]
    example = text.partition("```toml\n")[2].partition("```")[0]
    framework = load_text(
        edited(("[conditions.licence]", f"{example}\n[conditions.licence]"), ("code =", "format = 2\ncode ="))
    )
    assert {"adjusted", "core", "licence"} <= framework.conditions.keys()
