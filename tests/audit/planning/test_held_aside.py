"""Rows of an extract that may be of restricted people: the pages list where they are and show none of their values."""

import re

import pytest

from audit.planning.actions.plan import change_plan
from audit.planning.sample_plan import plan_from_settings
from cases.extract.settings import DrawSettings
from cases.models import Case
from tests.audit.a_sample import TODAY
from tests.audit.an_audit import an_audit
from tests.audit.extracts import a_row, an_extract
from tests.audit.reading import shown_by, text_of, text_of_html

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def page():
    audit = an_audit()
    change_plan(audit=audit, plan=plan_from_settings(DrawSettings(TODAY, 7, size=5)))
    return f"/audits/{audit.pk}/sample/draw/"


def test_a_row_held_aside_is_listed_by_row_and_column_before_and_after_storing_without_its_values(sign_in, page):
    lead = sign_in("lead")
    extract = an_extract(more=[a_row("X777777", Team="Secret team", Grade="LAO?"), a_row("X777777")])
    html = shown_by(lead.post(page, {"file": extract}))
    proposal = re.search(r'name="proposal" value="([^"]*)"', html)[1]
    for text in (text_of_html(html), text_of(lead.post(page, {"proposal": proposal}, follow=True))):
        assert "2 rows held aside These rows may be about restricted people. None of these rows can be drawn" in text
        assert "Rows held aside because they may be about a restricted person 2" in text
        assert "Row 22, column I Row 23: row 22, which may be of the same person, is unclear" in text
        assert "correct the cell in your file and upload it again" in text
    assert not [word for word in ("X777777", "Secret team") if word in html]
    assert not Case.objects.filter(reference="X777777").exists()
