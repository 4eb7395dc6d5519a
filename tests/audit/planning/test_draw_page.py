"""The page on which an extract is read and drawn from: what it shows, what it stores, and when it stores nothing."""

import csv
import io
import re

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from audit.models import Audit, Sample
from audit.planning.actions.plan import change_plan, plan_audit
from audit.planning.sample_plan import plan_from_settings
from cases.extract.read import SeveralSheets
from cases.extract.settings import DrawSettings
from cases.models import Case, ExtractMapping, Practitioner, Team, User
from cases.permissions import Role
from tests.audit.a_sample import TODAY
from tests.audit.an_audit import YES, a_unit, add_case, an_audit
from tests.audit.extracts import HEADINGS, a_row, an_extract
from tests.audit.reading import shown_by, text_of, text_of_html
from tests.people import a_user, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def planned(audit, **settings):
    settings = DrawSettings(TODAY, 7, **{"size": 5, "unit": "Suffolk PDU"} | settings)
    change_plan(audit=audit, plan=plan_from_settings(settings))
    return audit


@pytest.fixture
def audit():
    return planned(an_audit())


@pytest.fixture
def page(audit):
    return f"/audits/{audit.pk}/sample/draw/"


def read(client, page, extract=None, **more):
    """Send an extract and return the page as HTML."""
    return shown_by(client.post(page, {"file": extract or an_extract(), **more}))


def hidden(html, name):
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


def stored():
    drawn = Audit.objects.get(title="Mock inspection").sampled_cases.count()
    return [*(model.objects.count() for model in (Case, Team, Practitioner, ExtractMapping)), drawn]


def test_an_extract_is_read_with_progress_and_shown_and_nothing_is_stored(lead, page):
    html = read(lead, page, an_extract(more=[a_row("X900001", PDU="Norfolk PDU"), a_row("X900002", Sex="F")]))
    text = text_of_html(html)
    assert re.search(r"<li>\d+ rows read</li>", html)
    assert "5 cases drawn" in text
    assert "Rows in the extract 22 Left out 1 Eligible 21 Drawn 5 In reserve 1" in text
    assert "Fewer than 10 cases get no rating: the result of 5 cases shows how the questions" in text
    assert text.index("Save this sample") < text.index("Groups")
    assert html.count('name="confirm"') == 1
    assert "Cases of another PDU 1" in text
    assert "Men, community, not low risk 20 5 5 1" in text
    assert "Court report Value Eligible Drawn Yes 21 (100%) 5 (100%)" in text
    assert "With a court report 5" in text
    assert "Teams: Ipswich." in text
    assert stored() == [0] * 5


def test_once_confirmed_the_drawn_and_the_reserves_are_stored_and_no_other_case(lead, page, audit):
    html = read(lead, page)
    response = lead.post(page, {"proposal": hidden(html, "proposal")}, follow=True)
    assertRedirects(response, f"/audits/{audit.pk}/sample/")
    assertContains(response, "Sample saved.")
    assert (audit.sampled_cases.count(), audit.reserves.count(), Case.objects.count()) == (5, 1, 6)
    assert Sample.objects.get().drawn_by.username == "lead"


def test_the_same_extract_plan_and_seed_propose_the_same_cases_whatever_the_order_of_the_rows(lead, page, audit):
    rows = [a_row(f"X{number:06}") for number in range(1, 21)]
    for order in (rows, rows[::-1]):
        lead.post(page, {"proposal": hidden(read(lead, page, an_extract(0, more=order)), "proposal")})
    first, second = Sample.history.filter(drawn__isnull=False).order_by("history_id")
    assert first.drawn == second.drawn
    cases = audit.sampled_cases.model.history.filter(history_type="+").order_by("history_id")
    drawn = [row.case.reference for row in cases]
    assert drawn[:5] == drawn[5:]


def test_a_sample_that_waited_while_its_user_signed_in_again_is_shown_again(lead, page, monkeypatch, audit):
    proposal = hidden(read(lead, page), "proposal")
    monkeypatch.setattr("audit.planning.views.draw_sample.unsaved", lambda request: {"proposal": proposal})
    response = lead.get(page)
    assert "5 cases drawn" in text_of(response)
    lead.post(page, {"proposal": hidden(response.content.decode(), "proposal")})
    assert audit.sampled_cases.count() == 5


def test_a_sample_that_came_back_says_that_its_list_of_problems_is_gone(lead, page, monkeypatch):
    html = read(lead, page, an_extract(more=[a_row("X900001", Start_date="31/02/2026")]))
    assert "1 problem in the rows" in text_of_html(html)
    kept = {"proposal": hidden(html, "proposal")}
    monkeypatch.setattr("audit.planning.views.draw_sample.unsaved", lambda request: kept)
    text = text_of(lead.get(page))
    assert "1 problem in the rows" in text
    assert "This list is no longer available. Read the extract again to see it." in text


