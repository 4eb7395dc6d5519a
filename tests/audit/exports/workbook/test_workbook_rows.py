"""Whose cases stand in a downloaded workbook, and that no single case shows by what is missing from it."""

from collections import Counter

import pytest

from audit.method.disclosure.small_numbers import NOT_SHOWN
from audit.models import SampledCase
from audit.results.rollup import roll_up
from cases.models import Case, Event, Practitioner
from tests.audit.an_audit import add_cases, an_audit
from tests.audit.exports.downloading import download as take
from tests.audit.exports.workbook_file import FIRST, HEADINGS, open_sheets

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
RESTRICTED = 20


def restrict(audit):
    """One case turns out to be restricted after the sign-off: it goes on counting, and nobody sees it."""
    Case.objects.filter(samples__audit=audit, samples__number=RESTRICTED).update(restricted_digest="0123456789ab")


def download(client, audit, profile="inside"):
    return open_sheets(take(client, audit, profile=profile).content)


PROFILES = {"lead": "inside", "spo": "team"}


def listed(sheets):
    return {row[0] for row in sheets["Cases"].rows(FIRST)}


def subtracted(audit, sheets):
    """{question code: how many answers of the page's figures stand in no row}."""
    headings, *rows = sheets["Cases"].rows(HEADINGS)
    shown = Counter(code for row in rows for code, answer in zip(headings, row, strict=True) if answer)
    tallies = roll_up(audit).overall
    return {code: tallies[code].answered - shown[code] for code in audit.framework.questions}


def test_one_restricted_case_leaves_the_lead_all_but_five_rows(signed_off_audit, sign_in):
    restrict(signed_off_audit)
    sheets = download(sign_in("lead"), signed_off_audit)
    assert len(listed(sheets)) == 51
    assert f"Case {RESTRICTED}" not in listed(sheets)
    assert {row[0] for row in sheets["Comments"].rows(FIRST)} <= listed(sheets)
    profile = Event.objects.get(kind=Event.Kind.EXPORTED).details["profile"]
    assert profile.startswith("for the quality team, with 51 of 56 cases' answers, with names of practitioners for “")


def test_an_spo_gets_the_rows_of_the_own_team(signed_off_audit, sign_in):
    own = SampledCase.objects.filter(audit=signed_off_audit, case__team__name="Ipswich")
    sheets = download(sign_in("spo"), signed_off_audit, "team")
    assert listed(sheets) == {str(each) for each in own}
    assert "28 of 56 cases" in str([sheets["Cases"].value(f"A{line}") for line in range(1, HEADINGS)])
    assert "Comments" not in sheets


@pytest.mark.parametrize("name", ["lead", "spo"])
def test_sheet_subtracted_from_page_leaves_five_cases_or_none_for_every_question(signed_off_audit, sign_in, name):
    restrict(signed_off_audit)
    left = subtracted(signed_off_audit, download(sign_in(name), signed_off_audit, PROFILES[name]))
    assert {code: number for code, number in left.items() if 0 < number < 5} == {}


def test_two_readers_files_side_by_side_lack_five_cases_or_none(signed_off_audit, sign_in):
    restrict(signed_off_audit)
    lead, spo = (listed(download(sign_in(name), signed_off_audit, PROFILES[name])) for name in PROFILES)
    assert spo < lead
    assert len(lead) == 51


def test_a_figure_that_its_reader_does_not_get_is_not_among_the_cases_not_listed_either(signed_off_audit, sign_in):
    colleague = Practitioner.objects.filter(team__name="Ipswich").first()
    Case.objects.exclude(samples__number__in=(1, 2)).update(practitioner=colleague)
    Case.objects.filter(samples__number__in=(1, 2)).update(
        practitioner=Practitioner.objects.exclude(team__name="Ipswich")[0]
    )
    sheets = download(sign_in("spo"), signed_off_audit, "team")
    assert len(listed(sheets)) == 56 - 2 - 4
    told = {row[0]: row[2:] for row in sheets["Cases not listed"].rows(FIRST)}
    assert [set(told[question.code]) for question in signed_off_audit.framework.key_questions] == [{NOT_SHOWN}] * 12


def test_with_fewer_than_ten_cases_nobody_gets_a_case_sheet(sign_in):
    audit = an_audit()
    add_cases(audit, 9, {})
    client = sign_in("lead")
    assert "Cases" not in download(client, audit)
    add_cases(audit, 1, {})
    assert len(listed(download(client, audit))) == 10
