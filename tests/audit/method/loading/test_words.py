"""The words file beside a framework file: what it says, and that it decides no figure and stops no audit."""

import pytest

from audit.frameworks import framework, framework_choices, framework_problems, words_of
from audit.method.words import Words
from tests.audit.method.frameworks import SHIPPED, shipped

WRONG = {  # a words file, and what is said of it
    "an unknown question": ('[short_titles]\n"9.9" = "x"', '"short_titles" names "9.9", which does not exist'),
    "an unknown fact": ('groups = ["shoe_size"]', '"groups" names "shoe_size"'),
    "a prompt in place of a key question": ('public_protection = ["2.1.3a"]', 'names "2.1.3a"'),
    "the work of a prompt": ('[work]\n"2.1.3a" = "assessments"', '"work" names "2.1.3a", which does not exist'),
    "an item that is none": ('oversight = "2.1.3"', '"oversight" names "2.1.3"'),
    "an unknown programme": ('programme = "prison"', '"programme" names "prison", which does not exist'),
    "an unknown key": ("ratings = 3", '"ratings" is not a key we know here'),
    "a long title": (f'[short_titles]\n"2.1.1" = "{"x" * 61}"', "has 61 characters. Use 60 at most."),
    "a number": ('[short_titles]\n"2.1.1" = 5', '"2.1.1" is 5. Write it as'),
    "no TOML": ("groups = = 3", "it is not valid TOML"),
    "a question of another framework that is no text": ('[same_as."2.1.1"]\nyouth = 3', '"youth" is 3'),
}


@pytest.fixture
def own(tmp_path, settings):
    """A framework of one's own, own.toml, and a function that writes the words file beside it."""
    text = SHIPPED.read_text(encoding="utf-8").replace('code = "pdu-2023"', 'code = "own"', 1)
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    return (tmp_path / "own.words.toml").write_text


def test_the_shipped_words_name_every_key_question_and_prompt():
    words = words_of(framework("pdu-2023"))
    assert list(words.short_titles) == list(shipped().standard_of)
    assert list(words.work) == [question.code for question in shipped().key_questions]
    assert words.public_protection == ("2.1.3", "2.2.3", "2.3.3", "2.4.3")


def test_a_framework_without_a_words_file_has_no_words(own):
    assert words_of(framework("own")) == Words()


def test_a_words_file_is_no_framework_and_may_be_edited_at_any_time(own):
    checksum = framework("own").checksum
    own('[same_as."2.1.1"]\nyouth = "2.1"')
    assert words_of(framework("own")).same_as == {"2.1.1": {"youth": "2.1"}}
    assert framework("own").checksum == checksum
    choices = [code for code, _ in framework_choices()]
    assert [code for code in choices if code.startswith("own")] == ["own"]


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_words_file_is_named_and_stops_nothing(own, text, said):
    own(text)
    assert words_of(framework("own")) == Words()
    assert [said in str(problem) and str(problem).startswith("own.words.toml") for problem in framework_problems()] == [
        True
    ]
