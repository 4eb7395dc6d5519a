"""A Word file opened again, and what a reader finds in it."""

from io import BytesIO

import docx
from docx.oxml.ns import qn

from cases.documents.word_file import write_document


def written(document, template=None):
    """The file of a Document as a reader's program opens it."""
    stream = BytesIO()
    write_document(document, stream, template)
    return docx.Document(BytesIO(stream.getvalue()))


def texts_of(file):
    """Every text of its body, those of tables too, in their order."""
    return [
        "".join(each.text or "\n" for each in paragraph.iter(qn("w:t"), qn("w:br")))
        for paragraph in file.element.body.iter(qn("w:p"))
    ]


def foot_of(file):
    return " ".join(paragraph.text for paragraph in file.sections[-1].footer.paragraphs)
