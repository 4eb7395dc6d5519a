"""The e-mail that tells a person what waits for them: numbers and one link, never a name, a CRN or a text."""

from collections import Counter
from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.urls import reverse

from audit.models import Notice
from audit.notices.pages import in_words
from cases.counted import plural
from cases.models import User
from cases.people.invitations import whole_address

TEXT = """\
New for you in Probation case audit:

{lines}

Sign in to see {them}: {link}

You get at most one of these e-mails a day. You can turn them off on the page of your account.
"""


def email_of(person: User, notices: Iterable[Notice]) -> EmailMessage:
    """Return the e-mail to a person that counts these notices."""
    counts = Counter(notice.kind for notice in notices)
    lines = [f"* {in_words(kind, counts[kind])}" for kind in Notice.Kind.values if kind in counts]
    them, link = plural(counts.total(), "it", "them"), whole_address(reverse("home"))
    text = TEXT.format(lines="\n".join(lines), them=them, link=link)
    return EmailMessage(subject="Probation case audit: new for you", body=text, to=[person.email])
