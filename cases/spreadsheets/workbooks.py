"""The options and sizes that every workbook of ours shares."""

# A text stays a text: a comment such as =1+1 must become neither formula nor link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_TEXT = 32_767  # what a cell can hold
COVER_WIDTH = 75  # characters
LINE_HEIGHT, TALLEST_ROW = 15, 409  # points; no program shows a taller row


def plain(text: str) -> str:
    """Return a text that a cell can hold. A space keeps the library from copying "<r>…</r>" into the file as markup."""
    text = text[:LONGEST_TEXT]
    return f"{text[: LONGEST_TEXT - 1]} " if text.startswith("<r>") and text.endswith("</r>") else text