def test_the_page_holds_no_reference_of_any_case(lead, page):
    html = read(lead, page)
    signed = hidden(html, "proposal")
    assert "X0000" not in re.sub(r'For example: [^<]*|name="samples_[^>]*', "", html.replace(signed, ""))


def test_a_restricted_case_is_counted_and_shown_nowhere(lead, page):
    headings = (*HEADINGS, "LAO")
    rows = [(*a_row(f"X{n:06}"), "N") for n in range(1, 9)] + [(*a_row("X777777", Team="Secret team"), "Y")]
    html = read(lead, page, an_extract(0, headings=headings, more=rows))
    assert "Restricted cases 1" in text_of_html(html)
    assert "X777777" not in html
    assert "Secret team" not in html


def test_values_that_are_not_understood_are_listed_and_their_rows_stay(lead, page):
    text = text_of_html(read(lead, page, an_extract(more=[a_row("X900001", RoSH="Purple", Sex="Unsaid")])))
    assert "Risk of serious harm: “Purple”, 1 row" in text
    assert "Eligible 21" in text


def test_problems_are_listed_by_row_and_column_and_downloaded_as_a_table(lead, page):
    html = read(lead, page, an_extract(more=[a_row("X900001", Start_date="31/02/2026"), a_row("")]))
    assert "row 22, column D (Start date): “31/02/2026”." in text_of_html(html)
    response = lead.post(page, {"problems": hidden(html, "problems")})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["row", "column", "value", "remedy"]
    assert rows[1][:3] == ["22", "column D (Start date)", "31/02/2026"]
    assert stored() == [0] * 5


def test_a_column_that_is_unclear_is_chosen_with_samples_and_remembered(lead, page, audit):
    headings = tuple("Order begun" if heading == "Start date" else heading for heading in HEADINGS)
    html = read(lead, page, an_extract(headings=headings))
    text = text_of_html(html)
    assert "We could not find a column for: Start date." in text
    assert "Order begun (column D) For example: 06/07/2026" in text
    assert 'name="proposal"' not in html
    number = re.search(r'name="heading_(\d+)" value="Order begun"', html)[1]
    sent = dict(re.findall(r'name="((?:heading|was)_\d+)" value="([^"]*)"', html))
    sent |= {f"column_{number}": "start_date", f"was_{number}": ""}
    html = read(lead, page, an_extract(headings=headings), **_as_read(html) | sent)
    lead.post(page, {"proposal": hidden(html, "proposal")})
    assert ExtractMapping.objects.get(unit=audit.unit).columns == {"Order begun": "start_date"}
    again = planned(an_audit(title="Next year"))
    html = read(lead, f"/audits/{again.pk}/sample/draw/", an_extract(headings=headings))
    assert "5 cases drawn" in text_of_html(html)


def _as_read(html):
    """Return {field: value} of the columns as the page has them chosen."""
    chosen = {}
    for select in re.findall(r'<select name="(column_\d+)".*?</select>', html, re.DOTALL):
        part = html[html.index(f'<select name="{select}"') :].split("</select>")[0]
        found = re.search(r'value="([^"]*)" selected', part)
        chosen[select] = found[1] if found else ""
    return chosen


@pytest.mark.parametrize("extract", [an_extract(0, headings=("",)), an_extract(1, name="broken.xlsx")])
def test_a_file_that_is_no_extract_is_refused_in_plain_words(lead, page, extract):
    extract.seek(0)
    text = text_of_html(read(lead, page, extract))
    assert "Nothing is saved" in text or "Nothing is drawn yet" in text
    assert stored() == [0] * 5


def test_two_columns_chosen_for_one_field_are_named(lead, page):
    chosen = {"heading_0": "Officer", "heading_1": "Case manager", "was_0": "?", "was_1": "?"}
    both = chosen | {"column_0": "practitioner", "column_1": "practitioner"}
    text = text_of_html(read(lead, page, **both))
    assert "“Officer” and “Case manager” are both used as Practitioner: choose one" in text
    assert "cases drawn" not in text
    assert "both used as" not in text_of_html(read(lead, page, **both | {"column_1": ""}))


def test_where_several_sheets_could_be_meant_one_is_asked_which(lead, page, monkeypatch):
    def two_sheets(file, settings, *, sheet, known):
        assert sheet is None or sheet == "July"
        raise SeveralSheets(file.name, ("June", "July"))
        yield

    monkeypatch.setattr("audit.planning.pages.draw.uploaded_extract_progress", two_sheets)
    html = read(lead, page)
    assert "Which sheet?" in text_of_html(html)
    assert re.findall(r'name="sheet" value="(\w+)"', html) == ["June", "July"]
    read(lead, page, sheet="July")


def test_a_file_above_the_limit_of_the_site_is_refused_with_the_remedy(lead, page, settings):
    settings.EXTRACT_MEGABYTES = 0
    assert "is larger than 0 MB" in text_of_html(read(lead, page))


def test_without_a_file_it_is_asked_for(lead, page):
    assert "Choose a file" in lead.post(page, {"file": ""}).content.decode()


