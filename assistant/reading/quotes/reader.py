"""The quotation reader: from a text's sentences, names, offices and dates to its quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from assistant.reading.quotes.according import quote_before_dash, read_according, read_colon, read_signature
from assistant.reading.quotes.attributions import Attribution
from assistant.reading.quotes.clause_subjects import clause_subject
from assistant.reading.quotes.cues import DENYING, read_cue
from assistant.reading.quotes.draft import Draft, spans_and_kind
from assistant.reading.quotes.marks import Quoted, find_quoted
from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.nested import read_inner
from assistant.reading.quotes.nouns import read_noun
from assistant.reading.quotes.paragraphs import Paragraphs
from assistant.reading.quotes.said import SaidDates
from assistant.reading.quotes.speakers import SpeakerResolver
from assistant.reading.quotes.stream import BREAK, QUOTE, Stream
from assistant.reading.quotes.subjects import Subject
from assistant.reading.quotes.verbs import FORMS
from assistant.types import DateExpression, Mention, Quote, Role, Span

_DASHES = frozenset("—–―-")
_CUES = FORMS | _DASHES | {"according"}
_UNREAL = frozenset(("had", "should", "if", "unless"))
"""What opens a condition: nobody has said what follows."""
_MOST = 40
"""How many cues of one sentence are looked at; more is no prose."""
_FLOATS = 1000
"""How many characters after the last attribution a quotation may stand and still be its speaker's."""


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
    reader = _Reader(text, names, SpeakerResolver(text, sentences, names, roles), SaidDates(text, dates))
    for stream in Paragraphs(text, sentences, find_quoted(text, sentences)):
        reader.paragraph(stream)
    for draft in reader.drafts:
        draft.sentence = _whole(draft.sentence, sentences)
    return tuple(sorted((draft.quote() for draft in reader.drafts), key=lambda quote: quote.spans[0]))


def _whole(span: Span, sentences: Sequence[Span]) -> Span:
    """The span, grown to the sentences it begins and ends in: what was found inside a quotation is shown around it."""
    first = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    last = bisect_left(sentences, span.end, key=lambda sentence: sentence.end)
    start = sentences[first].start if first >= 0 and span.start < sentences[first].end else span.start
    end = sentences[last].end if last < len(sentences) and sentences[last].start < span.end else span.end
    return Span(min(span.start, start), max(span.end, end))


