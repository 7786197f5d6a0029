"""A name must be where the claim rests, mean the same person there, and play the same part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence, Text
from assistant.grounding.lexicon.synonyms import SPEECH
from assistant.grounding.naming import TITLE_WORDS, acronyms, initials_around, name_words
from assistant.grounding.support import Source, Support, carries
from assistant.grounding.words import Word, before, content_of, key_of
from assistant.reading.folding import fold
from assistant.reading.lexicon.countries import SEAT_OF
from assistant.types import Mention, Reason, Span

_PRONOUNS = frozenset("he she they it his her hers their its him them we our i my me us".split())
_THINGS = frozenset("it its they their them we our".split())
_LOCATING = frozenset("in at to from near into outside inside around across through".split())
_AUXILIARIES = frozenset("is was has had will would shall may might can could must should did does".split())
_SUBJECT = 4  # words among which the verb of a subject of one word stands
_MUTUAL = frozenset(map(key_of, "meet talk speak negotiate confer agree discuss fight clash cooperate marry".split()))
_RELATIVES = frozenset(
    """
    wife husband son daughter brother sister father mother cousin nephew niece uncle aunt grandson grandfather widow
    aide adviser advisor lawyer deputy spokesman spokeswoman secretary assistant envoy ally rival opponent predecessor
    successor supporters allies opponents followers guards
    """.split()
)
_NEAR_RELATIVE = 6  # words
_OF_THE = 4  # words, as in "wife of the old" before "captain"
_SPEECH = frozenset(map(key_of, SPEECH))  # whose speakers have a veto of their own
_BACK = 4  # sentences a pronoun or a description may point back over


def name_faults(support: Support) -> Iterator[Reason]:
    """A reason for each name of the claim that its sources do not carry."""
    for sentence in support.claim.sentences:
        yield from _missing(sentence, support)
    yield from _mixed(support)
    yield from _changed_places(support)
    yield from _somebodys(support)


def _missing(sentence: Sentence, support: Support) -> Iterator[Reason]:
    for at, word in enumerate(sentence.words):
        if support.matches.get(word.start, True) or not _is_name(at, sentence):
            continue
        if not (
            _seat_for_state(at, sentence, support) or _abbreviated(at, sentence, support) or _antecedent(word, support)
        ):
            yield Reason(reasons.NAME, f"“{word.text}” is not in the cited sentence")


def _is_name(at: int, sentence: Sentence) -> bool:
    """Whether a word is part of a name: capitalised where only names are, or read as one."""
    word = sentence.words[at]
    if not word.capital or fold(word.text) in TITLE_WORDS:
        return False
    if any(mention.span.start <= word.start < mention.span.end for mention in sentence.whole.mentions):
        return True
    ahead = sentence.whole.text[sentence.span.start : word.start].rstrip()
    if ahead and ahead[-1] not in "\"“‘'«:([–—-•*":
        return True
    if not at and _acts(sentence):
        return True
    return word.lower.endswith(("'s", "s'")) or (word.text.isupper() and len(word.text) > 1)


def _acts(sentence: Sentence) -> bool:
    """Whether the first word is all that a sentence tells something of: "Novak later signed …"."""
    for word in sentence.words[1:_SUBJECT]:
        if (word.past and not word.capital) or word.lower in _AUXILIARIES:
            return True
        if word.key and not word.lower.endswith(("ly", "er")):
            return False
    return False


def _seat_for_state(at: int, sentence: Sentence, support: Support) -> bool:
    """Whether a capital stands for its government ("Moscow"), not for the place where something was."""
    state = SEAT_OF.get(sentence.words[at].key)
    if state is None or (at and sentence.words[at - 1].lower in _LOCATING):
        return False
    return any(f"@{state}" in found.keys for found in support.sentences)


def _abbreviated(at: int, sentence: Sentence, support: Support) -> bool:
    """Whether an acronym and its long form stand for each other."""
    word = sentence.words[at]
    letters = fold(word.text).replace(" ", "")
    if word.text.isupper():
        for source in support.sources:
            if any(letters in acronyms(found.words) for found in source.text.sentences):
                return True
    own = initials_around(sentence.words, at)
    return any(other.text.isupper() and other.lower in own for found in support.sentences for other in found.words)


def _antecedent(word: Word, support: Support) -> bool:
    """Whether the sentence points back to the name, by pronoun or description, or the document's head has it."""
    for source in support.sources:
        for sentence in support.sentences:
            if sentence.whole is not source.text:
                continue
            if _said(word, source, sentence):
                return True
            if not _PRONOUNS.isdisjoint(sentence.lowers) and _before(word, sentence, source):
                return True
            if _described(word, sentence, source):
                return True
    head = [line for source in support.sources for line in (source.excerpt.title, source.excerpt.source) if line]
    return any(carries(other, word) for line in head for other in content_of(line))


def _described(word: Word, sentence: Sentence, source: Source) -> bool:
    """Whether the sentence names the person by an office the source gives: "the ambassador"."""
    lowers = [other.lower for other in sentence.words]
    offices = {lower for ahead, lower in pairwise(lowers) if ahead in ("the", "his", "her", "their")}
    return any(
        fold(word.text) in name_words(role.person) and not offices.isdisjoint(role.title.lower().split())
        for role in source.text.roles
    )


def _before(word: Word, sentence: Sentence, source: Source) -> bool:
    """Whether one of the sentences before `sentence` has the name, as the person or thing it is about."""
    persons = [mention for mention in source.text.mentions if mention.type == "person"]
    for earlier in sentence.earlier(_BACK):
        if not any(carries(other, word) for other in earlier.content):
            continue
        here = [mention for mention in persons if earlier.span.covers(mention.span)]
        named = [mention for mention in here if fold(word.text) in name_words(mention.name)]
        if not named:
            return not here or not _THINGS.isdisjoint(sentence.lowers)
        return here[0] in named or _said(word, source, earlier)
    return False


