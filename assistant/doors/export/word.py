"""A briefing as a Word document whose citations are footnotes."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from assistant.doors.export.footnotes import Footnotes, legible
from assistant.doors.export.outline import Answer, Outline, Sentence

_FACE = "Cambria"


def word(outline: Outline) -> bytes:
    """The outline as a .docx file. A repeated citation refers to its first footnote."""
    document = docx.Document()
    _set_styles(document)
    document.core_properties.title = legible(outline.title)[:255]
    document.core_properties.author = "Attaché"
    document.core_properties.comments = ""
    footnotes = Footnotes(document)
    alone = len(outline.answers) == 1 and outline.answers[0].question == outline.title
    if not alone:
        document.add_heading(legible(outline.title), 0)
    for answer in outline.answers:
        document.add_heading(legible(answer.question), 0 if alone else 1)
        _add_answer(document, answer, footnotes)
    footnotes.attach()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_answer(document: Document, answer: Answer, footnotes: Footnotes) -> None:
    if answer.silence is not None:
        document.add_paragraph(legible(answer.silence))
    for sentences in answer.paragraphs:
        paragraph = document.add_paragraph()
        for position, sentence in enumerate(sentences):
            if position:
                paragraph.add_run(" ")
            _add_sentence(paragraph, sentence, footnotes)
    document.add_paragraph(legible(answer.foot), style="Briefing Foot")


def _add_sentence(paragraph: Paragraph, sentence: Sentence, footnotes: Footnotes) -> None:
    paragraph.add_run(legible(sentence.text))
    for position, note in enumerate(sentence.notes):
        if position:
            paragraph.add_run(", ").font.superscript = True
        footnotes.cite(paragraph, note)
    if sentence.caution:
        paragraph.add_run(f" [{sentence.caution}]").italic = True


def _set_styles(document: Document) -> None:
    styles: Any = document.styles  # python-docx does not say which kind of style a name gives
    normal = styles["Normal"]
    normal.font.name, normal.font.size = _FACE, Pt(11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), 1.15
    for name, size in (("Title", 18), ("Heading 1", 14)):
        font = styles[name].font
        font.name, font.size, font.bold = _FACE, Pt(size), True
        font.color.rgb = RGBColor(0x18, 0x20, 0x2C)
    foot = styles.add_style("Briefing Foot", WD_STYLE_TYPE.PARAGRAPH).font
    foot.size, foot.italic = Pt(9), True
