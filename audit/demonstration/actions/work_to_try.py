"""Load what the demonstration's people work on."""

from audit.demonstration.actions.action_plan import load_action_plan
from audit.demonstration.actions.oversight import load_oversight
from audit.demonstration.actions.planned_round import load_planned_round
from audit.demonstration.actions.practice_round import load_practice_round


def load_work_to_try() -> None:
    """Load reviews to write, an audit to plan, a team to oversee and recommendations to answer, each once."""
    load_practice_round()
    load_planned_round()
    load_oversight()
    load_action_plan()
