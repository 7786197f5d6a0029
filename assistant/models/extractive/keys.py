"""Words as keys to compare a question with a sentence: stems; irregular verbs, near synonyms, demonyms share one."""

from __future__ import annotations

from functools import lru_cache

from assistant.reading.lexicon.countries import STATE_OF
from assistant.reading.stems import stem, stems

_IRREGULAR = """
said say; met meet; spoke spoken speak; held hold; gave given give; went gone go; left leave; took taken take; won win;
lost lose; bought buy; sold sell; told tell; led lead; began begun begin; came come; became become; built
build; chose chosen choose; drew drawn draw; fell fallen fall; felt feel; fought fight; flew flown fly; found
find; got gotten get; grew grown grow; kept keep; knew known know; made make; meant mean; paid pay; ran run;
rose risen rise; sat sit; saw seen see; sent send; shot shoot; spent spend; stood stand; struck strike; taught
teach; thought think; threw thrown throw; wrote written write; withdrew withdrawn withdraw; broke broken
break; brought bring; caught catch; dealt deal; drove driven drive; hid hidden hide; sought seek; shook shaken
shake; stole stolen steal; swore sworn swear; wore worn wear; ate eaten eat; understood understand; overthrew
overthrown overthrow; fled flee; bore born bear
"""
_ALIKE = """
meet meeting talks; visit trip travel tour; buy purchase acquire source; stay spend; give donate grant;
begin start first; finish end; sign signing; attack strike raid; kill death dead; choose elect appoint;
resign quit; discuss discussion; announce announcement; say tell; obtain get receive; assist help aid; attend present;
dinner banquet; hold host place organize organise stage
"""


@lru_cache(maxsize=1)
def _base() -> dict[str, str]:
    base = {stem(word): stem(state) for word, state in STATE_OF.items()}
    for line in _ALIKE.replace("\n", " ").split(";"):
        first, *others = (stem(word) for word in line.split())
        base |= dict.fromkeys(others, first)
    for line in _IRREGULAR.replace("\n", " ").split(";"):
        *forms, verb = (stem(word) for word in line.split())
        base |= {form: base.get(verb, verb) for form in forms}
    return base


@lru_cache(maxsize=1)
def _past_forms() -> frozenset[str]:
    lines = _IRREGULAR.replace("\n", " ").split(";")
    return frozenset(form for line in lines for form in line.split()[:-1])


def is_past(word: str) -> bool:
    """Whether a word is the past form of a verb, as far as its letters tell."""
    plain = word.lower()
    return plain.endswith("ed") or plain in _past_forms()


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return frozenset(stem(word) for state in STATE_OF.values() for word in state.split())


def is_state(key: str) -> bool:
    """Whether a key is that of a state's name, or of a word of one."""
    return key in _states()


def keys(text: str) -> list[str]:
    """The keys of a text's words, in order."""
    base = _base()
    return [base.get(found, found) for found in stems(text)]
