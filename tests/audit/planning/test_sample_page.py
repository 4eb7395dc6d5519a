"""The page that explains a sample, the page that replaces a case, and what they say of cases picked by hand."""

import datetime
import json
import re

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.exports.text import text_of as text_export_of
from audit.models import Audit, Review, Sample
from audit.planning.actions.plan import change_plan, plan_audit
from audit.planning.actions.replacement import replace_case
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off
from audit.retention.actions import remove_cases
from cases.models import Case, Practitioner, Team
from tests.audit.a_sample import a_drawn_sample, add_reserve, mark_hand_picked, picked, store_drawn
from tests.audit.an_audit import YES, a_unit, add_case, an_audit, fetched
from tests.audit.exports.downloading import download
from tests.audit.exports.workbook_file import open_sheets
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = datetime.date(2026, 1, 2)
CAUTION = "Not a random sample: percentages describe these cases only."
REASON = {"reason": "transferred", "note": "Moved to another PDU."}


@pytest.fixture
def audit():
    audit = an_audit()
    store_drawn(audit, strata=("sex",))
    return audit


@pytest.fixture
def page(audit):
    return f"/audits/{audit.pk}/sample/"


def test_it_tells_plan_seed_exclusions_groups_with_why_and_how_the_sample_compares(lead, page):
    text = text_of(lead.get(page))
    assert "Drawn with seed 7 on" in text
    assert "Grouped by Sex" in text
    assert "Rows in the extract 100 Left out 60 Eligible 40 Drawn 3 In reserve 1" in text
    assert "Rows without a reference, or without a start date that can be read 3" in text
    assert "Men 30 2 2 1 1 fewer: their practitioners already have 6 cases in the sample." in text
    assert "All 40 3 3 1" in text
    assert "Female 10 (25%) 1 (33%)" in text.replace("female", "Female")
    assert "With a court report 3 Resettlement cases 1" in text
    assert "Results should be within 40.1 percentage points of the whole caseload, 8 times in 10." in text
    assert "Fewer than 10 cases get no rating: the result of 3 cases shows how the questions" in text


def test_who_sees_results_reads_how_it_was_drawn_and_no_word_about_a_single_case(audit, page, sign_in):
    replace_case(sampled=audit.sampled_cases.get(number=1), **REASON)
    viewer = sign_in("viewer")
    text = text_of(viewer.get(page))
    assert "Eligible 40 Drawn 3 In reserve 1" in text
    assert "1 case was replaced." in text
    assert not [
        told
        for told in ("Case 1", "transferred", "Moved to another PDU.", "Men 30", "Female", "Reserves left")
        if told in text
    ]
    assertNotContains(viewer.get(page), "Replace<")
    assertContains(viewer.get(f"/audits/{audit.pk}/"), page)


def test_the_lead_finds_every_case_with_its_group_and_the_notes_on_those_that_were_replaced(audit, lead, page):
    response = lead.get(page)
    assertContains(response, f"/audits/{audit.pk}/cases/3/replace/")
    replace_case(sampled=audit.sampled_cases.get(number=1), **REASON)
    text = text_of(lead.get(page))
    assert "Moved to another PDU." in text
    assert "Reserves left None." in text


def test_cases_stand_by_their_group_above_the_comparison(lead, page):
    text = text_of(lead.get(page))
    assert "X000001, case 1 Men Community order Ipswich Replace X000001, case 1 X000002, case 2 Men" in text
    assert text.index("X000003, case 3 Women") < text.index("How the sample compares")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1, 2, 4, 3]),
        ("q=x0000 02", [2]),
        ("q=case 4", [4]),
        ("q=3", [3]),
        ("stratum=Men&sort=-number", [4, 2, 1]),
        ("state=replaced", [1]),
        ("state=sampled&sort=number", [2, 3, 4]),
        ("sort=replaced", [1, 2, 4, 3]),
        ("q=X9", []),
    ],
)
def test_the_lead_finds_cases_by_crn_number_and_group_also_those_that_were_replaced(audit, lead, page, query, found):
    replace_case(sampled=audit.sampled_cases.get(number=1), **REASON)
    html = lead.get(f"{page}?{query}").content.decode()
    assert [
        int(number) for number in re.findall(r'role="rowheader"[^>]*>\s*<a [^>]*>[^<]*, case (\d+)</a>', html)
    ] == found


def test_a_restricted_case_is_found_by_its_number_and_not_by_its_crn(audit, lead, page):
    """Another audit, in which it counts, keeps its reference."""
    other = an_audit(title="Another")
    add_case(other, {"2.1.1": YES}).delete()
    other.sampled_cases.create(case=audit.sampled_cases.get(number=2).case, number=1).reviews.create(
        submitted_at=timezone.now()
    )
    replace_case(sampled=audit.sampled_cases.get(number=2), **REASON | {"reason": "restricted"})
    assert Case.objects.get(pk=audit.sampled_cases.get(number=2).case_id).reference == "X000002"
    assert "No case matches." in text_of(lead.get(f"{page}?q=X000002"))
    assert "Case 2 Men — — Replaced" in text_of(lead.get(f"{page}?q=2&state=replaced"))


