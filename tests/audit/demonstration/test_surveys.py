"""The invented answer sheets give every survey and interview figure that the Suffolk report published."""

import pytest
from django.urls import reverse

from audit.demonstration.surveys import RESPONDENTS, WOMEN, published_shares, survey_file, survey_rows
from audit.evidence.surveys.actions import store_survey
from audit.evidence.surveys.composition import shares_of
from audit.method.rating.banding import percent
from audit.method.tally import Tally
from audit.models import Survey
from tests.audit.evidence.surveys.a_survey import looked_at, sent_as_guessed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("section", RESPONDENTS)
def test_every_published_figure_of_a_survey_comes_out_of_the_rows(audit, section):
    stored = store_survey(audit=audit, file=survey_file(section))
    names = {each["key"]: each["name"] for each in stored.columns}
    found = {names[key].casefold(): Tally(*counts) for key, counts in stored.figures.items()}
    shares = published_shares(section)
    assert len(shares) == len(found)
    for share in shares:
        tally = found[share.measure.casefold()]
        published = {share.yes: tally.yes, share.applicable: tally.applicable, share.percent: percent(tally)}
        assert all(known == computed for known, computed in published.items() if known is not None), share


def test_women_are_3_per_cent_of_the_people_who_answered(audit):
    stored = store_survey(audit=audit, file=survey_file("people_survey"))
    ((_, lines, _),) = shares_of(stored)
    assert [(line.answer, line.respondents, line.percent) for line in lines][1] == ("Female", WOMEN["people_survey"], 3)


@pytest.mark.parametrize("section", RESPONDENTS)
def test_a_file_of_the_rows_gives_the_same_figures_on_the_import_page_as_it_is_guessed(audit, sign_in, section):
    lead = sign_in("lead")
    looked = looked_at(lead, audit, survey_rows(section))
    lead.post(reverse("import_survey", args=[audit.pk]), sent_as_guessed(looked))
    assert Survey.objects.get().figures == survey_file(section).figures
