"""The verifier: one status for one sentence, from its cited excerpts only, never from what came after.

A sentence that is word for word a whole sentence of a cited excerpt is carried by it. Any other must pass every veto
(numbers, dates, names, denial, status, speaker, extremes, causes, changed words) and then have at least `THRESHOLD`
of its words' weight in the sentences it rests on. Words between quotation marks are held exactly in every case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from assistant.grounding import reasons
from assistant.grounding.analysis import Text, analyse
from assistant.grounding.markers import split_markers
from assistant.grounding.quotations import find_quotation, nearest, quoted_spans
from assistant.grounding.support import Source, Support
from assistant.grounding.typography import plain
from assistant.grounding.vetoes.dates import date_faults
from assistant.grounding.vetoes.extremes import cause_faults, superlative_faults
from assistant.grounding.vetoes.names import name_faults
from assistant.grounding.vetoes.numbers import number_faults
from assistant.grounding.vetoes.polarity import denial_faults, opposite_faults, status_faults
from assistant.grounding.vetoes.speaker import speaker_faults
from assistant.grounding.vetoes.wording import wording_faults
from assistant.types import Citation, Claim, Reason

THRESHOLD = 0.6
"""The share of a sentence's weighted words that must be in the sentences it rests on."""

VETOES = (
    number_faults,
    date_faults,
    name_faults,
    denial_faults,
    opposite_faults,
    status_faults,
    speaker_faults,
    superlative_faults,
    cause_faults,
    wording_faults,
)

_SIGNS = re.compile(r"^[ \t]*(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6}|>)[ \t]+){1,4}")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`")


def verify(sentence: str, cited: Sequence[Citation], known: Collection[str] = ()) -> Claim:
    """The sentence as a claim with its citations: "supported", or "unsupported" with every reason found.

    `cited` are the excerpts the sentence cites. Where the sentence still carries its markers, only the excerpts
    these name count, and a marker that names none of `cited` or `known` is a reason by itself.
    """
    text, ids = split_markers(sentence)
    used = tuple(citation for citation in cited if citation.id in ids) if ids else tuple(cited)
    found = tuple(dict.fromkeys(_faults(text, ids, used, known)))
    return Claim(text, "unsupported" if found else "supported", found, used)


def without_markdown(sentence: str) -> str:
    """A sentence without list signs and emphasis."""
    return _EMPHASIS.sub("", _SIGNS.sub("", sentence)).strip()


def _faults(text: str, ids: Sequence[str], used: Sequence[Citation], known: Collection[str]) -> Iterator[Reason]:
    have = {citation.id for citation in used}
    for missing in ids:
        if missing not in have:
            told = "was not given to the verifier" if missing in known else "is no excerpt of this conversation"
            yield Reason(reasons.CITATION, f"[{missing}] {told}")
    if not used:
        yield Reason(reasons.CITATION, "no excerpt is cited")
        return
    sources = [Source(citation.excerpt, analyse(citation.excerpt.text, citation.excerpt.date)) for citation in used]
    yield from quotation_faults(text, [source.text.text for source in sources])
    anchor = next((source.excerpt.date for source in sources if source.excerpt.date), None)
    claim = analyse(without_markdown(text), anchor)
    if not all(_verbatim(span.of(claim.text), sources) for span in claim.spans) or not claim.spans:
        yield from judge(Support(claim, sources))


def judge(support: Support) -> Iterator[Reason]:
    """The vetoes and the coverage of one claim."""
    if not any(sentence.content for sentence in support.claim.sentences):
        yield Reason(reasons.UNCHECKABLE, "the sentence states nothing that an excerpt could carry")
        return
    for veto in VETOES:
        yield from veto(support)
    yield from _quoted_elsewhere(support)
    if support.units and support.coverage < THRESHOLD:
        missing = [unit.text for unit in support.units if not support.matches[unit.start]]
        yield Reason(reasons.COVERAGE, f"not in the cited excerpts: {', '.join(dict.fromkeys(missing))}")


def quotation_faults(text: str, texts: Sequence[str]) -> Iterator[Reason]:
    """A reason for each run of quoted words that stands in none of `texts`, with the nearest true wording."""
    for span in quoted_spans(text):
        words = span.of(text)
        if any(find_quotation(words, other) for other in texts):
            continue
        near = next((found.of(other) for other in texts if (found := nearest(words, other))), None)
        hint = f"; did you mean “{near}”" if near else ""
        yield Reason(reasons.QUOTE, f"“{words.strip()}” does not stand in a cited excerpt{hint}")


def _quoted_elsewhere(support: Support) -> Iterator[Reason]:
    """A reason for each quotation whose words stand only where the sentence does not rest."""
    for span in quoted_spans(support.claim.text):
        words = span.of(support.claim.text)
        places = [(source.text, find_quotation(words, source.text.text)) for source in support.sources]
        if all(found is None for _, found in places):
            continue  # already a reason
        if not any(find_quotation(words, sentence.text) for sentence in support.sentences) and not any(
            found and sentence.whole is text and sentence.span.overlaps(found)
            for text, found in places
            for sentence in support.sentences
        ):
            yield Reason(reasons.QUOTE, f"“{words.strip()}” stands in another part of the excerpt")


def _verbatim(sentence: str, sources: Sequence[Source]) -> bool:
    """Whether this is a whole sentence of a source, and not one out of somebody's mouth."""
    wanted = _bare(sentence)
    for source in sources:
        for found in source.text.sentences:
            if _bare(found.text) == wanted and wanted:
                spoken = any(span.covers(found.span) for span in quoted_spans(source.text.text))
                return not spoken or bool(quoted_spans(sentence))
    return False


def _bare(sentence: str) -> str:
    return plain(sentence).text.strip(" .")


__all__ = ["THRESHOLD", "Text", "judge", "quotation_faults", "verify", "without_markdown"]
