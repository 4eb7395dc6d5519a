import pytest

from audit.method.loading.framework import FrameworkProblem, load_framework
from tests.audit.method.frameworks import edited, load_text, pdu

OVERSIGHT = 'yes = "Effective", no = "Insufficient", absent = "Absent", na = "Not required"'
LICENCE = 'title = "released on licence"\nsentence_type = ["licence"]\n'
FIRST_END, LAST_END = '3\nshare_of_maximum = "1/6"', '21\nshare_of_maximum = "1"'
FIRST_QUESTION = 'title = "Does assessment focus sufficiently on engaging the person on probation?"\n'

# what is wrong: (what stands in the shipped file, what is put there, the place and the remedy that must be named)
MISTAKES = {
    "no code": ('code = "pdu-2023"\n', "", "top level", 'Add code = "a text"'),
    "a number for a text": ('version = "1"', "version = 1", "top level", 'version = "a text"'),
    "an empty text": ('years = "2023 to 2025"', 'years = " "', "top level", '"years" is empty. Give it a text'),
    "a text for true": ("rated = true", 'rated = "yes"', "top level", "rated = true or false"),
    "no such rounding": ('rounding = "whole"', 'rounding = "half"', "top level", "Use one of: whole, exact"),
    "a note that is no text": ("notes = [\n", "notes = [\n    1,\n", '"notes"', "Put every entry in quotation marks"),
    "a rating with a quotation mark": (
        'rating = "Good"\nscore',
        "rating = 'Go\"od'\nscore",
        "rating_bands",
        "words only",
    ),
    "an answer with a wildcard": ('absent = "Absent"', 'absent = "Abs*"', "management-oversight", "has * in it"),
    "one note for a list": ("notes = [\n", 'notes = "one"\nx = [\n', '"notes"', "notes = [ … ]"),
    "no TOML": ("rated = true", "rated = yes", "line 12", "Correct that line"),
    "a key nobody knows": ("cases = 5", "cases = 5\ncase = 5", "[discretion]", '"case" is not a key we know here. R'),
    "a section nobody knows": ('[[item_groups]]\ncode = "dom', '[[group]]\ncode = "dom', "top level", '"group" is not'),
    "no margin": ("points = 5\n", "", "[discretion]", "Add points = 5"),
    "no discretion": ("[discretion]\npoints = 5\ncases = 5\n", "", "top level", '"discretion" is missing'),
    "a band from half a per cent": ("from_percent = 50", "from_percent = 49.5", "rating_bands Req", "from_percent = 5"),
    "a truth for a number": ("score = 1", "score = true", "rating_bands Requires improvement", "score = 5"),
    "bands out of order": ("from_percent = 65", "from_percent = 45", "rating_bands", "lowest first"),
    "two bands from one per cent": ("from_percent = 65", "from_percent = 50", "rating_bands", "lowest first"),
    "bands that overlap": (
        "from_percent = 65",
        "from_percent = 45",
        "[0, 50, 45, 80]",
        "improvement” and “Good” overlap",
    ),
    "a gap below the bands": ("from_percent = 0", "from_percent = 1", "rating_bands", "starting at 0"),
    "what the gap is": ("from_percent = 0", "from_percent = 9", "begin at [9,", "a gap: no rating below 9%"),
    "a band nobody reaches": ("from_percent = 80", "from_percent = 101", "rating_bands", "none above 100"),
    "scores that do not rise": ("score = 2", "score = 1", "rating_bands", "rise with the bands"),
    "scores that begin below 0": ("score = 0", "score = -1", "rating_bands", "Scores must begin at 0"),
    "no fraction": ('"1/6"', '"a sixth"', "score_bands Inadequate", 'Write a fraction such as "1/6"'),
    "a fraction of nothing": ('"1/6"', '"1/0"', "score_bands Inadequate", 'Write a fraction such as "1/6"'),
    "a wrong end": ("up_to = 10", "up_to = 9", "score band Requires improvement", "is 10. Correct up_to"),
    "a wrong share": ('"5/6"', '"4/5"', "score band Good", "is 16. Correct up_to"),
    "an overall rating of no band": ('"Good"\nup_to', '"Fine"\nup_to', "score_bands", "the same ratings"),
    "a condition without a title": (LICENCE, LICENCE.split("\n")[1], "[conditions.licence]", "Add title"),
    "a fact without a list": ('["licence"]', '"licence"', "[conditions.licence]", 'sentence_type = ["…"]'),
    "a fact without values": ('["licence"]', "[]", "[conditions.licence]", "must list the values"),
    "a condition without facts": ('sentence_type = ["licence"]', "", "[conditions.licence]", "Add one, for example"),
    "a condition that is no table": (
        "[conditions.l",
        "[conditions]\nx = 1\n[conditions.l",
        "top level",
        "[conditions.x]",
    ),
    "judged on nothing known": ('judged_on = "evidence"', 'judged_on = "hearsay"', "standards 1.1", "evidence, cases"),
    "counted or not": ("counted = true\n", "", "standards 1.1", "Add counted = true or false"),
    "cases without questions": (
        'judged_on = "evidence"',
        'judged_on = "cases"',
        "standard 1.1",
        "must have key questions",
    ),
    "questions without cases": ('judged_on = "cases"', 'judged_on = "evidence"', "standard 2.1", 'judged_on = "cases"'),
    "questions that are no tables": ('"Leadership"', '"L"\nkey_questions = [1]', "standards 1.1", "[[key_questions"),
    "two standards of one code": ('code = "1.2"', 'code = "1.1"', '"1.1" is used 2 times', "a code of its own"),
    "a question without a title": (FIRST_QUESTION, "", "key_questions 2.1.1", 'Add title = "a text"'),
    "no word on not applicable": ("may_be_not_applicable = false\n", "", "key_questions 2.1.1", "Add may_be_not_app"),
    "a question of another standard": ('code = "2.1.1"', 'code = "2.2.9"', '"2.2.9" is under "2.1."', "must begin"),
    "a prompt of another question": ('"2.1.1b"', '"2.1.2z"', '"2.1.2z" is under "2.1.1"', "must begin"),
    "a prompt named as its question": ('"2.1.1b"', '"2.1.1"', '"2.1.1" is used 2', "a code of its own"),
    "two prompts of one code": ('"2.1.1b"', '"2.1.1a"', '"2.1.1a" is used 2 times', "a code of its own"),
    "a prompt without text": ("text = ", "txt = ", "prompts 2.1.1a", 'Add text = "a text"'),
    "a prompt without guidance": ("look_for = ", 'look_for = ""\nx = ', "prompts 2.1.1a", '"look_for" is empty'),
    "no such condition": ('applies_to = "licence"', 'applies_to = "license"', "2.3.1d", "licence, resettlement, court"),
    "two groups of one code": ('"diversity"', '"interview"', '"interview" is used 2', "a code of its own"),
    "an item like a prompt": ('"diversity-recorded"', '"2.1.1a"', '"2.1.1a" is used 2', "a code of its own"),
    "an answer nobody knows": (
        "absent =",
        "late =",
        "items management-oversight",
        "can have only: yes, no, na, absent",
    ),
    "answers without no": (
        OVERSIGHT,
        'yes = "Effective"',
        "items management-oversight",
        '"answers" must have yes and no',
    ),
    # the next would otherwise come to light only when somebody rates or answers
    "scores above the last band": (LAST_END, '20\nshare_of_maximum = "20/21"', "score", "Outstanding"),
    "score bands out of order": (FIRST_END, LAST_END, "score", "Inadequate"),
    "a share below nothing": (FIRST_END, '-3\nshare_of_maximum = "-1/6"', "score", "Inadequate"),
    "a margin below nothing": ("points = 5", "points = -5", "[discretion]", "points"),
    "an answer in numbers": ('no = "Insufficient"', "no = 2", "items management-oversight", "no"),
    "an answer without words": ('no = "Insufficient"', 'no = " "', "items management-oversight", "no"),
    "two answers in the same words": ('no = "Insufficient"', 'no = "effective"', "items management-oversight", "no"),
    "two codes but for a capital": ('"2.1.1b"', '"2.1.1A"', '"2.1.1A"', "of its own"),
    "a code with a space": ('"2.1.1b"', '"2.1.1b "', "2.1.1b", "space"),
    "a fact that no case can have": ('["licence"]', "[1.5]", "[conditions.licence]", "sentence_type"),
    "a prompt without a code": ('code = "2.1.1b"\n', "", "2.1.1", 'Add code = "a text"'),
}


