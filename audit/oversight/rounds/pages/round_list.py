"""The values of the page with all rounds."""

from dataclasses import dataclass

from django.utils.timezone import localdate

from audit.oversight.rounds.pages.words import state_of_round
from audit.oversight.rounds.progress import is_closed
from cases.counted import counted


@dataclass(frozen=True)
class RoundLine:
    number: int
    title: str
    team: str
    looked_at: str
    state: str


def build_lists(rounds):
    """Return {heading: lines}: rounds that run, the first to close on top; closed ones; looks outside any round."""
    today = localdate()
    planned = [each for each in rounds if not each.standing_for]
    lists = {
        "Open rounds": sorted((r for r in planned if not is_closed(r, today)), key=lambda r: (r.closes_on, r.pk)),
        "Closed rounds": [each for each in planned if is_closed(each, today)],
        "Looks outside any round": [each for each in rounds if each.standing_for],
    }
    return {heading: [_line_of(each, today) for each in found] for heading, found in lists.items() if found}


def _line_of(round_, today):
    looked_at = f"{round_.finished} of {counted(round_.cases, 'case')}"
    return RoundLine(round_.pk, str(round_), str(round_.team), looked_at, state_of_round(round_, today))
