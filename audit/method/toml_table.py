"""Reading a TOML file table by table, so that every mistake in it is named with file, place and remedy."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_REQUIRED: Any = object()


class FrameworkProblem(Exception):
    """A framework file that cannot be used. The text names the file, the place in it and the remedy."""

    def __init__(self, file: str, place: str, problem: str) -> None:
        super().__init__(f"{file}, {place}: {problem}")


class Table:
    """One table of the file; it knows where it stands and which of its keys have been read."""

    def __init__(self, file: str, place: str, values: dict[str, Any]) -> None:
        self.file, self.place, self._values = file, place, values
        self._read: set[str] = set()

    def fail(self, problem: str) -> FrameworkProblem:
        return FrameworkProblem(self.file, self.place, problem)

    def get(self, key: str, kind: type[T], default: T = _REQUIRED) -> T:
        """The value of a key. Raises FrameworkProblem where it is missing, empty or of another kind."""
        self._read.add(key)
        value = self._values.get(key, default)
        if value is _REQUIRED:
            raise self.fail(f'"{key}" is missing. Add {key} = {_EXAMPLES[kind]}.')
        if type(value) is not kind:
            raise self.fail(f'"{key}" is {value!r}. Write it as {key} = {_EXAMPLES[kind]}.')
        if kind is str and not str(value).strip() and default != "":
            raise self.fail(f'"{key}" is empty. Give it a text.')
        return value

    def count(self, key: str) -> int:
        """A whole number from 0 upwards."""
        number = self.get(key, int)
        if number < 0:
            raise self.fail(f'"{key}" is {number}. Use 0 or more.')
        return number

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.get(key, str)
        if value not in allowed:
            raise self.fail(f'"{key}" is "{value}". Use one of: {", ".join(allowed)}.')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.get(key, list, [])
        if not all(isinstance(value, str) for value in values):
            raise self.fail(f'"{key}" holds something that is not a text. Put every entry in quotation marks.')
        return tuple(values)

    def table(self, key: str) -> "Table":
        return Table(self.file, f"[{key}]" if self.place == "top level" else f"{self.place}.{key}", self.get(key, dict))

    def named(self, key: str) -> Iterator[tuple[str, "Table"]]:
        """The tables of a table of tables such as [conditions.licence], each with its name."""
        for name, values in self.get(key, dict, {}).items():
            if not isinstance(values, dict):
                raise self.fail(f'"{key}.{name}" must be a table. Write it as [{key}.{name}].')
            yield name, Table(self.file, f"[{key}.{name}]", values)

    def tables(self, key: str, label: str = "code") -> Iterator["Table"]:
        """The tables of a list such as [[standards]], each named by its `label` or else by its position."""
        for position, values in enumerate(self.get(key, list, []), start=1):
            if not isinstance(values, dict):
                raise self.fail(f'"{key}" must be a list of tables. Write each as [[{key}]].')
            name = values.get(label, f"number {position}")
            where = f"{key} {name}" if label in values or self.place == "top level" else f"{self.place}, {key} {name}"
            yield Table(self.file, where, values)

    def build(self, key: str, make: Callable[["Table"], T], label: str = "code") -> tuple[T, ...]:
        """The tables of a list, each handed to `make`, with every unknown key refused."""
        return tuple(table.made_by(make) for table in self.tables(key, label))

    def made_by(self, make: Callable[["Table"], T]) -> T:
        made = make(self)
        unknown = sorted(set(self._values) - self._read)
        if unknown:
            known = ", ".join(sorted(self._read))
            raise self.fail(f'"{unknown[0]}" is not a key known here. Remove it, or choose from: {known}.')
        return made

    def items(self) -> Iterator[tuple[str, Any]]:
        """Keys that the caller could not know beforehand, such as the facts of a condition."""
        for key, value in self._values.items():
            if key not in self._read:
                self._read.add(key)
                yield key, value


_EXAMPLES: dict[type, str] = {str: '"a text"', int: "5", bool: "true or false", list: "[ … ]", dict: "a table"}


def open_file(path: Path) -> tuple[Table, bytes]:
    """The file's top-level table and its bytes. Raises FrameworkProblem where it is missing or no TOML."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FrameworkProblem(path.name, "whole file", f"it cannot be read ({error.strerror}).") from error
    try:
        return Table(path.name, "top level", tomllib.loads(content.decode("utf-8-sig"))), content
    except UnicodeDecodeError as error:
        raise FrameworkProblem(path.name, "whole file", "it is not UTF-8 text. Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise FrameworkProblem(path.name, "whole file", f"it is not valid TOML: {error}. Mend that line.") from error
