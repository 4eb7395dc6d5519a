"""The method a second time: slow, obvious and written from its description alone, to check the fast one by.

The answers to a question are a list with "yes", "no", "na" or None (unanswered) for every case, so that nothing is
worked out: whatever is asked is tried, one case after another. Decimals, where the fast one has fractions.
"""

from decimal import ROUND_HALF_UP, Decimal

RATINGS = ["Inadequate", "Requires improvement", "Good", "Outstanding"]
# the rating at each whole per cent from 0 to 100
LADDER = [RATINGS[0]] * 50 + [RATINGS[1]] * 15 + [RATINGS[2]] * 15 + [RATINGS[3]] * 21
MISSING = "missing"


def judged(answers):
    return [answer for answer in answers if answer in ("yes", "no")]


def share(answers):
    """Per cent of the judged cases that are sufficient, unrounded."""
    return Decimal(100 * answers.count("yes")) / len(judged(answers))


def printed(answers):
    """The whole per cent as published; None without judged cases."""
    return int(share(answers).quantize(Decimal(1), ROUND_HALF_UP)) if judged(answers) else None


def rate_question(answers, rounding):
    """The rating that the answers give, with `rounding` "whole" or "exact"; None without judged cases."""
    if not judged(answers):
        return None
    return LADDER[printed(answers)] if rounding == "whole" else LADDER[int(share(answers))]


def turn(answers, old, new, rounding):
    """(cases, rating): turn one `old` after another into `new` until the rating changes; None if it never does."""
    turned = list(answers)
    for cases in range(1, answers.count(old) + 1):
        turned[turned.index(old)] = new
        if rate_question(turned, rounding) != rate_question(answers, rounding):
            return cases, rate_question(turned, rounding)
    return None


def limiting(questions):
    """The codes of {code: answers} whose share of sufficient cases no other one is below."""
    shares = {code: share(answers) for code, answers in questions.items() if judged(answers)}
    return [code for code in shares if all(shares[code] <= other for other in shares.values())]


def rate_standard(questions, rounding):
    """The lowest rating of {code: answers}; MISSING while no case has answered one; None if none could be judged."""
    if any(all(answer is None for answer in answers) for answers in questions.values()):
        return MISSING
    ratings = [rate_question(answers, rounding) for answers in questions.values() if judged(answers)]
    return next((rating for rating in RATINGS if rating in ratings), None)


def moves(questions, rounding):
    """The ratings to which a panel may move a standard of {code: answers}."""
    allowed = set()
    rated = {code: rate_question(answers, rounding) for code, answers in questions.items() if judged(answers)}
    if not rated:
        return allowed
    place = min(RATINGS.index(rating) for rating in rated.values())
    lowest_band = [code for code, rating in rated.items() if RATINGS.index(rating) == place]
    if place < 3 and all(has_ground(questions[c], RATINGS[place + 1], "no", "yes", rounding) for c in lowest_band):
        allowed.add(RATINGS[place + 1])
    if place > 0 and any(has_ground(questions[c], RATINGS[place], "yes", "no", rounding) for c in limiting(questions)):
        allowed.add(RATINGS[place - 1])
    return allowed


def has_ground(answers, upper, old, new, rounding):
    """Few cases, one case that tips it, or five points from where the band `upper` begins."""
    shown = printed(answers) if rounding == "whole" else share(answers)
    tipping = turn(answers, old, new, rounding)
    return (
        len(judged(answers)) in (1, 2, 3, 4, 5)
        or (tipping is not None and tipping[0] == 1)
        or abs(shown - LADDER.index(upper)) <= 5
    )


def rate_unit(ratings):
    """(score, maximum, overall rating) of the counted standards' ratings, in which None could not be rated."""
    counted = [rating for rating in ratings if rating is not None]
    maximum = 3 * len(counted)
    if not counted or MISSING in counted:
        return None, maximum, None
    score = sum(RATINGS.index(rating) for rating in counted)
    sixths = [rating for rating, sixths in zip(RATINGS, (1, 3, 5, 6), strict=True) if 6 * score <= sixths * maximum]
    return score, maximum, sixths[0]
