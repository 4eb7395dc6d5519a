"""Pages that name a practitioner say what they are for."""

import pytest

from tests.audit.reading import text_at
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_each_page_that_names_a_practitioner_says_what_it_is_not_for(alert, look, finished_look, gap, spo, team):
    names = {"look": look.pk, "done": finished_look.pk, "team": team.pk, "who": gap.practitioner_id}
    paths = """/alerts/{alert}/ /alerts/raise/look/{look}/ /looks/{look}/ /looks/{done}/tell/
        /looks/{done}/correct/risk-current/ /team/{team}/ /findings/ /findings/{gap}/ /practitioners/{who}/findings/
        /practitioners/{who}/note/ /rounds/{round}/"""
    filled = paths.format(**names, alert=alert.pk, gap=gap.pk, round=look.sampled_case.audit.round.pk).split()
    shown = {path: text_at(client_of(spo), path) for path in filled}
    assert [path for path, text in shown.items() if "Practitioner A" not in text] == []
    assert [
        path for path, text in shown.items() if "nothing here is for capability, pay or discipline" not in text
    ] == []
