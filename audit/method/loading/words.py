"""From a words file to checked Words: a wrong file is refused with file, place and remedy."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from audit.method.framework import Framework
from audit.method.loading.framework import raise_all
from audit.method.loading.toml_table import Table, open_file
from audit.method.published.programmes import PROGRAMMES
from audit.method.words import StartAndNow, Words

ENDING = ".words.toml"
LONGEST_SHORT_TITLE = 60  # characters: it stands in a line of a table


def load_words(path: Path, framework: Framework, facts: Collection[str]) -> Words:
    """Read and check the words file of a framework. `facts`: the codes of the facts that cases are grouped by.

    Raises FrameworkProblem, which names the file, the place and the remedy.
    """
    top, _ = open_file(path)
    words = top.made_by(_read_words)
    _check_codes(top, "short_titles", words.short_titles, framework.questions)
    _check_codes(top, "same_as", words.same_as, framework.questions)
    _check_codes(top, "work", words.work, [each.code for each in framework.key_questions])
    _check_codes(top, "groups", words.groups, facts)
    _check_codes(top, "public_protection", words.public_protection, [each.code for each in framework.key_questions])
    _check_codes(top, "programme", filter(None, [words.programme]), PROGRAMMES)
    _check_codes(top, "outcomes", words.outcomes, [group.code for group in framework.item_groups])
    for pair in words.start_and_now:
        _check_codes(top, "start_and_now", (pair.start, pair.now), [item.code for item in framework.items])
    _check_codes(top, "oversight", filter(None, [words.oversight]), [item.code for item in framework.items])
    raise_all(top.problems)
    return words


def _read_words(top: Table) -> Words:
    return Words(
        short_titles=_read_short(top, "short_titles", "the short title"),
        work=_read_short(top, "work", "the work"),
        groups=top.texts("groups"),
        public_protection=top.texts("public_protection"),
        oversight=top.get("oversight", str, ""),
        programme=top.get("programme", str, ""),
        outcomes=top.texts("outcomes"),
        start_and_now=top.build("start_and_now", _read_start_and_now, label="start"),
        same_as={code: _texts_of(table) for code, table in top.named("same_as")},
    )


def _read_start_and_now(table: Table) -> StartAndNow:
    return StartAndNow(table.get("start", str), table.get("now", str), table.get("words", str))


def _read_short(top: Table, key: str, what: str) -> Mapping[str, str]:
    titles = _texts_of(top.optional_table(key))
    for code, title in titles.items():
        if len(title) > LONGEST_SHORT_TITLE:
            top.note(f'{what} of "{code}" has {len(title)} characters. Use {LONGEST_SHORT_TITLE} at most.')
    return titles


def _texts_of(table: Table) -> Mapping[str, str]:
    return {key: table.get(key, str) for key, _ in table.items()}


def _check_codes(top: Table, key: str, used: Iterable[str], known: Collection[str]) -> None:
    for code in used:
        if code not in known:
            top.note(f'"{key}" names "{code[:60]}", which does not exist. Choose from: {", ".join(known)}.')