@pytest.mark.parametrize(("old", "new", "place", "remedy"), MISTAKES.values(), ids=MISTAKES)
def test_a_wrong_file_is_refused_with_file_place_and_remedy(old, new, place, remedy):
    with pytest.raises(FrameworkProblem) as refused:
        load_text(edited((old, new)))
    assert str(refused.value).startswith("edited.toml, ")
    assert place in str(refused.value)
    assert remedy in str(refused.value)


def test_two_rating_bands_of_one_name_are_refused():
    text = edited().replace('rating = "Good"', 'rating = "Outstanding"')
    with pytest.raises(FrameworkProblem, match="Outstanding"):
        load_text(text)


def test_a_rated_framework_without_bands_is_refused():
    head, standards = edited().split("[[rating_bands]]", 1)
    with pytest.raises(FrameworkProblem) as refused:
        load_text(f"{head}[conditions.licence]{standards.partition('[conditions.licence]')[2]}")
    assert "List two or more" in refused.value.every[0]


def free_codes(*changes):
    return load_text(edited(("rated = true", "rated = true\nformat = 2"), *changes))


def test_in_the_second_format_a_code_need_not_begin_with_its_parents():
    framework = free_codes(('code = "2.1.1"', 'code = "C1"'), ('code = "2.1.2a"', 'code = "why"'))
    assert [framework.standard_of[code].code for code in ("C1", "2.1.1a", "why")] == ["2.1", "2.1", "2.1"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('code = "2.1.1"', 'code = "2.2"', '"2.2" is the code of a standard and of a question'),
        ('code = "2.1.1"', 'code = "2.1.2"', '"2.1.2" is used 2 times'),
        ('code = "2.1.1"\n', 'code = "7"\n', 'the codes "7" and "07" are the same number'),
        ('code = "2.1.1"\n', 'code = "70"\n', 'the codes "70" and "7E1" are the same number'),
    ],
)
def test_free_codes_are_still_told_apart(old, new, told):
    number = "07" if '"7"' in new else "7E1"
    with pytest.raises(FrameworkProblem, match=told):
        free_codes((old, new), ('code = "finance-help"', f'code = "{number}"'))