def _said(word: Word, source: Source, sentence: Sentence) -> bool:
    return any(
        quote.speaker is not None
        and quote.sentence.overlaps(sentence.span)
        and fold(word.text) in name_words(quote.speaker.name)
        for quote in source.text.quotes
    )


def _mixed(support: Support) -> Iterator[Reason]:
    """A first name and a surname that belong to different people in the sources."""
    persons = [mention for source in support.sources for mention in source.text.mentions if mention.type == "person"]
    for mention in support.claim.mentions:
        words = name_words(mention.span.of(support.claim.text))
        if mention.type != "person" or len(words) < 2:
            continue
        near = [other for other in persons if name_words(other.name) & words]
        if near and not any(_one_name(words, name_words(other.name), support) for other in near):
            name = mention.span.of(support.claim.text)
            yield Reason(reasons.NAME, f"“{name}” is not the name in the excerpt, which has {near[0].name}")


def _one_name(words: frozenset[str], other: frozenset[str], support: Support) -> bool:
    """Whether two names agree, words that describe ("manager") aside if the sentences have them."""
    have = frozenset(fold(word.text) for sentence in support.sentences for word in sentence.words if not word.capital)
    return other <= words or (words - other) <= have


def _changed_places(support: Support) -> Iterator[Reason]:
    """Two people on the other sides of the same verb: "A told B", or "B was told by A", for "B told A"."""
    for sentence in support.claim.sentences:
        people = _people(sentence, support)
        for first, second in pairwise(people):
            verbs = [
                word
                for word in sentence.content
                if first.span.end <= word.start < second.span.start
                and not word.capital
                and word.key not in _MUTUAL
                and not any(role.span.start <= word.start < role.span.end for role in support.claim.roles)
            ]
            if verbs and any(
                _reversed(first, second, verbs[0], sentence, found, support.claim) for found in support.sentences
            ):
                yield Reason(reasons.NAME, f"the excerpt has {second.name} and {first.name} the other way round")


def _somebodys(support: Support) -> Iterator[Reason]:
    """A reason where the claim has somebody do what the excerpt tells of a relative or an aide: "the mayor's wife"."""
    for sentence in support.claim.sentences:
        for at, word in enumerate(sentence.words[:-1]):
            verb = sentence.words[at + 1]
            if (
                not word.key
                or not verb.past
                or verb.capital
                or verb.key in _SPEECH
                or not support.matches.get(verb.start)
            ):
                continue
            found = [_relative(other, place, verb) for other, place in support.matches.get(word.start, ())]
            if found and all(found) and found[0] and not any(carries(found[0], unit) for unit in sentence.content):
                yield Reason(reasons.NAME, f"the excerpt tells this of the {found[0].lower} of “{word.text}”")


def _relative(other: Sentence, place: int, verb: Word) -> Word | None:
    """Whose verb the excerpt has beside the word at `place`: the relative or aide of whom that word names."""
    words = other.words
    after = words[place + 1 : place + 1 + _NEAR_RELATIVE]
    until = next((at for at, word in enumerate(after) if carries(word, verb)), None)
    if until is None:
        return None
    if words[place].lower.endswith(("'s", "s'")):
        return next((word for word in after[:until] if word.lower in _RELATIVES), None)
    for one, of in pairwise(before(words, place, _OF_THE)):
        if one.lower in _RELATIVES and of.lower == "of":
            return one
    return None


def _people(sentence: Sentence, support: Support) -> list[Mention]:
    """Who and what is named in a sentence of the claim; a bare surname is a person's where a source has it as one."""
    named = [
        mention for mention in support.claim.mentions if mention.type != "other" and sentence.span.covers(mention.span)
    ]
    taken = {
        word.start
        for word in sentence.units
        for mention in named
        if mention.span.start <= word.start < mention.span.end
    }
    bare = [
        Mention(Span(word.start, word.end), "person", word.text, "surname")
        for word in sentence.units
        if word.capital and word.start not in taken and _is_persons(word, support)
    ]
    return sorted([*named, *bare], key=lambda mention: mention.span.start)


def _is_persons(word: Word, support: Support) -> bool:
    return any(
        mention.type == "person" and mention.span.start <= found.words[at].start < mention.span.end
        for found, at in support.matches[word.start]
        for mention in found.whole.mentions
    )


def _reversed(first: Mention, second: Mention, verb: Word, sentence: Sentence, found: Sentence, claim: Text) -> bool:
    verbs = [word for word in found.content if carries(word, verb)]
    one, other = _places(first, found, claim), _places(second, found, claim)
    if len(verbs) != 1 or not (one and other):
        return False
    at = verbs[0].start
    passive = _passive(verb, sentence)
    if passive == _passive(verbs[0], found):
        return max(other) < at < min(one)
    return "by" in (sentence if passive else found).lowers and max(one) < at < min(other)


def _places(mention: Mention, found: Sentence, claim: Text) -> Sequence[int]:
    words = [
        word
        for sentence in claim.sentences
        for word in sentence.content
        if mention.span.start <= word.start < mention.span.end
    ]
    last = words[-1:] or []
    return [other.start for other in found.content for word in last if carries(other, word)]


def _passive(verb: Word, sentence: Sentence) -> bool:
    at = sentence.words.index(verb)
    after = [word.lower for word in sentence.words[at + 1 : at + 4]]
    ahead = [word.lower for word in before(sentence.words, at, 3)]
    return "by" in after or (verb.past and not {"was", "were", "been", "is", "are", "being"}.isdisjoint(ahead))
