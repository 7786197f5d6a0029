"""Verbs of communication, their forms and what may follow them.

The list is the linguist's class of verbs of saying, telling, asking, promising and judging (compare Levin's
classes 37.1 to 37.9 and 33), written from knowledge of the language.

Frames, one letter each:
    c  a clause, with or without "that":      said he would go
    t  only a clause with "that":             agreed that it was late
    o  a person addressed, then a clause:     told reporters that
    w  a question:                            asked whether
    i  an infinitive:                         vowed to go
    u  a person, then an infinitive:          urged Manila to go
    n  a noun phrase:                         announced a ceasefire
    q  only words in quotation marks:         continued: "…"
    r  a clause with "that" after a document:     the report found that
    d  a noun phrase with words quoted in it: called it a "disgrace"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tense = Literal["base", "third", "past", "participle", "ing"]


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb of communication; `particle` is the word that must follow ("out"), or empty."""

    lemma: str
    tense: Tense
    frames: str
    particle: str = ""


_TABLE = """
say c w
add c
announce c n
argue c
claim c i
insist c
maintain c
contend c
assert c
allege c
declare c
state c
note c w
observe c
remark c
comment t
explain c w
report c n
reveal c w
disclose t w
confirm c n
acknowledge c n
admit c
concede c
deny c n
emphasize t n
emphasise t n
stress t n
underscore t n
underline t
reiterate t n
repeat t
recall t w
predict c n
suggest c
testify c
swear t i
tweet c
retweet q
write c
post q
blog t
text t
reply t
respond t
answer t
retort t
counter t
quip c
joke c
boast t
brag t
complain t
lament t
gripe t
grumble t
protest t
exclaim t
shout t
yell t
scream q
whisper t
mutter t
murmur t
cry q
proclaim t n
pronounce q
profess t i
attest t
aver t
opine t
vow t i
pledge t i
promise c o i
threaten i
offer q
caution c o
mention t
hint t
imply t
recount t w
relate t
interject q
agree c
echo d
find r
show r
indicate r
clarify t
elaborate q
confess t
concur t
speculate t
theorize t
reason t
muse t
estimate t
elucidate q
specify t
stipulate t
affirm t n
reaffirm t n
assess t
conclude t
continue q
begin q
start q
finish q
intone q
warn c o
advise c o u
tell o w u
inform o
remind o
assure o
reassure o
notify o
brief q
ask w u
inquire w
enquire w
wonder w
question w
query w
demand t i
urge t u
recommend t n
propose t n
request t n
order u
instruct u
exhort u
implore u
beg u
invite u
call d
encourage u
reject n
dismiss n
refute n
repudiate n
condemn n
denounce n
decry n
deplore n
criticize n
criticise n
praise n
hail n
accuse n
blame n
slam n
blast n
chide n
rebuke n
thank d
express n
describe d
dub d
label d
brand d
rule_out t n
point_out t
make_clear c
spell_out t w
sum_up q
call_for n
call_on u
call_upon u
shoot_back q
fire_back q
hit_back q
snap_back q
chime_in q
weigh_in q
go_on q
lash_out q
react q
riff q
remember t
recollect t
reminisce q
reflect q
forecast t n
surmise t
posit t
counsel t u
admonish o
lecture q
scold q
chastise q
taunt q
tease q
interrupt q
cut_in q
jump_in q
pipe_up q
put_it q
thunder q
beam q
snarl q
snap q
sneer q
scoff q
gush q
marvel q
fume q
moan q
sigh q
chuckle q
laugh q
deadpan q
bellow q
bark q
growl q
roar q
rant q
crow q
enthuse q
grouse q
plead q
pray q
venture q
volunteer q
stammer q
vent q
wail q
read q
sing q
chant q
caption q
headline q
"""

_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "begin": ("begins", "began", "begun", "beginning"),
    "put": ("puts", "put", "put", "putting"),
    "cut": ("cuts", "cut", "cut", "cutting"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
    "make": ("makes", "made", "made", "making"),
    "spell": ("spells", "spelled", "spelled", "spelling"),
    "shoot": ("shoots", "shot", "shot", "shooting"),
    "hit": ("hits", "hit", "hit", "hitting"),
    "go": ("goes", "went", "gone", "going"),
    "read": ("reads", "read", "read", "reading"),
    "sing": ("sings", "sang", "sung", "singing"),
    "retweet": ("retweets", "retweeted", "retweeted", "retweeting"),
}
_DOUBLED = {"admit", "blog", "quip", "brag", "rebut", "refer", "dub", "beg", "slam", "snap", "sum", "permit", "chat"}


def _forms(verb: str) -> tuple[str, str, str, str]:
    """Third person, past, past participle and -ing form of `verb`."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb[-1] == "y" and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if verb in _DOUBLED:
        stem = verb + verb[-1]
        return third, stem + "ed", stem + "ed", stem + "ing"
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return third, verb + "d", verb + "d", verb[:-1] + "ing"
    return third, verb + "ed", verb + "ed", verb + "ing"


def _entries() -> dict[str, tuple[Verb, ...]]:
    table: dict[str, tuple[Verb, ...]] = {}
    for line in _TABLE.split("\n"):
        if not line:
            continue
        key, _, frames = line.partition(" ")
        lemma, _, particle = key.partition("_")
        third, past, participle, ing = _forms(lemma)
        forms: dict[str, Tense] = {lemma: "base", third: "third", participle: "participle", ing: "ing"}
        forms[past] = "past"
        for form, tense in forms.items():
            table[form] = (*table.get(form, ()), Verb(lemma, tense, frames.replace(" ", ""), particle))
    return {form: tuple(sorted(verbs, key=lambda verb: not verb.particle)) for form, verbs in table.items()}


_VERBS = _entries()
FORMS = frozenset(_VERBS)
"""Every form of a verb of communication, in small letters."""


AMBIGUOUS = frozenset(
    "state report promise comment remark note claim answer demand reason tweet estimate complain protest request order "
    "question charge offer boast reply counter post text caption headline read start call pledge vow joke quip blog"
    " address object mention hint wonder caution label brand estimate confide gripe praise blame".split()
)
"""Verbs whose present forms are nouns as well."""


def verbs_of(form: str) -> tuple[Verb, ...]:
    """The readings of a lower-case word as a verb of communication, those with a particle first."""
    return _VERBS.get(form, ())
