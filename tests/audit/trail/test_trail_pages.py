"""The trail on the pages: what somebody looks at is in it, as text, 25 entries a page."""

import re

import pytest
from pytest_django.asserts import assertContains

from audit.models import Answer, Audit
from audit.trail.actions import record_case_view
from cases.models import User
from tests.audit.an_audit import YES, add_case, add_cases
from tests.audit.exports.downloading import download
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]


@pytest.fixture
def opened(small):
    """(the audit's address, its quality lead's client) with a case whose answer has a comment with markup."""
    audit, client = small
    add_case(audit, {"2.1.1": YES}).reviews.get().save()  # which begins its history
    answer = Answer.objects.get()
    for answer.comment in ("first wording", "<script>alert(1)</script>"):
        answer.save()
    return f"/audits/{audit.pk}/", client


def test_looking_at_a_case_is_told_in_its_trail(opened):
    page, client = opened
    add_cases(Audit.objects.get(), 9, {"2.1.1": 0})
    for address in ("cases/1/", "questions/2.1.1/", "summary.json"):
        client.get(page + address)
    download(client, Audit.objects.get(), ticks=("free_text",))
    text = text_of(client.get(f"{page}cases/1/trail/"))
    assert "Lead (lead) Opened Case 1" in text
    assert "Saw the cases of 2.1.1: cases 1 to 10" in text
    asked = "with comments and rationales for “For the moderation meeting”"
    assert f"Exported summary workbook (.xlsx), for the quality team, with every case's answers, {asked}, 10" in text
    assert "(.json)" not in text
    exported = "Exported figures for programs (.json), figures only, to send outside"
    assert exported in text_of(client.get(f"{page}trail/"))


def test_a_page_that_only_asks_whether_something_is_there_leaves_no_trail(opened):
    page, client = opened
    client.head(f"{page}cases/2/")
    assert "Opened Case" not in text_of(client.get(f"{page}cases/1/trail/"))


def test_old_and_new_texts_are_shown_as_text(opened):
    page, client = opened
    response = client.get(f"{page}cases/1/trail/")
    assertContains(response, "first wording")
    assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt;")


def test_a_long_trail_has_pages(opened):
    page, client = opened
    audit = Audit.objects.get()
    for _ in range(60):
        record_case_view(audit=audit, sampled=audit.sampled_cases.get(), by=User.objects.get())
    response = client.get(f"{page}cases/1/trail/")
    assert response.content.decode().count("Opened Case 1<") == 25
    assertContains(response, "?page=2")
    assert re.search(r"51 to \d+ of \d+ entries", text_of(client.get(f"{page}cases/1/trail/?page=2&per_page=50")))


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("2", "26 to 28 of 28"),
        ("99", "26 to 28 of 28"),
        ("9" * 40, "26 to 28"),
        ("0", "1 to 25 of 28"),
        ("x", "1 to 25"),
    ],
)
def test_a_page_that_is_not_there_is_the_last_one_or_the_first(opened, page, said):
    address, client = opened
    audit = Audit.objects.get()
    for _ in range(27):
        record_case_view(audit=audit, sampled=audit.sampled_cases.get(), by=User.objects.get())
    assert f"{said}" in text_of(client.get(f"{address}trail/?page={page}"))
