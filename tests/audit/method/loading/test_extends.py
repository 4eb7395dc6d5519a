"""Files that extend others: short forms, chains, fragments, and what their checksums cover."""

import hashlib
import os
from io import StringIO

import pytest
from django.core.management import call_command

from audit.frameworks import framework, framework_choices, framework_problems, load_file
from audit.method.answers import Value
from audit.method.loading.framework import FrameworkProblem
from audit.method.loading.toml_table import _parsed
from tests.audit.method.frameworks import FOLDER, SHIPPED, edited
from tests.audit.method.loading.test_answer_sets import WITH_SET

SHORT = 'code = "own-short"\nversion = "1"\ntitle = "Short"\nextends = "own"\n'
ONLY = f'{SHORT}only = ["finance-help"]\n'
EXTRA = """
[[item_groups]]
code = "end"
title = "End"
[[item_groups.items]]
code = "end-supported"
text = "Was the end supported?"
look_for = "Plan and review."
answers = "looked"
"""


@pytest.fixture
def folder(tmp_path, settings):
    """A folder of frameworks with own.toml, where finance-help can be answered “I did not look”."""
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    own = edited(*WITH_SET, ('code = "pdu-2023"', 'code = "own"'))
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    return tmp_path


def put(folder, code, text):
    (folder / f"{code}.toml").write_text(text, encoding="utf-8")
    return folder / f"{code}.toml"


def short_form(folder, text):
    return load_file(put(folder, "own-short", text))


def test_a_short_form_keeps_the_named_items_of_the_file_it_extends_and_adds_its_own(folder):
    short, own = short_form(folder, ONLY + EXTRA), load_file(folder / "own.toml")
    assert [item.code for item in short.items] == ["finance-help", "end-supported"]
    assert short.questions["finance-help"] == own.questions["finance-help"]
    assert Value.NOT_LOOKED in short.questions["end-supported"].labels
    assert (short.title, short.notes, short.rating_bands) == ("Short", own.notes, own.rating_bands)


def test_the_checksum_of_a_short_form_changes_with_either_file(folder):
    before = short_form(folder, ONLY).checksum
    own = folder / "own.toml"
    own.write_text(
        own.read_text(encoding="utf-8").replace("Did the person get", "Does the person get"), encoding="utf-8"
    )
    os.utime(own, ns=(1, 1))  # an edit within the same tick of the clock
    changed = load_file(folder / "own-short.toml")
    assert changed.questions["finance-help"].text.startswith("Does the person get")
    assert len({before, changed.checksum, short_form(folder, ONLY + EXTRA).checksum}) == 3


CIRCLE = 'code = "own"\nversion = "1"\ntitle = "Own"\nextends = "own-short"\n'
WRONG_SHORT = {
    "no such file": (ONLY.replace('"own"', '"gone"'), '"extends" names "gone", but there is no such file. Choose from'),
    "itself": (ONLY.replace('"own"', '"own-short"'), "in a circle: own-short extends own-short. Take one"),
    "a number": (ONLY.replace('"own"', "5"), '"extends" is 5'),
    "a list of numbers": (ONLY.replace('"own"', "[5]"), '"extends" holds something that is not a text'),
    "no such item": (ONLY.replace("finance-help", "finance"), '"only" names "finance", which is no item'),
    "a code of its own is missing": (ONLY.replace('version = "1"\n', ""), '"version" is missing'),
    "only without extends": (ONLY.replace('extends = "own"\n', ""), '"only" is not a key we know here'),
    "a short form in the first format": (SHORT.replace('"own"', '"oversight-safety"'), "needs format = 2"),
}


@pytest.mark.parametrize(("text", "told"), WRONG_SHORT.values(), ids=WRONG_SHORT)
def test_a_file_that_extends_wrongly_is_refused(folder, text, told):
    with pytest.raises(FrameworkProblem) as refused:
        short_form(folder, text)
    assert told in "\n".join(refused.value.every)


def test_files_that_extend_each_other_are_refused_with_the_whole_circle(folder):
    put(folder, "own", CIRCLE)
    with pytest.raises(FrameworkProblem, match="circle: own-short extends own extends own-short"):
        short_form(folder, SHORT)


def test_a_mistake_in_the_extended_file_is_told_with_its_own_name(folder):
    (folder / "own.toml").write_text("code = 3", encoding="utf-8")
    with pytest.raises(FrameworkProblem, match=r"own-short\.toml, .* cannot be used: own\.toml, top level: "):
        short_form(folder, ONLY)


