"""What pages say about a round and a case in it."""

from django.utils.formats import date_format

from audit.oversight.rounds.progress import is_closed
from audit.oversight.rounds.reads import is_past


def because_of(reasons, is_hand_picked):
    """Say why a case was picked, from its reasons in words."""
    return "; ".join(reasons) or ("" if is_hand_picked else "drawn by lot")


def state_of_round(round_, day):
    """Say whether a round with_progress is open, and until when."""
    closes_on = date_format(round_.closes_on, "j F Y")
    if is_past(round_, day):
        return f"Closed on {closes_on}"
    return "All looked at" if is_closed(round_, day) else f"Closes on {closes_on}"


def state_of_look(sampled):
    """Say how far the look at a case of cases_of_round is, by who and when."""
    if sampled.replaced_at:
        return "Left out of the round"
    if sampled.look is None:
        return "Not begun"
    if sampled.look.finished_at is None:
        return f"Begun by {sampled.look.review.reviewer}"
    finished = f"Finished by {sampled.look.review.reviewer} on {date_format(sampled.look.finished_at, 'j F Y')}"
    return f"{finished}, corrected since" if sampled.look.corrected else finished
