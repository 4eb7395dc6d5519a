"""What in a free text looks as if it identifies a person, and what reviewers often write and does not."""

import signal
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.demonstration.comments import COMMENTS
from cases.identifiers.in_text import Found, are_confirmed, find_identifiers, fingerprint_of, passage_of
from cases.identifiers.patterns import BIRTH, CRN, EMAIL, NAME, PHONE, POSTCODE
from tests.cases.identifier_texts import HARMLESS, IDENTIFIERS

MARKED = [(kind, text) for kind, texts in IDENTIFIERS.items() for text in texts]


@pytest.mark.parametrize(("kind", "marked"), MARKED, ids=[text for _, text in MARKED])
def test_what_looks_like_an_identifier_is_found_where_it_stands(kind, marked):
    start, end = marked.index("‹"), marked.index("›") - 1
    text = marked.replace("‹", "").replace("›", "")
    assert find_identifiers(text) == [Found(kind, start, end, text[start:end])]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_reviewers_write_all_the_time_is_let_pass(text):
    assert find_identifiers(text) == []


def test_the_tables_are_long_enough_to_mean_something():
    assert min(len(MARKED), len(HARMLESS)) >= 60


def test_several_are_told_in_the_order_of_the_text():
    text = "Mr Smith (X123456, DOB 1 May 1990) lives at IP1 2AB; ring 07700 900123 or write to s@example.org."
    assert [found.kind for found in find_identifiers(text)] == [NAME, CRN, BIRTH, POSTCODE, PHONE, EMAIL]


def test_of_a_pnc_number_written_short_only_one_with_the_right_letter_counts():
    letters = [letter for letter in string.ascii_uppercase if find_identifiers(f"79/26538{letter}")]
    assert letters == ["X"]


def test_of_ten_digits_only_those_with_the_right_last_one_are_an_nhs_number():
    assert [digit for digit in string.digits if find_identifiers(f"943476591{digit}")] == ["9"]


@pytest.mark.parametrize("code", COMMENTS)
def test_what_the_demonstrations_reviewers_wrote_holds_none(code):
    texts = [text for texts in COMMENTS[code].values() for text in texts]
    assert [found for text in texts for found in find_identifiers(text)] == []


# --- properties ------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "Mr",
        "Smith",
        " ",
        ".",
        "X123456",
        "0",
        "07700",
        "900123",
        "born",
        "12",
        "/",
        "1985",
        "@",
        "a",
        "IP1",
        "2AB",
        "-",
        "\n",
    ]
)
ANY_TEXT = st.text(max_size=200) | st.lists(PIECES, max_size=60).map("".join)


@given(text=ANY_TEXT)
def test_findings_lie_in_the_text_in_order_and_never_overlap(text):
    at = 0
    for found in find_identifiers(text):
        assert at <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        at = found.end


@pytest.mark.slow
@given(before=ANY_TEXT, after=ANY_TEXT)
def test_an_identifier_is_found_whatever_stands_around_it(before, after):
    text = f"{before} | case X123456 | {after}"
    assert any("X123456" in found.text for found in find_identifiers(text))


@given(text=ANY_TEXT, around=st.integers(0, 60))
def test_a_passage_shows_the_piece_unchanged_and_little_else(text, around):
    for found in find_identifiers(text):
        passage = passage_of(text, found, around)
        assert passage.piece == found.text
        assert len(passage.before) <= around + 1
        assert len(passage.after) <= around + 1


@pytest.mark.slow
@given(text=ANY_TEXT, moved=ANY_TEXT)
def test_a_confirmation_holds_for_these_findings_wherever_they_stand_and_for_no_others(text, moved):
    found, others = find_identifiers(text), find_identifiers(moved)
    assert are_confirmed(found, fingerprint_of(found))
    assert are_confirmed(found, fingerprint_of(found + others))
    known = {(each.kind, each.text) for each in found}
    assert are_confirmed(others, fingerprint_of(found)) is all((each.kind, each.text) in known for each in others)


def test_a_long_passage_is_cut_between_words():
    text = "The plan was written in the third week by Mr Smith, who has left the unit since and told nobody about it."
    (found,) = find_identifiers(text)
    passage = passage_of(text, found, around=20)
    assert (passage.before, passage.piece, passage.after) == ("…the third week by ", "Mr Smith", ", who has left the…")


HOSTILE = [
    "a",
    "A",
    "0",
    "07",
    "1 ",
    "9-",
    "(",
    "Mr ",
    "Mr a ",
    "Mr A. ",
    "Mr A-",
    "Mr de ",
    "mr a",
    "DS A ",
    "CRN ",
    "CRN X ",
    "a\u200b",
    "\u200b",
    "Sir Al-",
    "@",
    "a@",
    "a.",
    "a@a.",
    "born ",
    "born-is ",
    "dob",
    "1/1/",
    "12 March ",
    "AB 12 ",
    "+44 ",
    "\n",
    " ",
    "'",
    "é",
    "IP1 ",
    "943 ",
    "04/1234",
    "x-",
]


@pytest.mark.slow
@pytest.mark.slow
def test_no_text_of_a_hundred_thousand_characters_keeps_the_processor_busy():
    """Together they take 2 s; one of them alone, were its time to grow with the square, a thousand times as long."""
    handler = signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, 60)
    try:
        for piece in HOSTILE:
            find_identifiers(piece * (100_000 // len(piece)))
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, handler)


def _give_up(*_):
    raise AssertionError("One of these texts takes for ever")
