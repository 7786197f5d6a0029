"""A briefing as a web page of its own: no script, nothing fetched, every text escaped."""

from __future__ import annotations

from html import escape

from assistant.doors.export.outline import Answer, Note, Outline, Sentence
from assistant.reading.hidden import shown

_STYLE = """
:root { color-scheme: light dark }
body { max-width: 44rem; margin: 3rem auto; padding: 0 1.25rem; font: 1.0625rem/1.6 Charter, Georgia, serif }
h1, h2 { line-height: 1.25 } h1 { font-size: 1.75rem } h2 { margin-top: 2.5rem; font-size: 1.25rem }
ol { padding-left: 2rem; font-size: .9375rem } li { margin: .6rem 0 } li:target { background: Mark; color: MarkText }
blockquote { margin: .25rem 0; white-space: pre-line } sup { line-height: 0 } sup a { text-decoration: none }
.foot, .failed { font-size: .875rem; opacity: .8 }
@media print { body { margin: 0; max-width: none } }
"""
# The policy is for readers that are served the file: not even a style from elsewhere, and no script at all.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def hypertext(outline: Outline) -> str:
    """The outline as HTML with linked notes below each answer."""
    alone = len(outline.answers) == 1 and outline.answers[0].question == outline.title
    head = "" if alone else f"<h1>{_text(outline.title)}</h1>"
    answers = "".join(_answer(answer, place, "h1" if alone else "h2") for place, answer in enumerate(outline.answers))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(outline.title)}</title><style>{_STYLE}</style></head><body>{head}{answers}</body></html>\n"
    )


def _answer(answer: Answer, place: int, heading: str) -> str:
    body = f"<p>{_text(answer.silence)}</p>" if answer.silence is not None else ""
    for paragraph in answer.paragraphs:
        body += f"<p dir=auto>{' '.join(_sentence(sentence, place) for sentence in paragraph)}</p>"
    notes = "".join(_note(note, place) for note in answer.notes)
    listed = f"<ol>{notes}</ol>" if notes else ""
    return (
        f"<section><{heading} dir=auto>{_text(answer.question)}</{heading}>{body}{listed}"
        f'<p class="foot">{_text(answer.foot)}</p></section>'
    )


def _sentence(sentence: Sentence, place: int) -> str:
    links = "".join(f'<a href="#n{place}-{note.number}">[{note.number}]</a>' for note in sentence.notes)
    marks = f"<sup>{links}</sup>" if links else ""
    caution = f' <span class="failed">[{_text(sentence.caution)}]</span>' if sentence.caution else ""
    return f"{_text(sentence.text)}{marks}{caution}"


def _note(note: Note, place: int) -> str:
    return (
        f'<li id="n{place}-{note.number}" value="{note.number}"><b>{_text(note.where)}</b>'
        f"<blockquote dir=auto>{_text(note.text)}</blockquote></li>"
    )


def _text(text: str) -> str:
    return escape(shown(text))
