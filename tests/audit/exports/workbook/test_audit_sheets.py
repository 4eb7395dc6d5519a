"""The sheets that only an audit has: groups, change, agreement, and what became of recommendations."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone

from audit.access import tell_access
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.leaving.reads import contents_of
from audit.exports.workbook.workbook import write_summary
from audit.method.groups.compared import compare_groups
from audit.models import Answer, Recommendation, Response, Review, Step
from audit.results.groups.pages.names import name_of_value
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import User
from tests.audit.a_review import SECOND, a_reviewer
from tests.audit.an_audit import YES, a_unit, fetched
from tests.audit.evidence.written import write_text
from tests.audit.exports.workbook_file import FIRST, open_sheets
from tests.audit.results.change.earlier_audits import running, signed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ADDED = ["Groups", "Change", "Agreement", "Recommendations and actions", "Notes", "Dictionary", "Cases", "Comments"]


def contents_for(audit, name="lead", profile=Profile.INSIDE, **purposes):
    user = User.objects.get(username=name)
    tell_access(audit, user)
    return contents_of(audit, Leaving(profile, purposes, user))


def sheets_of(contents):
    stream = BytesIO()
    write_summary([contents], stream)
    return open_sheets(stream.getvalue())


@pytest.fixture
def second(sign_in):
    """A signed-off audit after another of its PDU; the person who opens it is its quality lead."""
    a_unit()
    sign_in("lead")
    signed("First", yes={"2.1.3": 7})
    return fetched(signed("Second", yes={"2.1.3": 9}))


def test_the_sheets_stand_in_the_order_in_which_people_read_them(signed_off_audit, sign_in):
    sign_in("lead")
    everything = sheets_of(contents_for(signed_off_audit, **dict.fromkeys(Tick, "Learning")))
    assert [name for name in everything if name in ADDED] == ADDED
    outside = sheets_of(contents_for(signed_off_audit, profile=Profile.OUTSIDE))
    assert [name for name in outside if name in ADDED] == [name for name in ADDED if name not in HAVE_CASES]


HAVE_CASES = {"Agreement", "Cases", "Comments"}


def test_groups_are_those_of_the_page_with_the_relative_rate_that_it_gives(signed_off_audit, sign_in):
    sign_in("lead")
    contents = contents_for(signed_off_audit)
    rows = [row for row in sheets_of(contents)["Groups"].rows(FIRST) if row[0] == "2.1.1"]
    groups = contents.groups["2.1.1"]
    assert len(rows) == sum(map(len, groups.values()))
    [minority] = [row for row in rows if row[3] == "Minority ethnic"]
    assert [*minority[4:6], *minority[9:14]] == [1, 5, "few", "White", 0.38, 0.06, 2.22]  # docs/method.md
    page = {each.group.values: each for found in compare_groups(groups).values() for each in found}
    rate = page["PQiP", "PSO"].rate
    [joined] = [row for row in rows if row[3] == "PQiP and PSO"]
    assert joined[10:14] == [
        name_of_value("grade", "PO"),
        *(round(each, 2) for each in (rate.rate, rate.low, rate.high)),
    ]
    assert joined[14] == "PQiP and PSO together: PQiP has fewer than 3 practitioners."


def test_change_says_since_when_how_far_and_whether_that_is_within_chance(second):
    sheet = sheets_of(contents_for(second, profile=Profile.OUTSIDE))["Change"]
    assert "Since “First”, signed off on" in sheet.value("A2")
    assert "less than about 31 points is within chance." in sheet.value("A2")
    [row] = [row for row in sheet.rows(FIRST) if row[0] == "2.1.3"]
    assert row[2:] == ["2.1.3", 7, 20, 35, 9, 20, 45, 10, -19, 36.8, "within chance"]


def add_second_reviews(audit, *usernames):
    readers = [a_reviewer(audit.unit, name) for name in usernames]
    for sampled in audit.sampled_cases.all():
        sampled.reviews.update(reviewer=readers[0])
        review = Review.objects.create(
            sampled_case=sampled, part=SECOND, reviewer=readers[1], submitted_at=timezone.now()
        )
        Answer.objects.create(review=review, question="2.1.3", value=YES)


def pairs_in(contents):
    """The name, n, same and per cent of the one pair of reviewers."""
    sheet = sheets_of(contents)["Agreement"]
    line = FIRST + len(contents.report.framework.key_questions)
    return [sheet.value(f"{column}{line}") for column in "BCDE"]


def test_agreement_names_reviewers_only_if_that_was_asked_for_else_numbers_stand_for_them(second):
    add_second_reviews(second, "asha", "ben")
    named, numbered = pairs_in(contents_for(second, reviewers="To talk about it")), pairs_in(contents_for(second))
    numbers = " and ".join(str(number) for number in sorted(second.stand_ins.values_list("number", flat=True)))
    assert [named, numbered] == [["Asha and Ben", 20, 9, 45], [numbers, 20, 9, 45]]


def test_each_step_towards_a_recommendation_has_a_line_with_its_post_and_its_days(second):
    made = {"audit": second, "about": ["2.1.3"], "written_at": timezone.now()}
    answered, _ = (Recommendation.objects.create(text=text, **made) for text in ("Check again.", "Write plans."))
    Response.objects.create(recommendation=answered, agreement="partly", text="Not at night.", at=timezone.now())
    step = {"recommendation": answered, "owner": "SPO", "written_at": timezone.now()}
    Step.objects.create(text="A list.", due=date(2026, 3, 1), evidence="Seen", holds_from=date(2026, 2, 1), **step)
    Step.objects.create(text="A talk.", due=date(2026, 4, 1), **step)
    rows = sheets_of(contents_for(second, profile=Profile.OUTSIDE))["Recommendations and actions"].rows(FIRST)
    assert [[row[0], row[1], row[3], row[6], row[7]] for row in rows] == [
        [1, "Check again.", "Partly agreed", "A list.", "SPO"],
        [1, "Check again.", "Partly agreed", "A talk.", "SPO"],
        [2, "Write plans.", "No answer yet", "", ""],
    ]
    assert "Seen" not in str(rows)


def test_what_the_sign_off_released_about_a_standard_has_a_line_in_a_workbook_for_outside(second):
    audit = fetched(running("Now", yes={"2.1.3": 9}))
    write_text(audit, "1.1", narrative="Leaders know.", strengths="Clear plans\nGood data")
    assert "Standards in words" not in sheets_of(contents_for(audit, profile=Profile.OUTSIDE))
    sign_off(audit=audit)
    contents = contents_for(fetched(audit), profile=Profile.OUTSIDE)
    rows = sheets_of(contents)["Standards in words"].rows(FIRST)
    assert [row[:5] for row in rows] == [["1.1", "Leadership", "Clear plans\nGood data", "", "Leaders know."]]


def test_where_there_is_nothing_to_show_the_sheet_says_why(sign_in):
    a_unit()
    sign_in("lead")
    sheets = sheets_of(contents_for(fetched(signed("Only")), profile=Profile.OUTSIDE))
    assert "This is the first audit of the PDU by these questions." in sheets["Change"].value("A2")
    assert "The audit recommends nothing." in sheets["Recommendations and actions"].value("A2")


def test_the_dictionary_gives_a_meaning_to_every_column_of_every_sheet(signed_off_audit, sign_in):
    sign_in("lead")
    sheets = sheets_of(contents_for(signed_off_audit, **dict.fromkeys(Tick, "Learning")))
    told = {(row[0], row[1]): row[2] for row in sheets["Dictionary"].rows(FIRST)}
    assert [column for column, meaning in told.items() if not meaning] == []
    found = {(name, cell) for name, sheet in sheets.items() if name != "Cover" for cell in sheet.rows(FIRST - 1)[0]}
    assert {each for each in found if each[1]} == set(told)


def test_the_cover_says_why_so_few_cases_are_not_listed(sign_in):
    a_unit()
    sign_in("lead")
    audit = fetched(running("Begun", number=9))
    for profile, told in ((Profile.INSIDE, TOO_FEW_TO_LIST), (Profile.OUTSIDE, "The cases are left out.")):
        cover = sheets_of(contents_for(audit, profile=profile))["Cover"]
        assert told in [cell.value for cell in cover.cells.values()]


TOO_FEW_TO_LIST = "No case is listed, because fewer than 10 cases count."
