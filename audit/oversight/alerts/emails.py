"""The e-mail that goes out at once when an alert is raised: a link, and never a name, a CRN or what was written."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from audit.models import Alert
from audit.oversight.alerts.reads import people_to_email
from cases.models import User
from cases.people.invitations import whole_address

logger = logging.getLogger(__name__)
SUBJECT = "Probation case audit: someone may be at risk"
TEXT = """\
Someone may be at risk. A colleague has just recorded this about a case that you oversee.

Sign in to read it, and record what was done: {link}

This e-mail holds no details. It does not replace speaking to each other.
"""


def send_alert(alert: Alert) -> list[User]:
    """E-mail those who oversee the case. Return who was e-mailed; [] if no one was, also where the mail failed.

    Call it once the alert is stored: a failing mail server must not lose it.
    """
    people = people_to_email(alert)
    text = TEXT.format(link=whole_address(reverse("alert", args=[alert.pk])))
    messages = [EmailMessage(subject=SUBJECT, body=text, to=[person.email]) for person in people]
    try:
        get_connection().send_messages(messages)
    except (SMTPException, OSError) as problem:
        logger.warning("The e-mail about alert %s was not sent: %s", alert.pk, type(problem).__name__)
        return []
    return people
