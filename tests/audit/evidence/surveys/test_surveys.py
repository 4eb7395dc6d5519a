"""Surveys: imported in two steps, counted, compared with the caseload, quoted without who said it, removed in time."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.evidence.surveys.actions import CHANGED_MEANWHILE, SurveyRefused, delete_survey, store_survey
from audit.evidence.surveys.composition import caseload_of_draw
from audit.evidence.surveys.reads import citable_figures, survey_version
from audit.models import Audit, Sample, Survey
from audit.planning.locking import AuditClosed
from audit.results.sign_off.actions.sign_off import sign_off
from audit.retention.actions import remove_cases
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import add_cases, an_audit
from tests.audit.evidence.surveys.a_survey import a_survey, form_of, looked_at, sent_as_guessed
from tests.audit.reading import text_of
from tests.audit.tables import everything_stored

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]
ROWS = [
    ["Timestamp", "Is your workload manageable?", "Sex", "Any comments"],
    *(
        [f"2024-05-{n:02}", "Yes" if n <= 13 else "No", "Female" if n <= 8 else "Male", f"Words {n}"]
        for n in range(1, 21)
    ),
]
FIGURE = "13 of 20 relevant respondents (65%, 43% to 82%)"


def test_a_quality_lead_imports_replaces_and_deletes_a_survey(audit, sign_in):
    lead, page = sign_in("lead"), reverse("import_survey", args=[audit.pk])
    looked = looked_at(lead, audit, ROWS)
    assert "20 answer sheets. Check what we guessed." in text_of(looked)
    assert not Survey.objects.exists()
    text = text_of(lead.post(page, sent_as_guessed(looked), follow=True))
    assert f"Is your workload manageable? {FIGURE}" in text
    assert "Female: 40% of respondents (8 of 20)" in text
    stored = Survey.objects.get()
    again = looked_at(lead, audit, [*ROWS, ["", "No", "Male", ""]], replaces=stored.pk)
    lead.post(page, sent_as_guessed(again))
    assert [each.respondents for each in Survey.objects.all()] == [21]
    delete = reverse("delete_survey", args=[audit.pk, stored.pk])
    assert "Delete this survey? Staff survey, May 2024. 21 people answered." in text_of(lead.get(delete))
    lead.post(delete, {"seen": survey_version(Survey.objects.get())})
    assert not Survey.objects.exists()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (ROWS[:2], "file: Only 1 person has answered. Figures need at least 5"),
        ([[*ROWS[0], ""], *([*row, "x"] for row in ROWS[1:])], "row 1, column E: It has answers but no heading."),
    ],
)
def test_a_file_with_one_respondent_or_a_column_without_a_name_is_refused_in_words(audit, sign_in, rows, told):
    assert told in text_of(looked_at(sign_in("lead"), audit, rows))


def test_a_replacement_keeps_what_was_said_of_its_columns_and_asks_of_a_new_one(audit, sign_in):
    lead = sign_in("lead")
    stored = a_survey(audit, ROWS, name_1="Manageable", means_1_0="no", means_1_1="yes")
    rows = [[*ROWS[0], "Travel"], *([*row, "Far" if n % 2 else "Near"] for n, row in enumerate(ROWS[1:]))]
    looked = looked_at(lead, audit, rows, replaces=stored.pk)
    sent = sent_as_guessed(looked)
    assert (sent["name_1"], sent["means_1_0"], sent["use_4"]) == ("Manageable", "no", "")
    refused = text_of(lead.post(reverse("import_survey", args=[audit.pk]), sent))
    assert "Choose what column E is, or leave it out: “Travel”" in refused


def test_a_page_of_columns_serves_the_audit_that_it_was_made_for(audit, sign_in):
    lead, another = sign_in("lead"), an_audit(title="Another", unit=audit.unit)
    sent = sent_as_guessed(looked_at(lead, audit, ROWS))
    text = text_of(lead.post(reverse("import_survey", args=[another.pk]), sent))
    assert "This file was looked at too long ago, or not by you" in text
    assert not Survey.objects.exists()


def test_what_was_changed_meanwhile_is_not_overwritten_unseen(audit):
    stored = a_survey(audit, ROWS)
    seen = survey_version(stored)
    store_survey(audit=audit, file=_file(ROWS), replaces=stored.pk, based_on=seen)
    with pytest.raises(SurveyRefused, match=CHANGED_MEANWHILE[:40]):
        delete_survey(audit=audit, number=stored.pk, based_on=seen)


def _file(rows):
    form = form_of(rows)
    assert form.is_valid()
    return form.survey_file()


def test_nothing_stored_leads_from_a_quote_to_its_sheet_or_from_a_sheet_to_its_row(audit):
    rows = [ROWS[0], *([str(n), "Yes", f"Team {n % 10}", f"Words {n}"] for n in range(300))]
    stored = a_survey(audit, rows, use_2="background")
    teams = [next(iter(set(sheet.values()) - {"yes"})) for sheet in stored.sheets]
    (quotes,) = stored.quotes.values()
    assert sorted(teams) == sorted(f"Team {n % 10}" for n in range(300))
    assert sorted(quotes) == sorted(f"Words {n}" for n in range(300))
    assert teams != [f"Team {n % 10}" for n in range(300)]
    assert teams != [f"Team {int(text.split()[1]) % 10}" for text in quotes]


@pytest.mark.parametrize(("chosen", "kept"), [("drop", 19), ("keep", 20)])
def test_a_quote_that_may_identify_someone_is_shown_and_left_out_unless_it_is_kept(audit, chosen, kept):
    rows = [*ROWS[:-1], ["", "No", "Male", "Ms Example never calls."]]
    form = form_of(rows, identifying=chosen)
    assert form.is_valid()
    assert [passage.piece for _, passage in form.flagged] == ["Ms Example"]
    (texts,) = form.survey_file().quotes.values()
    assert len(texts) == kept


def test_groups_are_shown_for_the_question_that_is_asked_for(audit, sign_in):
    stored = a_survey(audit, ROWS)
    (figure,) = citable_figures(audit)
    page = reverse("audit_survey", args=[audit.pk, stored.pk])
    text = text_of(sign_in("lead").get(page, {"question": figure.key.rpartition(":")[2]}))
    assert "Female 8 of 8 relevant respondents" in text
    assert "Male 5 of 12 relevant respondents (42%" in text
    assert figure.sentence == f"Staff survey (May 2024): Is your workload manageable?: {FIGURE}."


def test_respondents_stand_beside_the_caseload_that_is_typed_with_its_source(audit, sign_in):
    stored, lead = a_survey(audit, ROWS), sign_in("lead")
    page = reverse("compare_survey", args=[audit.pk, stored.pk])
    (key,) = stored.backgrounds
    sent = {"based_on": survey_version(stored), f"{key}_1": "12.7"}
    assert "Enter where the shares of “Sex” come from" in text_of(lead.post(page, sent))
    assert "must be a percentage from 0 to 100" in text_of(lead.post(page, sent | {f"{key}_0": "101"}))
    text = text_of(lead.post(page, sent | {f"{key}_source": "The report"}, follow=True))
    assert "Female: 40% of respondents (8 of 20), against 12.7% of the caseload" in text
    assert "Caseload: The report." in text


def test_what_people_typed_into_a_file_is_shown_as_it_is_and_never_run(audit, sign_in):
    typed = "{{ 7|add:7 }}<b>"
    rows = [[each.replace("Female", typed) for each in row] for row in ROWS]
    stored, lead = a_survey(audit, rows, name_1=typed, name_2=typed, name_3=typed), sign_in("lead")
    for page in ("audit_survey", "compare_survey"):
        shown = lead.get(reverse(page, args=[audit.pk, stored.pk])).content.decode()
        assert shown.count("{{ 7|add:7 }}&lt;b&gt;") >= 2
        assert "<b>" not in shown


def test_what_the_draw_tells_of_the_caseload_is_filled_in(audit):
    lines = [{"fact": "Sex", "value": "Female", "eligible": 30, "drawn": 7}]
    Sample.objects.create(audit=audit, drawn={"eligible": 240, "compared": lines}, drawn_at=timezone.now())
    (known,) = caseload_of_draw(audit, a_survey(audit, ROWS)).values()
    assert known == {"source": "the 240 eligible cases of the draw", "shares": {"Female": "12.5"}}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SPO, Role.HEAD_OF_SERVICE])
def test_readers_of_the_result_read_them_once_it_is_signed_off_and_write_none(audit, client, role):
    stored = a_survey(audit, ROWS)
    client.force_login(a_reviewer(audit.unit, "ben", role))
    page = reverse("audit_survey", args=[audit.pk, stored.pk])
    assert client.get(page).status_code == 403
    sign_off(audit=audit, without_result=True)
    assert FIGURE in text_of(client.get(page))
    with pytest.raises(AuditClosed):
        delete_survey(audit=audit, number=stored.pk, based_on=survey_version(stored))


def test_the_sheets_and_quotes_go_with_the_cases_and_the_figures_stay(audit, sign_in):
    add_cases(audit, 1, {})
    stored = a_survey(audit, ROWS)
    sign_off(audit=audit)
    Audit.objects.update(keep_until=timezone.localdate() - datetime.timedelta(days=1))
    remove_cases(audit=audit)
    stored.refresh_from_db()
    assert (stored.sheets, stored.quotes) == ([], {})
    assert "Words 3" not in everything_stored()
    text = text_of(sign_in("lead").get(reverse("audit_survey", args=[audit.pk, stored.pk])))
    assert FIGURE in text
    assert "Female: 40% of respondents" in text
