"""The words of a question that are worth looking for."""

from __future__ import annotations

import re

from assistant.reading.stems import stem, stems

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
MOST_WORDS_BESIDE_PHRASES = 4
"""Words beside its quoted phrases up to which a query is taken for key words, not for a question."""

_PHRASE = re.compile(r"[\"“]([^\"“”]{2,200})[\"”]")

# Words that ask or bind and tell nothing of the subject.
STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be been before being between both but by can could did do does
    doing during each ever for from had has have he her here hers him his how i if in into is it its itself just me
    more most my no nor not of off on once only or other our out over own same she should so some such tell than
    that the their them then there these they this those through to too under until up upon us very was we were what
    when where whether which while who whom whose why will with would you your say said says according give list
    please name many much happened happen anything something""".split()
)

STOP_STEMS = frozenset(stems(" ".join(STOP_WORDS)))

# Words by which a question speaks of texts, and of the bearing of what they tell, rather than of its subject.
_FRAMING = """article articles piece pieces story stories coverage report reports reported reporting publication
    published publish source sources mention mentions mentioned describe describes described discuss discusses
    discussed discussing discussion feature features featured cover covered suggest suggests suggested imply
    implies portray portrayal portrayed depict narrative regarding concerning involve involved involving
    various recent recently other others effect effects effort efforts result results issue issues question
    questions view views fact facts role part parts way ways kind kinds number nature area areas aspect
    aspects change changes changed consistent consistency inconsistency discrepancy agree disagree differ
    difference differences similar individual entity entities possible possibility hint speculation"""
FRAMING_STEMS = frozenset(stems(_FRAMING))


def content_words(text: str) -> tuple[str, ...]:
    """The words of a question that carry its subject, in order, once each; all of them where none does."""
    words = list(dict.fromkeys(match[0] for match in _WORD.finditer(text)))
    telling = [word for word in words if not _is_stop(word)]
    return tuple(telling or words)


def is_framing(word: str) -> bool:
    """Whether a word tells how a question is put rather than what it is about."""
    return stem(word) in FRAMING_STEMS


def phrases_in(text: str) -> tuple[str, ...]:
    """What stands between double quotation marks in a query of little else: words that must occur as they are.

    A question in whole sentences that quotes something asks about it; its quotation shuts nothing out.
    """
    outside = _WORD.findall(_PHRASE.sub(" ", text))
    if len(outside) > MOST_WORDS_BESIDE_PHRASES:
        return ()
    return tuple(match[1].strip() for match in _PHRASE.finditer(text))


def _is_stop(word: str) -> bool:
    """Whether a word is of no use; "US" in capitals is a country."""
    return word.lower() in STOP_WORDS and word != "US"
