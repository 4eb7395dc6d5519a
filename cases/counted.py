"""Numbers with their noun, singular or plural: "1 case", "1,200 cases", "1 review is"."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return the number with its noun. `many`: the plural, if it is not `one` with an s."""
    return f"{number:,} {plural(number, one, many)}"


def plural(number: int, one: str, many: str = "") -> str:
    """Return the noun, or a verb, in the form that goes with the number."""
    return one if number == 1 else many or f"{one}s"
