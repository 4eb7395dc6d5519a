"""A unit's own Word file as a template: its styles, page and header are kept, and nothing else of it."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from cases.documents.blocks import Bullets, Heading, Paragraph, Table
from cases.documents.template import LIMITS, TemplateProblem, checked_template
from tests.cases.documents.test_word_file import a_document
from tests.cases.documents.word_texts import foot_of, texts_of, written

SECRET = "Old report of X123456"
RELATION = '<Relationship Id="r99" Type="http://a.example/relationships/{}" Target="{}" TargetMode="{}"/>'


def a_template(change=lambda file: None):
    """The bytes of a Word file with text, a style of its own, a header and a comment in its properties."""
    file = docx.Document()
    file.add_paragraph(SECRET)
    file.add_table(1, 1).cell(0, 0).text = SECRET
    file.styles["Heading 1"].font.size = Pt(31)
    file.sections[0].page_width = Cm(20)
    file.sections[0].header.paragraphs[0].text = "Our PDU"
    file.core_properties.comments = file.core_properties.author = SECRET
    change(file)
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def repacked(content, change):
    """The same zip archive with {part: bytes} put through `change`."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def linking(kind, target, mode):
    def change(parts):
        links = "word/_rels/document.xml.rels"
        link = RELATION.format(kind, target, mode).encode()
        parts[links] = parts[links].replace(b"</Relationships>", link + b"</Relationships>")

    return change


def fetching(file):
    """A header with a field that starts a program, its name in two pieces."""
    for piece in ("D", "DEAUTO c:\\a.exe"):
        element = OxmlElement("w:instrText")
        element.text = piece
        file.sections[0].header.paragraphs[0].add_run()._r.append(element)


def with_macros(parts):
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
    )


def huge(parts):
    parts["word/huge.xml"] = b"\0" * (LIMITS.unpacked_bytes + 1)


def without_text(parts):
    del parts["word/document.xml"]


def test_styles_page_and_header_are_those_of_the_template():
    file = written(a_document(Heading("One")), checked_template(a_template()))
    assert file.paragraphs[2].style.font.size == Pt(31)
    assert abs(file.sections[0].page_width - Cm(20)) < Cm(0.01)
    assert file.sections[0].header.paragraphs[0].text == "Our PDU"
    assert foot_of(file).startswith("Internal audit.")


def test_nothing_that_was_written_in_it_is_kept():
    kept = checked_template(a_template())
    with zipfile.ZipFile(BytesIO(kept)) as archive:
        found = {name for name in archive.namelist() if SECRET.encode() in archive.read(name)}
    assert found == set()
    assert SECRET not in "".join(texts_of(written(a_document(), kept)))


def test_a_style_that_it_lacks_is_ours_and_a_list_still_has_its_signs():
    def strip(file):
        for name in ("Heading 2", "List Bullet", "List Number", "Table Grid", "Caption", "Title"):
            file.styles[name].delete()

    blocks = [Heading("Two", 2), Bullets(["a"]), Bullets(["b"], True), Table("T", ["x"], [["y"]], [1]), Paragraph("z")]
    file = written(a_document(*blocks), checked_template(a_template(strip)))
    assert texts_of(file)[2:5] == ["Two", "• a", "1. b"]
    assert file.paragraphs[2].style.font.size == Pt(13)


REFUSED = {
    "no Word file": b"text",
    "a workbook's archive": repacked(a_template(), without_text),
    "macros": repacked(a_template(), with_macros),
    "an embedded program": repacked(a_template(), linking("oleObject", "a.bin", "Internal")),
    "a picture that is fetched from elsewhere": repacked(
        a_template(), linking("image", "http://a.example/", "External")
    ),
    "a field that starts a program": a_template(fetching),
    "a frame of another file": repacked(a_template(), linking("frame", "http://a.example/", "External")),
    "too large": b"PK" + b"\0" * LIMITS.file_bytes,
    "too large unpacked": repacked(a_template(), huge),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_no_safe_template_is_refused(what):
    with pytest.raises(TemplateProblem):
        checked_template(REFUSED[what])


def test_a_file_that_is_too_large_is_said_so_whatever_part_of_it_was_read():
    with pytest.raises(TemplateProblem, match="is larger than 2 MB"):
        checked_template(REFUSED["too large"])


def test_a_template_that_was_made_from_another_template_is_taken_without_its_link():
    linked = repacked(a_template(), linking("attachedTemplate", "file:///C:/a.dotx", "External"))
    assert b"a.dotx" not in checked_template(linked)
