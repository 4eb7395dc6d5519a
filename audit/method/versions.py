"""What differs between two versions of a framework, and which codes no longer mean the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit.method.conditions.words import condition_in_words
from audit.method.framework import Framework, Item, KeyQuestion, Question, Standard, SubQuestion
from cases.listed import listed


@dataclass(frozen=True)
class Part:
    """A part of a framework that has a code: what it `is` ("key question"), its text and its answers in words.

    `rest`: what else is said of it and does not change its meaning, in words.
    """

    code: str
    is_a: str
    text: str
    answers: str = ""
    rest: str = ""

    @property
    def meaning(self) -> tuple[str, str, str]:
        """Return what decides whether answers to it can be read together; spaces and line breaks do not count."""
        return self.is_a, " ".join(self.text.split()), self.answers


@dataclass(frozen=True)
class ChangedPart:
    """A part of both versions that is not alike in them."""

    before: Part
    after: Part

    @property
    def before_and_after(self) -> tuple[str, str]:
        """Return the texts, with the answers where these differ too."""
        if self.before.answers == self.after.answers:
            return self.before.text, self.after.text
        return f"{self.before.text} {self.before.answers}.", f"{self.after.text} {self.after.answers}."


@dataclass(frozen=True)
class ChangedSetting:
    """Something of the framework as a whole that differs, such as its rating bands, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class VersionChanges:
    """What differs between two versions. `new_meaning`: parts whose text or answers differ; `reworded`: only the rest.

    `moved`: whether the parts of both versions stand in another order.
    """

    added: tuple[Part, ...]
    removed: tuple[Part, ...]
    new_meaning: tuple[ChangedPart, ...]
    reworded: tuple[ChangedPart, ...]
    settings: tuple[ChangedSetting, ...]
    moved: bool

    @property
    def any(self) -> bool:
        return bool(self.added or self.removed or self.new_meaning or self.reworded or self.settings or self.moved)


def compare_versions(before: Framework, after: Framework) -> VersionChanges:
    """Return what differs between two versions of one framework."""
    old, new = ({part.code: part for part in parts_of(framework)} for framework in (before, after))
    both = [ChangedPart(old[code], part) for code, part in new.items() if code in old]
    new_meaning = tuple(each for each in both if each.before.meaning != each.after.meaning)
    return VersionChanges(
        added=tuple(part for code, part in new.items() if code not in old),
        removed=tuple(part for code, part in old.items() if code not in new),
        new_meaning=new_meaning,
        reworded=tuple(each for each in both if each not in new_meaning and each.before.rest != each.after.rest),
        settings=tuple(_changed_settings(before, after)),
        moved=[code for code in old if code in new] != [code for code in new if code in old],
    )


def same_meaning(framework: Framework, other: Framework, code: str) -> bool:
    """Return whether a question of this code asks the same in both, so that its answers can be read together."""
    questions = (framework.questions.get(code), other.questions.get(code))
    parts = [_part_of_question(framework, asked) for asked in questions if asked]
    return len(parts) == 2 and parts[0].meaning == parts[1].meaning


def parts_of(framework: Framework) -> Iterator[Part]:
    """Yield every part that has a code, in the order of the file."""
    for standard in framework.standards:
        yield _part_of_standard(standard)
        yield from map(_part_of_sub_question, standard.sub_questions)
        for question in standard.key_questions:
            yield _part_of_question(framework, question, f"Under {standard.code}.")
            yield from (_part_of_question(framework, prompt, f"Under {question.code}.") for prompt in question.prompts)
    for group in framework.item_groups:
        of_kind = f", {framework.kind[group.kind].title}" if group.kind else ""
        yield from (_part_of_question(framework, item, f"Under {group.title}{of_kind}.") for item in group.items)


def _part_of_standard(standard: Standard) -> Part:
    judged = "judged on cases" if standard.from_cases else "judged on evidence"
    rest = ["" if standard.counted else "not counted", standard.kind and f"kind {standard.kind}"]
    return Part(standard.code, "standard", standard.title, judged, "; ".join(filter(None, rest)))


def _part_of_sub_question(asked: SubQuestion) -> Part:
    return Part(asked.code, "question on evidence", asked.text, rest=asked.look_for)


def _part_of_question(framework: Framework, question: Question, under: str = "") -> Part:
    is_a = (
        "key question" if isinstance(question, KeyQuestion) else "measure" if isinstance(question, Item) else "prompt"
    )
    answers = ", ".join(f"{label} ({value.counts_as})" for value, label in question.labels.items())
    condition = framework.conditions.get(question.applies_to or "")
    asked_of = f"Asked of: {condition.title}." if condition else ""
    return Part(
        question.code, is_a, question.text, answers, " ".join(filter(None, (under, asked_of, question.look_for)))
    )


def _changed_settings(before: Framework, after: Framework) -> Iterator[ChangedSetting]:
    old, new = _settings(before), _settings(after)
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            yield ChangedSetting(name, old.get(name, "none"), new.get(name, "none"))


def _settings(framework: Framework) -> Mapping[str, str]:
    """Return {what: in words} of what decides figures and is no part with a code."""
    bands = ", ".join(
        f"{band.rating} from {band.from_percent}% (score {band.score})" for band in framework.rating_bands
    )
    scores = ", ".join(f"{band.rating} up to {band.up_to}" for band in framework.score_bands)
    settings: dict[str, Any] = {
        "Title": framework.title,
        "Years": framework.years,
        "Source": framework.source,
        "Attribution": framework.attribution,
        "Rated": "yes" if framework.rated else "no",
        "Rounding": "to a whole per cent" if framework.rounds else "none: the fraction itself has its band",
        "Fewest cases for a band": str(framework.fewest_cases),
        "Rating bands": bands or "none",
        "Overall": scores or "none",
        "Discretion": f"{framework.discretion.points} points or {framework.discretion.cases} cases",
        "Notes": " ".join(framework.notes).removesuffix(".") or "none",
    }
    kinds = {f"Kind of case {each.code}": f"{each.title}, from {each.fewest_cases} cases" for each in framework.kinds}
    return settings | kinds | _facts_and_conditions(framework)


def _facts_and_conditions(framework: Framework) -> dict[str, str]:
    """Return {which fact or condition: in the words of the file}."""
    titles = {name: condition.title for name, condition in framework.conditions.items()}
    facts = {f"Fact {name}": f"{each.title}, {each.how} {listed(each.dates)}" for name, each in framework.facts.items()}
    return facts | {
        f"Condition {name}": f"{each.title}: {condition_in_words(each, titles, str, lambda _, value: str(value))}"
        for name, each in framework.conditions.items()
    }
