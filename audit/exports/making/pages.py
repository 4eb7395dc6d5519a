"""What a person reads about the files that they asked for, ready to print."""

from dataclasses import dataclass

from django.utils import timezone

from audit.exports.leaving.profiles import Profile, Tick
from audit.exports.making.kinds import KINDS
from audit.exports.making.reads import queue_before, titles_of, worker_state
from cases.counted import counted

NO_WORKER = "Nothing prepares files at the moment. Tell the people who look after the site; your file keeps its place."
ENDED = "It waited for 24 hours and can no longer be fetched. You can ask for it again."


@dataclass(frozen=True)
class FileLine:
    """A file that a person asked for. `state`: a word for a tag. `done`: per cent while it is not finished, else None.

    `about`: what there is to say of its state.
    """

    number: int
    words: str
    profile: str
    audits: str
    asked_at: object
    state: str
    about: str
    done: int | None
    size: str


def file_lines(prepared, user) -> list[FileLine]:
    """Return a FileLine for each PreparedFile of this user, fetched to_show."""
    prepared = list(prepared)
    titles = titles_of(prepared, user)
    return [_line(each, titles) for each in prepared]


def _line(each, titles):
    state, about = _state_of(each)
    named = [titles.get(number, f"audit {number}") for number in each.audits]
    return FileLine(
        number=each.pk,
        words=KINDS[each.what].words,
        profile=". ".join([Profile(each.profile).label, *(Tick(tick).label for tick in each.purposes)]),
        audits=named[0] if len(named) == 1 else counted(len(named), "audit"),
        asked_at=each.asked_at,
        state=state,
        about=about,
        done=None if each.finished_at else each.done,
        size=_in_words(each.size) if each.size else "",
    )


def _state_of(each):
    """Return (a word, a sentence or "")."""
    if each.problem:
        return "Not made", each.problem
    if each.fetched_at:
        at = _moment(each.fetched_at)
        return "Fetched", f"You fetched it on {at}, and it was deleted here. You can ask for it again."
    if each.finished_at:
        return ("Ready", "") if each.is_kept else ("Deleted", ENDED)
    if each.begun_at:
        return "Being made", "It began again because the program that made it stopped." if each.tries > 1 else ""
    return "Waiting", _waits(each)


def _waits(each):
    if not worker_state().runs:
        return NO_WORKER
    before = queue_before(each)
    return f"{counted(before, 'file is', 'files are')} made first, two at a time." if before else ""


def _moment(at):
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y, %H:%M}"


def _in_words(size):
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1)} kB"
