"""What a words file says about a framework: how people call its parts. It decides no figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.method.framework import Question


@dataclass(frozen=True)
class StartAndNow:
    """Two items that ask the same fact, as it was at the start and as it is now. `words`: what "yes" says of a person,
    such as "unemployed".
    """

    start: str
    now: str
    words: str


@dataclass(frozen=True)
class Words:
    """The words file beside a framework file. Everything in it is optional.

    `short_titles`: {question code: its subject in a few words, such as "keeping other people safe"}.
    `groups`: the facts by which a page of groups opens, in its order.
    `public_protection`: codes of the key questions on keeping other people safe, in the order of the work.
    `oversight`: the code of the item on management oversight; "" without one.
    `work`: {key question code: the work that it judges, in the plural, such as "safety assessments"}.
    `programme`: the inspection programme that it belongs to, whose published results an audit is read beside; or "".
    `outcomes`: codes of the item groups that say what came of the work.
    `start_and_now`: the items among them that ask a fact twice.
    `same_as`: {question code: {code of another framework: code of its question that asks the same}}.
    """

    short_titles: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    public_protection: tuple[str, ...] = ()
    oversight: str = ""
    work: Mapping[str, str] = field(default_factory=dict)
    programme: str = ""
    same_as: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    start_and_now: tuple[StartAndNow, ...] = ()

    def title_of(self, question: Question) -> str:
        """Return the short title of a question; its whole text without one."""
        return self.short_titles.get(question.code, question.text)
