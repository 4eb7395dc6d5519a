"""Numbers with their noun, in one and in many: "1 case", "1,200 cases", "1 review is"."""


def counted(number: int, one: str, many: str = "") -> str:
    """The number and its noun; `many`: where that is not `one` with an s."""
    return f"{number:,} {plural(number, one, many)}"


def plural(number: int, one: str, many: str = "") -> str:
    """The noun alone, or the verb that goes with the number."""
    return one if number == 1 else many or f"{one}s"