class _Reader:
    """One pass over a text's paragraphs; it carries the last speaker and what is still open from one to the next."""

    def __init__(self, text: str, names: NameIndex, resolver: SpeakerResolver, said: SaidDates) -> None:
        self.text = text
        self.names = names
        self.resolver = resolver
        self.said = said
        self.drafts: list[Draft] = []
        self.claimed: set[int] = set()
        self.opened: set[int] = set()
        self.last: Draft | None = None
        self.last_end = 0
        self.pending: tuple[Subject, Span] | None = None
        self.first = True

    def paragraph(self, stream: Stream) -> None:
        """Read one paragraph."""
        if not len(stream):
            return
        self._after_colon(stream)
        found = self._attributions(stream)
        speaking = found if stream.quoted else ()
        covered = {at for attribution in speaking for at in self._quotes_within(attribution)}
        waiting = list(reversed(found))
        for at in stream.quoted:
            while waiting and waiting[-1].first <= at:
                self._take(waiting.pop())
            start = stream.quoted[at].outer.start
            if start not in self.opened:
                self._inner(stream, at)
            if start not in self.claimed and at not in covered:
                self._unattributed(stream, at)
        while waiting:
            self._take(waiting.pop())
        self._open_colon(stream)
        self.first = False

    def _attributions(self, stream: Stream) -> list[Attribution]:
        """What the cues of the paragraph give, in order of position."""
        colon = read_colon(stream, self.names, self.first)
        found = [colon] if colon is not None else []
        sentence, count = -1, 0
        for at in [at for at, word in enumerate(stream.low) if word in _CUES]:
            first = stream.sentence_first(at)
            sentence, count = first, count + 1 if first == sentence else 1
            attribution = self._attribution(stream, at, found) if count <= _MOST else None
            if attribution is not None:
                found.append(attribution)
        return sorted(found, key=lambda attribution: attribution.first)

    def _attribution(self, stream: Stream, at: int, found: list[Attribution]) -> Attribution | None:
        word = stream.low[at]
        if word == "according":
            return read_according(stream, at, self.names) if stream.word(at + 1) == "to" else None
        if word in _DASHES:
            return read_signature(stream, at, self.names) if quote_before_dash(stream, at) is not None else None
        return read_cue(stream, at, self.names, found)

    def _quotes_within(self, attribution: Attribution) -> list[int]:
        kinds = attribution.stream.kinds
        return [at for at in range(attribution.first, attribution.last + 1) if kinds[at] == QUOTE]

    def _take(self, attribution: Attribution) -> None:
        """Make a quotation of an attribution, unless its words are already another's."""
        stream = attribution.stream
        pieces = [piece for piece in attribution.pieces if not self._is_claimed(stream, piece)]
        if not pieces:
            return
        spans, kind = spans_and_kind(stream, pieces)
        sentence = self._sentence(stream, attribution.first, attribution.last)
        speaker = None if attribution.anonymous else self.resolver.speaker(attribution.subject, spans)
        draft = Draft(spans, kind, attribution.rule, sentence, attribution.cue, speaker)
        draft.said = self.said.said(attribution.cue, sentence, spans)
        self._report(draft)
        for first, last in pieces:
            items = range(first, last + 1)
            self.claimed.update(stream.quoted[at].outer.start for at in items if stream.kinds[at] == QUOTE)
        self.resolver.remember(speaker, attribution.cue.start)
        self._keep(draft, sentence.end)

    def _is_claimed(self, stream: Stream, piece: tuple[int, int]) -> bool:
        """Whether the piece is a quotation that is already somebody's."""
        first, last = piece
        alone = first == last and stream.kinds[first] == QUOTE
        return alone and stream.quoted[first].outer.start in self.claimed

    def _sentence(self, stream: Stream, first: int, last: int) -> Span:
        """The sentence or sentences around the items, with the full stop."""
        stop = stream.ends[stream.sentence_last(last)]
        if self.text[stop : stop + 1] == ".":
            stop += 1
        return Span(stream.starts[min(stream.sentence_first(first), first)], stop)

    def _keep(self, draft: Draft, end: int) -> None:
        self.drafts.append(draft)
        self.last, self.last_end = draft, end

    def _inner(self, stream: Stream, at: int) -> None:
        """Take what is said inside a quotation; who speaks there is no speaker of the text around it."""
        words = stream.quoted[at].words
        self.opened.add(stream.quoted[at].outer.start)
        for attribution in read_inner(stream, at, self.names):
            spans, kind = spans_and_kind(attribution.stream, attribution.pieces)
            speaker = self.resolver.within(attribution.subject, words)
            draft = Draft(spans, kind, attribution.rule, words, attribution.cue, speaker)
            self._report(draft)
            self.drafts.append(draft)

    def _report(self, draft: Draft) -> None:
        """An attribution inside another's words was passed on by that speaker."""
        for other in reversed(self.drafts[-4:]):
            if draft.cue and any(span.covers(draft.cue) for span in other.spans):
                draft.reported_by = other.speaker
                return

    def _unattributed(self, stream: Stream, at: int) -> None:
        """A quotation without words of attribution: it follows a colon, goes on from the last, or floats."""
        region = stream.quoted[at]
        if region.outer.end > stream.ends[-1] or (not at and _is_title(region.words.of(self.text))):
            return
        led = read_noun(stream, at, self.names)
        if led is not None:
            self._take(led)
        elif stream.word(at - 1) == ":":
            self._introduced(stream, at, region)
        elif self.last is not None and stream.kind(at - 1) == BREAK and stream.closing(at) in ".?!…,—":
            self._following(stream, at, region, self._continued(self.last))

    def _following(self, stream: Stream, at: int, region: Quoted, draft: Draft) -> None:
        """A quotation right after an attribution is more of the same; one further on floats."""
        distance = region.outer.start - self.last_end
        adjacent = distance < 40 and not any(map(str.isalnum, self.text[self.last_end : region.outer.start]))
        end = stream.ends[stream.sentence_last(at)]
        if draft.rule == "signature":
            return
        if adjacent and draft.kind != "indirect":
            draft.spans.extend(region.parts)
            self.claimed.add(region.outer.start)
            self.last, self.last_end = draft, end
        elif distance < _FLOATS and draft.speaker is not None and _stands_alone(stream, at):
            self.claimed.add(region.outer.start)
            self._keep(Draft(list(region.parts), "direct", "floating", region.outer, None, draft.speaker), end)

    def _continued(self, last: Draft) -> Draft:
        """What a quotation right after an attribution goes on from: the sentence's quotation rather than its report."""
        for draft in self.drafts[-3:]:
            if draft.kind == "direct" and draft.sentence.overlaps(last.sentence) and draft.rule != "nested":
                return draft
        return last

    def _introduced(self, stream: Stream, at: int, region: Quoted) -> None:
        """A quotation after a colon that no verb of communication leads to."""
        first = max(stream.sentence_first(at), at - _MOST)
        if stream.low[first] in _UNREAL or not DENYING.isdisjoint(stream.low[first:at]):
            return
        subject = clause_subject(stream, first, at, self.names)
        if subject is not None:
            self._after(stream, at, region, subject, stream.span(at - 1, at - 1))

    def _after(self, stream: Stream, at: int, region: Quoted, subject: Subject, colon: Span) -> None:
        speaker = self.resolver.speaker(subject)
        self.claimed.add(region.outer.start)
        self.resolver.remember(speaker, region.outer.start)
        draft = Draft(list(region.parts), "direct", "colon", self._sentence(stream, at, at), colon, speaker)
        self._keep(draft, stream.ends[stream.sentence_last(at)])

    def _open_colon(self, stream: Stream) -> None:
        """Remember a speaker before a colon that ends the paragraph: the quotation stands in the next."""
        self.pending = None
        last = len(stream) - 1
        if stream.low[last] == ":":
            subject = clause_subject(stream, max(stream.sentence_first(last), last - _MOST), last, self.names)
            if subject is not None:
                self.pending = (subject, stream.span(last, last))

    def _after_colon(self, stream: Stream) -> None:
        if self.pending is not None and stream.kinds[0] == QUOTE:
            region = stream.quoted[0]
            if region.outer.start not in self.claimed:
                self._after(stream, 0, region, *self.pending)


def _is_title(words: str) -> bool:
    """Whether quoted words are a title or a heading: a few words, the long ones with capitals."""
    if len(words) > 100:
        return False
    long = [word for word in words.split() if len(word) > 3 and word[:1].isalpha()]
    return 1 < len(words.split()) < 9 and all(word[0].isupper() for word in long) and len(long) > 1


def _stands_alone(stream: Stream, at: int) -> bool:
    """Whether the quotation at item `at` is a sentence by itself."""
    return stream.kind(at + 1) == BREAK or stream.capital(at + 1)
