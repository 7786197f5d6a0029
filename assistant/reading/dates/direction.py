"""Whether a sentence looks back or ahead where a bare weekday or month stands.

The nearest verb decides, looking left within the clause and then right. Verbs of saying count as the past
only close by ("said Tuesday"), since what they report may lie ahead.
"""

from __future__ import annotations

from assistant.reading.dates.tokens import Tokens

_SAYING = frozenset(
    "said says told added reported announced stated noted confirmed declared explained insisted warned asked "
    "called argued claimed acknowledged disclosed revealed suggested replied predicted".split()
)
_FUTURE = frozenset(
    "will shall ll wo would upcoming forthcoming scheduled expected slated planned planning begins starts resumes "
    "convenes expires departs effective could should must may might can".split()
)
_PAST = frozenset(
    "was were had has have did been met went came took made gave held won lost left began became fell rose broke "
    "brought built bought sent spent stood spoke struck shot sold saw ran led let put got hit kept knew wrote "
    "drew flew grew threw ate felt found fought heard hurt laid paid read rode sank sat shook slid swept taught "
    "thought withdrew quit cut closed since".split()
)
# "to" looks ahead after these; after others ("failed to appear Monday") it does not.
_BEFORE_TO = _FUTURE | frozenset(
    "is are set ready likely about agreed intends intend expects expect hopes hope hopes hoping plans plan wants want "
    "supposed proposed agreement deal bid intention promised pledged vowed".split()
)
_NOT_VERBS = frozenset(
    "united hundred indeed need needed speed seed feed breed exceed proceed succeed red bed limited armed alleged "
    "so-called unprecedented advanced".split()
)
# "is due to arrive" looks ahead, "closed due to snow" does not.
_BE = frozenset("is are was were be been 're ’re 's ’s".split())
_DEADLINES = frozenset({"by", "until", "till"})
_MOVED = frozenset("extended postponed delayed moved rescheduled adjourned deferred back forward off".split())
_DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "'s", "’s", "-"})
_NO_VERB_AFTER = _DETERMINERS | {"be", "to"}
# In the present these tell of what is arranged ("meets on Friday"); the plain forms only after a plural.
_ARRANGED = frozenset("meets flies arrives travels".split())
_ARRANGED_PLURAL = frozenset("meet fly arrive travel begin start resume convene depart".split())
_CALLED_OFF = frozenset("cancelled canceled scrapped shelved abandoned aborted postponed delayed".split())
_CAME_OFF = frozenset({("took", "place"), ("went", "ahead"), ("called", "off"), ("was", "held"), ("were", "held")})
_CLAUSE_ENDS = frozenset({";", ":", "—"})
_NOT_PLURAL = frozenset("this does always sometimes perhaps".split())
_DENIALS = frozenset("never didn't didn’t wasn't wasn’t weren't weren’t not failed happened".split())
_WINDOW = 14
_SAYING_REACH = 4
_CLOSE = 2
_OPENS = 2  # tokens before a date that opens its sentence, whose verb then follows it


def direction(tokens: Tokens, first: int, last: int) -> int:
    """+1 where the nearest verb looks ahead, -1 where it looks back, twice that right before; 0 where none tells."""
    if {tokens.word(first - 1), tokens.word(first - 2)} & _DEADLINES:
        return -1 if any(tokens.word(index) == "had" for index in range(first - _WINDOW, first)) else 1
    if tokens.word(first - 1) == "to" and tokens.word(first - 2) in _MOVED:
        return 2
    near = first
    for index in range(first - 1, max(-1, first - _WINDOW), -1):
        if tokens.words[index] in _CLAUSE_ENDS:
            break
        if tokens.words[index] == "be":  # "will be held on": as near as "will"
            near = index
        if found := _cue(tokens, index, first - index):
            return 2 * found if near - index <= _CLOSE else found
    opens = first <= _OPENS
    for index in range(last, min(len(tokens.words), last + _WINDOW)):
        if found := _cue(tokens, index, 1):
            return 2 * found if opens else found
    return 0


def is_settled(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the sentence tells what became of the plan dated at `first`..`last`: called off, not held, held.

    Its day may then have passed already, though the nearest word looks ahead ("the visit planned for May did not …").
    """
    return any(_settles(tokens, index) for index in range(max(0, first - _WINDOW), first)) or any(
        _settles(tokens, index) or tokens.word(index) in _DENIALS
        for index in range(last, min(len(tokens.words), last + _WINDOW))
    )


def _settles(tokens: Tokens, index: int) -> bool:
    word = tokens.word(index)
    return word in _CALLED_OFF or (word, tokens.word(index + 1)) in _CAME_OFF


def _cue(tokens: Tokens, index: int, distance: int) -> int:
    word = tokens.word(index)
    before = tokens.word(index - 1)
    if word in _FUTURE or (word == "to" and before in _BEFORE_TO) or (word == "due" and before in _BE):
        return 1
    if word in _ARRANGED or (word in _ARRANGED_PLURAL and _is_plural(before)):
        return 1
    if word in _SAYING:
        return -1 if distance <= _SAYING_REACH else 0
    if (word in _PAST and before != "be") or (_is_past_form(tokens.words[index]) and before not in _NO_VERB_AFTER):
        return -1
    return 0


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word not in _NOT_PLURAL


def _is_past_form(word: str) -> bool:
    return len(word) > 3 and word.endswith("ed") and word.islower() and word[:2] != "un" and word not in _NOT_VERBS
