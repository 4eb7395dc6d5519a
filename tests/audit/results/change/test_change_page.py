"""What changed since an earlier audit: on the result and on the page Change."""

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from audit.models import Audit, Purpose, SampledCase
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from tests.audit.an_audit import NOT_APPLICABLE, a_unit, add_case, an_audit
from tests.audit.method.frameworks import edited
from tests.audit.reading import text_of
from tests.audit.results.change.earlier_audits import running, signed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST = "This is the first audit of the PDU by these questions."
OLDER = ('code = "pdu-2023"', 'code = "older"')


@pytest.fixture(autouse=True)
def unit():
    return a_unit()


@pytest.fixture
def older(tmp_path, settings):
    """An older framework with the same codes; its words file says that one of its questions is 2.1.3."""
    (tmp_path / "older.toml").write_text(edited(OLDER), encoding="utf-8")
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    return tmp_path / "older.words.toml"


def page(client, audit, address="change/"):
    return text_of(client.get(f"/audits/{audit.pk}/{address}"))


def hide(audit, **hidden):
    """As if the sign-off had hidden these from readers who may not see cases."""
    Audit.objects.filter(pk=audit.pk).update(snapshot=Audit.objects.get(pk=audit.pk).snapshot | hidden)


def test_the_result_says_how_the_limiting_question_changed_and_how_far_chance_reaches(sign_in):
    signed("First", yes={"2.1.3": 7})
    shown = page(sign_in("lead"), signed("Second", yes={"2.1.3": 9}), "")
    assert "Since “First”:" in shown
    line = "2.1.3 keeping other people safe: from 35%, 7 of 20, to 45%, 9 of 20."
    assert f"{line} +10 points (-19 to +37): within chance" in shown
    assert "With 20 cases each, less than about 31 points is within chance." in shown


def test_a_change_beyond_chance_is_called_that_and_no_colour_says_so(sign_in):
    signed("First", yes={"2.1.3": 2})
    shown = page(sign_in("lead"), signed("Second", yes={"2.1.3": 18}))
    assert "+80 points (+52 to +90): more than chance" in shown
    assert shown.count("0 points (-16 to +16): within chance") == 11


@pytest.mark.parametrize(("who", "may_plan"), [("lead", True), ("viewer", False)])
def test_without_an_earlier_audit_the_result_says_so_and_offers_to_plan_the_next(sign_in, who, may_plan):
    audit = signed("Only")
    for address in ("", "change/"):
        shown = page(sign_in(who), audit, address)
        assert FIRST in shown
        assert ("Plan the next from this one" in shown) == may_plan


def test_an_audit_is_compared_with_the_one_it_follows_rather_than_with_the_last(sign_in):
    first = signed("First")
    signed("Between")
    assert "Since “First” This audit follows it." in page(sign_in("lead"), signed("Third", follows=first))
    assert "Since “Third” It is the last audit of the PDU before this one." in page(sign_in("lead"), signed("Fourth"))


def test_an_audit_that_follows_one_without_a_result_says_so(sign_in):
    first = running("First")
    assert "This audit follows “First”, which has no signed-off result yet." in page(
        sign_in("lead"), signed("Second", follows=first)
    )


def test_a_correction_moves_no_audit_behind_a_later_one(sign_in):
    first, second = signed("First"), signed("Second")
    sign_off(audit=take_back_sign_off(audit=first, reason="A wrong answer."))
    assert "Since “First”" in page(sign_in("lead"), second)
    assert FIRST in page(sign_in("lead"), first)


@pytest.mark.parametrize("which", ["the earlier", "this"])
@pytest.mark.parametrize("hidden", [{"hidden": ["2.1.3"]}, {"ratings_only": True}])
def test_who_sees_no_cases_learns_nothing_of_a_question_that_is_hidden_in_either_audit(sign_in, which, hidden):
    first, second = signed("First", yes={"2.1.3": 7}), signed("Second", yes={"2.1.3": 9})
    hide(first if which == "the earlier" else second, **hidden)
    for address in ("", "change/"):
        seen = page(sign_in("viewer"), second, address)
        assert "+10 points" not in seen
        assert ("7 of 20" if which == "the earlier" else "9 of 20") not in seen
    assert "+10 points" in page(sign_in("lead"), second)


def test_two_frameworks_do_not_join_without_a_word_and_the_page_says_so(older, sign_in):
    earlier = signed("Old", framework_code="older")
    first, second = signed("First"), signed("Second")
    assert FIRST in page(sign_in("lead"), first)
    shown = page(sign_in("lead"), second)
    assert "not comparable: another framework, and no words file says that this question is the same" in shown
    assertContains(sign_in("lead").get(f"/audits/{second.pk}/change/"), 'class="run-chart__break"', count=12)
    assert f"{earlier.title}, signed off on" in shown
    assert "by Probation delivery unit standards, 2023: no question is the same" in shown


