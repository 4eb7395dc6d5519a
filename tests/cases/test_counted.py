"""Numbers with their nouns: in one way, on pages and at the shell."""

import re

import pytest
from django.template import Context, Template

from cases.counted import counted, plural
from tests.code_tree import ROOT, modules, name_of

pytestmark = pytest.mark.on_postgresql

BY_HAND = re.compile(r"""pluralize|ngettext|['"]s['"] if |else ['"]s['"]""")


@pytest.mark.parametrize(
    ("number", "words", "told"),
    [(0, ["case"], "0 cases"), (1, ["case"], "1 case"), (1200, ["case"], "1,200 cases"), (2, ["is", "are"], "2 are")],
)
def test_a_number_has_its_noun_in_one_or_in_many(number, words, told):
    assert counted(number, *words) == told
    assert plural(number, *words) == told.split()[1]
    assert Template(f'{{{{ number|counted:"{",".join(words)}" }}}}').render(Context({"number": number})) == told


def test_no_page_and_no_sentence_makes_plurals_in_a_way_of_its_own():
    files = [*modules("audit", "cases"), *(ROOT / "templates").rglob("*.html")]
    assert {name_of(path) for path in files if BY_HAND.search(path.read_text(encoding="utf-8"))} == set()
