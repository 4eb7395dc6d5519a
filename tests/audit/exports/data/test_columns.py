"""Programs of analysts name the columns and ids of data.zip: later versions keep them in place and add to their end."""

import pytest

from audit.exports.figures.value_ids import ANSWER_IDS
from audit.exports.frames.columns import FILES
from audit.exports.frames.ids import KINDS, WORDS
from audit.method.groups.facts import GROUP_FACTS

# add to the end of a line, change nothing
COLUMNS = {
    "answers": "audit_id case standard key_question question kind value comment reviewer part answered_on",
    "cases": "audit_id case sex ethnic_group minority_ethnic disability age_at_start age_band sentence_type rosh_level "
    "mappa_category mappa_level flags court_report resettlement practitioner_interviewed grade team start_month "
    "oversight practitioner",
    "questions": "framework standard standard_title key_question question kind text answers condition counts_as",
    "figures": "audit_id group value question yes insufficient absent not_applicable n percent low high rating "
    "each_answer",
    "audits": "audit_id title unit region notice framework framework_version review_from review_until signed_off_on "
    "version provisional cases cases_expected eligible score max_score overall standard_ratings follows about profile "
    "made_at made_by",
    "dictionary": "file column meaning values",
}
IDS = {
    "answers": "yes no not_applicable absent",
    "kinds": "key_question prompt item",
    "facts": "sex ethnic_group minority_ethnic disability age_band sentence_type rosh_level flags grade team "
    "start_month oversight",
    "sex": "female male other",
    "ethnic_group": "asian black mixed other white",
    "sentence_type": "community_order suspended_sentence_order licence post_sentence_supervision "
    "youth_rehabilitation_order",
    "rosh_level": "low medium high very_high",
    "age_band": "under_18 18_to_25 26_to_35 36_to_45 46_to_55 56_and_over",
    "oversight": "effective not_effective not_required",
    "grade": "PO PSO PQiP SPO",
    "flags": "ADVP RCPR RCCO RCHD RVAD RMDO ALSH RPIR STRG RTAO stalking IOM life_or_ipp",
}
USED = {"answers": [*ANSWER_IDS.values()], "kinds": [*KINDS], "facts": [*GROUP_FACTS]} | {
    fact: [*words] for fact, words in WORDS.items()
}


def test_the_six_files_come_in_the_same_order():
    assert list(FILES) == list(COLUMNS)


@pytest.mark.parametrize("file", COLUMNS)
def test_columns_keep_their_names_and_places(file):
    kept = COLUMNS[file].split()
    assert [column.name for column in FILES[file]][: len(kept)] == kept


@pytest.mark.parametrize("kind", IDS)
def test_ids_keep_their_names(kind):
    assert [each for each in IDS[kind].split() if each not in USED[kind]] == []


def test_no_file_has_a_column_twice():
    assert [file for file, columns in FILES.items() if len({each.name for each in columns}) < len(columns)] == []
