"""The quotation reader: from a text's sentences, names, offices and dates to its quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.quotes.according import quote_before_dash, read_according, read_colon, read_signature
from assistant.reading.quotes.attributions import Attribution, read_cue, sentence_start
from assistant.reading.quotes.marks import Quoted, find_quoted
from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.nested import read_inner
from assistant.reading.quotes.said import SaidDates
from assistant.reading.quotes.speakers import SpeakerResolver
from assistant.reading.quotes.stream import BREAK, QUOTE, Stream, streams
from assistant.reading.quotes.subjects import Subject, clause_subject
from assistant.reading.quotes.verbs import verbs_of
from assistant.types import DateExpression, Interval, Mention, Quote, QuoteKind, Role, Span, Speaker


@dataclass(slots=True)
class _Draft:
    spans: list[Span]
    kind: QuoteKind
    rule: str
    around: Span
    cue: Span | None
    speaker: Speaker | None
    said: Interval | None = None
    reported_by: Speaker | None = None

    def frozen(self) -> Quote:
        return Quote(
            tuple(self.spans), self.kind, self.around, self.rule, self.cue, self.speaker, self.reported_by, self.said
        )


class _Reader:
    """One pass over a text's paragraphs; it carries the last speaker and what is still open from one to the next."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        names: NameIndex,
        resolver: SpeakerResolver,
        said: SaidDates,
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.names = names
        self.resolver = resolver
        self.said = said
        self.drafts: list[_Draft] = []
        self.claimed: set[int] = set()
        self.opened: set[int] = set()
        self.last: _Draft | None = None
        self.last_end = -1
        self.pending: tuple[Subject, Span] | None = None
        self.first = True

    def paragraph(self, stream: Stream) -> None:
        if not len(stream):
            return
        self._after_colon(stream)
        found = self._attributions(stream)
        taken = 0
        for at in range(len(stream) + 1):
            while taken < len(found) and found[taken].first <= at:
                self._take(found[taken])
                taken += 1
            if stream.kind(at) == QUOTE and stream.quoted[at].outer.start not in self.opened:
                self._inner(stream, at)
            if stream.kind(at) == QUOTE and stream.quoted[at].outer.start not in self.claimed:
                if not any(attribution.first <= at <= attribution.last for attribution in found):
                    self._unattributed(stream, at)
        self._open_colon(stream)
        self.first = False

    def _attributions(self, stream: Stream) -> list[Attribution]:
        found: list[Attribution] = []
        colon = read_colon(stream, self.names, self.first)
        if colon is not None:
            found.append(colon)
        for at, word in enumerate(stream.low):
            if word == "according" and stream.word(at + 1) == "to":
                attribution = read_according(stream, at, self.names)
            elif word in ("—", "–", "―", "-") and quote_before_dash(stream, at) is not None:
                attribution = read_signature(stream, at, self.names)
            elif verbs_of(word):
                attribution = read_cue(stream, at, self.names, found)
            else:
                continue
            if attribution is not None:
                found.append(attribution)
        return sorted(found, key=lambda attribution: attribution.first)

    def _take(self, attribution: Attribution) -> None:
        """Make a quotation of an attribution, unless its words are already another's."""
        stream = attribution.stream
        pieces = [
            (first, last)
            for first, last in attribution.pieces
            if first != last or stream.kinds[first] != QUOTE or stream.quoted[first].outer.start not in self.claimed
        ]
        if not pieces:
            return
        spans, kind = _words(stream, pieces)
        speaker = None if attribution.anonymous else self.resolver.speaker(attribution.subject)
        around = self._around(stream, attribution)
        draft = _Draft(spans, kind, attribution.rule, around, attribution.cue, speaker)
        span = attribution.subject.span if attribution.subject else None
        draft.said = self.said.said(attribution.cue, around, spans, span)
        self._nested(draft)
        for first, last in pieces:
            self.claimed.update(
                stream.quoted[at].outer.start for at in range(first, last + 1) if stream.kinds[at] == QUOTE
            )
        self.drafts.append(draft)
        self.resolver.remember(speaker, attribution.cue.start)
        self._latest(draft, stream, attribution.last)

    def _inner(self, stream: Stream, at: int) -> None:
        """Take what is said inside a quotation; who speaks there is no speaker of the text around it."""
        region = stream.quoted[at]
        self.opened.add(region.outer.start)
        for attribution in read_inner(stream, at, self.names):
            spans, kind = _words(attribution.stream, attribution.pieces)
            speaker = self.resolver.within(attribution.subject, region.words)
            draft = _Draft(spans, kind, attribution.rule, region.words, attribution.cue, speaker)
            self._nested(draft)
            self.drafts.append(draft)

    def _nested(self, draft: _Draft) -> None:
        """An attribution inside another's words was passed on by that speaker."""
        for other in reversed(self.drafts[-4:]):
            if draft.cue and any(span.covers(draft.cue) for span in other.spans):
                draft.reported_by = other.speaker
                return

    def _around(self, stream: Stream, attribution: Attribution) -> Span:
        start = sentence_start(stream, attribution.first + 1 if attribution.first == 0 else attribution.first)
        end = attribution.last
        while end + 1 < len(stream) and stream.kinds[end + 1] != BREAK:
            end += 1
        stop = stream.ends[end]
        if stop < len(self.text) and self.text[stop] in ".":
            stop += 1
        return Span(stream.starts[min(start, attribution.first)], stop)

    def _latest(self, draft: _Draft, stream: Stream, last: int) -> None:
        self.last = draft
        end = last
        while end + 1 < len(stream) and stream.kinds[end + 1] != BREAK:
            end += 1
        self.last_end = stream.ends[end]

    def _unattributed(self, stream: Stream, at: int) -> None:
        """A quotation without words of attribution: it goes on from the last, follows a colon, or floats."""
        region = stream.quoted[at]
        if region.outer.end > stream.ends[-1] or _title(region.words.of(self.text)):
            return
        if stream.word(at - 1) == ":":
            subject = clause_subject(stream, sentence_start(stream, at), at, self.names)
            if subject is not None:
                self._add(stream, at, region, subject, stream.span(at - 1, at - 1), "colon")
            return
        if self.last is None or stream.kind(at - 1) != BREAK:
            return
        gap = self.text[self.last_end : region.outer.start]
        draft = self._continued(self.last)
        whole = stream.closing(at) in ".?!…,—"
        if whole and draft.kind != "indirect" and len(gap) < 40 and not any(map(str.isalnum, gap)):
            draft.spans.extend(region.parts)
            self.claimed.add(region.outer.start)
            self._latest(draft, stream, at)
        elif not _stands_alone(stream, at):
            return
        elif region.outer.start - self.last_end < 1000 and self.last.speaker is not None:
            draft = _Draft(list(region.parts), "direct", "floating", region.outer, None, self.last.speaker)
            self.drafts.append(draft)
            self.claimed.add(region.outer.start)
            self._latest(draft, stream, at)

    def _continued(self, last: _Draft) -> _Draft:
        """What a quotation right after an attribution goes on from: the sentence's quotation rather than its report."""
        for draft in self.drafts[-3:]:
            if draft.kind == "direct" and draft.around.overlaps(last.around):
                return draft
        return last

    def _add(self, stream: Stream, at: int, region: Quoted, subject: Subject, cue: Span, rule: str) -> None:
        speaker = self.resolver.speaker(subject)
        draft = _Draft(list(region.parts), "direct", rule, stream.span(sentence_start(stream, at), at), cue, speaker)
        self.drafts.append(draft)
        self.claimed.add(region.outer.start)
        self.resolver.remember(speaker, region.outer.start)
        self._latest(draft, stream, at)

    def _open_colon(self, stream: Stream) -> None:
        """Remember a speaker before a colon that ends the paragraph: the quotation stands in the next."""
        self.pending = None
        last = len(stream) - 1
        if stream.low[last] != ":":
            return
        subject = clause_subject(stream, sentence_start(stream, last), last, self.names)
        if subject is not None:
            self.pending = (subject, stream.span(last, last))

    def _after_colon(self, stream: Stream) -> None:
        if self.pending is not None and stream.kinds[0] == QUOTE:
            region = stream.quoted[0]
            if region.outer.start not in self.claimed:
                self._add(stream, 0, region, self.pending[0], self.pending[1], "colon")


