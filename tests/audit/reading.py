"""Reading a page as a person does."""

import re
from html import unescape

from django.template.defaultfilters import striptags


def text_of(response):
    """The text of the page's main part, in single spaces."""
    return text_of_html(response.content.decode())


def text_at(client, path):
    return text_of(client.get(path))


def result_page(client, audit):
    return client.get(f"/audits/{audit.pk}/")


def shown_by(response):
    """The HTML of a page that comes in parts."""
    return response.getvalue().decode()


def text_of_html(html):
    main = re.search(r"<main.*?</main>", html, re.DOTALL)[0]
    return " ".join(unescape(striptags(main.replace("<", " <"))).split())