def test_an_spo_finds_no_link_to_a_case_there(audit, page, sign_in):
    Team.objects.get_or_create(unit=audit.unit, name="Ipswich")
    assertNotContains(sign_in("spo").get(page), "/replace/")


def test_an_audit_without_a_plan_says_so(lead):
    bare = an_audit(title="Bare")
    assert "This audit has no sample plan." in text_of(lead.get(f"/audits/{bare.pk}/sample/"))
    add_case(bare, {"2.1.1": YES})
    assert "Its cases were added another way." in text_of(lead.get(f"/audits/{bare.pk}/sample/"))


def test_sub_samples_follow_the_replacements(audit, lead, page):
    assert "With a court report 3 Resettlement cases 1" in text_of(lead.get(page))
    Case.objects.filter(reference="X000004").update(court_report=False, resettlement=True)
    replace_case(sampled=audit.sampled_cases.get(number=1), by=None, **REASON)
    assert "Sub-samples, after replacements With a court report 2 Resettlement cases 2" in text_of(lead.get(page))


def test_the_page_shows_the_numbers_after_replacements_even_once_the_cases_are_removed(audit, lead, page):
    for number in (1, 2):
        replace_case(sampled=audit.sampled_cases.get(number=number), by=None, **REASON)
    told = [
        "1 of the drawn cases has left the sample with no reserve to replace it.",
        "within 44.7 percentage points",
        "Sub-samples, after replacements With a court report 2 Resettlement cases 1",
    ]
    assert [text for text in told if text not in text_of(lead.get(page))] == []
    add_case(audit, {"2.1.1": YES})
    sign_off(audit=audit)
    Audit.objects.update(keep_until=TODAY - datetime.timedelta(days=1))
    remove_cases(audit=audit)
    text = text_of(lead.get(page))
    assert "Sub-samples, after replacements With a court report 2 Resettlement cases 1" in text
    assert "2 cases were replaced before the cases were deleted." in text


def test_where_reserves_are_at_the_limit_only_those_that_may_come_in_are_counted(audit, lead):
    """One of two reserves is of a practitioner at the limit of cases: the other comes in."""
    team = Team.objects.create(unit=audit.unit, name="Bury")
    busy, free = (Practitioner.objects.create(team=team, name=name) for name in ("Ann Busy", "Bo Free"))
    sample = audit.sample_of()
    sample.drawn["plan"]["cap"] = 1
    sample.save()
    Case.objects.filter(samples__audit=audit, samples__number=1).update(practitioner=busy)
    Case.objects.filter(reserved_in__audit=audit).update(practitioner=busy)
    add_reserve(audit, Case.objects.create(unit=audit.unit, reference="X000009", practitioner=free), position=2)
    text = text_of(lead.get(f"/audits/{audit.pk}/cases/2/replace/"))
    assert "The only reserve in its group, “Men”, takes its place." in text


def test_the_page_says_that_the_plan_was_changed_since_the_draw(audit, lead, page):
    assert "The plan has changed since" not in text_of(lead.get(page))
    change_plan(audit=audit, plan=audit.sample_of().plan | {"size": 30})
    assert "The plan has changed since this sample was drawn. The plan above was used" in text_of(lead.get(page))


def test_after_sign_off_it_is_only_read(audit, lead, page):
    review = Review.objects.create(sampled_case=audit.sampled_cases.first())
    review.submitted_at = audit.created_at
    review.save()
    sign_off(audit=audit)
    response = lead.get(page)
    assertNotContains(response, "/replace/")
    assertNotContains(response, "/plan/")
    assert "The audit is signed off." in text_of(lead.get(f"/audits/{audit.pk}/cases/1/replace/"))


def test_a_case_is_replaced_with_a_reason_and_words_and_the_page_tells_by_which(audit, lead, page):
    address = f"/audits/{audit.pk}/cases/2/replace/"
    assert "The only reserve in its group, “Men”, takes its place." in text_of(lead.get(address))
    response = lead.post(address, REASON, follow=True)
    assertRedirects(response, page)
    assert "X000002, case 2 is replaced: X000004, case 4 takes its place." in text_of(response)
    assert audit.sampled_cases.get(number=2).replaced_by.username == "lead"
    assert "It has already been replaced." in text_of(lead.get(address))


