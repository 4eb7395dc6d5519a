"""`draw_sample --audit`: the same draw as without it, stored as the audit's sample all or nothing."""

import json

import pytest
from django.core.management import CommandError, call_command

from audit.models import Sample
from cases.models import Case, ExtractMapping, User
from tests.audit.an_audit import YES, add_case, an_audit
from tests.audit.extracts import HEADINGS, a_row, an_extract

pytestmark = pytest.mark.django_db
DRAW = ("--size", "5", "--seed", "7", "--today", "2026-11-22", "--format", "json")


@pytest.fixture
def audit():
    return an_audit()


@pytest.fixture
def extract(tmp_path):
    path = tmp_path / "extract.csv"
    path.write_bytes(an_extract().read())
    return path


def draw(extract, capsys, *more):
    call_command("draw_sample", str(extract), *DRAW, *more)
    return json.loads(capsys.readouterr().out)


def test_what_is_drawn_with_an_audit_is_what_is_drawn_without_and_is_stored(audit, extract, capsys):
    User.objects.create(username="asha")
    alone = draw(extract, capsys)
    assert not Case.objects.exists()
    stored = draw(extract, capsys, "--audit", str(audit.pk), "--by", "asha")
    assert stored == alone
    drawn = [pick["reference"] for pick in alone["picks"] if not pick["reserve"]]
    assert [sampled.case.reference for sampled in audit.sampled_cases.select_related("case")] == drawn
    sample = Sample.objects.get()
    assert (sample.drawn["seed"], sample.plan["size"], sample.drawn_by.username) == (7, 5, "asha")


def test_cases_of_another_pdu_are_not_stored_as_the_audits(audit, tmp_path, capsys):
    path = tmp_path / "region.csv"
    path.write_bytes(an_extract(5, more=[a_row(f"X{n:06}", PDU="Norfolk PDU") for n in range(900, 960)]).read())
    told = draw(path, capsys, "--audit", str(audit.pk))
    assert (told["eligible"], told["excluded"]) == (5, [{"reason": "other_unit", "count": 60}])
    assert set(Case.objects.values_list("reference", flat=True)) == {f"X{n:06}" for n in range(1, 6)}
    assert Sample.objects.get().plan["unit"] == "Suffolk PDU"


def test_how_an_extract_writes_the_pdu_can_be_said(audit, tmp_path, capsys):
    path = tmp_path / "region.csv"
    path.write_bytes(an_extract(3, more=[a_row(f"X{n:06}", PDU="SFK") for n in (901, 902)]).read())
    assert draw(path, capsys, "--audit", str(audit.pk), "--unit", "SFK")["eligible"] == 2


def test_where_every_row_is_of_another_pdu_it_is_told_which_there_are(audit, tmp_path, capsys):
    path = tmp_path / "region.csv"
    path.write_bytes(an_extract(0, more=[a_row(f"X{n:06}", PDU="SFK") for n in range(900, 909)]).read())
    with pytest.raises(
        CommandError, match=r"no case was drawn.*Rows of other PDUs than Suffolk PDU: SFK \(9\).*--unit"
    ):
        draw(path, capsys, "--audit", str(audit.pk))


def test_columns_named_at_the_shell_are_remembered_and_used_again(audit, extract, capsys, tmp_path):
    strange = tmp_path / "strange.csv"
    headings = tuple("Begun" if heading == "Start date" else heading for heading in HEADINGS)
    strange.write_bytes(an_extract(headings=headings).read())
    draw(strange, capsys, "--audit", str(audit.pk), "--map", "Begun=start_date")
    assert ExtractMapping.objects.get().columns == {"Begun": "start_date"}
    assert draw(strange, capsys, "--audit", str(an_audit(title="Next").pk))["eligible"] == 20


def test_cases_reviewed_in_another_audit_of_late_are_left_out(audit, extract, capsys):
    add_case(an_audit(title="Last round"), {"2.1.1": YES})
    more = ("--audit", str(audit.pk), "--not-reviewed-for", "12", "--today", "2027-01-01")
    assert draw(extract, capsys, *more)["excluded"] == [{"reason": "reviewed_recently", "count": 1}]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--audit", "99999"), "There is no audit 99999"),
        (("--by", "asha"), "go with --audit"),
        (("--audit", "{audit}", "--by", "nobody"), "There is no user nobody"),
        (("--audit", "{audit}", "--cohort", "2020-01-01:2020-01-02"), "no case was drawn"),
    ],
)
def test_what_cannot_be_stored_is_told_and_nothing_is(audit, extract, capsys, more, why):
    with pytest.raises(CommandError, match=why):
        draw(extract, capsys, *(text.format(audit=audit.pk) for text in more))
    assert not Case.objects.exists()
    assert not Sample.objects.exists()


def test_once_reviews_have_begun_the_extract_is_not_even_read(audit, capsys):
    add_case(audit, {"2.1.1": YES})
    with pytest.raises(CommandError, match="A review of one of its cases has begun"):
        draw("not there.csv", capsys, "--audit", str(audit.pk))
