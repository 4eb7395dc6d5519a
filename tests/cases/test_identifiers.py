"""What in a free text looks as if it tells who somebody is, and what reviewers write all the time and does not."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.demonstration.comments import COMMENTS
from cases.identifiers import (
    BIRTH,
    CRN,
    EMAIL,
    NAME,
    NATIONAL_INSURANCE,
    NHS,
    PHONE,
    PNC,
    POSTCODE,
    Found,
    are_confirmed,
    find_identifiers,
    mark_of,
    passage_of,
)

# what is found stands between angle marks
IDENTIFIERS = {
    NAME: [
        *("‹Mr Smith› attended", "seen by ‹Mrs O'Brien›.", "‹Ms Smith-Jones›, his sister", "‹Miss Ada Okonkwo› rang"),
        *(
            "‹Mx Fry› rang",
            "GP is ‹Dr Patel›",
            "‹Prof. Ngũgĩ›",
            "‹Sir Alan Penn›",
            "‹Dame Vera Lynn›",
            "‹Mr. Łukasz Żak›",
        ),
        *("‹MR SMITH› attended", "‹mr Smith› attended", "‹Mr J. K. Smith›", "‹Mr J Smith›", "‹Dr van der Berg›"),
        *(
            "‹Ms de la Cruz›",
            "‹Mr al-Rashid›",
            "‹Mr D’Arcy›",
            "‹Mr St John Smythe› left",
            "‹Rev. Green›",
            "‹PC Marsh› called",
        ),
        *("‹Judge Abbott› sentenced", "(‹Mr Émile Zola›)", "“‹Mrs Núñez›”", "‹Mr\nSmith›", "‹Professor Amara Diallo›"),
    ],
    CRN: ["case ‹X123456›", "‹x123456›", "CRN:‹D987654›.", "CRN_‹X123456›_notes", "(‹A000001›)"],
    PNC: [
        *("PNC ‹2003/0062845E›", "‹1981/0154257C›", "‹79/26538X›", "‹2008/56560Z›", "‹19790026538X›", "‹79/0026538x›"),
        *("mistyped: ‹2003/0062845F›", "‹04/123456X›"),
    ],
    NHS: ["NHS ‹943 476 5919›", "‹9434765919›", "‹943-476-5919›", "(‹401 023 2137›)", "‹401\u00a0023\u00a02137›"],
    NATIONAL_INSURANCE: ["‹AB123456C›", "NI ‹AB 12 34 56 C›.", "‹ab123456c›", "‹JG 103759 A›", "‹OA123456D›"],
    PHONE: [
        *("on ‹07700 900123›", "‹07700900123›.", "‹+44 7700 900123›", "‹+44 (0)20 7946 0958›", "‹0044 20 7946 0958›"),
        *(
            "‹020 7946 0958›",
            "‹(01473) 496000›",
            "‹01473 496 000›",
            "‹0161-496-0000›",
            "‹077 0090 0123›",
            "‹0300 123 1234›",
        ),
        *("‹07700 900123› 12 March", "Tel.‹01632 960001›"),
    ],
    EMAIL: [
        *(
            "‹a.b@example.org›",
            "to ‹Tom.O'Neil+x@mail.example.co.uk›.",
            "<‹someone@justice.gov.uk›>",
            "‹zoë@example.com›",
        ),
        "mailto:‹x_y@example.org›",
    ],
    BIRTH: [
        *(
            "‹DOB 12/03/1985›",
            "‹d.o.b. 1.3.85›",
            "‹D.O.B: 12-03-1985›",
            "‹born 12 March 1985›",
            "‹born on the 12th of March 1985›",
        ),
        *(
            "‹Date of birth: 1985-03-12›",
            "‹date of birth is March 12, 1985›",
            "‹12/03/1985 (DOB›)",
            "‹DoB recorded as 12 Mar 85›",
        ),
        *("her ‹birthday is 1 May 1990›", "‹DOB:\n12/03/1985›", "‹Born: 12 / 03 / 1985›"),
    ],
    POSTCODE: [
        *(
            "‹IP1 2AB›",
            "‹IP12AB›",
            "‹M1 1AA›,",
            "‹EC1A 1BB›",
            "‹W1A 1HQ›",
            "‹DN55 1PT›",
            "‹CR2 6XH›",
            "at ‹ip1 2ab›",
            "‹NR32 1AA›.",
        ),
    ],
}
MARKED = [(kind, text) for kind, texts in IDENTIFIERS.items() for text in texts]

HARMLESS = [
    *("2.1.3 is no", "see 2.2.3a and 2.4.1", "12 January 2024", "on 12/01/2024 and 15/01/2024", "since 2024-01-12"),
    *(
        "56 cases",
        "25 of 56",
        "45 % of 1,234",
        "£1,234.56",
        "OASys",
        "MAPPA level 2",
        "MAPPA 2/3",
        "PO",
        "the PSO and the SPO",
    ),
    *("Dr", "the Dr.", "Mr", "Mr A and Mrs B", "Ms K.", "Mr X was seen", "Sir/Madam", "Dr appointment", "Dr Surgery"),
    *(
        "may miss Monday",
        "Miss Monday and it is a breach",
        "MS Teams",
        "Ms Teams call",
        "MS diagnosed",
        "miss Probation",
    ),
    *("did not miss appointments", "Missed", "the judge said", "Lord Chancellor", "a lady", "prof. judgement"),
    *("stubborn 12 January 2024", "born in 1985", "born out of frustration in that week of 12 January 2024", "reborn"),
    *(
        "DOB not recorded. Seen on 12 January 2024",
        "was born here",
        "order began 3 July 2023",
        "the date of birth was missing",
    ),
    *(
        "01-02-2024 12 cases",
        "01 02 2024 to 03 04 2025",
        "0.123456789",
        "10:30 to 11:45",
        "999",
        "101 calls",
        "1234567890",
    ),
    *("0123 456", "phone in 2023", "111 222 3333", "0000000000", "300,000 rows", "12345678901234567890", "RSR 3.45"),
    *(
        "at the e-mail",
        "@home",
        "a@b",
        "x @ y.org",
        "user@",
        "50 @ 3.20",
        "1990s",
        "24/7",
        "9/12A",
        "2023/24",
        "12/2024",
    ),
    *("e1 2nd visit", "a1 3rd day", "level 1 2nd", "Q1 2AB", "S1 and S2", "Q3 2023", "P1 1AA", "IP1", "GIR", "H1 2NH"),
    *(
        "on 10 11 12 a",
        "GB123456A",
        "QQ123456C",
        "ZZ123456A",
        "AB123456",
        "AB123456E",
        "AB1234567C",
        "X12345",
        "X1234567",
    ),
    *(
        "XX123456",
        "X 123456",
        "reference 123456",
        "DEMO-001",
        "Case 7",
        "pdu-2023",
        "RCPR, RCCO",
        "ROSH high",
        "IPP",
        "CRC4 2XX",
    ),
    *("Suffolk PDU", "Thinking Skills Programme", "three weeks, 2 days", "2003/62845", "77/12345A", "19790026538A", ""),
]


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


@given(text=ANY_TEXT, moved=ANY_TEXT)
def test_a_confirmation_holds_for_these_findings_wherever_they_stand_and_for_no_others(text, moved):
    found, others = find_identifiers(text), find_identifiers(moved)
    assert are_confirmed(found, mark_of(found))
    assert are_confirmed(found, mark_of(found + others))
    known = {(each.kind, each.text) for each in found}
    assert are_confirmed(others, mark_of(found)) is all((each.kind, each.text) in known for each in others)


def test_a_long_passage_is_cut_between_words():
    text = "The plan was written in the third week by Mr Smith, who has left the unit since and told nobody about it."
    (found,) = find_identifiers(text)
    passage = passage_of(text, found, around=20)
    assert (passage.before, passage.piece, passage.after) == ("…the third week by ", "Mr Smith", ", who has left the…")


HOSTILE = [
    *(
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
        "Sir Al-",
        "@",
        "a@",
        "a.",
        "a@a.",
    ),
    *(
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
    ),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_thousand_characters_cost_no_more_each_than_ten_thousand(piece):
    """Ten times the text takes about ten times as long; were it to grow with the square, a hundred times."""
    short, long = (piece * (length // len(piece)) for length in (10_000, 100_000))
    assert min(map(_seconds, [long] * 2)) < 40 * max(min(map(_seconds, [short] * 5)), 0.001)


def _seconds(text):
    started = time.process_time()
    find_identifiers(text)
    return time.process_time() - started