def test_a_framework_that_asks_nothing_is_refused():
    head, _, _ = edited(("rated = true", "rated = false")).partition("[[standards]]")
    with pytest.raises(FrameworkProblem, match="standards"):
        load_text(head)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FrameworkProblem, match=r"^gone\.toml, whole file: it cannot be read \(No such file"):
        load_framework(tmp_path / "gone.toml")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "windows.toml"
    path.write_bytes(edited().replace("it is used", "").encode("utf-8") + "# café".encode("cp1252"))
    with pytest.raises(FrameworkProblem, match=r"^windows\.toml, whole file: .*Save it as UTF-8"):
        load_framework(path)


def test_two_megabytes_of_text_are_refused_unread(tmp_path):
    path = tmp_path / "long.toml"
    path.write_text(f'notes = ["{"x" * 2 * 2**20}"]', encoding="utf-8")
    with pytest.raises(FrameworkProblem, match=r"^long\.toml, whole file: it is larger than 1 MB"):
        load_framework(path)


def test_a_changed_file_has_another_checksum():
    assert load_text(edited()).checksum == pdu().checksum
    assert load_text(edited(("points = 5", "points = 6"))).checksum != pdu().checksum


def test_an_unrated_framework_needs_no_bands():
    head, standards = edited(("rated = true", "rated = false")).split("[[rating_bands]]", 1)
    framework = load_text(f"{head}[conditions.licence]{standards.partition('[conditions.licence]')[2]}")
    assert (framework.rated, framework.rating_bands, framework.score_bands, framework.max_score) == (False, (), (), 0)
