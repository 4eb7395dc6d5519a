"""A figure of a survey in words: "43 of 67 relevant respondents (64%, 52% to 75%)"."""

from audit.evidence.surveys.sheets import SurveyColumn
from audit.method.certainty.words import interval_text
from audit.method.disclosure.small_numbers import FEWEST
from audit.method.groups.shown import ShownGroup
from audit.models import Survey
from cases.counted import plural

NOT_SHOWN = f"not shown: fewer than {FEWEST} relevant respondents"


def share_of(group: ShownGroup | None) -> str:
    """Return the figure of all respondents or of a group of them."""
    if group is None:
        return "relevant to no respondent"
    if group.tally is None:
        return NOT_SHOWN
    counts = f"{group.tally.yes} of {group.tally.applicable} relevant {plural(group.tally.applicable, 'respondent')}"
    if group.percent is None:
        return counts
    return f"{counts} ({', '.join(filter(None, (f'{group.percent}%', interval_text(group.interval))))})"


def sentence_of(survey: Survey, column: SurveyColumn, figure: ShownGroup | None) -> str:
    """Return a question's figure with the survey that it comes from."""
    return f"{survey.title} ({survey.held}): {column.name}: {share_of(figure)}."
