"""A briefing as Markdown. Whatever a document or a model wrote stays text."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.doors.export.outline import Answer, Outline, Sentence
from assistant.reading.hidden import shown

_SPECIAL = str.maketrans({char: "\\" + char for char in "\\`*_{}[]<>#|~!&"})


def markdown(outline: Outline) -> str:
    """The outline as Markdown with numbered sources below each answer."""
    lines: list[str] = []
    alone = len(outline.answers) == 1 and outline.answers[0].question == outline.title
    if not alone:
        lines += [f"# {_line(outline.title)}", ""]
    for answer in outline.answers:
        lines += _answer(answer, "#" if alone else "##")
    return "\n".join(lines)


def _answer(answer: Answer, sign: str) -> Iterator[str]:
    yield from (f"{sign} {_line(answer.question)}", "")
    if answer.silence is not None:
        yield from (_line(answer.silence), "")
    for paragraph in answer.paragraphs:
        yield from (" ".join(map(_sentence, paragraph)), "")
    for note in answer.notes:
        yield f"{note.number}. {_line(note.where)}"
        yield from ("", f"   > {_line(note.text)}", "")
    yield from (f"*{_line(answer.foot)}*", "")


def _sentence(sentence: Sentence) -> str:
    marks = "".join(f"[{note.number}]" for note in sentence.notes)
    caution = f"[{_line(sentence.caution)}]" if sentence.caution else ""
    return " ".join(part for part in (_line(sentence.text), marks, caution) if part)


def _line(text: str) -> str:
    """Text on one line in which no sign means anything, none at its beginning either."""
    told = " ".join(shown(text).split()).translate(_SPECIAL)
    if told[:1] in {"-", "+", "="}:
        return f"\\{told}"
    head, point, rest = told.partition(".")
    return f"{head}\\.{rest}" if point and head.isdigit() else told
