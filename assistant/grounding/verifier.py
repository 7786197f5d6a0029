"""The verifier: one status for one sentence, from its cited excerpts only, never from what came after.

A sentence that is word for word a whole sentence of a cited excerpt is carried by it. Any other must pass every veto
(numbers, dates, names, denial, status, speaker, extremes, causes, changed words) and then have enough of its words'
weight in the sentences it rests on. Words between quotation marks are held exactly in every case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from assistant.grounding import reasons
from assistant.grounding.analysis import Text, bare
from assistant.grounding.markers import split_markers
from assistant.grounding.quotations import find_quotation, nearest, quoted_spans
from assistant.grounding.readings import analyse, analyse_claim
from assistant.types import Citation, Claim, Reason

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
    texts = [analyse(citation.excerpt.text, citation.excerpt.date) for citation in used]
    yield from quotation_faults(text, [source.text for source in texts])
    anchor = next((citation.excerpt.date for citation in used if citation.excerpt.date), None)
    claim = analyse_claim(without_markdown(text)).dated(anchor)
    if not all(_verbatim(span.of(claim.text), texts) for span in claim.spans) or not claim.spans:
        # Loaded at the first sentence that is not verbatim: many extractive answers have none.
        from assistant.grounding.judging import judge
        from assistant.grounding.support import Source, Support

        sources = [Source(citation.excerpt, read) for citation, read in zip(used, texts, strict=True)]
        yield from judge(Support(claim, sources))


def quotation_faults(text: str, texts: Sequence[str]) -> Iterator[Reason]:
    """A reason for each run of quoted words that stands in none of `texts`, with the nearest true wording."""
    for span in quoted_spans(text):
        words = span.of(text)
        if any(find_quotation(words, other) for other in texts):
            continue
        near = next((found.of(other) for other in texts if (found := nearest(words, other))), None)
        hint = f"; did you mean “{near}”" if near else ""
        yield Reason(reasons.QUOTE, f"“{words.strip()}” does not stand in a cited excerpt{hint}")


def _verbatim(sentence: str, texts: Sequence[Text]) -> bool:
    """Whether this is a whole sentence of a source, and not one out of somebody's mouth."""
    wanted = bare(sentence)
    for source in texts:
        if wanted and (found := source.wordings.get(wanted)):
            spoken = any(span.covers(found.span) for span in source.quoted)
            return not spoken or bool(quoted_spans(sentence))
    return False
