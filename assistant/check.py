"""A written draft held against the record, sentence by sentence."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from assistant.caution import verify_warily
from assistant.grounding import reasons
from assistant.grounding.quotations import nearest, quoted_spans
from assistant.grounding.readings import analyse_claim
from assistant.reading.sentences import split_sentences
from assistant.reading.stems import stems
from assistant.retrieval import Search, content_words, passage_of
from assistant.statements import Statement, statements
from assistant.tool import ToolContext
from assistant.types import Citation, Claim, Excerpt, Reason, Span, Verdict

_EXCERPTS = 10
_QUOTATION_EXCERPTS = 6
_RARE_WORDS = 6
_TOGETHER = 4  # of the best excerpts of one document, tried two by two
_LIKENESS = 75.0  # per cent of characters a near miss shares with the true wording
_SAME_STATEMENT = 0.7  # of the sentence's words in one sentence of the record …
_SAME_SENTENCE = 0.5  # … and of that sentence's words in it, before a differing particular contradicts
_AS_NEAR = 0.6  # of the sentence's words in one sentence, before an excerpt can speak against what another carries
_COST_OF_A_REASON = 0.15  # in shares of words, where excerpts are compared
_SHORTEST_NEAR_MISS = 3  # words; fewer are like anything

# A quotation that is not in the record must still bring up what it is nearest to.
_NO_MARKS = dict.fromkeys(map(ord, '"“”„«»'), " ")

_EDGES = frozenset(" \t\n.,;:\"'“”‘’«»")

_CONTRADICTING = frozenset({reasons.NUMBER, reasons.DATE, reasons.NEGATION, reasons.STATUS, reasons.SPEAKER})
_NOTHING_NEAR = Reason(reasons.COVERAGE, "the record has nothing near it")
_ABSENT = frozenset({reasons.COVERAGE, reasons.CITATION, reasons.UNCHECKABLE})


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Quoted words that the record has otherwise: `wording` are the document's own, at `span` of its text."""

    quotation: str
    wording: str
    span: Span
    citation: Citation


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A statement of the draft with its verdict and the excerpts that speak best for or against it.

    `contradicted` means that the record says it otherwise, `unsupported` that it does not say it.
    """

    statement: Statement
    claim: Claim
    verdict: Verdict
    near_misses: tuple[NearMiss, ...] = ()


async def check_draft(draft: str, record: ToolContext) -> AsyncIterator[CheckedSentence]:
    """Each statement of the draft in order, held against the excerpts nearest to it. Raises StoreError."""
    for statement in statements(draft):
        yield _judged(statement, await _candidates(statement.text, record))


async def _candidates(text: str, record: ToolContext) -> list[Citation]:
    """What the record has nearest to a statement, and to each of its quotations."""
    queries = [(text.translate(_NO_MARKS), _EXCERPTS)]
    for words in _quotations(text):
        counts = await record.store.document_frequency(content_words(words), record.scope)
        rare = sorted((word for word in counts if counts[word]), key=lambda word: counts[word])[:_RARE_WORDS]
        queries += [(" ".join(rare), _QUOTATION_EXCERPTS)] if rare else []
    excerpts: dict[Excerpt, None] = {}
    for query, limit in queries:
        for hit in await record.retrieval.search(Search(query, scope=record.scope, limit=limit)):
            excerpts |= dict.fromkeys(passage_of(hit))
    return [Citation(f"e{number}", excerpt) for number, excerpt in enumerate(excerpts, 1)]


def _judged(statement: Statement, citations: Sequence[Citation]) -> CheckedSentence:
    """The verdict from the one excerpt, or two of one document, that carries the statement best."""
    text = statement.text
    ranked = sorted(_alone(text, citations), key=_rank)
    best = ranked[0] if ranked else Claim(text, "unsupported", (_NOTHING_NEAR,))
    if best.status != "supported" and not (best.citations and _contradicts(best)):
        best = min([best, *_pairs(text, ranked)], key=lambda claim: (claim.status != "supported", len(claim.reasons)))
    if best.status == "supported":
        against = _nearer(best, citations)
        if against is None:
            return CheckedSentence(statement, best, "supported")
        return CheckedSentence(statement, against, "contradicted" if _kinds_against(against) else "unsupported")
    if all(reason.kind == reasons.UNCHECKABLE for reason in best.reasons):
        return CheckedSentence(statement, best, "uncheckable")
    if statement.block == "heading" and all(reason.kind in _ABSENT for reason in best.reasons):
        told = Reason(reasons.UNCHECKABLE, "a heading need not stand in the record; nothing in it contradicts")
        return CheckedSentence(statement, replace(best, reasons=(told,)), "uncheckable")
    if near := tuple(_near_misses(best, citations)):
        best = _with_wording(best, near)
        return CheckedSentence(statement, best, "contradicted", near)
    against = next(filter(_contradicts, ranked[:_TOGETHER]), None)
    return CheckedSentence(statement, against or best, "contradicted" if against else "unsupported")


def _verified(text: str, citations: Sequence[Citation]) -> Claim:
    return verify_warily(text, citations, frozenset())


def _alone(text: str, citations: Sequence[Citation]) -> Iterator[Claim]:
    """The statement against each excerpt, those that share most of its words first, until one carries it."""
    for citation in sorted(citations, key=lambda citation: -_share(text, citation.excerpt.text)):
        claim = _verified(text, [citation])
        yield claim
        if claim.status == "supported":
            return


def _rank(claim: Claim) -> tuple[bool, bool, float]:
    """What holds first, then what has the quoted words, then what shares most words and differs least."""
    misquoted = any(reason.kind == reasons.QUOTE for reason in claim.reasons)
    alike = _share(claim.text, claim.citations[0].excerpt.text) - _COST_OF_A_REASON * len(claim.reasons)
    return claim.status != "supported", misquoted, -alike


def _pairs(text: str, ranked: Sequence[Claim]) -> Iterator[Claim]:
    """The statement against the best excerpt together with each other of its document."""
    if not ranked:
        return
    first = ranked[0].citations[0]
    others = [
        claim.citations[0] for claim in ranked[1:] if claim.citations[0].excerpt.document == first.excerpt.document
    ]
    for other in others[:_TOGETHER]:
        yield _verified(text, [first, other])


def _kinds_against(claim: Claim) -> set[str]:
    """The kinds of reasons that contradict; words that the record has as somebody's are denied by it to others only."""
    kinds = {reason.kind for reason in claim.reasons} & _CONTRADICTING
    if not any(quote.speaker for quote in analyse_claim(claim.text).quotes):
        kinds.discard(reasons.SPEAKER)
    return kinds