def test_no_case_in_the_cohort_gives_nothing_to_store_and_says_which_dates_there_are(lead, page, audit):
    planned(audit, cohort=((TODAY, TODAY),))
    html = read(lead, page)
    assert "The extract's cases start between 6 July 2026 and 6 July 2026" in text_of_html(html)
    assert 'name="proposal"' not in html
    assert "No rows in the extract are eligible, so no cases were drawn." in text_of_html(html)
    assert "<caption" not in html


def test_names_nearly_alike_are_shown_before_they_become_new_places(lead, page, audit):
    team = Team.objects.create(unit=audit.unit, name="Ipswitch")
    Practitioner.objects.create(name="Ada Exampel", team=team)
    text = text_of_html(read(lead, page))
    assert "The team “Ipswich” would be new, but is very like “Ipswitch”." in text
    assert "The practitioner “Ada Example” would be new, but is very like “Ada Exampel”." in text


def test_a_proposal_to_another_user_or_for_another_audit_or_altered_is_not_stored(lead, page, audit):
    proposal = hidden(read(lead, page), "proposal")
    other = planned(an_audit(title="Another"))
    assertContains(lead.post(page, {"proposal": proposal[:-3] + "abc"}, follow=True), "too long ago, or not to you")
    assertContains(lead.post(f"/audits/{other.pk}/sample/draw/", {"proposal": proposal}, follow=True), "too long ago")
    colleague = client_of(a_user("colleague", Role.QUALITY_LEAD, audit.unit))
    assertContains(colleague.post(page, {"proposal": proposal}, follow=True), "too long ago")
    assert stored() == [0] * 5


def test_a_sample_that_a_colleague_stored_meanwhile_is_not_overwritten_unseen(lead, page, audit):
    first, second = (hidden(read(lead, page), "proposal") for _ in range(2))
    lead.post(page, {"proposal": first})
    assertContains(lead.post(page, {"proposal": second}, follow=True), "another sample was drawn after")
    assertContains(lead.post(page, {"proposal": second}, follow=True), "Sample")
    assert audit.sampled_cases.count() == 5


def test_a_sample_drawn_by_a_plan_that_was_changed_in_another_window_is_not_stored(lead, page, audit):
    proposal = hidden(read(lead, page), "proposal")
    planned(audit, size=7)
    response = lead.post(page, {"proposal": proposal}, follow=True)
    assertContains(response, "the plan was changed after you opened this page")
    assert not audit.sampled_cases.exists()


def test_the_proposal_says_that_it_takes_the_place_of_what_is_there(lead, page):
    lead.post(page, {"proposal": hidden(read(lead, page), "proposal")})
    assert "These replace the 5 cases that the audit has now." in text_of_html(read(lead, page))


def test_the_proposal_says_how_many_allocations_and_second_reviews_go_with_what_is_there(lead, page, audit):
    lead.post(page, {"proposal": hidden(read(lead, page), "proposal")})
    first, second = audit.sampled_cases.all()[:2]
    reviewer = User.objects.create(username="reviewer")
    for sampled in (first, second):
        sampled.reviews.create(reviewer=reviewer)
    second.reviews.create(part="second")
    html = read(lead, page)
    assert "That removes 2 allocated reviews and 1 second review." in text_of_html(html)
    lead.post(page, {"proposal": hidden(html, "proposal")})
    gone = "in place of 5 cases and 1 in reserve, with 2 allocated reviews and 1 second review"
    assert gone in text_of(lead.get(f"/audits/{audit.pk}/trail/"))


def test_without_a_plan_or_once_reviews_have_begun_nothing_is_read(lead, page, audit):
    bare = an_audit(title="Bare")
    response = lead.get(f"/audits/{bare.pk}/sample/draw/", follow=True)
    assertRedirects(response, f"/audits/{bare.pk}/sample/plan/")
    add_case(audit, {"2.1.1": YES})
    assertRedirects(lead.post(page, {"file": an_extract()}), f"/audits/{audit.pk}/sample/")


def test_references_are_typed_only_in_an_oversight_round(lead, page, audit):
    assert 'name="references"' not in lead.get(page).content.decode()
    assert "5 cases drawn" in text_of_html(read(lead, page, references="X000001"))
    made = plan_audit(unit=a_unit(), title="Round", framework_code="pdu-2023", purpose="thematic")
    round_ = f"/audits/{planned(made).pk}/sample/draw/"
    assertContains(lead.get(round_), "CRNs picked by hand, one on each line")
    html = read(lead, round_, references="X000001\nx000002\nX555555\n")
    text = text_of_html(html)
    assert "Not a random sample: percentages describe these cases only." in text
    assert "2 cases picked by hand" in text
    assert "X555555" in text
    lead.post(round_, {"proposal": hidden(html, "proposal")})
    assert {sampled.case.reference for sampled in made.sampled_cases.all()} == {"X000001", "X000002"}
    assert "X555555" not in str(Sample.objects.get(audit=made).drawn)