def test_a_restricted_case_is_closed_and_the_sample_tells_only_its_number_and_group(audit, lead, page):
    address = f"/audits/{audit.pk}/cases/2/"
    text = text_of(lead.get(f"{address}replace/"))
    assert "its facts and everything written about it are deleted at once" in text
    response = lead.post(f"{address}replace/", REASON | {"reason": "restricted"}, follow=True)
    told = "Case 2 Men — — Replaced By X000004, case 4: restricted since it was drawn, so no one can open it"
    assert told in text_of(response)
    assert {lead.get(f"{address}{of}").status_code for of in ("", "trail/", "replace/", "agreement/")} == {404}


def test_the_page_says_that_another_audit_keeps_a_restricted_case(audit, lead):
    other = an_audit(title="Another")
    sampled = other.sampled_cases.create(case=audit.sampled_cases.get(number=2).case, number=1)
    sampled.reviews.create(submitted_at=timezone.now())
    response = lead.post(f"/audits/{audit.pk}/cases/2/replace/", REASON | {"reason": "restricted"}, follow=True)
    assertContains(response, "It still counts in another audit, which keeps its facts. No one can open it.")


def test_planning_drawing_and_replacing_stand_in_the_trails(audit, lead):
    lead.post(f"/audits/{audit.pk}/cases/2/replace/", REASON)
    of_audit = text_of(lead.get(f"/audits/{audit.pk}/trail/"))
    assert "Drew with seed 7: 3 cases and 1 in reserve, of 40 eligible" in of_audit
    assert "Replaced Case 2 by Case 4: transferred out" in of_audit
    of_case = text_of(lead.get(f"/audits/{audit.pk}/cases/2/trail/"))
    assert "Note on the replacement now: Moved to another PDU." in of_case


def test_the_page_says_before_and_after_that_a_group_has_no_reserve_left(audit, lead):
    address = f"/audits/{audit.pk}/cases/3/replace/"
    assert "Its group has no reserve left: no case takes its place" in text_of(lead.get(address))
    assert "no reserve was available" in text_of(lead.post(address, REASON, follow=True))


def test_the_page_says_before_that_the_practitioners_of_the_reserves_are_at_the_limit(audit, lead):
    Sample.objects.filter(audit=audit).update(drawn=audit.sample_of().drawn | {"plan": {"cap": 1}})
    told = text_of(lead.get(f"/audits/{audit.pk}/cases/1/replace/"))
    assert (
        "The practitioners of its group's reserves already have the maximum number of cases in the sample: no case"
        in told
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"reason": ""}, "Choose a reason"),
        ({"reason": "bored"}, "Choose one of the options"),
        ({"note": " "}, "Say why in a few words"),
        ({"note": "Mr Smith moved"}, "This may identify someone"),
    ],
)
def test_without_a_reason_that_is_offered_and_words_nothing_is_replaced(audit, lead, wrong, message):
    assert message in text_of(lead.post(f"/audits/{audit.pk}/cases/2/replace/", REASON | wrong))
    assert audit.sampled_cases.counted().count() == 3


def test_a_case_that_is_not_there_has_no_such_page(audit, lead):
    assert lead.get(f"/audits/{audit.pk}/cases/99/replace/").status_code == 404


# --- picked by hand ---


@pytest.fixture
def picked_by_hand(sign_in):
    round_ = plan_audit(unit=a_unit(), title="Round", framework_code="pdu-2023", purpose="thematic")
    store_drawn(round_, a_drawn_sample([picked(1)]), hand_picked=("X000001",))
    return round_


@pytest.mark.parametrize("page", ["", "questions/2.1.1/", "sample/"])
def test_every_page_of_a_result_says_that_its_cases_were_picked_by_hand(picked_by_hand, sign_in, page):
    lead = sign_in("lead")
    assertContains(lead.get(f"/audits/{picked_by_hand.pk}/{page}"), CAUTION)
    assertContains(lead.get("/audits/"), CAUTION)


def test_every_export_says_so(picked_by_hand, sign_in):
    lead = sign_in("lead")
    told = json.loads(lead.get(f"/audits/{picked_by_hand.pk}/summary.json").content)
    assert told["notes"][0] == CAUTION
    assert text_export_of(report_on_audit(fetched(picked_by_hand))).count(CAUTION) == 1
    sheets = open_sheets(download(lead, picked_by_hand).content)
    said = {name: " ".join(str(cell.value) for cell in sheet.cells.values()) for name, sheet in sheets.items()}
    saying = [name for name, text in said.items() if CAUTION in text]
    assert saying == [*sheets]


def test_a_drawn_sample_carries_no_such_words_and_one_picked_by_hand_does_after_sign_off(audit, lead):
    assertNotContains(lead.get(f"/audits/{audit.pk}/"), CAUTION)
    other = an_audit(title="Other")
    add_case(other, {"2.1.1": YES})
    mark_hand_picked(other)
    sign_off(audit=other)
    assertContains(lead.get(f"/audits/{other.pk}/"), CAUTION)