def _contradicts(claim: Claim) -> bool:
    """Whether one sentence of an excerpt says what the claim says, and differs in a number, a date or the like."""
    if not _kinds_against(claim) or any(reason.kind in _ABSENT for reason in claim.reasons):
        return False
    text = claim.citations[0].excerpt.text
    return any(
        _share(claim.text, said) >= _SAME_STATEMENT and _share(said, claim.text) >= _SAME_SENTENCE
        for said in (span.of(text) for span in split_sentences(text))
    )


def _nearer(held: Claim, citations: Sequence[Citation]) -> Claim | None:
    """The verdict from an excerpt that says nearly what the claim says but differs, where what carries it says less.

    A claim whose words one excerpt has in one sentence, with a denial, is not proved by another in which they stand
    scattered. Where two accounts are equally near, the claim is one of them and is carried.
    """
    text = held.text
    carrying = max((_likeness(text, citation.excerpt.text) for citation in held.citations), default=0.0)
    for citation in citations:
        likeness = _likeness(text, citation.excerpt.text)
        if citation in held.citations or likeness < _AS_NEAR or likeness < carrying:
            continue
        claim = _verified(text, [citation])
        kinds = {reason.kind for reason in claim.reasons}
        differs = kinds & _CONTRADICTING and not kinds & _ABSENT
        if differs and (likeness > carrying or carrying < _SAME_STATEMENT):
            return claim
    return None


def _likeness(text: str, other: str) -> float:
    """The share of a text's content words that one sentence of another has."""
    return max((_share(text, span.of(other)) for span in split_sentences(other)), default=0.0)


def _share(text: str, other: str) -> float:
    """The share of a text's content words, numbers apart, that another has."""
    keys = {key for word in content_words(text) if not any(map(str.isdigit, word)) for key in stems(word)}
    return len(keys & set(stems(other))) / len(keys) if keys else 0.0


# --- quotations ------------------------------------------------------------------------------------------


def _quotations(text: str) -> list[str]:
    return [words for span in quoted_spans(text) if len((words := span.of(text)).split()) >= _SHORTEST_NEAR_MISS]


def _near_misses(claim: Claim, citations: Iterable[Citation]) -> Iterator[NearMiss]:
    """For each quotation that does not hold the wording of the record that is most like it."""
    if not any(reason.kind == reasons.QUOTE for reason in claim.reasons):
        return
    for words in _quotations(claim.text):
        said = _bare(words, Span(0, len(words))).of(words)
        found = [
            (fuzz.ratio(said, span.of(citation.excerpt.text)), -number, span, citation)
            for number, citation in enumerate(citations)
            if (near := nearest(words, citation.excerpt.text)) and (span := _bare(citation.excerpt.text, near))
        ]
        likeness, _, span, citation = max(found, default=(0.0, 0, Span(0, 0), None), key=lambda item: item[:2])
        wording = "" if citation is None else span.of(citation.excerpt.text)
        if citation is not None and likeness >= _LIKENESS and wording != said:
            start = citation.excerpt.start
            yield NearMiss(words, wording, Span(start + span.start, start + span.end), citation)


def _bare(text: str, span: Span) -> Span:
    """The span without the marks and stops at its ends, which are the quoting editor's."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


def _with_wording(claim: Claim, near: Sequence[NearMiss]) -> Claim:
    """The claim on the excerpts that have the true wording."""
    first = dict.fromkeys(miss.citation for miss in near)
    return replace(claim, citations=tuple(dict.fromkeys([*first, *claim.citations])))
