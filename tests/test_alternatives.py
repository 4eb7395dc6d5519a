"""Nothing typed is dropped: what is filled in for a choice that was not taken comes back with an error, and both texts.

Every form with a choice stands in one of two lists, so a new one has to be looked at: FILLED_IN has those in which a
field belongs to one of the choices, NO_FIELD_OF_ITS_OWN the others.
"""

import ast
import importlib

import pytest
from django import forms
from django.test import Client

from audit.models import AuditReviewer, Review, Sample
from audit.planning.reads import plan_version
from cases.forms.alternatives import AlternativesForm
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import add_case, an_audit
from tests.audit.reading import text_of
from tests.code_tree import ROOT, named, nodes

OUTSIDE = {"what": "json", "profile": "outside"}
PLAN = {"confidence": "80", "reserve_percent": "20", "seed": "7", "based_on": ""}
# form: (page, [(what is sent, the field that was filled in for the other choice, what is told)])
FILLED_IN = {
    "SamplePlanForm": (
        "/audits/{audit}/sample/plan/",
        [
            (
                PLAN | {"how": "margin", "margin": "5", "size": "120"},
                ("size", "120"),
                "You filled in “Number of cases” but chose “Work the number out from a margin of error”. Change",
            ),
            (
                PLAN | {"how": "size", "margin": "7.5", "size": "120"},
                ("margin", "7.5"),
                "You filled in “Margin of error in points” but chose “A number of cases”. Change",
            ),
        ],
    ),
    "ReviewersForm": (
        "/audits/{audit}/reviewers/",
        [
            (
                {"capacity-{asha}": "6", "save": "1", "based_on": "{based_on}"},
                ("capacity-{asha}", "6"),
                "You filled in “Maximum cases for Asha (asha)” but did not tick “Asha (asha)”. Tick it",
            )
        ],
    ),
    "AllocationForm": (
        "/audits/{audit}/reviews/",
        [
            (
                {"cases": "1", "reviewer": "{asha}", "do": "mark"},
                ("reviewer", "{asha}"),
                "You filled in “Reviewer” but chose “Mark for a second review”. Change",
            )
        ],
    ),
    "DownloadForm": (
        "/audits/{audit}/downloads/",
        [
            (
                OUTSIDE | {"practitioners_purpose": "For supervision"},
                ("practitioners_purpose", "For supervision"),
                "You filled in “What you need the names of practitioners for” but chose “To send outside",
            ),
            (
                OUTSIDE | {"profile": "inside", "free_text_purpose": "For supervision"},
                ("free_text_purpose", "For supervision"),
                "You filled in “What you need the comments and rationales for” but did not tick “Comments and",
            ),
        ],
    ),
}
# every field counts whatever is chosen, or the choice is all there is
NO_FIELD_OF_ITS_OWN = {
    "AccountForm",
    "AgreedAnswerForm",
    "AnswerAlertForm",
    "AnswersFileForm",
    "ApprovalForm",
    "AskedFactForm",
    "BasedOnForm",
    "ChangeAuditForm",
    "ChangePersonForm",
    "ChangePractitionerForm",
    "ChangeStepForm",
    "ConfirmDrawForm",
    "ConfirmImportForm",
    "ConfirmRoundForm",
    "ConfirmUploadForm",
    "CorrectionForm",
    "DrawForm",
    "EvidenceForm",
    "ExampleForm",
    "ExtractForm",
    "FactForm",
    "FigureForm",
    "GiveRoleForm",
    "GroupsForm",
    "HeatMapForm",
    "HistoryForm",
    "IndicatorForm",
    "InviteForm",
    "JudgementForm",
    "LookForm",
    "MarkForm",
    "NotesForm",
    "PersonForm",
    "PlaceForm",
    "PlanAuditForm",
    "PlanForm",
    "PlanRoundForm",
    "PractitionerForm",
    "ProblemsForm",
    "PublishForm",
    "QuestionCasesForm",
    "QuestionForm",
    "RaiseAlertForm",
    "RecommendationForm",
    "RegionResultsForm",
    "ReplaceForm",
    "ResponseForm",
    "RestrictedAlertForm",
    "ReviewFileForm",
    "RoleForm",
    "SectionForm",
    "SendBackForm",
    "SettleForm",
    "SeveralForm",
    "SignOffForm",
    "StaffListForm",
    "StartForm",
    "StepForm",
    "SubjectAccessForm",
    "SubmitForm",
    "SurveyColumnsForm",
    "TakeBackForm",
    "TextForm",
    "TokenForm",
    "UploadForm",
    "WorkspaceForm",
}
TRIED_AT_HOME = {"DraftForm", "EntryForm"}  # in tests/audit/oversight/findings/test_left_over.py
CHOICES = {"ChoiceField", "TypedChoiceField", "MultipleChoiceField", "BooleanField"}
SENT = [(form, page, *sent) for form, (page, each) in FILLED_IN.items() for sent in each]


