"""The sentence names of the case record, of today and of earlier law, and what is no sentence yet."""

import pytest

from cases.extract.values.codes import UNREADABLE
from cases.extract.values.sentences import read_sentence_type
from tests.cases.extract_files import a_row, draw_of

NAMES = {
    "licence": (
        *("CJA - Extended Sentence", "Special Cust Sentence (S236aCJA)", "Detention and training order", "DTO", "EDS"),
        *("YOI (over 1 year)", "YOI (up to 1 year)", "Detained - S.53(1) or S.91", "SOPC", "Adult Custody (inc PSS)"),
        *("ORA Adult Custody (not PSS)", "ORA Youth Custody (inc PSS)", "Adult Custody < 12m", "On licence", "IPP"),
        *("CJA - Std Determinate Custody", "CJA - Indeterminate Public Prot.", "CJA2003 - Extended Public Protection"),
        *("Life", "Life imprisonment (Youth)", "CtsMtl - Detention/HM Pleasure", "Section 40 Licence", "Adult Licence"),
        *("s.250 SA2020", "Section 259", "s91", "Cus Ext Svn Violence Conc", "Extended sup. (Sex) Post Oct 1998"),
        *("Custody (1 to 4 yrs - ACR)", "Custody (4+ years - DCR)", "Disc Release (parole) Adult and Youth"),
        *("Return to prison (S.105 C&DA)", "Secure Training Order", "Borstal", "Post-custody", "POST_CUSTODY"),
        *("NI Custody Probation Order", "NI Juvenile Justice Centre Order", "Order for Lifelong Restriction"),
        *("Supervised Release Order", "Sentence for Offender of Particular Concern", "SSO Activated", "SDS+"),
        *("Serious Terrorism Sentence", "Detention for life", "Licence (remanded)", "Detention in a YOI"),
    ),
    "post_sentence_supervision": (
        *("ORA Supervision Default Order", "SDO", "PSS", "Post Sentence Supervision", "Post-sentence supervision"),
    ),
    "suspended_sentence_order": (
        *("SSSO", "SSO", "CJA - Suspended SO (unsupervised)", "Suspended Sentence Supn Order", "Suspended Sentence"),
        *("ORA Suspended Sentence Order", "Suspended Sent - Consecutive", "Services Suspended Sentence Order"),
        *("SA2020 Suspended Sentence Order", "SUSPENDED_SENTENCE"),
    ),
    "community_order": (
        *("Scottish Comm Payback (CJLA2010)", "COMMUNITY_SENTENCE", "Intensive Alternative to Custody", "CPRO", "CO"),
        *("CJA - Community Order", "ORA Community Order", "SA2020 Community Order", "CPO for fine defaulters"),
        *("Scottish community payback order", "Scottish Community Order (CPA95)", "Community Rehabilitation order"),
        *("Comm Pun/Rhb Order - Pun(conc)", "DTTO - intensity not specified", "Drug Treatment and testing Order"),
        *("Curfew Order", "Drug abstinence order", "Attendance Centre Order", "CS & Probation Order - Jersey"),
        *("C & YP Act 1969 supervision order", "Services Community Order", "NI Enhanced Combination Order"),
        *("Restriction of Liberty Order", "Unpaid work", "Community order (drug treatment)"),
    ),
    "youth_rehabilitation_order": (
        *("CJA - Youth Rehabilitation Order", "SA2020 Youth Rehab Order", "YRO with ISS", "Youth community order"),
    ),
    UNREADABLE: (
        *("Remanded In Custody", "Remand", "Bail/Conditional", "28 Day Bail Assessment for DTTO", "Adjourned - PSR"),
        *("Adjourned - Pre-Sentence Report", "CJA - Deferred Sentence", "Structured Deferred Sentence", "Fine"),
        *("Absolute Discharge", "Conditional Discharge", "Psych hospital/conditional discharge", "Bound Over"),
        *("Football - Restrictn/Exclusion", "Guardianship Order MHA1983 S37", "Warrant with Bail", "Non-custodial"),
        *("Supervision Order - Family Courts", "Money payment supervision order", "Awaiting sentence (custody)"),
        *("Restriction Order (s.41 MHA83)", "Hospital order (detained)", "Parenting Order CDA1998 S8"),
    ),
}


@pytest.mark.parametrize(("name", "meaning"), [(name, type_) for type_, names in NAMES.items() for name in names])
def test_a_sentence_is_told_by_its_name_in_the_case_record(name, meaning):
    assert read_sentence_type(name) == meaning


def test_a_remand_is_in_the_group_of_sentences_that_are_not_known_and_is_told(tmp_path):
    sample = draw_of(tmp_path, a_row(1), a_row(2, sentence="Remanded In Custody"), strata=("sentence_group",))
    assert [line.stratum for line in sample.strata] == ["Community", "Sentence not known"]
    assert sample.unknown == (("sentence_type", "Remanded In Custody", 1),)
