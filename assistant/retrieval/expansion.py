"""Other words for what a question names: a country's demonym and long form, a name's further forms in the store."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from assistant.reading.folding import fold
from assistant.reading.lexicon.countries import LONG_NAMES, STATE_OF
from assistant.retrieval.words import STOP_WORDS
from assistant.store.contract import StoreView
from assistant.types import Scope

RELATED_WEIGHT = 0.7
"""How much a related word counts beside a word of the question itself."""

ALIAS_WEIGHT = 0.5
MOST_NAMES = 4
MOST_ALIASES = 4
MOST_MEANINGS = 2
"""Names looked up in the store, forms taken of each, and entities it may mean before it is too vague to help."""

_ABBREVIATED = re.compile(r"\bU\.?S\b")
_WORD = re.compile(r"[a-z]+(?:[.'][a-z]+)*")
_NAME = re.compile(r"\b[A-Z][\w'’.&-]*(?: (?:of |the |al-|de |van |von )?[A-Z][\w'’.&-]*){0,5}")

_COMBINING = {
    "sino": "china",
    "anglo": "uk",
    "franco": "france",
    "russo": "russia",
    "indo": "india",
    "italo": "italy",
    "greco": "greece",
    "luso": "portugal",
    "nippo": "japan",
    "afro": "africa",
    "euro": "europe",
}
"""The forms that stand before a hyphen, as in "Sino-Soviet"."""


def related_words(text: str) -> tuple[tuple[str, float], ...]:
    """Words that mean the same states and bodies as the text's own, with their weights."""
    folded = " ".join(match[0].replace(".", "") for match in _WORD.finditer(text.lower()))
    words = set(folded.split())
    if "us" in words and not _ABBREVIATED.search(text):
        words.discard("us")
    states = {STATE_OF[word] for word in words if word in STATE_OF}
    states |= {state for name, state in LONG_NAMES.items() if f" {name} " in f" {folded} "}
    states |= {_COMBINING[word] for word in words if word in _COMBINING}
    found: dict[str, float] = {}
    for state in sorted(states):
        for word in _names()[state]:
            parts = word.split()
            for part in parts:
                if part not in words:
                    found.setdefault(part, RELATED_WEIGHT / len(parts))
    return tuple(found.items())


def alias_words(text: str, store: StoreView, scope: Scope) -> tuple[tuple[str, float], ...]:
    """The words of the other forms that the documents in scope use for the names in a text. Raises StoreError.

    A text without small letters shows no names, and a name that may mean several things lends no words.
    """
    if text.upper() == text:
        return ()
    names = [name for name in dict.fromkeys(map(_bare, _NAME.findall(text))) if name.lower() not in STOP_WORDS]
    own = set(fold(text).split())
    found: dict[str, float] = {}
    for name in names[:MOST_NAMES]:
        for form in _meant(name, store, scope):
            parts = form.split()
            for part in parts:
                if part not in own:
                    found.setdefault(part, ALIAS_WEIGHT / len(parts))
    return tuple(found.items())


def _meant(name: str, store: StoreView, scope: Scope) -> list[str]:
    """The folded forms of what a name may mean; none where that is too much."""
    wanted = fold(name)
    found = store.entities(name, scope, limit=MOST_MEANINGS + 1)
    forms = [list(dict.fromkeys(map(fold, (match.name, *match.aliases)))) for match in found]
    called = [own[:MOST_ALIASES] for own in forms if wanted in own]
    return [form for own in called for form in own] if len(called) <= MOST_MEANINGS else []


def _bare(name: str) -> str:
    """A name without the question word it may follow at the beginning of a sentence."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in STOP_WORDS else name


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for word, state in STATE_OF.items():
        names[state].append(word)
    for name, state in LONG_NAMES.items():
        names[state].append(name)
    return {state: tuple(words) for state, words in names.items()}
