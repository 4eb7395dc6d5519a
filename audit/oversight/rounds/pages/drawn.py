"""The sentences that say how a round's cases were drawn, so that anyone can check it."""

from audit.oversight.rounds.drawing import THEME_FACTS
from audit.oversight.rounds.round_plan import MATTERS, NEW, QUIET, SOURCES, THEME, TIMES, TYPED
from cases.counted import counted


def build_drawn(kept):
    """Return sentences from what a round keeps of its plan; None for a standing round, which draws nothing."""
    if not kept:
        return None
    source = f"From: {SOURCES[kept['source']]}."
    if kept["source"] == TYPED:
        return [source]
    matters = [f"{label}{_which(matter, kept)}: {_times(kept, matter)}." for matter, label in MATTERS.items()]
    each = f"{counted(kept['each'], 'case')} of each practitioner, with the seed {kept['seed']}."
    return [source, each, *matters]


def _times(kept, matter):
    return TIMES[kept["times"].get(matter, 1)].lower()


def _which(matter, kept):
    return {
        NEW: f" (for {counted(kept['new_weeks'], 'week')})",
        QUIET: f" ({counted(kept['quiet_weeks'], 'week')})",
        THEME: f" ({THEME_FACTS.get(kept['theme_fact'], 'none')})",
    }.get(matter, "")
