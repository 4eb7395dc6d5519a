"""Every form of the site, sent empty and sent with nonsense: each error is tied to its field, also without a script."""

import re

import pytest
from django.forms import BaseForm
from django.urls import reverse

from cases.permissions import Role
from tests.test_doors import SITE, TABLE
from tests.world import taken_back

pytestmark = pytest.mark.slow
WHO = (Role.QUALITY_LEAD, Role.REVIEWER, Role.ADMINISTRATOR, "nobody")
NONSENSE = "\0"
CONTROL = re.compile(r"<(?:input|select|textarea)[^>]*>")


def forms_in(response):
    """Every form that a page was made with."""
    found = [value for context in response.context or () for layer in context.dicts for value in layer.values()]
    return list({id(form): form for form in found if isinstance(form, BaseForm)}.values())


def answers_with_errors(client, address):
    """The page as it comes back from its forms, sent empty and with nonsense."""
    with taken_back():
        controls = [control for control in CONTROL.findall(html_of(client.get(address))) if "name=" in control]
        versions = {named(control): attribute("value", control) for control in controls if 'type="hidden"' in control}
        typed = [named(control) for control in controls if not re.search('type="(hidden|file)"', control)]
        for sent in ({}, dict.fromkeys(typed, NONSENSE)) if typed else ():
            response = client.post(address, versions | sent | {"sent": "1"})
            if response.status_code == 200:
                yield response


def html_of(response):
    return response.content.decode() if "html" in response["Content-Type"] and not response.streaming else ""


def attribute(name, control):
    return (re.findall(rf' {name}="([^"]*)"', control) or [""])[0]


def named(control):
    return attribute("name", control)


def offences(response):
    html = html_of(response)
    if "govuk-error-message" in html and "<title>Error: " not in html:
        yield "no “Error:” before the title"
    ids, described = ({*re.findall(rf' {name}="([^"]*)"', html)} for name in ("id", "aria-describedby"))
    described = {each for text in described for each in text.split()}
    messages = [attribute("id", tag) for tag in re.findall(r'<p class="govuk-error-message"[^>]*>', html)]
    yield from (f"message tied to nothing: {message}" for message in messages if message not in described)
    yield from (f"link to nothing: {link}" for link in re.findall(r'<li><a href="#([^"]*)"', html) if link not in ids)
    for field in (field for form in forms_in(response) for field in form if field.errors and not field.is_hidden):
        here = [control for control in CONTROL.findall(html) if named(control).startswith(field.html_name)]
        if here and not any('aria-invalid="true"' in control for control in here):
            yield f"not marked as invalid: {field.name}"


def test_every_error_of_every_form_is_tied_to_its_field(world):
    found, sent = {}, 0
    for name, arguments in SITE.items():
        role = next((role for role in WHO if TABLE[name][role][0] == "200"), None)
        address = reverse(name, kwargs=world.arguments(name, arguments, own=True))
        for response in answers_with_errors(world.client(role), address) if role else ():
            sent += 1
            if wrong := [*offences(response)]:
                found.setdefault(name, set()).update(wrong)
    assert not found, "\n".join(f"{name}: {sorted(wrong)}" for name, wrong in found.items())
    assert sent > 30
