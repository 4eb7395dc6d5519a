"""The styles of a Word file: ours, or those of a template, with ours in place of what it lacks."""

from copy import deepcopy
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT, BLUE = "Arial", RGBColor(0x12, 0x43, 0x6D)
SIZES = {"Normal": 11, "Title": 24, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5, "Caption": 10}  # points
USED = (*SIZES, "List Bullet", "List Number", "Table Grid")
LISTS = ("List Bullet", "List Number")


def blank() -> Any:
    """Return an empty Word file in our own styles, A4."""
    file = docx.Document()
    for name, size in SIZES.items():
        _set_font(file.styles[name], size)
    file.styles["Normal"].paragraph_format.space_after = Pt(6)
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    set_language(file)
    return file


def _set_font(style: Any, size: float):
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    style.font.size = Pt(size)
    if style.name != "Normal":
        style.font.color.rgb = BLUE
        style.font.bold = True
        style.paragraph_format.keep_with_next = True


def set_language(file: Any) -> None:
    """Mark the text as British English, so that screen readers and spelling checks take it so."""
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def add_missing_styles(file: Any) -> None:
    """Give a template's file the styles of ours that it lacks."""
    has, ours = {style.name for style in file.styles}, blank()
    for name in USED:
        if name not in has:
            file.styles.element.append(_alone(ours.styles[name].element))


def _alone(style: Any) -> Any:
    """Return a copy of a style that leans on no other and on no list of the file it comes from."""
    copied = deepcopy(style)
    for name in ("w:link", "w:next", "w:basedOn", "w:default"):
        for element in copied.findall(qn(name)):
            copied.remove(element)
    for numbering in list(copied.iter(qn("w:numPr"))):
        numbering.getparent().remove(numbering)
    return copied
