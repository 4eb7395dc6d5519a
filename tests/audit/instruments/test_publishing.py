"""A unit's own framework: sent as a file, checked, looked at, published, and kept as it was for good."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.instruments.actions import publish_framework
from audit.instruments.checked import NotPublished
from audit.instruments.reads import template_text
from audit.models import OwnFramework, PublishedIsKept
from cases.models import DeliveryUnit
from cases.permissions import Role
from tests.audit.an_audit import a_unit, an_audit
from tests.audit.method.frameworks import edited
from tests.people import a_user, client_of

pytestmark = pytest.mark.django_db
TEXT = template_text()
SECOND = ('version = "1"', 'version = "2"')


def text(*changes, of=TEXT):
    for old, new in changes:
        assert old in of
        of = of.replace(old, new, 1)
    return of


@pytest.fixture
def lead():
    return a_user("asha", Role.QUALITY_LEAD, a_unit())


def publish(content=TEXT, *, by, place=None, confirmed=()):
    return publish_framework(name="mine.toml", content=content, place=place or a_unit(), confirmed=confirmed, by=by)


def upload(client, content, name="mine.toml", place=None):
    content = content.encode() if isinstance(content, str) else content
    number = (place or a_unit()).pk
    return client.post(
        "/new-framework/", {"place": f"deliveryunit-{number}", "file": SimpleUploadedFile(name, content)}
    )


def test_a_file_is_looked_at_as_a_review_and_then_published(lead):
    client = client_of(lead)
    shown = upload(client, TEXT)
    assertContains(shown, "Does the plan say how other people are kept safe?")
    assert not OwnFramework.objects.exists()
    kept = shown.context["kept"]
    sentenced = client.post("/new-framework/", {"kept": kept, "fact-sentence_type": "community_order"})
    assertNotContains(sentenced, "Do the licence conditions fit the risks?")
    assertRedirects(client.post("/new-framework/", {"kept": kept, "publish": "1"}), "/frameworks/my-framework/1/")
    own = OwnFramework.objects.get()
    assert (own.code, own.version, own.content, own.published_by, own.unit) == (
        "my-framework",
        "1",
        TEXT,
        lead,
        a_unit(),
    )


def test_an_audit_keeps_the_version_that_it_was_planned_with(lead):
    publish(by=lead)
    audit = an_audit(framework_code="my-framework")
    publish(text(SECOND, ('title = "Planning"', 'title = "Plans"')), by=lead, confirmed=["2"])
    assert (audit.framework.version, an_audit(framework_code="my-framework").framework.version) == ("1", "2")
    assert audit.framework.standard["2"].title == "Planning"


EVIDENCE = '[[standards]]\ncode = "e{}"\ntitle = "E"\njudged_on = "evidence"\ncounted = false\n'
REFUSED = {
    "larger than 1 MB": b"#" * (2**20 + 1),
    "is not valid TOML": "<html><body>code = 1</body></html>",
    "UTF-8": TEXT.encode("utf-16"),
    "too many brackets": "x = " + "[" * 5000,
    "more than 20 parts": ".".join("a" * 100_000) + " = 1",
    "There are ": "[[standards]]\n" * 5_000,
    "belongs to a framework of this site": edited(),
    "for oversight rounds": text(("rated = true", 'use = "oversight"\nrated = true')),
    "so that versions have an order": text(('version = "1"', 'version = "new"')),
    '"title" is missing': text(('title = "Case audit of our PDU"\n', "")),
    "Use 600 at most": TEXT + "".join(map(EVIDENCE.format, range(600))),
}


@pytest.mark.parametrize(("told", "content"), REFUSED.items(), ids=REFUSED)
def test_a_file_that_cannot_be_used_is_refused_in_words(lead, told, content):
    response = upload(client_of(lead), content, name="../<b>mine</b>.toml")
    assertContains(response, escape(told))
    assertNotContains(response, "<b>mine")
    assert len(response.content) < 100_000


def test_every_mistake_is_told_at_once(lead):
    wrong = text(("rated = true", "rated = 1"), ('judged_on = "evidence"', 'judged_on = "hearsay"'))
    response = upload(client_of(lead), wrong)
    assertContains(response, "mine.toml, top level: &quot;rated&quot; is 1")
    assertContains(response, "&quot;judged_on&quot; is &quot;hearsay&quot;")


def test_markup_in_a_text_is_shown_as_it_was_typed(lead):
    shown = upload(client_of(lead), text(('title = "Planning"', 'title = "<script>alert(1)</script>"')))
    assertContains(shown, "&lt;script&gt;alert(1)&lt;/script&gt;")
    assertNotContains(shown, "<script>alert")


def test_a_code_that_means_something_else_needs_its_own_tick(lead):
    publish(by=lead)
    other = text(SECOND, ("kept safe?", "protected?"), ("fit the risks?", "fit?"))
    with pytest.raises(NotPublished, match=r"2\.1b means something else than before"):
        publish(other, by=lead, confirmed=["2.1"])
    client = client_of(lead)
    kept = upload(client, other).context["kept"]
    missing = client.post("/new-framework/", {"kept": kept, "publish": "1", "confirm-2.1": "on"})
    assertContains(missing, "Tick that 2.1b may mean something else, or give it a code of its own")
    client.post("/new-framework/", {"kept": kept, "publish": "1", "confirm-2.1": "on", "confirm-2.1b": "on"})
    assert OwnFramework.objects.newest_of("my-framework").confirmed == ["2.1", "2.1b"]


@pytest.mark.parametrize("version", ["1", "0.9", "1.0"])
def test_a_new_version_has_a_higher_number(lead, version):
    publish(by=lead)
    with pytest.raises(NotPublished, match=r"1 is published already|Nothing differs"):
        publish(text(('version = "1"', f'version = "{version}"')), by=lead)


def test_a_code_of_another_place_is_taken_whatever_its_capitals(lead):
    publish(by=lead)
    other = a_user("bert", Role.QUALITY_LEAD, a_unit("Norfolk PDU"))
    for code in ("my-framework", "My-Framework"):
        with pytest.raises(NotPublished, match=r"is taken\. Choose another one"):
            publish(text(SECOND, ("my-framework", code)), by=other, place=a_unit("Norfolk PDU"))


def test_what_is_published_cannot_be_changed_or_deleted(lead):
    own = publish(by=lead)
    for act in (own.save, own.delete, OwnFramework.objects.all().delete, lambda: OwnFramework.objects.update(title="")):
        with pytest.raises(PublishedIsKept):
            act()


def test_only_who_plans_audits_in_the_place_publishes(lead):
    assert client_of(a_user("viewer", Role.VIEWER, a_unit())).get("/new-framework/").status_code == 403
    elsewhere = upload(client_of(lead), TEXT, place=a_unit("Norfolk PDU"))
    assertContains(elsewhere, "Choose one of the options")
    with pytest.raises(NotPublished, match="no longer plan audits"):
        publish(by=lead, place=a_unit("Norfolk PDU"))


def test_what_the_page_carries_is_worth_nothing_to_another_person(lead):
    kept = upload(client_of(lead), TEXT).context["kept"]
    other = client_of(a_user("bert", Role.QUALITY_LEAD, a_unit()))
    assertContains(other.post("/new-framework/", {"kept": kept, "publish": "1"}, follow=True), "or not to you")
    assert not OwnFramework.objects.exists()


def test_it_is_offered_in_its_own_place_only(lead):
    publish(by=lead)
    planner = client_of(a_user("planner", Role.QUALITY_LEAD, a_unit().region))
    a_unit("Norfolk PDU")
    sent = {"title": "Ours", "purpose": "mock_inspection", "framework_code": "my-framework", "keep_months": "12"}
    norfolk = DeliveryUnit.objects.get(name="Norfolk PDU").pk
    refused = planner.post("/audits/new/", sent | {"unit": norfolk})
    assertContains(refused, "It belongs to Suffolk PDU. Choose another framework for an audit of Norfolk PDU")
    assert planner.post("/audits/new/", sent | {"unit": a_unit().pk}).status_code == 302
    only_norfolk = client_of(a_user("norfolk", Role.QUALITY_LEAD, a_unit("Norfolk PDU")))
    assertNotContains(only_norfolk.get("/audits/new/"), "Case audit of our PDU")
