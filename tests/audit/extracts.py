"""Small invented extracts, as files that somebody sends."""

from django.core.files.uploadedfile import SimpleUploadedFile

HEADINGS = ("CRN", "Sex", "Sentence type", "Start date", "RoSH", "PDU", "Team", "Officer name", "Grade", "Court report")
USUAL = ("M", "Community order", "06/07/2026", "RMRH", "Suffolk PDU", "Ipswich", "Ada Example", "PO", "Y")


def an_extract(rows=20, *, headings=HEADINGS, more=(), name="extract.csv"):
    """A .csv of `rows` men of Ada Example's who started on 6 July 2026, and `more` rows below them."""
    lines = [headings, *((f"X{number:06}", *USUAL) for number in range(1, rows + 1)), *more]
    return SimpleUploadedFile(name, "\n".join(",".join(line) for line in lines).encode())


def a_row(reference, **changes):
    """A row of an extract that differs in these columns, named as in HEADINGS with _ for a space."""
    values = dict(zip(HEADINGS, (reference, *USUAL), strict=True))
    return tuple((values | {name.replace("_", " "): value for name, value in changes.items()}).values())
