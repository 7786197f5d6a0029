"""Words that can stand for one another in a sentence of news without changing what it says, and their opposites.

Kept strict: a group holds only words a careful editor may exchange. Near-synonyms that add a judgement are left out.
"""

from __future__ import annotations

from typing import Final

_GROUPS = """

say tell state declare announce add remark comment mention note observe explain report speak voice assert express convey
tell inform brief notify|official authority|decide resolve
say affirm reiterate stress emphasize emphasise underline underscore highlight repeat
claim allege assert maintain contend argue|warn caution|reply respond answer|visit trip travel journey tour
meeting meet talk discussion discuss conversation converse confer negotiate negotiation hold
agreement deal pact accord treaty|memorandum mou
purchase buy acquire procure acquisition procurement source obtain|kill slay dead death die
hurt injure wound injury casualty|begin start commence launch open initiate
end finish conclude terminate stop cease halt expire termination|continue proceed persist
build construct make create establish form set found|big large major huge great significant|small minor little
help aid assist support assistance|country nation state|government administration cabinet
chief head leader director boss|ambassador envoy|soldier troop serviceman fighter force
army military armed soldier|police officer|attack assault strike raid bombing bomb|blast explosion explode
fight battle combat clash|war conflict|weapon arm armament gun|ship vessel boat frigate
plane aircraft jet airplane|car vehicle automobile|buyer purchaser|price cost|money fund
show demonstrate indicate|reveal disclose|choose select pick elect|want wish desire seek|need require
try attempt seek|plan intend aim expect|hope wish|goal aim objective purpose target
protest demonstration demonstrate rally|election vote poll|law legislation|court tribunal|judge justice
arrest detain detention apprehend|jail prison imprison|free release|flee escape
leave depart departure quit exit withdraw|arrive arrival reach come|return back|go travel head
give provide offer supply grant hand|get receive obtain gain|send dispatch deploy|bring carry|invite invitation
host hold organize organise stage give|organization organisation body|welcome greet
sign signing signature conclude|finalize finalise complete|formalize formalise|approve approval endorse back
support back endorse|oppose opposition|reject rejection refuse refusal decline|deny denial|exclude rule
cooperation cooperate collaboration collaborate partnership partner|relation tie link relationship
friend friendship|equal equality|strengthen strong robust boost deepen enhance reinforce stronger
important importance crucial key vital essential indispensable necessary|problem issue|issue question matter
threat danger menace|security safety|terrorism terrorist terror|drug narcotic|crime criminal
area field region sphere|region area|part portion|member participant
participate take attend join present participation|present attend attendance|dinner banquet
statement declaration communique|speech address|press media journalist reporter news|paper newspaper
report account|document paper|happen occur|change alter shift|increase rise grow climb raise expand growth
decrease fall drop decline reduce cut shrink reduction|high top senior|old former previous ex
first initial initially|new recent|near close|quick fast rapid|month monthly|week weekly|year annual yearly
day daily|people person civilian citizen resident|child kid|man male|woman female|wife spouse|father dad
mother mum mom|company firm business corporation|work job|worker employee labourer|home house|city town
village hamlet|road street highway|place location site|hotel inn|premier minister|foreign international
worldwide global world|joint common mutual shared together|exercise drill manoeuvre maneuver|exchange swap
technology technological technical|school education educational train training schooling
equipment gear materiel asset hardware|full complete whole entire|potential possibility|possible potential
explore investigate study examine|probe investigation investigate inquiry|use utilize employ usage
ask request urge call appeal|demand require insist|promise pledge vow|agree accept consent
decide decision determine|believe think consider view|know aware|allow permit let permission enable
ban prohibit forbid prohibition bar|prevent stop avoid|cause lead result|end finale|dominate lead
admire admiration|ally alliance|independence independent|order system|warm warmer|spring season|forge build
pursue seek follow|include comprise involve cover feature|include part|consist comprise|vote ballot|candidate nominee
win victory|defeat beat|lose loss|damage harm destroy destruction|flood inundate|storm typhoon cyclone hurricane
earthquake quake|find discover discovery|look search|watch observe monitor|lead head chair
resign resignation quit|appoint name appointment nominate|replace succeed successor|bid effort attempt
step measure move action|talk speak|currently present|approximately about around roughly|almost nearly
farewell goodbye|personal personally|official officially formal formally|delegation delegate|separately separate
envisage foresee expect anticipate|crew sailor|base camp|border frontier|coast shore|sea maritime naval navy
air aerial|energy power|oil petroleum|nuclear atomic|trade commerce commercial|economy economic|export sell
import buy|tax levy duty tariff|budget spending|pay payment|dollar usd
politician lawmaker legislator parliamentarian|fear worry concern|worried concerned|accuse blame
criticise criticize denounce|praise laud hail|murder kill|rescue save|repair mend fix|gather assemble congregate
collapse crumble|hide conceal|appear seem|approach near|suffer endure|grow increase|shrink decrease|purpose aim
wealthy rich affluent|poor impoverished|correct right accurate|wrong incorrect|rapid swift speedy
clever intelligent|enough sufficient|entire whole|often frequently regularly|rarely seldom|immediately instantly
suddenly abruptly|mostly mainly chiefly largely|partly partially|nearly almost|additional extra further
different distinct|similar alike|main principal chief primary|final last|mid middle|huge enormous massive vast
tiny minuscule|dangerous hazardous perilous|difficult hard tough|easy simple|rule regulation
permit permission licence license|duty obligation|salary wage pay|illness disease sickness|doctor physician
hospital clinic|student pupil|teacher instructor|pact agreement|summit meeting|advance progress|setback reverse
ceasefire truce armistice|guerrilla rebel insurgent|refugee displaced|hostage captive|ransom payment|coup putsch
unrest turmoil disorder disturbance|curfew lockdown|clash skirmish confrontation|evacuate evacuation
verdict ruling judgment|charge accusation allegation|sentence penalty punishment|embargo sanction
neighbour neighbor|defence defense|programme program|centre center|labour labor|colour color|organise organize
analyse analyze analysis|estimate assessment assess evaluate|predict forecast expect|contract agreement
shipment consignment cargo delivery|deliver supply|harbour port|airfield airport airbase|headquarters base
branch office|spokesman spokeswoman spokesperson|chairman chairwoman chairperson chair|deputy vice
"""

