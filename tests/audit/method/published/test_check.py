"""Published results are worked out again: what contradicts itself or is impossible is said in a sentence."""

from decimal import Decimal

import pytest

from audit.method.published.check import sources_apart, what_does_not_fit
from audit.method.published.rating import PublishedRating, PublishedShare, score_of
from tests.audit.method.frameworks import PROGRAMMES, shipped

SUFFOLK = dict(
    zip(PROGRAMMES["PDU 2023-25"][0].split(), ["Good", *["Requires improvement"] * 2, *["Inadequate"] * 4], strict=True)
)
FOUR_STANDARDS = dict.fromkeys(("1.1", "1.2", "1.3", "1.4"), "Outstanding")


def published(programme="PDU", overall="", score=None, of=None, percent=None, standards=(), figures=()):
    percent = None if percent is None else Decimal(percent)
    return PublishedRating(programme, overall, score, of, percent, dict(standards), dict(figures))


@pytest.mark.parametrize(
    ("said", "score"),
    [
        (published(standards=SUFFOLK), "4 of 21"),
        (published("youth", percent="44.44"), "16 of 36"),
        (published("youth", percent="4.17"), "1 of 24"),
        (published("NPS", score=15, of=30), "15 of 30"),
        (published("youth", standards=FOUR_STANDARDS), "None"),
        (published("region", percent="50"), "None"),
    ],
)
def test_the_score_is_worked_out_from_what_was_published(said, score):
    assert str(score_of(said, shipped())) == score


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        (published("youth", "Inadequate", percent="4.56"), "4.56% is an impossible score"),
        (published("youth", "Inadequate", percent="4.17"), "It is 1 of 24, so 4 standards were not rated."),
        (published("youth", "Good", score=16, of=36, percent="50"), "50% is 18 of 36; the published score is 16."),
        (published("youth", "Requires improvement", percent="72.22"), "26 of 36 gives Good; published is Requires"),
        (published("youth", percent="61.11"), "No overall rating is published; 22 of 36 gives Good."),
        (published("PDU", "Inadequate", 5, 21, standards=SUFFOLK), "add up to 4 of 21; the score is 5 of 21"),
        (published("youth", "Good", 20, 36, standards=dict.fromkeys(SUFFOLK, "Outstanding")), "between 21 and 36"),
        (published(figures={"2.1.3": PublishedShare(46, 25, 56)}), "2.1.3: 25 of 56 is 45%; published is 46%."),
        (
            published(standards={"2.1": "Good"}, figures={"2.1.3": PublishedShare(45), "2.1.1": PublishedShare(50)}),
            "2.1: its lowest key question is 45%, Inadequate; published is Good.",
        ),
    ],
)
def test_what_does_not_fit_is_named(said, finding):
    assert finding in " ".join(what_does_not_fit(said, shipped()))


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_score_of_a_programme_fits_the_overall_rating_of_its_bands(name):
    ends = PROGRAMMES[name][1]
    programme = {36: "youth", 30: "NPS"}.get(ends[-1], "PDU")
    for score in range(ends[-1] + 1):
        overall = next(rating for rating, end in zip(shipped().band, ends, strict=True) if score <= end)
        said = published(programme, overall, score, ends[-1], f"{100 * score / ends[-1]:.2f}")
        assert what_does_not_fit(said, shipped()) == ()


@pytest.mark.parametrize(
    ("share", "counts"),
    [
        (PublishedShare(45, None, 56), (25, 56)),
        (PublishedShare(36, 20, 56), (20, 56)),
        (PublishedShare(45, None, 300), None),
        (PublishedShare(45), None),
        (PublishedShare(None, None, 56), None),
    ],
)
def test_a_bare_percentage_has_counts_only_where_no_other_count_gives_it(share, counts):
    assert (share.tally and (share.tally.yes, share.tally.applicable)) == counts


def test_two_sources_that_say_different_things_are_named():
    rows = [("West", "Good"), ("West", "Inadequate"), ("East", "Good"), ("East", ""), ("North", "Good")]
    assert sources_apart(rows) == {"West": "One source says Good and another Inadequate."}
