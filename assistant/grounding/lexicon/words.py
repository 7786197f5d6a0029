"""Function words, and the base form of irregular verbs and nouns."""

from __future__ import annotations

from typing import Final

STOP: Final = frozenset(
    """
    a an the this that these those thay and or but nor so yet if then than as at by for from in into of off on
    onto out over to up upon with within about above across after against along among around before behind below
    beneath beside besides between beyond down during inside near outside per since through throughout till toward
    towards under until via while whilst when where whereas whether which who whom whose why how what i me my mine
    we us our ours you your yours he him his she her hers it its they them their theirs himself herself itself
    themselves ourselves myself one s t re ve ll d m is are was were be been being am has have had having do does
    did doing done will would shall should can could may might must ought not no n't don doesn didn isn aren wasn
    weren won wouldn couldn shouldn cannot there here also too very just only even still again already ever never
    such same other another each every both either neither some any all much many more most few several own s' '
    mr mrs ms dr sir according amid despite because though although however meanwhile therefore thus hence yes
    instead rather quite well like unlike given further furthermore moreover now today once
    """.split()
)

_IRREGULAR = """
arise arose arisen|awake awoke|bear bore borne|beat beaten|become became|begin began begun|bend bent|bet|bid
bind bound|bite bit|bleed bled|blow blew blown|break broke broken|bring brought|build built|burn burnt
buy bought|cast|catch caught|choose chose chosen|cling clung|come came|cost|creep crept|cut|deal dealt|dig dug
draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt
fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|foresee foresaw|foreseen
forget forgot forgotten|freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown
hang hung|hear heard|hide hid hidden|hit|hold held|hurt|keep kept|know knew known|lay laid|lead led|leave left
lend lent|let|lie lay lain|lose|lost|make made|mean meant|meet met|overcome overcame|oversee oversaw overseen
overthrow overthrew overthrown|pay paid|put|quit|read|ride rode ridden|ring rang rung|rise rose risen|run ran
say said|see saw seen|seek sought|sell sold|send sent|set|shake shook|shaken|shoot shot|show showed shown|shut
sing sang sung|sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|split|spread|stand stood
steal stole stolen|slay slew slain|stick stuck|strike struck stricken|swear swore sworn|sweep swept|swim swam
take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|understand understood
undertake undertook undertaken|uphold upheld|wake woke woken|wear wore worn|win won|withdraw withdrew withdrawn
withhold withheld|withstand withstood|write wrote written|man men|woman women|child children
person people persons|foot feet|life lives|wife wives|leaf leaves|crisis crises|analysis analyses|basis bases
memorandum memoranda|medium media|die died dying|leader leadership
"""
BASE: Final[dict[str, str]] = {
    form: forms.split()[0]
    for forms in _IRREGULAR.replace("\n", "|").split("|")
    if forms.strip()
    for form in forms.split()
}
PAST_FORMS: Final = frozenset(BASE) - frozenset(BASE.values()) - frozenset(
    """
    men women children people persons feet lives wives leaves crises analyses bases memoranda media dying
    leadership
    """.split()
) | frozenset("put set cut hit hurt cost let shut quit split spread cast".split())

UNCHANGED: Final = PAST_FORMS.intersection(BASE.values())
"""Past forms that are base forms too: "put", "cut"."""

NO_PAST: Final = frozenset(
    """
    need seed feed deed weed heed reed speed breed bleed creed greed steed tweed indeed proceed succeed exceed hundred
    sacred naked wicked kindred infrared embed sled shed bed red ed ted med zed ned
    """.split()
)
"""Words in "-ed" that are no past forms."""
