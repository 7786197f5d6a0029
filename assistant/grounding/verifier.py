"""The verifier: one status for one sentence, from its cited excerpts only, never from what came after."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from assistant.grounding import reasons
from assistant.grounding.markers import split_markers
from assistant.grounding.numbers import Quantity, read_numbers
from assistant.grounding.quotations import find_quotation, nearest, quoted_spans
from assistant.types import Citation, Claim, Excerpt, Reason

_SIGNS = re.compile(r"^[ \t]*(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6}|>)[ \t]+)+")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`")


def verify(sentence: str, cited: Sequence[Citation], known: Collection[str] = ()) -> Claim:
    """The sentence as a claim with its citations: "supported", or "unsupported" with every reason found.

    `cited` are the excerpts the sentence cites. Where the sentence still carries its markers, only the excerpts
    these name count, and a marker that names none of `cited` or `known` is a reason by itself.
    """
    text, ids = split_markers(sentence)
    used = tuple(citation for citation in cited if citation.id in ids) if ids else tuple(cited)
    found = list(_faults(text, ids, used, known))
    return Claim(text, "unsupported" if found else "supported", tuple(found), used)


def _faults(text: str, ids: Sequence[str], used: Sequence[Citation], known: Collection[str]) -> Iterator[Reason]:
    have = {citation.id for citation in used}
    for missing in ids:
        if missing not in have:
            told = "was not given to the verifier" if missing in known else "is no excerpt of this conversation"
            yield Reason(reasons.CITATION, f"[{missing}] {told}")
    if not used:
        yield Reason(reasons.CITATION, "no excerpt is cited")
        return
    plain = _EMPHASIS.sub("", _SIGNS.sub("", text))
    excerpts = [citation.excerpt for citation in used]
    yield from _quotation_faults(text, excerpts)
    yield from _number_faults(plain, excerpts)


def _quotation_faults(text: str, excerpts: Sequence[Excerpt]) -> Iterator[Reason]:
    for span in quoted_spans(text):
        words = span.of(text)
        if any(find_quotation(words, excerpt.text) for excerpt in excerpts):
            continue
        near = next((found.of(excerpt.text) for excerpt in excerpts if (found := nearest(words, excerpt.text))), None)
        hint = f"; did you mean “{near}”" if near else ""
        yield Reason(reasons.QUOTE, f"“{words.strip()}” does not stand in a cited excerpt{hint}")


def _number_faults(text: str, excerpts: Sequence[Excerpt]) -> Iterator[Reason]:
    have = [quantity for excerpt in excerpts for quantity in read_numbers(excerpt.text)]
    for quantity in read_numbers(text):
        if not any(_same(quantity, other) for other in have):
            yield Reason(reasons.NUMBER, f"“{quantity.word}” is not in a cited excerpt")


def _same(claimed: Quantity, found: Quantity) -> bool:
    if claimed.value is None:
        return found.word.lower() == claimed.word.lower()
    return claimed.value == found.value and claimed.kind == found.kind and claimed.unit == found.unit
