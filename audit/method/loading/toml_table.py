"""Read a TOML file table by table, and note every mistake in it with file, place and remedy."""

import functools
import re
import reprlib
import tomllib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_REQUIRED: Any = object()

LARGEST_FILE = 2**20  # bytes; the shipped ones have 50,000
LONGEST_TEXT = 5_000  # characters
# a key of many parts joined by full stops: the time that Python takes for one grows with the square of their number
_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*\.[ \t]*{_PART}){{20}}")
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


class FrameworkProblem(Exception):
    """A framework file that cannot be used. The text names the file, the place in it and the remedy.

    `every`: the texts of all mistakes in the file, this one first.
    """

    def __init__(self, file: str, place: str, problem: str) -> None:
        super().__init__(f"{file}, {place}: {problem}")
        self.every: tuple[str, ...] = (str(self),)


class Table:
    """One table of the file. It knows its place in the file and which of its keys have been read.

    A mistake is added to `problems`, which all tables of a file share. Reading then goes on with an empty value of the
    right kind, so that one reading finds every mistake.
    """

    def __init__(
        self, file: str, place: str, values: dict[str, Any], problems: list[FrameworkProblem] | None = None
    ) -> None:
        self.file, self.place, self.values = file, place, values
        self._read: set[str] = set()
        self.problems: list[FrameworkProblem] = [] if problems is None else problems
        self.may_lack_keys = False

    def note(self, problem: str) -> None:
        self.problems.append(FrameworkProblem(self.file, self.place, problem))

    def get(self, key: str, kind: type[T], default: T = _REQUIRED) -> T:
        """Return the value of a key; if it is missing, empty or of another kind, note that and return an empty one."""
        self._read.add(key)
        value = self.values.get(key, default)
        if value is _REQUIRED:
            if not self.may_lack_keys:
                self.note(f'"{key}" is missing. Add {key} = {_EXAMPLES[kind]}.')
        elif type(value) is not kind:
            self.note(f'"{key}" is {reprlib.repr(value)}. Write it as {key} = {_EXAMPLES[kind]}.')
        elif isinstance(value, str) and (problem := _problem_of_text(value, may_be_empty=default == "")):
            self.note(f'"{key}" {problem}')
        else:
            return value
        return kind()

    def holds(self, key: str, kind: type) -> bool:
        """Return whether the key is there with a value of this kind."""
        return isinstance(self.values.get(key), kind)

    def code(self, longest: int, reserved: Collection[str] = (), key: str = "code") -> str:
        """Return the table's code. It may hold letters, digits, ".", "-" and "_" only: addresses and fields use it.

        `reserved`: codes in lower case that already have a meaning.
        """
        code = self.get(key, str)
        if code and not _CODE.fullmatch(code):
            strange = (
                "a space"
                if re.search(r"\s", code)
                else next(
                    (f'"{sign}"' for sign in code if not _CODE.fullmatch(sign) and sign not in "._-"), "an odd sign"
                )
            )
            self.note(f'the code "{_short(code)}" has {strange} in it or at an end. {_WHAT_A_CODE_HOLDS}')
        elif len(code) > longest:
            self.note(f'the code "{_short(code)}" has {len(code)} characters. Use {longest} at most.')
        elif code.casefold() in reserved:
            self.note(f'the code "{code}" has a meaning of its own in addresses or files. Use another one.')
        return code

    def count(self, key: str, most: int) -> int:
        """Return a whole number from 0 to `most`."""
        number = self.get(key, int)
        if not 0 <= number <= most:
            self.note(f'"{key}" is {_short(number)}. Use 0 to {most}.')
        return min(max(number, 0), most)

    def one_of(self, key: str, allowed: tuple[str, ...], default: str = _REQUIRED) -> str:
        value = self.get(key, str, default)
        if value and value not in allowed:
            self.note(f'"{key}" is "{_short(value)}". Use one of: {", ".join(allowed)}.')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.get(key, list, [])
        if not all(isinstance(value, str) for value in values):
            self.note(f'"{key}" holds something that is not a text. Put every entry in quotation marks.')
        texts = tuple(value for value in values if isinstance(value, str))
        for problem in filter(None, map(_problem_of_text, texts)):
            self.note(f'an entry of "{key}" {problem}')
        return texts

    def table(self, key: str) -> "Table":
        place = f"[{key}]" if self.place == "top level" else f"{self.place}.{key}"
        is_there = isinstance(self.values.get(key), dict)
        return Table(self.file, place, self.get(key, dict), self.problems if is_there else [])

    def optional_table(self, key: str) -> "Table":
        """Return the table of this key; an empty one if there is none."""
        return Table(self.file, f"[{key}]", self.get(key, dict, {}), self.problems)

    def named(self, key: str) -> Iterator[tuple[str, "Table"]]:
        """Yield (name, Table) of each table in a table of tables, such as [conditions.licence]."""
        for name, values in self.get(key, dict, {}).items():
            if isinstance(values, dict):
                yield name, Table(self.file, f"[{key}.{name}]", values, self.problems)
            else:
                self.note(f'"{key}.{name}" must be a table. Write it as [{key}.{name}].')

    def tables(self, key: str, label: str = "code") -> Iterator["Table"]:
        """Yield the Tables of a list such as [[standards]]. The value of `label`, or else its position, names each."""
        for position, values in enumerate(self.get(key, list, []), start=1):
            if not isinstance(values, dict):
                self.note(f'"{key}" must be a list of tables. Write each as [[{key}]].')
                continue
            name = _short(values.get(label, f"number {position}"))
            where = f"{key} {name}" if label in values or self.place == "top level" else f"{self.place}, {key} {name}"
            yield Table(self.file, where, values, self.problems)

    def build(self, key: str, make: Callable[["Table"], T], label: str = "code") -> tuple[T, ...]:
        """Return what `make` makes of each Table of a list; see made_by."""
        return tuple(table.made_by(make) for table in self.tables(key, label))

    def made_by(self, make: Callable[["Table"], T]) -> T:
        """Return what `make` makes of this table, and note every key that it did not read."""
        made = make(self)
        for unknown in sorted(set(self.values) - self._read):
            known = f", or choose from: {', '.join(sorted(self._read))}" if self._read else ""
            self.note(f'"{_short(unknown)}" is not a key we know here. Remove it{known}.')
        return made

    def items(self) -> Iterator[tuple[str, Any]]:
        """Yield (key, value) of the keys not read so far, whose names are open, such as the facts of a condition."""
        for key, value in self.values.items():
            if key not in self._read:
                self._read.add(key)
                yield key, value


