"""Words the claim puts into somebody's mouth must be that person's in the excerpt, and said words are not facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence, Text
from assistant.grounding.lexicon.synonyms import SPEECH
from assistant.grounding.naming import name_words, same_person, same_surname, speaker_names
from assistant.grounding.numbers import read_numbers
from assistant.grounding.quotations import find_quotation
from assistant.grounding.support import Support, carries, weight
from assistant.grounding.words import Word, content_of, key_of
from assistant.reading.folding import fold
from assistant.types import Quote, Reason, Span

_PRONOUNS = frozenset("he she they it i we who".split())
_SPEECH = frozenset(key_of(word) for word in SPEECH)
_OF_WHOSE = re.compile(r"^.{1,200}['’]s? ")
_SHARES = frozenset("some many most several majority number group half".split())
_OF_WHOM = re.compile(r" (?:for|of|from|with|at|in|to) ")
_FOR_WHOM = re.compile(r"(?:for|of|from|at|in) [^,;:]{1,100}")
_MINE = 0.5  # share of the said words that must stand in a quotation of the excerpt for it to be theirs
_FACTUAL = frozenset(
    """
    announced announce announces confirmed confirms confirm revealed reveals disclosed discloses noted notes
    acknowledged acknowledges admitted admits showed shows found finds ruled recalled recalls invited reiterated
    signed called calls decided ordered agreed rejected refused declined denied
    """.split()
)


def speaker_faults(support: Support) -> Iterator[Reason]:
    """A reason for each quotation of the claim that the sources give to another speaker, or to none."""
    claim = support.claim
    quotes = [quote for quote in claim.quotes if quote.speaker is not None]
    for quote in quotes:
        if fault := _fault(quote, support):
            yield Reason(reasons.SPEAKER, fault)
    if not quotes and not claim.quoted:
        yield from _bare_facts(support)


def _fault(quote: Quote, support: Support) -> str | None:
    speaker = quote.speaker.name if quote.speaker else ""
    if not any(letter.isalpha() for letter in speaker) or name_words(speaker).issubset(_PRONOUNS):
        return None
    said = _best(_inside(quote, support), support)
    if not said:
        return _quoted_of_nobody(quote, support, speaker) or _narrated(quote, support, speaker)
    told = [name for other, text in said for name in _told(other, text)]
    if any(_agree(speaker, name, support) for name in told):
        return None
    if not told:
        return f"the excerpt does not tell that {speaker} said this"
    return f"the excerpt gives these words to {told[0]}, not to {speaker}"


def _told(quote: Quote, text: Text) -> list[str]:
    """The names of a quotation's speaker, and the whole of "a spokesman for the ministry" besides."""
    speaker, cue = quote.speaker, quote.cue
    if speaker is None:
        return []
    names = speaker_names(speaker, text)
    if speaker.span and not name_words(words := speaker.span.of(text.text)).issubset(_PRONOUNS):
        names.append(words)
    if speaker.span and cue:
        between = text.text[speaker.span.end : cue.start].strip()
        if _FOR_WHOM.fullmatch(between):
            names.append(f"{speaker.span.of(text.text)} {between}")
    return names


def _inside(quote: Quote, support: Support) -> list[Word]:
    return [unit for unit in support.units if _within([unit.start], quote.spans)]


def _best(units: list[Word], support: Support) -> list[tuple[Quote, Text]]:
    """The quotations of the sources that hold most of these words, if they hold enough of them."""
    enough = _enough(units)
    scored: dict[float, list[tuple[Quote, Text]]] = {}
    for source in support.sources if units else ():
        places = [(weight(unit), _starts(unit, source.text, support)) for unit in units]
        for quote in source.text.quotes:
            held = sum(weight for weight, starts in places if _within(starts, quote.spans))
            if held >= enough:
                scored.setdefault(held, []).append((quote, source.text))
    return scored[max(scored)] if scored else []


def _enough(units: list[Word]) -> float:
    """The weight of these words that a sentence or a quotation must hold for them to be its own."""
    return _MINE * sum(map(weight, units))


def _starts(unit: Word, text: Text, support: Support) -> list[int]:
    """Where the words begin that carry the unit in this text."""
    return [sentence.words[at].start for sentence, at in support.matches[unit.start] if sentence.whole is text]


def _within(starts: Sequence[int], spans: Sequence[Span]) -> bool:
    return any(start in range(span.start, span.end) for start in starts for span in spans)


def _agree(claimed: str, told: str, support: Support) -> bool:
    if same_person(claimed, told) or same_surname(claimed, told) or _same_words(claimed, told):
        return _has_head(claimed, told)
    return _office_of(claimed, told, support)


