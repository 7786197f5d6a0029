"""A name must be where the claim rests, mean the same person there, and play the same part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice, pairwise, takewhile
from operator import attrgetter

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence
from assistant.grounding.lexicon.synonyms import SPEECH
from assistant.grounding.naming import TITLE_WORDS, acronyms, initials_around, name_words, persons
from assistant.grounding.order import behind, gap, inside, last_ahead_of, span_of, stands_in
from assistant.grounding.support import Source, Support, carries
from assistant.grounding.words import Word, before, content_of, key_of
from assistant.reading.folding import fold
from assistant.reading.lexicon.countries import SEAT_OF
from assistant.types import Mention, Reason

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
_POSSESSIVE = ("'s", "s'")
_OF_THE = 4  # words, as in "wife of the old" before "captain"
_OF = frozenset({"of", "to", "for"})  # as in "aide to" and "lawyer for"
_OPENING = ('"', "“", "‘", "'", "«", ":")  # behind which another sentence may begin
_SIGNS = " \n\t-–—•*(["
_BE = frozenset("was were been is are being".split())
_BY = frozenset({"by"})
_DIRECT = 2  # content words at most between two of whom one is not known to be a name
_AGENT = 3  # words from "by" to the name of who does it
_NEAR_BE = 3  # words ahead of a verb among which one of these tells a passive
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
    if stands_in(word, (mention.span for mention in sentence.whole.mentions)):
        return True
    ahead = sentence.whole.text[sentence.span.start : word.start].strip(_SIGNS)
    if ahead and not ahead.endswith(_OPENING):
        return True
    return word.text.isupper() or word.lower.endswith(_POSSESSIVE) or (not at and _acts(sentence))


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
    if any(ahead.lower in _LOCATING for ahead in before(sentence.words, at, 1)):
        return False
    state = f"@{SEAT_OF.get(sentence.words[at].key)}"
    return any(state in found.keys for found in support.sentences)


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
    for earlier in sentence.earlier(_BACK):
        if not any(carries(other, word) for other in earlier.content):
            continue
        here = [mention for mention in persons(source.text.mentions) if earlier.span.covers(mention.span)]
        named = [mention for mention in here if fold(word.text) in name_words(mention.name)]
        if not named:
            return not here or not _THINGS.isdisjoint(sentence.lowers)
        return here[0] in named or _said(word, source, earlier)
    return False


def _said(word: Word, source: Source, sentence: Sentence) -> bool:
    return any(
        quote.speaker and quote.sentence.overlaps(sentence.span) and fold(word.text) in name_words(quote.speaker.name)
        for quote in source.text.quotes
    )


def _mixed(support: Support) -> Iterator[Reason]:
    """A first name and a surname that belong to different people in the sources."""
    known = [mention for source in support.sources for mention in persons(source.text.mentions)]
    for mention in persons(support.claim.mentions):
        name = mention.span.of(support.claim.text)
        words = name_words(name)
        near = [other for other in known if not words.isdisjoint(name_words(other.name))]
        if near and not any(_one_name(words, name_words(other.name), support) for other in near):
            yield Reason(reasons.NAME, f"“{name}” is not the name in the excerpt, which has {near[0].name}")


def _one_name(words: frozenset[str], other: frozenset[str], support: Support) -> bool:
    """Whether two names agree, words that describe ("manager") aside if the sentences have them."""
    have = frozenset(fold(word.text) for sentence in support.sentences for word in sentence.words if not word.capital)
    return words.issuperset(other) or words.issubset(other | have)


def _changed_places(support: Support) -> Iterator[Reason]:
    """Two people on the other sides of the same verb: "A told B", or "B was told by A", for "B told A"."""
    offices = [role.span for role in support.claim.roles]
    for sentence in support.claim.sentences:
        for first, second in pairwise(_people(sentence, support)):
            between = inside(gap(first.span, second.span), sentence.content)
            words = [word for word in between if not (word.capital or stands_in(word, offices))]
            verb = next((word for word in words if word.past), next(iter(words), None))
            if not verb or verb.key in _MUTUAL or ("bare" in (first.rule, second.rule) and words[_DIRECT:]):
                continue
            if any(_reversed(first, second, verb, sentence, found) for found in support.sentences):
                yield Reason(reasons.NAME, f"the excerpt has {second.name} and {first.name} the other way round")


def _somebodys(support: Support) -> Iterator[Reason]:
    """A reason where the claim has somebody do what the excerpt tells of a relative or an aide: "the mayor's wife"."""
    for sentence in support.claim.sentences:
        for word, verb in pairwise(sentence.words):
            if not verb.past or verb.key in _SPEECH:
                continue
            found = [_relative(other, place, verb) for other, place in support.matches.get(word.start, ())]
            relative = next(iter(found), None)
            if relative and all(found) and not any(carries(relative, unit) for unit in sentence.content):
                yield Reason(reasons.NAME, f"the excerpt tells this of the {relative.lower} of “{word.text}”")


def _relative(other: Sentence, place: int, verb: Word) -> Word | None:
    """Whose verb the excerpt has beside the word at `place`: the relative or aide of whom that word names."""
    name, *after = other.words[place:]
    ahead = [*takewhile(lambda word: not carries(word, verb), after)]
    if not after[len(ahead) :]:
        return None
    if name.lower.endswith(_POSSESSIVE):
        return next((word for word in ahead if word.lower in _RELATIVES), None)
    near = pairwise(before(other.words, place, _OF_THE))
    return next((word for word, of in near if word.lower in _RELATIVES and of.lower in _OF), None)


def _people(sentence: Sentence, support: Support) -> list[Mention]:
    """Who and what is named in a sentence of the claim; capitals that are read as no name may be a surname."""
    named = [
        mention for mention in support.claim.mentions if mention.type != "other" and sentence.span.covers(mention.span)
    ]
    bare = [
        Mention(span_of(word), "person", word.text, "bare")
        for word in sentence.units
        if word.capital and not word.key.startswith("@") and not stands_in(word, (mention.span for mention in named))
    ]
    return sorted([*named, *bare], key=attrgetter("span"))


def _reversed(first: Mention, second: Mention, verb: Word, sentence: Sentence, found: Sentence) -> bool:
    """Whether the sentence found has the two on the other sides of the one verb there that is this."""
    ahead, after = _places(second, sentence, found), _places(first, sentence, found)
    passive = _passive(verb, sentence)
    match [word for word in found.content if carries(word, verb)]:
        case [other] if ahead and after:
            if passive is _passive(other, found):
                return _in_order(*ahead, other.start, *after)
            return not _BY.isdisjoint((sentence if passive else found).lowers) and _in_order(
                *after, other.start, *ahead
            )
        case _:
            return False


def _in_order(*places: int) -> bool:
    return [*places] == sorted(places)


def _places(mention: Mention, sentence: Sentence, found: Sentence) -> Sequence[int]:
    """Where the last word of a name of the claim's sentence stands in another."""
    last = inside(mention.span, sentence.content)[-1:]
    return [other.start for other in found.content for word in last if carries(other, word)]


def _passive(verb: Word, sentence: Sentence) -> bool:
    ahead = last_ahead_of(verb.start, sentence.words, _NEAR_BE)
    after = takewhile(lambda word: not word.past, behind(verb.end, sentence.words))
    agent = islice(dropwhile(lambda word: word.lower not in _BY, after), _AGENT)
    return any(word.capital for word in agent) or (verb.past and not _BE.isdisjoint(word.lower for word in ahead))
