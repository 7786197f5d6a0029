"""Words that turn what a clause says: denials, plans and possibilities, causes, extremes."""

from __future__ import annotations

from typing import Final

DENIALS: Final = frozenset(
    "not n't no never none nor neither nobody nothing nowhere without cannot hardly scarcely barely unable non".split()
)
"""Function words of denial; what follows them in the clause is denied."""

DENYING: Final = frozenset(
    """
    deny refuse reject decline fail oppose prevent avoid lack exclude ban prohibit forbid refute disprove rebut
    veto absence absent refusal denial rejection failure impossible unlikely unwilling unable false untrue
    """.split()
)
"""Content words that deny what they govern, as base forms."""

UNDOING: Final = frozenset(
    "stop cease end scrap halt block cancel abandon dismiss suspend withdraw terminate scuttle break quit leave".split()
)
"""Content words that undo what they govern: a sentence may tell the same with "no" or "not"."""

CALLED_OFF: Final = frozenset("cancel postpone shelve scrap scuttle abort defer avert thwart foil".split())
"""Content words that tell of an event that it was not held, as base forms; "called off" besides."""

NEARLY: Final = frozenset({"almost", "nearly"})
"""Words that deny the past verb after them."""

HAPPENING: Final = frozenset("take happen occur hold conduct convene materialise materialize".split())
"""Verbs that tell no more of an event than that it was, as base forms ("take" in "take place")."""

NOT_DENYING: Final = frozenset(
    {
        "not only",
        "not just",
        "not merely",
        "not least",
        "no doubt",
        "no matter",
        "no wonder",
        "no less",
        "no fewer",
        "no sooner",
    }
)
"""Pairs that assert what follows."""

PLANS: Final = frozenset(
    """
    will would shall should may might could 'll ought must can expected expect expects scheduled due likely
    planned planning plans plan hopes hope hoped hoping intends intend intended aims aim aimed wants want wanted
    seeks seek sought considers considering weighing mulling upcoming forthcoming prospective proposed proposes
    propose proposal proposals possible possibly perhaps maybe probably potential potentially anticipated set
    slated poised yet ready going agreed agree agrees promised promises pledged pledges vowed vows threatened
    threatens offered offers invited invites invite urged urges asked asks called ordered orders wish wishes
    wished supposed attempt attempted attempts tried tries try trying preparing prepares prepare unless if whether
    future decision decided decides resolved resolves eventual tentative draft being
    """.split()
)
"""Words after which a verb tells what is planned, possible or wanted, not what happened. Some need "to" after them."""

NEEDS_TO: Final = frozenset(
    """
    expected expect expects due likely planned plans plan hopes hope hoped hoping intends intend intended aims aim
    aimed wants want wanted seeks seek sought set slated poised yet ready going agreed agree agrees promised
    promises pledged pledges vowed vows threatened threatens offered offers invited invites invite urged urges
    asked asks called ordered orders wish wishes wished supposed attempt attempted attempts tried tries try trying
    preparing prepares prepare proposed proposes propose decision decided decides resolved resolves scheduled
    planning proposal proposals
    """.split()
)
"""Of these, the ones that look ahead only with an infinitive: "agreed to sign", not "agreed on Friday"."""

TOWARDS: Final = frozenset(
    """
    close closer verge brink cusp thinking thought talk talks talked talking hopeful hope hopes capable intention idea possibility prospect
    chance risk threat danger goal aim option accused suspected interested keen planning away short process
    speak speaks spoke spoken speaking dream dreams dreamed dreamt dreaming muse mused musing boast boasted joke joked
    toyed toys toying flirted flirts flirting
    """.split()
)
"""Words that look ahead with a preposition and a gerund: "close to signing", "on the verge of signing"."""

TOYING: Final = frozenset("toyed toys toying flirted flirts flirting".split())
"""Of these, the ones that take "with": "toyed with leaving"."""

MULLING: Final = frozenset(
    """
    considered considers consider considering contemplated contemplates contemplate contemplating weighed weighs weigh
    weighing mulled mulls mull mulling pondered ponders discussed discusses discuss discussing debated debates debating
    proposed proposes propose proposing suggested suggests suggest suggesting recommended recommends recommend
    recommending advocated advocates advocate advocating favoured favored favours favors risked risks threatened
    threatens
    """.split()
)
"""Verbs that look ahead with a gerund right after them: "considered leaving", "proposed closing the port"."""

NO_GERUNDS: Final = frozenset(
    """
    rising growing existing ongoing pending remaining leading following working standing outstanding increasing
    developing emerging promising pressing sweeping meeting meetings building housing funding training spending trading
    shipping fishing mining banking farming whaling engineering policing lending something anything everything nothing
    during evening morning being
    """.split()
)
"""Words in "-ing" that are adjectives or nouns: "discussed rising prices"."""

THRESHOLDS: Final = frozenset("verge brink cusp".split())
"""Of these, the ones that look ahead with "of" and any noun: "on the brink of war"."""

NEARING: Final = frozenset("close closer near nearer nearing nears neared approaching".split())
"""Words that look ahead with one of the `OUTCOMES`: "close to a deal"."""

OUTCOMES: Final = frozenset(
    """
    agreement deal accord pact treaty settlement ceasefire truce decision breakthrough conclusion compromise consensus
    victory defeat war collapse completion peace solution resolution signing
    """.split()
)
"""What talks and wars may come to."""

HEDGES: Final = frozenset(
    """
    will would shall 'll expected scheduled planned due slated poised upcoming forthcoming proposed anticipated
    """.split()
)
"""Those that tell that something is still to come; "can" and "may" only weaken."""

ASSERTING: Final = frozenset(
    """
    manage get succeed help use go begin start continue proceed turn happen force compel lead cause prompt enable allow
    meet gather convene sit first last only oblige vote rise grow come combine join
    """.split()
)
"""Words after which an infinitive tells what was done, as base forms: "managed to sign"; after others it does not."""

CAUSES: Final = frozenset(
    """
    because cause causes caused causing due owing thanks result results resulted resulting consequence
    consequences consequently therefore thus hence prompted prompting prompts triggered triggering sparked
    sparking led leads leading blamed blame blames since reason reasons why forced forcing forces provoked
    provoking despite attributed stem stems stemmed stemming driven so amid after following for as over response
    reaction motivated drew so-called enabling enabled allows allowed explained
    """.split()
)
"""Words by which a text can give a cause, loosely."""

STRONG_CAUSES: Final = frozenset(
    """because caused causing causes consequently therefore thus hence prompted triggered sparked provoked owing blamed
    thanks resulted""".split()
)
"""Words by which a sentence plainly claims a cause."""

_EXTREMES = """
first earliest initial initially inaugural|last latest final finally
only sole solely solitary exclusively single unique|largest biggest greatest|smallest least fewest minimum|most
highest top tallest maximum record|lowest|best greatest finest|worst deadliest bloodiest|oldest longest
youngest newest|strongest powerful|weakest
all every everyone everybody everything entire whole always fully completely totally|never
unprecedented historic|unanimous unanimously all|fastest quickest|richest wealthiest|poorest
"""


def _extremes() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in _EXTREMES.strip().replace("\n", "|").split("|"):
        for word in group.split():
            table.setdefault(word, set()).update(group.split())
    return {word: frozenset(words) for word, words in table.items()}


EXTREMES = _extremes()
"""Words of extremes, each with those that may stand for it."""

BREAKS: Final = frozenset(
    """
    but because although though while whereas when if after before since which who whom whose where despite
    instead unless until
    """.split()
)
"""Words that end the reach of a denial or a plan."""
