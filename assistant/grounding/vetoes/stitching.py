"""What a claim tells in one breath must stand together: its verb with those who act and where, its extremes too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence
from assistant.grounding.lexicon.operators import EXTREMES, HAPPENING
from assistant.grounding.lexicon.synonyms import SPEECH
from assistant.grounding.support import Support
from assistant.grounding.words import Word, key_of
from assistant.types import Reason

_NO_VERB_AFTER = frozenset(
    "a an the of in on at by for from with to and or as his her its their our my more most less no not very".split()
)
_PRONOUNS = frozenset("he she they it his her its their him them we our us i my who which this that".split())
_COMPOUND = 3  # words
_NEAR = range(5)  # words from one to another that may belong together
_SPACE = frozenset({" "})
_LOCATING = (" in ", " at ", " near ", " inside ", " outside ")
_EMPTY = frozenset(key_of(word) for word in (*HAPPENING, *SPEECH, "become", "make", "get", "give", "go", "come"))


def stitching_faults(support: Support) -> Iterator[Reason]:
    """A reason where the verb of a sentence is carried by no sentence, or not with its names or its extreme."""
    for sentence in support.claim.sentences:
        for run in _compounds(sentence, support):
            if _scattered(run, support):
                told = support.claim.text[run[0].start : run[-1].end]
                yield Reason(reasons.COVERAGE, f"no cited sentence has the words of “{told}” together")
        verb = _verb(sentence)
        if verb is None:
            continue
        if not support.matches.get(verb.start):
            if verb.key not in _EMPTY:
                yield Reason(reasons.COVERAGE, f"“{verb.text}” is not in the cited excerpts")
        elif support.sentences[1:]:
            yield from _apart(verb, sentence, support)


def _compounds(sentence: Sentence, support: Support) -> Iterator[list[Word]]:
    """Runs of common words with nothing but spaces between them, as "visiting forces agreement"."""
    runs: list[list[Word]] = [[]]
    for unit in sentence.units:
        if unit.capital or any(support.claim.text[word.end : unit.start] not in _SPACE for word in runs[-1][-1:]):
            runs.append([])
        if not unit.capital:
            runs[-1].append(unit)
    return (run for run in runs if len(run) >= _COMPOUND)


def _scattered(run: Sequence[Word], support: Support) -> bool:
    """Whether no two of the words stand near each other in a sentence."""
    apart = {
        abs(at - other)
        for one, two in pairwise(run)
        for sentence, at in support.matches[one.start]
        for found, other in support.matches[two.start]
        if found is sentence
    }
    return apart.isdisjoint(_NEAR)


def _verb(sentence: Sentence) -> Word | None:
    """The verb of a simple past sentence: its first past form after the subject; what plans or denies has its veto."""
    turning = {sentence.words[cue.at].start for cue in sentence.cues}
    before = ""
    subject = False
    for word in sentence.words:
        if word.past and not word.capital and subject and before not in _NO_VERB_AFTER and not sentence.in_date(word):
            return word if word.key and word.start not in turning else None
        subject = subject or bool(word.key)
        before = word.lower
    return None


def _apart(verb: Word, sentence: Sentence, support: Support) -> Iterator[Reason]:
    """A reason where every sentence that has the verb lacks its subject, its place or its extreme."""
    together = [found for found, _ in support.matches[verb.start]]
    names = _names(verb, sentence, support)
    fitting = [found for found in together if all(_has(found, name, sentence, support) for name in names)]
    if names and not fitting:
        told = ", ".join(name.text for name in names)
        yield Reason(reasons.COVERAGE, f"no cited sentence has “{verb.text}” together with {told}")
        return
    for word in sentence.words:
        allowed = EXTREMES.get(word.lower, frozenset())
        if allowed and not sentence.in_date(word) and all(found.lowers.isdisjoint(allowed) for found in fitting):
            yield Reason(reasons.SUPERLATIVE, f"“{word.text}” is not in the sentence that has the rest")


def _names(verb: Word, sentence: Sentence, support: Support) -> list[Word]:
    """What must stand with the verb: the last name or noun of its subject, and where it was.

    An office may stand for whoever said something.
    """
    at = sentence.words.index(verb)
    before, after = sentence.words[:at], sentence.words[at:]
    ahead = [word for word in before if support.matches.get(word.start)]
    subject = [word for word in ahead if word.capital] or [word for word in ahead if verb.key not in _EMPTY]
    places = [word for word in after if word.capital and support.matches.get(word.start)]
    return subject[-1:] + [name for name in places if _locates(name, sentence)]


def _has(found: Sentence, name: Word, sentence: Sentence, support: Support) -> bool:
    """Whether a sentence has the name, or a pronoun that may stand for it; none stands for where something was."""
    if any(other is found for other, _ in support.matches[name.start]):
        return True
    return not _PRONOUNS.isdisjoint(found.lowers) and not _locates(name, sentence)


def _locates(name: Word, sentence: Sentence) -> bool:
    ahead = sentence.whole.text[sentence.span.start : name.start].lower()
    return f" {ahead}".endswith(_LOCATING)