def forms_beside_choices():
    """The names of all forms in modules where something is chosen."""
    for path in named("forms"):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        if {node.attr for node in nodes(path, ast.Attribute)} & CHOICES:
            own = [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__]
            yield from (each.__name__ for each in own if isinstance(each, type) and issubclass(each, forms.Form))


def test_every_form_with_a_choice_is_known_to_have_fields_of_one_choice_or_none():
    known = {*FILLED_IN, *TRIED_AT_HOME, *NO_FIELD_OF_ITS_OWN, AlternativesForm.__name__}
    assert sorted({*forms_beside_choices()} - known) == []
    ours = [form for form in AlternativesForm.__subclasses__() if form.__module__.startswith(("audit.", "cases."))]
    assert {form.__name__ for form in ours} == {*FILLED_IN, *TRIED_AT_HOME}


@pytest.fixture
def audit(db):
    audit = an_audit()
    add_case(audit, {}, submitted=False)
    return audit


@pytest.fixture
def send(audit):
    """send(page, what): what the page answers a quality lead, with the numbers of the audit and of Asha filled in."""
    asha, client = a_reviewer(audit.unit, "asha"), Client()
    client.force_login(a_reviewer(audit.unit, "quinn", Role.QUALITY_LEAD))
    known = {"audit": audit.pk, "asha": asha.pk, "based_on": ""}

    def send(page, sent):
        if "plan" in page:
            audit.sampled_cases.all().delete()
        filled = {name.format(**known): value.format(**known) for name, value in sent.items()}
        return client.post(page.format(**known), filled), known

    return send


@pytest.mark.slow
@pytest.mark.parametrize(("form", "page", "sent", "left_over", "told"), SENT, ids=[each[0] for each in SENT])
def test_what_is_filled_in_for_another_choice_comes_back_with_an_error_and_nothing_is_stored(
    send, form, page, sent, left_over, told
):
    response, known = send(page, sent)
    assert response.status_code == 200
    assert text_of(response).count(told) == 2, "above the page and at the field"
    name, value = (text.format(**known) for text in left_over)
    assert response.context["form"][name].value() == value
    assert not Sample.objects.exists()
    assert not AuditReviewer.objects.exists()
    assert not Review.objects.filter(part="second").exists()


def test_what_stands_there_as_the_page_showed_it_was_typed_by_nobody(audit, send):
    """Somebody who had planned by a margin now plans by a number: the margin is still sent, out of sight."""
    page = "/audits/{audit}/sample/plan/"
    assert send(page, PLAN | {"how": "margin", "margin": "7.3"})[0].status_code == 302
    stored = plan_version(Sample.objects.get())
    response, _ = send(page, PLAN | {"how": "size", "size": "12", "margin": "7.3", "based_on": stored})
    assert response.status_code == 302
    assert Sample.objects.get().plan["size"] == 12


def test_a_field_with_an_error_stays_in_sight_whatever_is_chosen(audit, send):
    html, _ = send("/audits/{audit}/sample/plan/", PLAN | {"how": "margin", "margin": "5", "size": "120"})
    html = html.content.decode()
    assert html.count('data-aria-controls="conditional-') == 1, "the script hides what another choice has"
    assert html.count('class="govuk-radios__conditional"') == 2
