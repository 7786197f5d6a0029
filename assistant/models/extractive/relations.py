"""Relations that hold for a time, and the words questions and reports put them in.

Written from general knowledge of English. `asked` are words of a question that call for the relation, `told`
words that state it, `near` words that often stand beside it; `answer` is what kind of thing fills it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.reading.stems import stem

AnswerKind = Literal["person", "learned body", "name", "any"]

NEAR = 0.45
"""What a word beside a relation counts against one that states it."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question is after: the stems that tell it with their weights, and the kinds of answer."""

    stems: dict[str, float]
    answers: frozenset[AnswerKind]


@dataclass(frozen=True, slots=True)
class _Relation:
    asked: frozenset[str]
    told: frozenset[str]
    near: frozenset[str]
    answer: AnswerKind


def sought(asked: Iterable[str]) -> Sought:
    """The relations that a question's stems call for; those that fit fewer of its words count less."""
    words = set(asked)
    fitting = [(len(words & relation.asked), relation) for relation in _relations() if words & relation.asked]
    most = max((count for count, _ in fitting), default=0)
    weights: dict[str, float] = {}
    for count, relation in fitting:
        for key in relation.told:
            weights[key] = max(weights.get(key, 0.0), count / most)
        for key in relation.near:
            weights[key] = max(weights.get(key, 0.0), NEAR * count / most)
    return Sought(weights, frozenset(relation.answer for count, relation in fitting if count == most))


@lru_cache(maxsize=1)
def _relations() -> tuple[_Relation, ...]:
    def keys(words: str) -> frozenset[str]:
        return frozenset(map(stem, words.split()))

    return tuple(_Relation(keys(asked), keys(told), keys(near), answer) for asked, told, near, answer in _TABLE)


_TABLE: tuple[tuple[str, str, str, AnswerKind], ...] = (
    (
        "school college university educated education attend attended study studied student alma enrolled",
        "studied study attended graduated graduate educated degree phd doctorate enrolled bachelor master student",
        "education school college university academy received institute thesis dissertation training lyceum gymnasium",
        "learned body",
    ),
    (
        "worked work working employed employer employ employee job workplace employment employs",
        (
            "worked work joined professor lecturer fellow researcher appointed employed position taught teach hired"
            " served fellowship professorship"
        ),
        (
            "research post institute university staff museum laboratory company assistant associate director curator"
            " scientist moved became career faculty chair instructor visiting lived returned settled studio"
        ),
        "name",
    ),
    (
        "team club play plays played player footballer football side squad",
        "joined signed transferred transfer loan loaned contract played moved drafted traded deal",
        "debut season released returned spell club agreed fc side goals appearances",
        "name",
    ),
    (
        "coach coached manager managed trainer coaching head",
        "coach manager managed coached trainer coaching",
        "appointed replaced succeeded charge resigned sacked hired interim replace took dismissed",
        "person",
    ),
    (
        (
            "leader president chief head headed heading led lead leads chair chaired chairman chairing director"
            " minister governor mayor control controlled controlling top presided directorship managership chairperson"
            " governed ruled ruler manager supervised"
        ),
        (
            "president leader chairman chair headed led leadership mayor director governor minister chairperson chief"
            " elected presidency ruler ceo head"
        ),
        "appointed succeeded resigned office took secretary replaced became founder acting established general king",
        "person",
    ),
    (
        "commander commanding commanded command commandership",
        "command commanded commander commanding captain",
        "lieutenant general took replaced succeeded appointed colonel marshal major",
        "person",
    ),
    (
        "control controlled controlling operated operate operation operator operating run using use used favored depot",
        "operated operate operator operation operating transferred assigned controlled use used equipped",
        (
            "took lease franchise railway fleet service services run introduced replaced converted reassigned attached"
            " command wing group"
        ),
        "name",
    ),
    (
        "own owned owner ownership possess possessed possession proprietor holds belonged belong purchased bought",
        (
            "owned owner ownership acquired bought purchased sold possession inherited bequeathed acquire sell belonged"
            " property"
        ),
        "sale donated collection gift transferred took company passed hands merged",
        "name",
    ),
    (
        "name named called title titled officially designation known",
        "renamed named redesignated designated known called name rename",
        "changed change became title formed reorganized adopted designation",
        "name",
    ),
    (
        "live lived lives residence resided home reside residing",
        "lived moved settled resided residence emigrated house live living moving relocated",
        "returned home born resident family stayed apartment",
        "name",
    ),
    (
        "married spouse wife husband marriage partner",
        "married wife husband marriage divorced spouse wed wedding remarried marry",
        "relationship divorce couple engaged met",
        "person",
    ),
    (
        "party faction political",
        "party joined join candidate member",
        "left elected democratic socialist membership communist independent liberal conservative",
        "name",
    ),
    (
        "rank military enjoyed",
        "rank promoted promotion",
        (
            "colonel major captain lieutenant general commander brigadier admiral commissioned marshal sergeant ensign"
            " commodore"
        ),
        "any",
    ),
    (
        "title award awarded earned prize given",
        "title awarded award earned prize",
        "master gained became received won medal honorary",
        "any",
    ),
    (
        "publisher published publish publishing",
        "published publisher publishing acquired publish",
        "press media owned magazine launched company sold",
        "name",
    ),
    (
        "headquarters headquartered headquarter based base location located seat station stationed",
        "headquarters headquartered moved relocated based seat relocation",
        "located offices base station stationed opened built capital transferred",
        "name",
    ),
    (
        "division league competition level",
        "league division",
        "played promoted relegated joined competed competition class season association",
        "name",
    ),
    (
        (
            "association organization organisation academy society join joined member membership affiliation affiliated"
            " group"
        ),
        "member elected fellow society academy association joined membership",
        "admitted institute union founding foreign honorary",
        "learned body",
    ),
    (
        "heritage historic landmark monument designated",
        "listed designated heritage register monument landmark",
        "historic site national protected places placed",
        "any",
    ),
    (
        "role position office political post occupation worked work placement served serving job",
        (
            "appointed elected minister member served position office deputy chairman governor spokesperson senator"
            " ambassador portfolio"
        ),
        (
            "secretary president leader role became parliament representative assembly post speaker director regent"
            " commissioner attorney"
        ),
        "any",
    ),
    (
        "stadium venue held ground arena takes place home",
        "held stadium venue ground hall arena",
        "moved home hosted played hosts opened",
        "name",
    ),
    (
        "country nation territory state belonged citizenship part citizen land",
        "annexed independence part ceded citizen citizenship territory state country",
        "republic kingdom empire independent became province union colony occupied nationality emigrated",
        "name",
    ),
    (
        "make made manufactured produced built manufacturer company",
        "manufactured produced built production made manufacturer factory",
        "company developed assembled plant line",
        "name",
    ),
    ("sponsor sponsored sponsorship", "sponsor sponsored sponsorship", "named name deal", "name"),
    (
        "competed race game games series sport participate",
        "competed race series debut championship season",
        "joined won finished moved drove",
        "name",
    ),
)
