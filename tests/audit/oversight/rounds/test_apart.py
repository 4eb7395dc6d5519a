"""A round is no inspection: it stands in none of their lists, figures, files and commands, for any role."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from audit.models import Audit, Look
from cases.permissions import Role
from tests.audit.exports.tokens.a_token import ask, secret_for
from tests.test_doors import SITE
from tests.world import ROLES, taken_back

pytestmark = pytest.mark.slow
TITLE = "Round kept apart"
OF_OVERSIGHT = ("audit.oversight.",)


@pytest.fixture
def round_apart(world):
    """The world's round with a finished look in which everything is answered."""
    found = world.places[True]["round"]
    Audit.objects.filter(pk=found.audit_id).update(title=TITLE)
    look = Look.objects.get(review__sampled_case__audit=found.audit)
    for question in found.audit.framework.questions:
        look.review.answers.create(question=question, value=1)
    return found


def answer_of(world, role, name, **changed):
    arguments = world.arguments(name, SITE[name], own=1) | changed
    client, address = world.client(role), reverse(name, kwargs=arguments)
    response = client.get(address)
    return client.post(address) if response.status_code == 405 else response


def statuses(world, role, **changed):
    """{name: status} of every address with these arguments, when they are the round's."""
    names = {name for name, arguments in SITE.items() if changed.keys() <= arguments}
    with taken_back():
        return {name: answer_of(world, role, name, **changed).status_code for name in names}


@pytest.mark.parametrize("role", ROLES)
def test_every_address_with_the_number_of_an_audit_answers_404_for_a_round(world, round_apart, role):
    given = statuses(world, role, audit=round_apart.audit_id)
    assert len(given) > 40
    assert given.pop("figures_of_audit") == 401  # it asks for a token first
    assert {name: status for name, status in given.items() if status != 404} == {}


def test_a_token_opens_no_figure_of_a_round(world, round_apart):
    address = reverse("figures_of_audit", args=[round_apart.audit_id])
    with taken_back():
        secret = secret_for(world.people[Role.QUALITY_LEAD])
        assert ask(world.client(Role.QUALITY_LEAD), address, secret).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_reviews_opens_a_look(world, round_apart, role):
    given = statuses(world, role, review=Look.objects.get(review__sampled_case__audit=round_apart.audit).review_id)
    assert len(given) > 5
    assert {name: status for name, status in given.items() if status not in (403, 404)} == {}


@pytest.mark.parametrize("role", [Role.QUALITY_LEAD, Role.SPO, Role.VIEWER, Role.HEAD_OF_SERVICE, Role.REVIEWER])
def test_no_page_about_inspections_names_a_round(world, round_apart, role):
    names = [name for name, arguments in SITE.items() if "audit" in arguments or not arguments]
    with taken_back():
        pages = {name: answer_of(world, role, name) for name in names}
    told = {
        name for name, page in pages.items() if not page.streaming and TITLE in page.content.decode(errors="ignore")
    }
    assert {name for name in told if not is_of_oversight(pages[name])} == set()


def is_of_oversight(page):
    return page.resolver_match.func.__module__.startswith(OF_OVERSIGHT)


@pytest.mark.parametrize(
    "command",
    ["summarise {}", "import_answers {} none.csv", "export_trail --audit {}"],
)
def test_no_command_finds_a_round_by_the_number_of_its_audit(round_apart, command):
    with pytest.raises(CommandError, match="There is no audit"):
        call_command(*command.format(round_apart.audit_id).split())


def test_the_purge_of_inspections_neither_lists_nor_counts_a_round(round_apart, capsys):
    open_audits = Audit.objects.inspections().filter(signed_off_at=None).count()
    call_command("purge", "--dry-run")
    told = capsys.readouterr().out
    assert f"kept: {open_audits}." in told
    assert TITLE not in told
