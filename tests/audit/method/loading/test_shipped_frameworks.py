import hashlib

import pytest

from audit.frameworks import load_file
from audit.method.answers import Value
from audit.method.loading.extends import extended_codes
from tests.audit.method.frameworks import FOLDER, RATINGS, edited, load_text, pdu


@pytest.mark.parametrize(
    "path", sorted(set(FOLDER.glob("*.toml")) - set(FOLDER.glob("*.*.toml"))), ids=lambda path: path.stem
)
def test_every_shipped_file_loads_under_its_own_name(path):
    framework = load_file(path)
    assert framework.code == path.stem
    if not extended_codes(path):
        assert framework.checksum == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_2023_framework_has_seven_standards_and_twelve_key_questions():
    framework = pdu()
    assert list(framework.standard) == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4"]
    assert [s.code for s in framework.standards if s.from_cases] == ["2.1", "2.2", "2.3", "2.4"]
    assert [q.code for q in framework.key_questions] == [f"2.{s}.{q}" for s in range(1, 5) for q in range(1, 4)]
    assert framework.max_score == 21
    assert framework.attribution.endswith("licensed under the Open Government Licence v3.0")


def test_the_2023_framework_has_a_prompt_for_every_published_letter():
    letters = {q.code: "".join(p.code.removeprefix(q.code) for p in q.prompts) for q in pdu().key_questions}
    assert " ".join(letters.values()) == "abcd abc abc abcdef abc abcd abcdefg abcdef abcde abc abcd abcd"
    assert all(prompt.look_for and prompt.text.endswith("?") for q in pdu().key_questions for prompt in q.prompts)


def test_the_2023_bands_are_the_published_ones():
    framework = pdu()
    assert {band.rating: (band.from_percent, band.score) for band in framework.rating_bands} == {
        "Inadequate": (0, 0),
        "Requires improvement": (50, 1),
        "Good": (65, 2),
        "Outstanding": (80, 3),
    }
    assert [band.up_to for band in framework.score_bands] == [3, 10, 17, 21]
    assert tuple(framework.band) == RATINGS


def test_every_2023_key_question_is_judged_in_every_case():
    assert all(set(q.labels) == {Value.YES, Value.NO} and not q.applies_to for q in pdu().key_questions)
    allowed = load_text(edited(("may_be_not_applicable = false", "may_be_not_applicable = true")))
    assert Value.NOT_APPLICABLE in allowed.questions["2.1.1"].labels


def test_questions_come_in_the_order_of_the_file_with_the_standard_they_belong_to():
    framework = pdu()
    codes = list(framework.questions)
    assert codes[:6] == ["2.1.1", "2.1.1a", "2.1.1b", "2.1.1c", "2.1.1d", "2.1.2"]
    assert codes[-1] == "practitioner-interviewed"
    assert {code: standard.code for code, standard in framework.standard_of.items()}["2.3.1d"] == "2.3"
    assert "practitioner-interviewed" not in framework.standard_of
