"""Reading a page as a person does."""

import re
from html import unescape

from django.template.defaultfilters import striptags


def text_of(response):
    """The text of the page's main part, in single spaces."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0]
    return " ".join(unescape(striptags(main.replace("<", " <"))).split())
