"""Offices that the text gives people: before the name, in front of a comma, after one, and with "is the".

Every pattern looks at a bounded stretch beside the name.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from assistant.reading.lexicon import titles
from assistant.reading.lexicon.ordinary import FUNCTION_WORDS
from assistant.reading.names.candidates import Candidate
from assistant.reading.names.tokens import TITLE_WORDS
from assistant.types import Interval, Role, Span

_BACK: Final = 110  # characters before a name in which its office may stand
_LONGEST_SHORT: Final = 4  # letters of an abbreviated title ("Capt.")
_MODIFIERS: Final = frozenset(word.lower() for word in (*titles.MODIFIERS, *titles.PORTFOLIOS)) | titles.SMALL_MODIFIERS
_LINKS: Final = frozenset({"of", "for", "to", "at", "on", "in"})
_TAKING: Final = r"(?:re-?)?(?:named|appointed|elected|chosen|confirmed|installed|made|sworn in)(?: as)?"
_LEAVING: Final = (
    r"(?:has |had )?(?:resign(?:s|ed)|quits?|retire[sd]|(?:steps|stepped|stands|stood) down) as"
    r"|(?:is|was|has been|had been) (?:dismissed|sacked|fired|removed|ousted|deposed|replaced|toppled) as"
)
# The longer comes first: "was named" before "was".
_HOLDING: Final = (
    rf"(?:(?:is|was|has been|had been) {_TAKING}|(?:is|was|has been|had been|became|serves as|served as)"
    rf"|(?:replaces|replaced|succeeds|succeeded) [^,.;:!?\n\"“”]{{1,60}}? as)"
)
_LEAD: Final = rf"(?:(?P<left>{_LEAVING})|{_HOLDING})"
_ARTICLE: Final = (
    r"(?:also |now |currently |again |formerly |previously |until recently )?"
    r"(?:the |a |an |its |his |her |their |our )?"
)
_AFTER_COMMA: Final = re.compile(rf"(?:who {_LEAD} ?)?{_ARTICLE}")
_COPULA: Final = re.compile(rf" {_LEAD} ?{_ARTICLE}")
_UNREAL: Final = re.compile(r"\b(?:if|whether|until|unless|when|should|hopes?|wants?|not)\b[^.,;:!?]*$", re.IGNORECASE)
_STOP: Final = re.compile(r"[,;:.!?()\n\"“”]| – | — | (?:who|which|that|said|told|where|from|since|between)\b")
_LAST_BREAK: Final = re.compile(r"(?:[,;:!?()\n\"“”]|\. )\s*(?:and )?(?=[^,;:!?()\n\"“”]*$)")
_SUCCEEDED: Final = re.compile(r"\b(?:replaces|replaced|replacing|succeeds|succeeded|succeeding) $")
_AS: Final = re.compile(rf" as {_ARTICLE}")
_FORMER_BEFORE: Final = re.compile(
    r"\b(?:(?:former(?:ly)?|late|one-?time|erstwhile|previously|until recently|ousted|deposed|toppled|overthrown|slain"
    r"|assassinated) |(?:ex|then)[- ])$",
    re.IGNORECASE,
)
_COMING_BEFORE: Final = re.compile(r"\b(?:incoming|future|next|would-be|prospective|aspiring) $", re.IGNORECASE)
_COMING: Final = frozenset({"incoming", "elect", "designate"})
_UNTIL: Final = re.compile(r"[^.,;:!?\n]{0,30}?\b(?:until|till)\b")
_STILL: Final = re.compile(r"\b(?:is|serves)\b")
_FORMER_LEAD: Final = re.compile(r"(?:former|ex|then)[ -]", re.IGNORECASE)
_WORD_BACK: Final = re.compile(r"([\w'’.\-&]+)(?:$|[\s(“\"‘,;:])")  # on the text turned round
_HELD: Final = re.compile(
    r",? ?(?:from |between |\(|in )((?:1[6-9]|20)\d\d) ?(?:to|until|till|and|-|–|—) ?((?:1[6-9]|20)\d\d)\b"
)
_IN: Final = re.compile(rf" in (?:({'|'.join(month_name[1:])}) )?((?:1[6-9]|20)\d\d)\b")
_CALENDAR: Final = frozenset((*month_name, *day_name))
_ADDRESSES: Final = frozenset(titles.HONORIFICS)
_OWNER: Final = ("'s", "’s")


def read_roles(text: str, candidates: Sequence[Candidate]) -> tuple[Role, ...]:
    """The roles of every person among the candidates, in order of position."""
    found: list[Role] = []
    for c in candidates:
        if c.type == "person":
            given = (_before(text, c), _after(text, c), _lost(text, c))
            found += [role for role in given if role and not _coming(text, role)]
    return tuple(sorted(found, key=lambda role: (role.span.start, role.span.end)))


def _coming(text: str, role: Role) -> bool:
    """Whether the office is still to be taken up: "incoming president"."""
    if not _COMING.isdisjoint(re.split("[ -]", role.title.lower())):
        return True
    return role.rule != "copula" and bool(_COMING_BEFORE.search(text, max(0, role.span.start - 14), role.span.start))


def has_office(text: str, c: Candidate) -> bool:
    """Whether the text gives the candidate an office, which makes it a person."""
    if text[c.start - 1 : c.start] != " " and text[c.end : c.end + 1] not in {" ", ","}:
        return False
    return _before(text, c) is not None or _after(text, c) is not None


# --- before the name -------------------------------------------------------------------------------------


def _before(text: str, c: Candidate) -> Role | None:
    rule = "title"
    if c.title:
        start, end = _back_over_modifiers(text, c.title[0]), c.title[1]
    else:
        end = c.start - 1
        start = _back_over_title(text, c.start)
        if (
            start is None
            and text[max(0, c.start - 2) : c.start] == ", "
            and not text.startswith((" and ", ", and "), c.end)
        ):
            rule, end = "apposition", c.start - 2
            start = _back_over_title(text, end)
            start = _back_over_office(text, end) if start is None else start
        if start is None:
            return None
    return _role(text, Span(start, c.end), Span(start, end), c, rule)


def _role(text: str, span: Span, office: Span, c: Candidate, rule: str, *, over: bool = False) -> Role | None:
    title = " ".join(office.of(text).split()).removeprefix("The ").removeprefix("the ")
    former = over or bool(_FORMER_BEFORE.search(text, max(0, office.start - 16), office.start))
    if match := _FORMER_LEAD.match(title):
        title, former = title[match.end() :], True
    while title and title.split()[-1].rstrip(".") in _ADDRESSES:
        title = " ".join(title.split()[:-1])  # "Ambassador Sir"
    if not title:
        return None
    if title.split()[-1] in titles.PLURAL_TITLES:
        title = f"{title.removesuffix(title.split()[-1])}{titles.PLURAL_TITLES[title.split()[-1]]}"
    return Role(span, c.name, title, rule, former, _held(text, max(span.end, office.end)))


def _held(text: str, end: int) -> Interval | None:
    """The years the words give for the office: "from 2012 to 2016", "(2001-2009)"."""
    match = _HELD.match(text, end)
    if not match or int(match[1]) > int(match[2]):
        return None
    return Interval(date(int(match[1]), 1, 1), date(int(match[2]), 12, 31), "year")


def _word_before(text: str, place: int) -> tuple[str, int] | None:
    """The word that ends just before `place`, and where it begins; None at a line's or clause's beginning."""
    if "\n" in text[max(0, place - 1) : place]:
        return None
    before = text[max(0, place - 40) : place].rstrip(" ").removesuffix("\n")
    match = _WORD_BACK.match(before[::-1])
    if match is None:
        return None
    start = len(before) - match.end(1)
    return before[start:], max(0, place - 40) + start


def _back_over_modifiers(text: str, place: int) -> int:
    """Where a title that begins at `place` really begins: "former", "deputy" and the like may stand small before it."""
    for _ in range(4):
        found = _word_before(text, place)
        if found is None or found[0].lower() not in _MODIFIERS or not found[0][0].islower():
            break
        place = found[1]
    return place


def _back_over_title(text: str, place: int) -> int | None:
    """Where a title that ends at `place` begins ("Russia's army commander"); None where no title ends there."""
    seen = False
    for _ in range(8):
        found = _word_before(text, place)
        if found is None:
            break
        word, start = found
        if _ends_sentence(word):
            break
        low = _FORMER_LEAD.sub("", word.lower())
        if low in FUNCTION_WORDS and low not in _MODIFIERS:
            break
        if not (low in TITLE_WORDS or (seen and (low in _MODIFIERS or word[0].isupper() or low.endswith(_OWNER)))):
            break
        seen, place = True, start
        if low.endswith(_OWNER):
            break
    return place if seen else None


def _ends_sentence(word: str) -> bool:
    """Whether the full stop after a word is that of a sentence: not in "U.S.", "Gen."."""
    plain = word[:-1]
    if not word.endswith(".") or "." in plain or len(plain) < 2:
        return False
    return not (word[0].isupper() and len(plain) <= _LONGEST_SHORT and plain.lower() in TITLE_WORDS)


def _back_over_office(text: str, end: int) -> int | None:
    """Where an office with its field begins that ends at `end` ("The foreign minister of Georgia"), if one does."""
    base = max(0, end - _BACK)
    phrase = text[base:end]
    if broken := _LAST_BREAK.search(phrase):
        base += broken.end()
        phrase = text[base:end]
    words = phrase.split(" ")
    place = 0
    for word in words[:16]:
        if word.lower() in {"the", "its", "their"}:
            rest = phrase[place + len(word) + 1 :]
            if rest and _office_length(rest) == len(rest):
                return base + place + len(word) + 1
        place += len(word) + 1
    return None


# --- after the name --------------------------------------------------------------------------------------


def _after(text: str, c: Candidate) -> Role | None:
    if text.startswith(", ", c.end):
        rule = "apposition"
        lead = _AFTER_COMMA.match(text, c.end + 2)
    else:
        rule = "copula"
        lead = None if _UNREAL.search(text, max(0, c.start - 60), c.start) else _COPULA.match(text, c.end)
    if lead is None:
        return None
    role = _office_from(text, c, lead.end(), rule)
    if role is None:
        return None
    words = lead[0]
    if lead["left"] or (_UNTIL.match(text, role.span.end) and not _STILL.search(words)):
        return replace(role, former=True, held=None if lead["left"] else role.held)
    if role.held is None and words.strip() and (match := _IN.match(text, role.span.end)):
        return replace(role, held=_month_or_year(match))
    return role


def _month_or_year(match: re.Match[str]) -> Interval:
    """The days of "in 2012", "in May 2012"."""
    year = int(match[2])
    if not match[1]:
        return Interval(date(year, 1, 1), date(year, 12, 31), "year")
    number = list(month_name).index(match[1])
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def _lost(text: str, c: Candidate) -> Role | None:
    """The office in which somebody else follows the candidate: "replaced Karl Meier as foreign minister"."""
    as_office = _AS.match(text, c.end)
    if as_office is None or not _SUCCEEDED.search(text, max(0, c.start - 12), c.start):
        return None
    return _office_from(text, c, as_office.end(), "succession", over=True)


def _office_from(text: str, c: Candidate, start: int, rule: str, *, over: bool = False) -> Role | None:
    """The role of the candidate whose office begins at `start`."""
    stop = _STOP.search(text, start, start + 140)
    phrase = text[start : stop.start() if stop else start + 140]
    size = _office_length(phrase)
    if not size or phrase.startswith("and ") or phrase[size + 1 : size + 2].isupper():
        return None
    return _role(text, Span(c.start, start + size), Span(start, start + size), c, rule, over=over)


def _office_length(phrase: str) -> int:
    """How many characters of the phrase, from its start, are an office; 0 where it begins with none."""
    place = head = 0
    words = phrase.split(" ")
    for index, word in enumerate(words[:9]):
        low = word.lower()
        if low in TITLE_WORDS:
            head = place + len(word)
        elif low in _LINKS:
            return _field_end(words, index, place) if head and head == place - 1 else head
        elif not (low in _MODIFIERS or word[:1].isupper() or low.endswith(_OWNER) or low == "former"):
            return head
        place += len(word) + 1
    return head


def _field_end(words: list[str], index: int, place: int) -> int:
    """Where the field of an office ends ("of the Russian Coast Guard"): over small links, subjects and capitals."""
    end = place - 1
    for word in words[index : index + 14]:
        low = word.lower()
        place += len(word) + 1
        if word in _CALENDAR:
            break
        if low in _MODIFIERS or word[:1].isupper() or low in {"affairs", "department", "staff"}:
            end = place - 1
        elif low not in _LINKS and low not in {"the", "and", "its", "his"}:
            break
    return end
