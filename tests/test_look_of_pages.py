"""What every page shares: no inline style or script, messages, refusals in plain words, ratings told apart by all."""

import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.views.defaults import server_error
from pytest_django.asserts import assertInHTML

TEMPLATES = Path(__file__).parent.parent / "templates"
STYLE = (TEMPLATES / "static" / "site.css").read_text()
COLOURS = re.findall(r"\.rating--(\S+) \{ --rating: (#\w{6}); --on-rating: (#\w{6}); \}", STYLE)


def luminance(colour):
    """Relative luminance of "#rrggbb", 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def bar(percent, slug="good", label="70%, Good"):
    return render_to_string(
        "audit/results/_bar.html",
        {"bar": {"percent": percent, "rating_slug": slug, "edges": [50, 65, 80], "label": label}},
    )


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_templates_hold_no_style_or_script_that_the_security_policy_would_refuse(path):
    assert not re.search(r"<style|\sstyle=|<script(?![^>]* src=)|\son[a-z]+=", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("slug", "background", "text"), COLOURS)
def test_a_rating_can_be_read_on_its_colour(slug, background, text):
    assert contrast(background, text) >= 4.5


def test_ratings_differ_when_printed_without_colour():
    shades = sorted(background for _, background, _ in COLOURS)
    assert len(shades) == 5
    pairs = [(one, other) for one in shades for other in shades if one < other]
    assert min(contrast(one, other) for one, other in pairs) > 1.4


def test_a_bar_is_filled_to_its_percentage_and_marks_each_edge():
    html = bar(70)
    assert '<rect class="bar__fill rating--good" width="70" height="10"/>' in html
    assert [int(edge) for edge in re.findall(r'class="bar__edge" d="M(\d+) 0v10"', html)] == [50, 65, 80]


def test_a_bar_says_in_words_what_it_shows_and_takes_no_markup_from_them():
    assert 'role="img" aria-label="45%, &lt;b&gt;"' in bar(45, label="45%, <b>")


@pytest.mark.parametrize(("percent", "is_filled"), [(0, True), (100, True), (None, False)])
def test_a_bar_of_no_cases_is_empty_and_not_nought(percent, is_filled):
    assert ("bar__fill" in bar(percent)) is is_filled


def test_messages_are_banners_and_only_good_news_is_read_out_at_once():
    html = render_to_string("_messages.html", {"messages": [Message(25, "Saved <b>"), Message(20, "No cases yet")]})
    assert re.findall(r'role="(\w+)"', html) == ["alert", "region"]
    assertInHTML('<p class="govuk-notification-banner__heading">Saved &lt;b&gt;</p>', html)
    assert "<b>" not in html


@pytest.mark.parametrize("name", ["403", "403_csrf", "404"])
def test_pages_of_refusal_have_a_title_and_a_way_home(name):
    html = render_to_string(f"{name}.html")
    assert re.search(r"<title>\w[^<]+ – Probation case audit</title>", html)
    assert re.search(r"<h1[^>]*>\w", html)
    assert 'href="/"' in html


def test_the_page_for_a_fault_of_ours_needs_nothing_that_could_be_broken(rf):
    html = server_error(rf.get("/")).content.decode()
    assert "Something went wrong" in html
    assert "{" not in html
    assert not re.search(r"{% *(load|extends|include|url|static)", (TEMPLATES / "500.html").read_text())


def test_the_header_names_who_is_signed_in_and_signs_out_by_a_form():
    html = render_to_string("base.html", {"user": get_user_model()(username="x", first_name="Asha", last_name="<b>")})
    assert "Asha &lt;b&gt;" in html
    assert '<form class="site-account" method="post" action="/sign-out/"' in html
    assert 'href="#main-content"' in html


def test_a_stranger_sees_neither_menu_nor_sign_out():
    html = render_to_string("base.html")
    assert "<nav" not in html
    assert "Sign out" not in html