# --- the second format: several files, chains, fragments ---


NOTES = """format = 2
fragment = true
attribution = "None: own wording"
notes = ["Invented."]
[conditions.women]
title = "women"
sex = ["female"]
"""
PARTS = '[[item_groups]]\ncode = "{0}"\ntitle = "Part"\n[[item_groups.items]]\ncode = "{0}-seen"\ntext = "Seen?"\n' + (
    'look_for = "Contacts."\napplies_to = "women"\n'
)
BOTH = """code = "both"
version = "1"
title = "Both"
extends = ["first", "second"]
format = 2
years = "2026"
source = "invented"
rated = false
rounding = "whole"
notes = ["Of both."]
[conditions.men]
title = "men"
sex = ["male"]
"""


@pytest.fixture
def both(folder):
    """A file that extends two fragments, each of which extends a third."""
    put(folder, "shared-notes", NOTES)
    for code in ("first", "second"):
        put(folder, code, f'fragment = true\nextends = "shared-notes"\n{PARTS.format(code)}')
    return put(folder, "both", BOTH)


def test_a_file_can_extend_several_and_has_what_they_share_once(both):
    loaded = load_file(both)
    assert [item.code for item in loaded.items] == ["first-seen", "second-seen"]
    assert (loaded.notes, loaded.attribution) == (("Invented.", "Of both."), "None: own wording")
    assert list(loaded.conditions) == ["women", "men"]


def test_the_checksum_covers_every_extended_file_once(both):
    files = [both.with_name(f"{code}.toml").read_bytes() for code in ("both", "first", "shared-notes", "second")]
    assert load_file(both).checksum == hashlib.sha256(b"".join(files)).hexdigest()


def test_a_fragment_is_offered_nowhere_and_is_no_problem(both):
    assert {"first", "second", "shared-notes"}.isdisjoint(code for code, _ in framework_choices())
    assert framework_problems() == []
    with pytest.raises(FrameworkProblem, match="it is a fragment: only other framework files use it"):
        framework("first")


def test_a_fragment_can_be_checked_and_its_mistakes_are_told(both):
    told = StringIO()
    call_command("check_framework", both.with_name("first.toml"), stdout=told)
    assert told.getvalue().startswith("first.toml is a fragment: other files can extend it.")
    put(both.parent, "first", f"{PARTS.format('first')}years = 5\n".replace("[[", "fragment = true\nformat = 2\n[[", 1))
    with pytest.raises(FrameworkProblem, match=r'both\.toml, .* cannot be used: first\.toml, .*"years" is not a key'):
        load_file(both)


def test_each_file_is_parsed_once_however_many_extend_it(both):
    _parsed.cache_clear()
    load_file(both)
    assert _parsed.cache_info().misses == 4


RATINGS = 'format = 2\nfragment = true\n[discretion]\npoints = 5\ncases = 5\nsource = "C"\n'
BAND = '[[rating_bands]]\nrating = "{0}"\nscore = {1}\nfrom_percent = {2}\nwords = "some"\n'
SHARE = '[[score_bands]]\nrating = "{0}"\nshare_of_maximum = "{1}"\n'


def test_shared_score_bands_end_where_the_maximum_of_each_file_puts_them(folder):
    head, _, standards = edited(('code = "pdu-2023"', 'code = "rated"\nformat = 2')).partition("[discretion]")
    standards = "[conditions.licence]" + standards.partition("[conditions.licence]")[2]
    bands = BAND.format("Low", 0, 0) + BAND.format("High", 3, 50) + SHARE.format("Low", "1/6") + SHARE.format("High", 1)
    put(folder, "bands", RATINGS + bands)
    rated = load_file(put(folder, "rated", f'extends = "bands"\n{head}{standards}'))
    assert ([band.up_to for band in rated.score_bands], rated.max_score) == ([3, 21], 21)
    assert rated.discretion.source == "C"
    fewer = standards.replace("counted = true", "counted = false", 1)
    assert [
        band.up_to for band in load_file(put(folder, "rated", f'extends = "bands"\n{head}{fewer}')).score_bands
    ] == [
        3,
        18,
    ]


def test_the_checksums_of_the_first_files_stay_what_their_audits_remember():
    short, base = FOLDER / "oversight-safety.toml", FOLDER / "oversight-short.toml"
    assert load_file(SHIPPED).checksum == hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    assert load_file(short).checksum == hashlib.sha256(short.read_bytes() + base.read_bytes()).hexdigest()
