"""data.zip: what an analyst finds in it, and what each profile withholds."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from audit.exports.figures.figure_rows import figure_rows
from audit.exports.frames.frames import frames_of
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.leaving.reads import contents_of
from audit.models import Answer, Audit, Review
from audit.moderating.actions.agreement import agree_on_answer
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Practitioner, Team
from cases.permissions import Role
from tests.audit.a_review import a_reviewer, read_twice
from tests.audit.an_audit import NO, a_unit, add_case, add_cases, an_audit, note_facts
from tests.audit.exports.data.taken import EVERY_TICK, data_of, files_in, taken_by, zip_of
from tests.audit.exports.edge_audits import answering, result_of
from tests.audit.method.frameworks import unrated

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit():
    """Twelve cases: of Olga Officer, reviewed by Rita Reader, with a comment each."""
    audit = an_audit(about="All cases of May.")
    add_cases(audit, 11, {"2.1.1": 5})
    add_case(audit, {"2.1.1": NO}, comments={"2.1.1": "Nothing on victims."})
    officer = Practitioner.objects.create(name="Olga Officer", team=Team.objects.create(unit=audit.unit, name="North"))
    for sampled in audit.sampled_cases.all():
        sampled.held_by = officer
        note_facts(sampled, sex="female", age_at_start=19, flags=["ADVP", "IOM"], team="North", court_report=True)
    Review.objects.update(reviewer=a_reviewer(audit.unit, "rita"))
    return audit


def inside(*audits, ticks=None):
    return data_of(*audits, profile=Profile.INSIDE, ticks=ticks, by=taken_by(unit=audits[0].unit))


def test_a_file_to_send_outside_holds_figures_and_of_answers_and_cases_the_headings_alone(audit):
    files = files_in(zip_of(audit))
    assert [file for file, text in files.items() if len(text.splitlines()) == 1] == ["answers", "cases"]
    assert [word for word in ("Olga", "rita", "Nothing on victims") if word in "".join(files.values())] == []


def test_figures_are_those_of_the_report_as_every_file_has_them(audit):
    rows = list(figure_rows(contents_of(Audit.objects.for_report().get(pk=audit.pk), Leaving())))
    figures = data_of(audit)["figures"]
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert figures.to_numpy().tolist() == texts
    assert len(figures.query("group == 'all'")) == len(audit.framework.questions)
    first = figures.query("group == 'all' and question == '2.1.1'").iloc[0]
    assert [first[name] for name in ("yes", "insufficient", "n", "percent")] == ["5", "7", "12", "42"]


def test_answers_and_cases_can_be_joined_and_give_the_same_counts(audit):
    data = inside(audit)
    joined = data["answers"].merge(data["cases"], on=["audit_id", "case"])
    assert len(joined) == len(data["answers"]) == 11 * len(audit.framework.key_questions) + 1
    counted = joined.query("question == '2.1.1'").groupby("value").size().to_dict()
    assert counted == {"yes": 5, "no": 7}
    shown = joined.iloc[0][["sex", "age_band", "flags", "team", "court_report", "standard", "kind"]]
    assert " ".join(shown) == "female 18_to_25 ADVP; IOM North yes 2.1 key_question"


def test_without_ticks_random_numbers_stand_for_people_and_no_text_leaves(audit):
    data = inside(audit)
    people = {*data["cases"]["practitioner"], *data["answers"]["reviewer"]}
    assert len(people) == 2
    assert all(len(number) == 4 and number.isdigit() for number in people)
    assert set(data["answers"]["comment"]) == {""}


@pytest.mark.parametrize(
    ("tick", "column", "word"),
    [
        (Tick.PRACTITIONERS, ("cases", "practitioner"), "Olga Officer"),
        (Tick.REVIEWERS, ("answers", "reviewer"), "Rita"),
        (Tick.FREE_TEXT, ("answers", "comment"), "Nothing on victims."),
    ],
)
def test_each_tick_lets_out_its_own_column_and_no_other(audit, tick, column, word):
    data = inside(audit, ticks={tick: "A table by person for the board."})
    holding = [(file, name) for file, frame in data.items() for name in frame if word in set(frame[name])]
    assert holding == [column]


def test_an_spos_file_holds_their_own_cases_with_numbers_for_people(audit):
    south = Team.objects.create(unit=audit.unit, name="South")
    others = Practitioner.objects.create(name="Otto", team=south)
    held_by = {True: Practitioner.objects.get(name="Olga Officer"), False: others}
    for sampled in audit.sampled_cases.all():
        sampled.case.practitioner = held_by[sampled.number < 7]
        sampled.case.save()
    sign_off(audit=audit)
    data = data_of(audit, profile=Profile.TEAM, ticks=EVERY_TICK, by=taken_by(Role.SPO, team=south))
    assert sorted(map(int, data["cases"]["case"])) == [7, 8, 9, 10, 11, 12]
    assert set(data["answers"]["comment"]) == {""}
    assert not {"Olga Officer", "Otto"} & set(data["cases"]["practitioner"])


@pytest.mark.on_postgresql
def test_an_agreed_answer_stands_in_the_place_of_the_first(audit):
    sampled = read_twice(audit, a_reviewer(audit.unit, "ann"), a_reviewer(audit.unit, "ben"), no=("2.1.1",))
    agree_on_answer(sampled=sampled, question="2.1.1", value=NO, reason="No sign of it.", based_on=0)
    answers = inside(audit, ticks={Tick.FREE_TEXT: "Why", Tick.REVIEWERS: "Who"})["answers"]
    of_case = answers[answers["case"] == str(sampled.number)].set_index("question")
    shown = ["value", "comment", "part", "reviewer"]
    assert of_case.loc["2.1.1", shown].tolist() == ["no", "No sign of it.", "agreed", ""]
    assert of_case.loc["2.1.2", shown].tolist() == ["yes", "The first reader's.", "first", "Ann"]


@pytest.mark.on_postgresql
def test_a_day_is_the_local_one(audit):
    Answer.objects.update(answered_at=datetime(2024, 6, 5, 23, 30, tzinfo=UTC))
    assert set(inside(audit)["answers"]["answered_on"]) == {"2024-06-06"}


def test_several_audits_give_the_same_files_with_each_question_once(audit):
    other = an_audit("Second round", a_unit("Norfolk PDU"))
    add_cases(other, 12, {})
    one, both = data_of(audit), data_of(audit, other)
    assert {file: list(frame) for file, frame in one.items()} == {file: list(frame) for file, frame in both.items()}
    assert both["audits"]["audit_id"].tolist() == [str(audit.pk), str(other.pk)]
    assert len(both["questions"]) == len(audit.framework.questions)
    assert set(both["figures"]["audit_id"]) == {*both["audits"]["audit_id"]}


HOSTILE = ("=1+1", "@SUM(A1)", "-2", "<script>alert(1)</script>", "tab\there\x00\x0b", "line\r\nline", "é" * 32_767)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_leaves_as_text_in_its_own_cell(audit, text):
    Answer.objects.filter(comment__gt="").update(comment=text)
    Audit.objects.filter(pk=audit.pk).update(about=text)
    data = inside(audit, ticks={Tick.FREE_TEXT: "Why"})
    comment = data["answers"].query("comment != ''")["comment"].item()
    assert comment in (text, f"'{text}")
    assert comment[0] not in "=@-\t"
    assert data["audits"]["about"].item() == comment


def test_every_column_of_every_file_stands_in_the_dictionary(audit):
    data = data_of(audit)
    told = list(zip(data["dictionary"]["file"], data["dictionary"]["column"], strict=True))
    assert told == [(file, column) for file, frame in data.items() for column in frame]


def test_a_table_opens_in_excel_as_utf_8_with_one_heading_row(audit):
    with ZipFile(BytesIO(zip_of(audit))) as zipped:
        begins = {zipped.read(name)[:3] for name in zipped.namelist()}
    assert begins == {b"\xef\xbb\xbf"}


def test_an_audit_without_cases_says_so():
    data = data_of(an_audit())
    assert data["audits"][["cases", "overall", "score"]].iloc[0].tolist() == ["0", "", ""]
    assert set(data["figures"]["percent"]) == {""}


def test_a_running_audit_is_marked_as_provisional(audit):
    add_case(audit, {}, submitted=False)
    row = data_of(audit)["audits"].iloc[0]
    assert [row["provisional"], row["cases"], row["cases_expected"], row["signed_off_on"]] == ["yes", "12", "13", ""]
    assert "Not an inspection" in row["notice"]


def test_an_unrated_framework_has_counts_and_no_rating(audit):
    contents = contents_of(Audit.objects.for_report().get(pk=audit.pk), Leaving())
    report, _ = result_of(answering(12, unrated()), {}, unrated())
    frames = dict(frames_of(replace(contents, report=report)))
    assert frames["audits"][["overall", "standard_ratings"]].isna().all(axis=None)
    assert frames["figures"]["rating"].isna().all()
    assert set(frames["figures"].query("group == 'all'")["yes"]) == {12}
