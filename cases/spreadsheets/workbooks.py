"""What every workbook that we write has in common."""

# A text stays a text, whatever it begins with: a comment such as =1+1 must become neither formula nor link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_TEXT = 32_767  # what a cell can hold
COVER_WIDTH = 75  # characters
LINE_HEIGHT, TALLEST_ROW = 15, 409  # points; no program shows a taller row


def plain(text):
    """A text as a cell can hold it. The library would copy "<r>…</r>" into the file as markup; a space prevents it."""
    text = text[:LONGEST_TEXT]
    return f"{text[: LONGEST_TEXT - 1]} " if text.startswith("<r>") and text.endswith("</r>") else text
