"""Figures of a survey as anyone may see them, by the same rules as groups of cases.

No reader may know a respondent, so the rules are those for readers who see no case: a figure rests on five relevant
respondents or more, and a smaller group is joined to another one.
"""

from collections.abc import Sequence

from audit.evidence.surveys.sheets import Sheets, tally_of
from audit.method.certainty.interval import Draw
from audit.method.groups.apart import keep_apart
from audit.method.groups.shown import GroupCount, Rule, ShownGroup, shown_groups
from audit.method.tally import Tally


def shown_figure(tally: Tally) -> ShownGroup | None:
    """Return the figure of a question for all respondents; None if it was relevant to none."""
    shown = _shown([GroupCount("", tally)], tally)
    return shown[0] if shown and tally.applicable else None


def groups_by_background(sheets: Sheets, key: str, backgrounds: Sequence[str]) -> dict[str, tuple[ShownGroup, ...]]:
    """Return {key of a background: its groups} of a question, "" being those who did not say.

    Groups of several backgrounds can together give away one respondent's answer; a later background then gives way.
    """
    tally = tally_of(sheets, key)
    shown = {each: _shown(_counts(sheets, key, each), tally) for each in backgrounds}
    relevant = [sheet for sheet in sheets if sheet.get(key) in ("yes", "no")]
    cells = [(place, tuple(sheet.get(each, "") for each in backgrounds)) for place, sheet in enumerate(relevant)]
    return keep_apart({each: groups for each, groups in shown.items() if groups}, _of_shown(cells, shown, backgrounds))


def _of_shown(cells, shown, backgrounds):
    places = [place for place, each in enumerate(backgrounds) if shown[each]]
    return [(who, tuple(values[place] for place in places)) for who, values in cells]


def _counts(sheets, key, background):
    values = sorted({sheet.get(background, "") for sheet in sheets}, key=lambda value: (not value, value))
    return [
        GroupCount(value, tally_of([sheet for sheet in sheets if sheet.get(background, "") == value], key))
        for value in values
    ]


def _shown(counts, tally):
    return shown_groups(counts, rule=Rule.PEOPLE, sees_cases=False, draw=Draw(tally.applicable))