_EXAMPLES: dict[type, str] = {str: '"a text"', int: "5", bool: "true or false", list: "[ … ]", dict: "a table"}


_WHAT_A_CODE_HOLDS = (
    'A code holds letters from A to Z, digits, ".", "-" and "_", and begins and ends with a letter or a digit.'
)


def _short(value: Any) -> str:
    shown = value if isinstance(value, str) else reprlib.repr(value)
    return "".join(sign if sign.isprintable() else " " for sign in shown[:60])


def _problem_of_text(text: str, *, may_be_empty: bool = False) -> str:
    """Return what is wrong with a text that pages and files show; "" if it is fine."""
    if not text.strip() and not may_be_empty:
        return "is empty. Give it a text."
    if len(text) > LONGEST_TEXT:
        return f"has {len(text):,} characters. Use {LONGEST_TEXT:,} at most."
    if any(not sign.isprintable() and sign not in "\n\t\u00a0\u00ad\u200b" for sign in text):
        return "has an invisible character in it. Type the text again."
    return ""


@functools.lru_cache(maxsize=64)  # a file is read again for each one that extends it
def _parsed(text: str) -> dict[str, Any] | None:
    """Return the values of a TOML text; None if a key in it is too long. They are shared: nothing may change them."""
    return None if _LONG_KEY.search(text) else tomllib.loads(text)


def open_file(path: Path) -> tuple[Table, bytes]:
    """Return (the file's top-level Table, its bytes). Raises FrameworkProblem if it is missing or not TOML."""
    try:
        if path.exists() and not path.is_file():
            raise FrameworkProblem(path.name, "whole file", "it is a folder or a special file. Name an ordinary file.")
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FrameworkProblem(path.name, "whole file", f"it cannot be read ({error.strerror}).") from error
    if len(content) > LARGEST_FILE:
        raise FrameworkProblem(path.name, "whole file", "it is larger than 1 MB. Check that it is the right file.")
    try:
        values = _parsed(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FrameworkProblem(path.name, "whole file", "it is not UTF-8 text. Save it as UTF-8.") from error
    except ValueError as error:  # a TOMLDecodeError, or a number of thousands of digits
        raise FrameworkProblem(path.name, "whole file", f"it is not valid TOML: {error}. Correct that line.") from error
    except RecursionError as error:
        raise FrameworkProblem(path.name, "whole file", "it is not valid TOML: too many brackets.") from error
    if values is None:
        raise FrameworkProblem(path.name, "whole file", "a key in it has more than 20 parts. Shorten it.")
    return Table(path.name, "top level", values), content