def test_a_words_file_joins_the_questions_that_it_names_and_no_others(older, sign_in):
    older.write_text('[same_as."2.2.3"]\npdu-2023 = "2.1.3"\n', encoding="utf-8")
    signed("Old", yes={"2.2.3": 8, "2.1.1": 3}, framework_code="older")
    shown = page(sign_in("lead"), signed("New", yes={"2.1.3": 12}))
    assert "40%, 8 of 20 (asked as 2.2.3) 60%, 12 of 20 +20 points" in shown
    assert shown.count("not asked then") == 11
    assert "1 question is the same" in shown


def test_a_lead_sees_cases_of_both_audits_compared_with_themselves_and_a_viewer_does_not(sign_in):
    first = signed("First", yes={"2.1.3": 4})
    second = running("Second", 12, yes={"2.1.3": 12})
    for mine, theirs in zip(second.sampled_cases.all(), first.sampled_cases.all()[8:], strict=True):
        SampledCase.objects.filter(pk=mine.pk).update(case=theirs.case)
    sign_off(audit=second)
    found = "of 12 cases 12 became sufficient and 0 no longer are: more than chance (p under 0.01)"
    assert f"2.1.3 keeping other people safe: {found}" in page(sign_in("lead"), second)
    assert "12 cases are in both audits" in page(sign_in("lead"), second, "")
    seen = page(sign_in("viewer"), second) + page(sign_in("viewer"), second, "")
    assert "in both audits" not in seen


def test_the_change_stays_once_the_cases_are_removed(sign_in):
    signed("First", yes={"2.1.3": 7})
    second = signed("Second", yes={"2.1.3": 9})
    removed = dict.fromkeys(("cases", "reviews", "answers", "comments", "rationales"), 1)
    Audit.objects.update(removed_at=timezone.now(), removed=removed)
    SampledCase.objects.all().delete()
    assert "+10 points (-19 to +37): within chance" in page(sign_in("lead"), second)


@pytest.mark.parametrize(("then", "now"), [(9, 20), (20, 9), (1, 20), (10, 10)])
def test_fewer_than_ten_cases_in_either_audit_have_counts_and_no_change(sign_in, then, now):
    signed("First", then, yes={"2.1.3": 0})
    seen = page(sign_in("lead"), running("Second", now, yes={"2.1.3": now}))
    few = min(then, now) < 10
    assert ("points" in seen, "more than chance (" in seen) == (not few, False)
    assert (f"0 of {then}{' (few)' if then < 10 else ''}" in seen, "too few cases to compare" in seen) == (True, few)
    assert ("less than about" in seen) == (not few)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "too few cases to compare"), (0, "No case counts in this audit, so there is nothing to com")],
)
def test_a_running_audit_of_few_cases_has_words_and_no_change(sign_in, number, said):
    signed("First")
    assert said in page(sign_in("lead"), running("Second", number))


def test_a_question_that_applied_to_no_case_has_no_change(sign_in):
    signed("First")
    audit = an_audit("Second")
    for _ in range(5):
        add_case(audit, {question.code: NOT_APPLICABLE for question in audit.framework.key_questions}, sex="male")
    shown = page(sign_in("lead"), audit)
    assert shown.count("no cases too few cases to compare") == 12
    assert "Provisional: 5 of 5 cases" not in shown


def test_an_audit_of_another_unit_or_purpose_is_never_compared(sign_in):
    signed("Norwich", unit=a_unit("Norfolk PDU"))
    Audit.objects.filter(pk=signed("Only domestic abuse").pk).update(purpose=Purpose.THEMATIC)
    assert FIRST in page(sign_in("lead"), signed("Ipswich"))


def test_an_audit_whose_framework_file_has_changed_is_named_and_stops_nothing(older, sign_in):
    signed("Old", framework_code="older")
    signed("First")
    Audit.objects.filter(title="Old").update(framework_checksum="another")
    assert "its framework file has changed since, or is gone" in page(sign_in("lead"), signed("Second"))


def test_the_page_says_once_whose_calculation_it_is_and_draws_no_limits_of_few_audits(sign_in):
    signed("First")
    response = sign_in("viewer").get(f"/audits/{signed('Second').pk}/change/")
    assertContains(response, "Our calculation, not the inspectorate's.", count=1)
    assertNotContains(response, 'class="run-chart__limit"')