def _title(words: str) -> bool:
    """Whether quoted words are a title or a heading: a few words, the long ones with capitals."""
    long = [word for word in words.split() if len(word) > 3 and word[:1].isalpha()]
    return 1 < len(words.split()) < 9 and all(word[0].isupper() for word in long) and len(long) > 1


def _stands_alone(stream: Stream, at: int) -> bool:
    """Whether the quotation at item `at` is a sentence by itself."""
    if stream.kind(at - 1) != BREAK:
        return False
    closed = stream.closing(at) in ".?!…,—"
    return closed and (stream.kind(at + 1) == BREAK or stream.capital(at + 1))


def _words(stream: Stream, pieces: Sequence[tuple[int, int]]) -> tuple[list[Span], QuoteKind]:
    spans: list[Span] = []
    quoted = plain = False
    for first, last in pieces:
        if first == last and stream.kinds[first] == QUOTE:
            spans.extend(stream.quoted[first].parts)
            quoted = True
        else:
            spans.append(stream.span(first, last))
            plain = True
            quoted = quoted or any(stream.kinds[at] == QUOTE for at in range(first, last + 1))
    return spans, "mixed" if quoted and plain else "direct" if quoted else "indirect"


def read_quotes(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    roles: Sequence[Role],
    dates: Sequence[DateExpression],
) -> tuple[Quote, ...]:
    """The quotations of `text` in order of position: words somebody said or wrote, with who said them.

    Direct speech, reported speech and mixtures of both. A wish, a fear or an opinion that nobody voiced is no
    quotation, nor is a word or a title in quotation marks that the text attributes to nobody.
    """
    names = NameIndex(text, mentions, roles)
    reader = _Reader(text, sentences, names, SpeakerResolver(text, sentences, names, roles), SaidDates(text, dates))
    for stream in streams(text, sentences, find_quoted(text, sentences)):
        reader.paragraph(stream)
    return tuple(sorted((draft.frozen() for draft in reader.drafts), key=lambda quote: quote.spans[0]))