_OPPOSITES = """
accept reject|agree disagree|allow ban|allow forbid|permit prohibit|increase decrease|increase reduce|rise fall
raise lower|grow shrink|begin end|start stop|start end|open close|win lose|victory defeat|support oppose
approve reject|back oppose|confirm deny|admit deny|affirm deny|include exclude|join leave|enter leave
arrive depart|arrive leave|strengthen weaken|stronger weaker|strong weak|buy sell|import export|attack defend
praise criticize|welcome condemn|success failure|succeed fail|friend enemy|ally enemy|ally rival|friend foe
peace war|legal illegal|lawful unlawful|safe dangerous|safe unsafe|high low|higher lower|more less|more fewer
most least|many few|large small|larger smaller|big small|major minor|early late|earlier later|first last
before after|above below|over under|public private|public secret|open secret|guilty innocent|convict acquit
arrest release|free jail|alive dead|survive die|rich poor|possible impossible|likely unlikely|able unable
true false|right wrong|good bad|better worse|best worst|positive negative|improve worsen|advance retreat
gain loss|hire fire|appoint dismiss|keep end|continue stop|extend end|renew end|sign reject|sign terminate
ratify reject|invite expel|military civilian|equal unequal|independent dependent|common separate
necessary unnecessary|important unimportant|indispensable unnecessary|warm cold|warmer colder|hot cold|old new
oldest newest|north south|east west|northern southern|eastern western|left right|male female|man woman
son daughter|father mother|husband wife|brother sister|king queen|morning evening|day night|winter summer
spring autumn|always never|all none|everyone nobody|all some|everything nothing|both neither|with without
for against|minimum maximum|majority minority|ceasefire offensive|escalate deescalate|optimistic pessimistic
agree refuse|offer refuse|accept refuse|grant deny|respect violate|obey defy|comply violate|love hate|hope fear
remember forget|build destroy|create destroy|construct demolish|add remove|send receive|give take|lend borrow
push pull|ahead behind|inside outside|domestic foreign|internal external|direct indirect|formal informal
official unofficial|temporary permanent|partial full|partial complete|unilateral bilateral
bilateral multilateral|voluntary mandatory|optional mandatory|succeed precede|follow precede|borrow repay
adopt abandon|pursue abandon|maintain abandon|deploy withdraw|invade withdraw|impose lift|tighten ease
tighten loosen|accelerate slow|expand contract|expand reduce|rise drop|climb fall|surge plunge|up down
"""


def groups() -> list[list[str]]:
    """The groups of exchangeable words, as base forms."""
    return [list(group.split()) for group in _GROUPS.strip().replace("\n", "|").split("|")]


def opposites() -> list[tuple[str, str]]:
    """Pairs of opposites, as base forms."""
    pairs = [pair.split() for pair in _OPPOSITES.strip().replace("\n", "|").split("|")]
    return [(first, second) for first, second in pairs]


COMMON: Final = frozenset("make take give have get go come new year people time day part way include place".split())
"""Words too common to tell much."""

SPEECH: Final = frozenset(
    """
    say tell state declare announce add remark comment mention note observe explain report speak assert express
    affirm reiterate stress emphasize emphasise underline claim allege maintain contend argue warn reply respond
    answer ask write insist admit acknowledge confirm reveal disclose suggest describe recall conclude accord
    """.split()
)
"""Verbs of saying, as base forms."""
