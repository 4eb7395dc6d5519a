"""Until both reviews are submitted neither reviewer sees the other's, at any address, even as quality lead."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from cases.permissions import Role
from tests.audit.a_review import FIRST, SECOND, a_reviewer, read_twice
from tests.audit.exports.downloading import download
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
THEIRS = {FIRST: "The first reader&#x27;s.", SECOND: "The second reader&#x27;s."}
OTHER = {FIRST: SECOND, SECOND: FIRST}


def a_lead_who_reviews(audit, name):
    user = a_reviewer(audit.unit, name)
    user.memberships.create(role=Role.QUALITY_LEAD, unit=audit.unit)
    return user


@pytest.fixture
def people(audit):
    """{Part: who reviews it}. Both are reviewers and quality leads."""
    return {FIRST: a_lead_who_reviews(audit, "asha"), SECOND: a_lead_who_reviews(audit, "ben")}


@pytest.fixture
def sampled(audit, people):
    return read_twice(audit, *people.values(), no=("2.1.1",))


def addresses(audit, sampled):
    here = f"/audits/{audit.pk}/"
    reviews = [f"/reviews/{review.pk}/" for review in sampled.reviews.all()]
    return [
        f"{here}cases/{sampled.number}/",
        f"{here}cases/{sampled.number}/trail/",
        f"{here}trail/",
        f"{here}cases/{sampled.number}/agreement/",
        f"{here}agreement/",
        f"{here}reviews/",
        f"{here}questions/2.1.1/",
        f"{here}summary.xlsx",
        f"{here}summary.json",
        "/",
        here,
        "/reviews/",
        *reviews,
        *(f"{review}2.1/" for review in reviews),
        *(f"{review}send-back/" for review in reviews),
    ]


def everything_shown(client, audit, sampled):
    """The text of every page and file, by its address."""
    shown = {address: _text(client.get(address)) for address in addresses(audit, sampled)}
    return shown | {"download": _text(download(client, audit))}


def _text(response):
    if response.content[:2] != b"PK":
        return response.content.decode()
    book = ZipFile(BytesIO(response.content))
    return " ".join(book.read(name).decode() for name in book.namelist()).replace("'", "&#x27;")


def shown_at(pages, text):
    return [address for address, shown in pages.items() if text in shown]


@pytest.mark.parametrize("part", [FIRST, SECOND])
def test_nothing_of_the_other_review_is_shown_while_ones_own_is_open(audit, sampled, people, part):
    sampled.reviews.filter(part=part).update(submitted_at=None)
    pages = everything_shown(client_of(people[part]), audit, sampled)
    assert shown_at(pages, THEIRS[OTHER[part]]) == []
    assert shown_at(pages, THEIRS[part])


@pytest.mark.parametrize("part", [FIRST, SECOND])
def test_nor_once_ones_own_is_submitted_while_the_other_is_open(audit, sampled, people, part):
    sampled.reviews.filter(part=OTHER[part]).update(submitted_at=None)
    assert shown_at(everything_shown(client_of(people[part]), audit, sampled), THEIRS[OTHER[part]]) == []


def test_nor_when_one_is_sent_back_and_open_again(audit, sampled, people):
    client = client_of(a_lead_who_reviews(audit, "carla"))
    first = sampled.reviews.get(part=FIRST)
    assert client.post(f"/reviews/{first.pk}/send-back/", {"note": "Only Asha may read this."}).status_code == 302
    pages = everything_shown(client_of(people[SECOND]), audit, sampled)
    assert shown_at(pages, THEIRS[FIRST]) == shown_at(pages, "Only Asha may read this.") == []


def test_another_lead_reads_both_and_compares_them_once_both_are_submitted(audit, sampled, people):
    client = client_of(a_lead_who_reviews(audit, "carla"))
    side_by_side = f"/audits/{audit.pk}/cases/{sampled.number}/agreement/"
    assert {side_by_side} <= {*shown_at(everything_shown(client, audit, sampled), THEIRS[SECOND])}
    sampled.reviews.filter(part=SECOND).update(submitted_at=None)
    assert client.get(side_by_side).status_code == 404


def test_once_both_are_submitted_both_readers_see_both(audit, sampled, people):
    sampled.reviews.update(submitted_at=timezone.now())
    side_by_side = f"/audits/{audit.pk}/cases/{sampled.number}/agreement/"
    for person in people.values():
        text = client_of(person).get(side_by_side).content.decode()
        assert all(theirs in text for theirs in THEIRS.values())
