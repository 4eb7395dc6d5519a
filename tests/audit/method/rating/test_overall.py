import pytest

from tests.audit.method.frameworks import PROGRAMMES, RATINGS, UNCOUNTED, pdu, programme, rate_as, uncounted

POOR, WEAK, GOOD, BEST = RATINGS


def test_a_standard_that_cannot_be_rated_leaves_score_and_maximum():
    result = rate_as(pdu(), dict.fromkeys(pdu().standard, GOOD) | {"1.2": None, "2.4": None})
    assert (result.score, result.max_score, result.overall, result.missing) == (10, 15, GOOD, ())
    assert [s.score for s in result.standards] == [2, None, 2, 2, 2, 2, None]


def test_an_audit_of_which_nothing_can_be_rated_has_no_score():
    result = rate_as(pdu(), dict.fromkeys(pdu().standard))
    assert (result.score, result.max_score, result.overall, result.missing) == (None, 0, None, ())


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_overall_rating_at_every_score_is_the_published_one(name):
    framework, (_, ends) = programme(name), PROGRAMMES[name]
    counted = [code for code in framework.standard if code != UNCOUNTED]
    assert ends[-1] == 3 * len(counted)
    for score in range(ends[-1] + 1):
        scores = [min(3, max(0, score - 3 * position)) for position in range(len(counted))]
        result = rate_as(framework, {code: RATINGS[n] for code, n in zip(counted, scores, strict=True)})
        assert (result.score, result.max_score) == (score, ends[-1])
        assert result.overall == RATINGS[sum(score > end for end in ends)], score


@pytest.mark.parametrize(("score", "overall"), [(4, POOR), (5, WEAK), (12, WEAK), (13, GOOD), (20, GOOD), (21, BEST)])
def test_a_youth_service_without_out_of_court_work_is_rated_out_of_24(score, overall):
    youth = programme("Youth justice 2018-24")
    codes = [code for code in youth.standard if code[0] in "12"]
    scores = [min(3, max(0, score - 3 * position)) for position in range(len(codes))]
    ratings = {code: RATINGS[n] for code, n in zip(codes, scores, strict=True)}
    result = rate_as(youth, dict.fromkeys(youth.standard) | ratings | {UNCOUNTED: BEST})
    assert (result.score, result.max_score, result.overall) == (score, 24, overall)


@pytest.mark.parametrize("rating", [*RATINGS, None])
def test_a_standard_that_is_not_counted_is_rated_and_changes_no_score(rating):
    youth = programme("Youth justice 2018-24")
    result = rate_as(youth, dict.fromkeys(youth.standard, GOOD) | {UNCOUNTED: rating})
    assert (result.score, result.max_score, result.overall) == (24, 36, GOOD)
    assert (result.standards[-1].final, result.standards[-1].score) == (rating, None)


def test_a_missing_standard_that_is_not_counted_is_named_and_leaves_the_score_known():
    youth = programme("Youth justice 2018-24")
    result = rate_as(youth, {code: GOOD for code in youth.standard if code != UNCOUNTED})
    assert (result.missing, result.score, result.overall) == (("4.1", "4.1.1"), 24, GOOD)
    result = rate_as(uncounted(), {code: GOOD for code in uncounted().standard if code != "1.3"})
    assert (result.missing, result.score, result.max_score, result.overall) == (("1.3",), 12, 18, GOOD)
