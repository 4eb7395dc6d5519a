"""Write a document as a Word file (.docx)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC
from itertools import repeat
from typing import Any, BinaryIO

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell

from cases.documents.blocks import BarChart, Block, Bullets, Document, Heading, Paragraph, Table
from cases.documents.charts import draw_bars
from cases.documents.styles import USED, blank
from cases.documents.template import open_template
from cases.spreadsheets.cells import cell_text

SHADE = "E8EDF2"  # of the row of headings
SMALL = Pt(9)


def write_document(document: Document, stream: BinaryIO, template: bytes | None = None) -> None:
    """Write the Document. `template`: a checked Word file whose styles, page and header it takes."""
    file = WordFile(open_template(template) if template else blank())
    file.set_properties(document)
    file.add_text(document.notice, "Normal", bold=True)
    file.add_text(document.title, "Title")
    for block in document.blocks:
        file.add(block)
    file.add_foot(document)
    file.docx.save(stream)


class WordFile:
    """A Word file to which blocks are added. `docx`: the library's document."""

    def __init__(self, docx: Any) -> None:
        self.docx = docx
        self.style_ids = {name: docx.styles[name].style_id for name in USED}  # the library looks each up for long
        self.writers: Mapping[str, Callable[[Any], None]] = {
            Heading.kind: self._add_heading,
            Paragraph.kind: self._add_paragraph,
            Bullets.kind: self._add_bullets,
            Table.kind: self._add_table,
            BarChart.kind: self._add_chart,
        }

    def add(self, block: Block) -> None:
        self.writers[block.kind](block)

    def add_text(self, text: str, style: str, *, bold: bool = False) -> Any:
        """Add a paragraph in this style, and return it."""
        paragraph = self.docx.add_paragraph()
        paragraph._p.style = self.style_ids[style]
        run = paragraph.add_run(cell_text(text))
        run.bold = bold or None
        return paragraph

    def set_properties(self, document: Document) -> None:
        properties = self.docx.core_properties
        for name in ("category", "comments", "keywords", "subject", "content_status"):
            setattr(properties, name, "")
        properties.title = cell_text(document.title)[:255]
        properties.author = properties.last_modified_by = cell_text(document.author)[:255]
        properties.created = properties.modified = document.made_at.astimezone(UTC)
        properties.language, properties.revision = "en-GB", 1

    def add_foot(self, document: Document) -> None:
        """Add the notice to the foot of each page, whatever a template has there."""
        section = self.docx.sections[-1]
        feet = [section.footer]
        feet += [section.first_page_footer] if section.different_first_page_header_footer else []
        feet += [section.even_page_footer] if self.docx.settings.odd_and_even_pages_header_footer else []
        for foot in feet:
            foot.is_linked_to_previous = False
            paragraph = foot.add_paragraph() if foot.paragraphs[-1].text else foot.paragraphs[-1]
            _add_small(paragraph, f"{document.notice} {document.running} Page ")
            _add_field(paragraph, "PAGE")
            _add_small(paragraph, " of ")
            _add_field(paragraph, "NUMPAGES")

    def _add_heading(self, block: Heading):
        self.add_text(block.text, f"Heading {block.level}")

    def _add_paragraph(self, block: Paragraph):
        self.add_text(block.text, "Normal", bold=block.is_notice)

    def _add_bullets(self, block: Bullets):
        style = "List Number" if block.is_numbered else "List Bullet"
        for sign, text in zip(self._signs(block, style), block.texts, strict=False):
            self.add_text(sign + text, style)

    def _signs(self, block: Bullets, style: str) -> Iterable[str]:
        """Yield what is written before each text: nothing where the style numbers or marks them itself."""
        if self.docx.styles[style].element.find(f".//{qn('w:numPr')}") is not None:
            return repeat("")
        return (f"{number}. " for number, _ in enumerate(block.texts, 1)) if block.is_numbered else repeat("• ")

    def _add_table(self, block: Table):
        self.add_text(block.caption, "Caption").paragraph_format.keep_with_next = True
        table = self.docx.add_table(0, len(block.headings), "Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        _describe_table(table, block.caption)
        for column, width in zip(table.columns, block.widths, strict=True):
            column.width = int(self._line * width / sum(block.widths))
        _mark_headings(_add_row(table, block.headings, bold=True))
        for place, row in enumerate(block.rows):
            _add_row(table, row, bold=place in block.strong)
        # else two tables that follow one another would become one
        self.docx.add_paragraph().paragraph_format.space_after = 0

    @property
    def _line(self) -> int:
        section = self.docx.sections[-1]
        return section.page_width - section.left_margin - section.right_margin

    def _add_chart(self, block: BarChart):
        picture = self.docx.add_paragraph().add_run().add_picture(draw_bars(block), width=self._line)
        properties = picture._inline.docPr
        properties.set("descr", cell_text(block.description))
        properties.set("title", cell_text(block.title))


def _describe_table(table: Any, caption: str):
    element = OxmlElement("w:tblCaption")
    element.set(qn("w:val"), cell_text(caption))
    table._tbl.tblPr.append(element)


def _add_row(table: Any, texts: Iterable[str], *, bold: bool) -> Any:
    row = table.add_row()._tr
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text in zip(row.tc_lst, texts, strict=True):
        paragraph = _Cell(cell, table).paragraphs[0]
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(2)
        run = paragraph.add_run(cell_text(text))
        run.font.size, run.bold = SMALL, bold or None
    return row


def _mark_headings(row: Any):
    """Mark the row so that each page repeats it, and screen readers name it."""
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.tc_lst:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
            shade.set(qn(f"w:{name}"), value)
        cell.get_or_add_tcPr().append(shade)


def _add_small(paragraph: Any, text: str) -> Any:
    run = paragraph.add_run(cell_text(text))
    run.font.size = SMALL
    return run


def _add_field(paragraph: Any, name: str):
    field, run = OxmlElement("w:fldSimple"), _add_small(paragraph, "1")._r
    field.set(qn("w:instr"), name)
    field.append(run)
    paragraph._p.append(field)
