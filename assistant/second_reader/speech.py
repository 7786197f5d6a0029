"""Verbs of communication that no quotation of the rules has, with the spans that may be what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from assistant.reading.quotes.verbs import verbs_of
from assistant.second_reader.spans import Taken
from assistant.types import Reading, Span

_FARTHER = frozenset(
    "signal signals signaled signalled signaling signalling intimate intimates intimated intimating convey conveys "
    "conveyed conveying communicate communicates communicated relay relays relayed voice voiced divulge divulged "
    "outline outlines outlined suggest hint impart imparted".split()
)
"""Further verbs that report speech only in some of their uses, which is why the rules do without them."""
_REPORTING = frozenset("ctowrn")
"""Frames of the verbs after which a report may stand without quotation marks."""
_UNSAID = frozenset(
    "not never nobody none without to will would may might could should can cannot must shall if unless decline "
    "declined declines refuse refused refuses fail failed fails 'll ’ll".split()
)
"""Words shortly before a verb which tell that nothing was said, or not yet."""
_DETERMINERS = frozenset("the a an this that these those his her its their our my your no any some each every".split())
"""Words right before a form which make it a noun: "the report"."""

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_THAT = re.compile(r"\bthat\b")
_BREAK = re.compile(r"[,;]\s|\s[–—-]\s")
_MARKS = frozenset('"“”„«»‘‹›`\n')
_TRAILING = " \t.!?,;:–—-"
_THAT_WITHIN = 80  # characters between a verb and the "that" which opens its report
_ENDS = 2  # commas and the like after which a report may end, besides the sentence's own end
_LONGEST = 600
_MOST = 12  # verbs of one sentence; more is no prose


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of communication in its sentence, with the candidate spans of what was said."""

    span: Span
    sentence: Span
    words: tuple[Span, ...]


def open_cues(text: str, reading: Reading) -> Iterator[Cue]:
    """The verbs of communication outside all quotations, in order of position; the first few of each sentence."""
    said = Taken(span for quote in reading.quotes for span in quote.spans)
    used = Taken(quote.cue for quote in reading.quotes if quote.cue is not None)
    for sentence in reading.sentences:
        tokens = list(_WORD.finditer(text, sentence.start, sentence.end))
        lower = [token.group().lower() for token in tokens]
        spans = (Span(token.start(), token.end()) for at, token in enumerate(tokens) if _reports(lower, at))
        verbs = islice((span for span in spans if not (said.meets(span) or used.meets(span))), _MOST)
        for verb in verbs:
            words = tuple(found for found in _candidates(text, sentence, verb) if not said.meets(found))
            if words:
                yield Cue(verb, sentence, words)


def _reports(words: list[str], at: int) -> bool:
    """Whether the word is a verb that tells of something said."""
    before = words[max(0, at - 3) : at]
    if _UNSAID.intersection(before) or any(word.endswith(("n't", "n’t")) for word in before):
        return False
    if before and before[-1] in _DETERMINERS:
        return False
    following = words[at + 1] if at + 1 < len(words) else ""
    return words[at] in _FARTHER or any(
        verb.particle in ("", following) and _REPORTING.intersection(verb.frames) for verb in verbs_of(words[at])
    )


def _candidates(text: str, sentence: Span, cue: Span) -> list[Span]:
    """What may have been said: from the verb or its "that" to a break or the end, or all before a comma."""
    that = _THAT.search(text, cue.end, min(sentence.end, cue.end + _THAT_WITHIN))
    start = that.start() if that else cue.end
    ends = [sentence.end]
    for match in _BREAK.finditer(text, start, sentence.end):
        if len(ends) > _ENDS:
            break
        ends.append(match.start())
    spans = [Span(start, end) for end in ends]
    comma = text.rfind(",", sentence.start, cue.start)
    if comma >= 0:
        spans.append(Span(sentence.start, comma))
    trimmed = dict.fromkeys(_trimmed(text, span) for span in spans)
    return [span for span in trimmed if _is_phrase(span.of(text))]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _TRAILING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Span(start, end)


def _is_phrase(words: str) -> bool:
    """Whether the words are two or more, of one paragraph, and none of them quoted."""
    return len(words) <= _LONGEST and not _MARKS.intersection(words) and len(words.split()) > 1