def _has_head(claimed: str, told: str) -> bool:
    """Whether somebody's lawyer, or a spokesman for somebody, is not claimed to be that somebody."""
    head = _OF_WHOM.split(_OF_WHOSE.sub("", told), maxsplit=1)[0]
    words = [word for word in content_of(head) if word.lower not in _SHARES]
    if not words or read_numbers(head) or not (_OF_WHOSE.match(told) or _OF_WHOM.search(told)):
        return True
    return any(carries(word, unit) for word in words for unit in content_of(claimed))


def _same_words(claimed: str, told: str) -> bool:
    """Whether each word of one description stands for one of the other: "U.S. authorities" and "U.S. officials"."""
    wanted = content_of(claimed)
    have = content_of(told)
    return bool(wanted) and all(any(carries(found, word) for found in have) for word in wanted)


def _office_of(claimed: str, told: str, support: Support) -> bool:
    """Whether the claim names the person by an office the excerpt gives ("the ambassador")."""
    wanted = set(claimed.lower().split()).difference({"the", "a", "an"})
    return bool(wanted) and any(
        same_person(role.person, told) and wanted.issubset(role.title.lower().split())
        for source in support.sources
        for role in source.text.roles
    )


def _quoted_of_nobody(quote: Quote, support: Support, speaker: str) -> str | None:
    """A fault where words between quotation marks stand in a source outside everybody's speech."""
    for span in support.claim.quoted:
        words = span.of(support.claim.text)
        if not any(span.overlaps(other) for other in quote.spans):
            continue
        for source in support.sources:
            found = find_quotation(words, source.text.text)
            if found is not None and not _marked(found, source.text):
                return f"the excerpt does not quote {speaker} with “{words.strip()}”"
    return None


def _narrated(quote: Quote, support: Support, speaker: str) -> str | None:
    """A fault where the sentences that have most of these words tell them as the narrator's own.

    A sentence with a speech verb and no quotation read in it may be somebody's words.
    """
    if not _reports(quote, support.claim):
        return None
    inside = _inside(quote, support)
    enough = _enough(inside)
    carried = {
        found: sum(weight(unit) for unit in inside if any(other is found for other, _ in support.matches[unit.start]))
        for found in support.sentences
    }
    carrying = [found for found, weights in carried.items() if weights >= enough]
    if not inside or any(_may_be_said(found, _cue_key(quote, support.claim)) for found in carrying):
        return None
    return f"the excerpt does not tell that {speaker} said this"


def _cue_key(quote: Quote, text: Text) -> str:
    return key_of(quote.cue.of(text.text).lower()) if quote.cue else ""


def _may_be_said(sentence: Sentence, verb: str) -> bool:
    here = [quote for quote in sentence.whole.quotes if quote.sentence.overlaps(sentence.span) and quote.cue]
    if here:
        return verb in {_cue_key(quote, sentence.whole) for quote in here}
    return not _SPEECH.isdisjoint(sentence.keys) or "according" in sentence.lowers


def _marked(found: Span, text: Text) -> bool:
    said = [span for quote in text.quotes for span in quote.spans]
    return any(span.overlaps(found) for span in (*said, *text.quoted))


def _bare_facts(support: Support) -> Iterator[Reason]:
    """A fault where all the claim tells is somebody's words in the excerpt and the claim does not say whose."""
    units = [unit for unit in support.units if support.matches[unit.start] and int(weight(unit))]
    said = [(quote, text) for quote, text in _best(units, support) if _reports(quote, text)]
    if not said or any(not _all_held(units, quote, text, support) for quote, text in said):
        return
    names = [name for quote, text in said if quote.speaker for name in speaker_names(quote.speaker, text)]
    have = frozenset(lower for sentence in support.claim.sentences for lower in sentence.lowers)
    named = frozenset(fold(" ".join(have)).split())
    if "according" in have or any(name_words(name) & named for name in names):
        return
    if _stands_outside(units, support):
        return
    whose = f" of {names[0]}" if names else ""
    yield Reason(reasons.SPEAKER, f"the excerpt has this only as the words{whose}")


def _reports(quote: Quote, text: Text) -> bool:
    return quote.speaker is not None and (quote.cue is None or quote.cue.of(text.text).lower() not in _FACTUAL)


def _all_held(units: list[Word], quote: Quote, text: Text, support: Support) -> bool:
    return all(_within(_starts(unit, text, support), quote.spans) for unit in units)


def _stands_outside(units: list[Word], support: Support) -> bool:
    """Whether some sentence outside the quotations carries all the words too."""
    for sentence in support.sentences:
        said = [span for quote in sentence.whole.quotes for span in quote.spans]
        outside = {
            unit.start
            for unit in units
            for found, at in support.matches[unit.start]
            if found is sentence and not _within([found.words[at].start], said)
        }
        if outside.issuperset(unit.start for unit in units):
            return True
    return False
