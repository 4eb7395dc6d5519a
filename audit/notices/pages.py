"""What a person is told, ready to print."""

from dataclasses import dataclass

from django.urls import reverse

from audit.models import Notice
from audit.notices.reads import counted_notices
from cases.counted import counted

Kind = Notice.Kind
# what follows the number, for one and for several
WORDS = {
    Kind.OVERDUE: ("review is overdue", "reviews are overdue"),
    Kind.DUE_SOON: ("review is due within 3 days", "reviews are due within 3 days"),
    Kind.READ_FIRST: ("case to read together before your own", "cases to read together before your own"),
    Kind.SENT_BACK: ("review was sent back to you", "reviews were sent back to you"),
    Kind.ALLOCATED: ("review was allocated to you", "reviews were allocated to you"),
    Kind.REPLIED: ("review that you sent back has a reply", "reviews that you sent back have a reply"),
    Kind.READY: ("case is ready to agree on", "cases are ready to agree on"),
    Kind.TO_CONFIRM: ("decision of a panel waits for a second person", "decisions of panels wait for a second person"),
    Kind.SIGNED_OFF: ("audit was signed off", "audits were signed off"),
    Kind.PICKED: ("of your cases was picked for a look", "of your cases were picked for a look"),
    Kind.FINDING: ("new finding", "new findings"),
    Kind.DIFFERED: ("finding is seen differently", "findings are seen differently"),
    Kind.DONE: ("finding is reported done", "findings are reported done"),
    Kind.ANSWERED: ("finding was answered", "findings were answered"),
    Kind.CORRECTED: ("finding or look was corrected", "findings or looks were corrected"),
    Kind.FILE_READY: ("file that you asked for is ready", "files that you asked for are ready"),
    Kind.FILE_FAILED: ("file that you asked for could not be made", "files that you asked for could not be made"),
}


@dataclass(frozen=True)
class NoticeLine:
    """A number of notices of one kind and audit. `dismiss`: the address that dismisses them; due dates by `kind`."""

    words: str
    title: str
    address: str
    kind: str
    dismiss: str


def in_words(kind: str, number: int) -> str:
    """Return such as "2 reviews are overdue"."""
    return counted(number, *WORDS[kind])


def notices_of(user) -> list[NoticeLine]:
    """Return the NoticeLines of what waits for the user. Takes two queries, one for who reviews nothing."""
    return [_line(row) for row in counted_notices(user)]


def _line(row):
    words, address = in_words(row.kind, row.number), _address(row)
    if row.kind in Notice.DUE:
        return NoticeLine(words, row.title, address, row.kind, reverse("dismiss_due_dates", args=[row.audit]))
    return NoticeLine(words, row.title or "", address, "", reverse("dismiss_notices", args=[row.last]))


def _address(row):
    if row.kind in (Kind.PICKED, Kind.CORRECTED):  # for practitioners only
        return reverse("my_cases")
    if row.kind in Notice.OF_FILES:
        return reverse("prepared_files")
    if row.kind in Notice.OF_FINDINGS:
        return reverse("findings")
    if row.kind in (Kind.TO_CONFIRM, Kind.SIGNED_OFF):
        return reverse("audit_result", args=[row.audit])
    if row.kind == Kind.REPLIED or (row.kind == Kind.READY and row.moderates):
        return reverse("audit_reviews", args=[row.audit])
    return reverse("my_reviews")
