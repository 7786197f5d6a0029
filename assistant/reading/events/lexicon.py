"""The English words that tell whether a clause says what was, what is to be, what was not, or what somebody claims."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MODALS = _words(
    "will shall would could should may might must can cannot won't wouldn't couldn't shouldn't can't 'll 'd"
)
# With "have" these guess at the past; "would have" and "should have" tell what was meant to be.
GUESSING_MODALS = _words("may might could must can can't couldn't cannot will 'll")
BE_NOW = _words("is are am isn't aren't 'm 're")
BE_PAST = _words("was were wasn't weren't been")
HAVE_NOW = _words("has have hasn't haven't having 've")
HAVE_PAST = _words("had hadn't")
DO_NOW = _words("do does don't doesn't")
DO_PAST = _words("did didn't")
AUXILIARIES = MODALS | BE_NOW | BE_PAST | HAVE_NOW | HAVE_PAST | DO_NOW | DO_PAST | {"be", "being"}

NEGATIONS = _words("not n't never neither nor nobody none nothing no without")
NOTHING = _words("no nobody none nothing neither")
# "not only", "no fewer than", "no doubt" assert what follows.
NOT_NEGATING = _words("only just merely least fewer less more later doubt matter wonder sooner other")

# Words that may stand inside a verb group: "had already been officially signed".
ADVERBS = _words(
    "also already always almost again all both once since still then later now recently previously repeatedly yet "
    "ever even first just soon together only not n't never so far twice reportedly allegedly"
)

INTENDING_ADJECTIVES = _words(
    "expected due scheduled set slated likely unlikely supposed planned planning poised about ready meant bound "
    "going preparing prepared hoping hoped intending aiming intended designed projected forecast tipped "
    "anticipated booked determined willing keen eager hopeful seeking looking trying threatening tasked mandated "
    "proposed proposing"
)
BELIEVED_ADJECTIVES = _words(
    "believed thought said reported alleged suspected understood rumoured rumored accused charged claimed "
    "considered presumed feared deemed assumed blamed indicted"
)
# An infinitive after these is something intended, asked for or tried, never something done.
INTENDING_VERBS = _words(
    "planned plans plan planning expected expects expect scheduled hoped hopes hope intended intends intend "
    "wanted wants want aimed aims aim sought seeks seek vowed vows vow pledged pledges pledge promised promises "
    "promise agreed agrees agree decided decides decide offered offers offer threatened threatens threaten "
    "proposed proposes propose prepared prepares prepare urged urges urge asked asks ask called calls call "
    "ordered orders order invited invites invite allowed allows allow demanded demands demand tried tries try "
    "attempted attempts attempt resolved considered considers consider mulled mulls asking calling urging hoping "
    "preparing seeking trying wanting intending aiming booked slated mooted pencilled envisaged envisioned due "
    "set likely ready poised"
)
# Nouns for what is not there yet; an infinitive or a date after them is a plan.
INTENDING_NOUNS = _words(
    "plan plans intention intentions deadline proposal proposals invitation timetable offer pledge vow bid "
    "decision ability"
)
UPCOMING = _words("upcoming forthcoming planned scheduled proposed impending prospective slated expected coming")
POSTPONING = _words("postponed delayed deferred adjourned extended rescheduled prolonged suspended moved pushed put")
DENYING = _words("denied denies deny denying")
REFUSING = _words("refused refuses refuse refusing declined declines decline declining failed fails fail failing")
CANCELLING = _words("cancelled canceled scrapped aborted shelved abandoned postponed delayed")
# Verbs of coming to be, with the word that some need after them.
COMING_ABOUT = dict.fromkeys(
    _words(
        "happen happened occur occurred materialise materialised materialize materialized proceed proceeded convene "
        "convened begin began begun start started open opened held signed reached concluded launched"
    ),
    "",
) | {"take": "place", "took": "place", "taken": "place", "go": "ahead", "went": "ahead", "gone": "ahead"}

# What follows these with "that" is said not to be so.
DISPUTING = _words("denied denies deny denying refuted refutes disputed disputes dismissed dismisses rejected rejects")
# With one of these in the sentence nothing is taken for a fact.
UNTRUE = _words(
    "false falsely untrue unfounded baseless fabricated hoax unconfirmed unverified wrongly doubt doubts doubted"
)
# "Rumours that he left": a claim nobody stands for.
CLAIM_NOUNS = _words(
    "rumour rumours rumor rumors report reports claim claims allegation allegations suggestion suggestions speculation "
    "belief idea possibility fear fears hope hopes charge charges accusation accusations theory suspicion suspicions"
)
# After these a happening named as subject or object has not therefore taken place ("the visit in May was announced").
UNREALISING = _words(
    "announced proposed discussed agreed suggested mooted offered considered planned sought demanded requested "
    "arranged confirmed expected scheduled prepared threatened promised ruled urged opposed awaited called set "
    "approved proposes announces"
)
# An infinitive after these took place with them ("managed to leave", "had to leave").
IMPLYING = _words(
    "managed began started continued had used forced helped proceeded got came went able happened compelled"
)

SPEECH_PAST = _words(
    "said told added announced stated declared claimed argued warned insisted reported noted explained "
    "acknowledged admitted confirmed alleged asserted maintained testified tweeted wrote suggested predicted "
    "revealed disclosed recalled remarked stressed emphasized emphasised reiterated replied responded asked urged "
    "vowed pledged promised believed thought estimated accused hinted indicated commented complained concluded "
    "cautioned contended conceded proclaimed quoted briefed described conveyed informed repeated underlined "
    "underscored voiced observed cited implied"
)
SPEECH_NOW = _words(
    "says say tells adds announces states declares claims claim argues argue warns insists insist reports notes "
    "explains acknowledges admits confirms alleges allege asserts maintains suggests suggest predicts reveals "
    "believes believe thinks think estimates accuses hopes fears saying telling adding claiming arguing warning "
    "insisting alleging noting suggesting stating accusing confirming announcing"
)
# Of these the nouns too; they count as verbs only after a subject.
SPEECH_NOUNS = _words("reports claims claim hopes fears estimates states notes argues suggest")
# Announcing is an act of the speaker, not a claim about something else.
ANNOUNCING = _words("announced declared proclaimed vowed pledged promised announcing")
HEARSAY = _words(
    "allegedly reportedly purportedly supposedly apparently presumably rumoured rumored perhaps possibly probably"
)

RELATIVES = _words("who whom whose which that where thay")
SUBORDINATORS = _words(
    "when after before while because although though until till if unless whether once whereas since as"
)
COORDINATORS = _words("and but or then yet")
CONDITIONS = _words("if unless whether")

PREPOSITIONS = _words(
    "in on at of to for by with from into during about over under between among against through since until till "
    "before after near within without across around per despite via upon toward towards amid off out"
)
LOCATIVES = _words(
    "in at to from near of into across around outside inside through off over on towards toward throughout for "
    "via within beyond along above"
)
# A place after these is where somebody goes.
GOING = _words(
    "visit visits visited visiting leave leaves leaving left enter enters entered entering reach reached reaching "
    "tour toured touring"
)
DETERMINERS = _words(
    "a an the this that these those his her its their our my your some any no every each several many most more "
    "two three four five six 's ’s ' other another such former"
)
# A participle right after these is an adjective ("the armed forces").
ARTICLES = _words("a an the his her its their our my your 's")
# Words that follow "to" and are no infinitive ("to power", "to reporters").
NOT_BASE = _words(
    "power prison court death war peace date parliament school hospital reporters journalists justice office home "
    "freedom democracy him her them us me it each both all one two three about around what how which whom where "
    "when government people parts areas members more less fewer almost nearly east west north south"
)
# Bare participles that date something still to come ("talks scheduled for May").
PLANNED_PARTICIPLES = _words(
    "scheduled slated expected planned due proposed projected anticipated envisaged foreseen forecast"
)
PRONOUNS = _words("he she it they we i you who which both there this")

# Past forms without -ed that news uses, the ambiguous ones ("put", "hit") included: after a modal or "to" they join
# its group.
IRREGULAR_PAST = _words(
    "was were became began beat bore bought broke brought built burnt came caught chose cost cut dealt did drew "
    "drove drank fell fed fought fled flew forgot froze found gave got grew had held hid hit hurt kept knew laid "
    "led left lent let lost made meant met overthrew oversaw overcame paid put quit ran rang rode rose sank sat "
    "saw sent set sold shook shot shut slew slid spent split spoke spread sprang stole stood struck swept swore "
    "swung threw told took taught thought undertook underwent understood upheld went withdrew withstood woke won "
    "wore wrote shrank sought said stuck bent blew clung crept felt ground hung lit mistook outdid overran "
    "rebuilt rethought shed slept sped spun strove strode tore wept retook undid foresaw forbade foreswore "
    "foretold heard"
)
IRREGULAR_PARTICIPLES = _words(
    "been become begun beaten borne bought broken brought built chosen come done drawn driven eaten fallen "
    "forgotten frozen given gone gotten grown hidden known overthrown overseen overcome rung ridden risen run "
    "sunk seen shaken shown shrunk slain spoken stolen struck sworn swept swung taken thrown torn undergone "
    "undertaken withdrawn woken worn written mistaken overrun forbidden foreseen born"
)
PAST_FORMS = IRREGULAR_PAST
PARTICIPLES = IRREGULAR_PAST | IRREGULAR_PARTICIPLES
# -ed words that are no past verbs of news.
NOT_PAST = _words(
    "need indeed speed feed seed breed weed deed exceed proceed succeed bleed creed greed hundred kindred sacred "
    "naked wicked beloved red bed embed united armed limited unprecedented alleged unfinished unwanted "
    "sophisticated talented experienced aged supposed related detailed compared based"
)

# Present forms frequent in news of what is coming; nouns too, so they count only after a subject.
PRESENT = _words(
    "begin begins start starts open opens end ends meet meets visit visits arrive arrives leave leaves hold holds "
    "sign signs take takes come comes go goes remain remains continue continues become becomes face faces return "
    "returns travel travels fly flies host hosts seek seeks mark marks celebrate celebrates expire expires vote "
    "votes want wants resume resumes convene convenes depart departs"
)
# Of these, those that are no nouns; any noun may be their subject.
PRESENT_ONLY = _words("begins meets arrives flies resumes convenes departs")

# "the night of March 3" is a time, "the treaty of 1998" a thing.
PARTS_OF_TIME = _words(
    "night morning evening afternoon eve day days week month hours dawn noon midnight end start beginning middle "
    "early late spring summer autumn fall winter half quarter weekend course"
)

# What a date's own noun may be when the noun names a happening: "Friday's attack".
HAPPENINGS = _words(
    "war wars conflict crisis ceasefire truce exercise exercises drill drills trip tour mission trial "
    "inauguration funeral dialogue negotiations hostage hijacking genocide "
    "famine flood floods hurricane typhoon eruption landing launch test tests withdrawal evacuation siege battle "
    "takeover championships games attack attacks bombing bombings meeting meetings summit talks election "
    "elections vote referendum earthquake quake explosion blast protest protests rally clashes massacre killing "
    "killings raid strike strikes shooting crash visit speech statement announcement briefing conference ceremony "
    "dinner parade session hearing hearings debate coup invasion assassination uprising demonstration "
    "demonstrations arrest arrests decision ruling resignation signing agreement offensive assault violence "
    "fighting shelling ambush operation airstrike airstrikes disaster"
)
