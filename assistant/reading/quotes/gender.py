"""Whether "he" or "she" can mean a person: by title, then by a given name that is used for one gender only.

The lists hold widespread given names of public life in many countries, written from general knowledge; names used
for both ("Kim", "Robin", "Andrea", "Jean", "Nikita") are left out. A name that is not listed says nothing.
"""

from __future__ import annotations

from typing import Literal

from assistant.reading.folding import fold

Gender = Literal["he", "she"]

_TITLES: dict[str, Gender] = {
    **dict.fromkeys("mr sir lord king prince baron duke emir sultan sheikh pope father imam congressman".split(), "he"),
    **dict.fromkeys("spokesman chairman businessman assemblyman councilman policeman brother".split(), "he"),
    **dict.fromkeys("mrs ms miss lady dame queen princess baroness duchess madam sister congresswoman".split(), "she"),
    **dict.fromkeys("spokeswoman chairwoman businesswoman assemblywoman councilwoman policewoman".split(), "she"),
}

_SHE = frozenset(
    "aisha alejandra alena alexandra alice alicia amanda amelia amina amy ana angela angelina anita ann anna anne "
    "annegret annika antonia april asma audrey aurora barbara beata beatrice benazir bernadette beth betty bianca "
    "bridget brigitte camilla carla carmen carol carolina caroline carrie catherine cecilia charlotte chelsea "
    "cheryl christiane christina christine claire clara claudia condoleezza corazon cristina cynthia daniela "
    "deborah delcy denise diana diane dilma dina dolores donna doris dorothy ekaterina elaine eleanor elena elisa "
    "elisabeth eliza elizabeth ellen elsa emily emma erika esperanza esther eugenia eva evelyn fatima federica "
    "fiona florence frances francesca gabriela gail georgia geraldine giorgia gloria grace greta gretchen hanna "
    "hannah harriet heather heidi helen helena helle hillary ilse imelda indira inga ingrid irene irina isabel "
    "isabella ivanka jacinda jacqueline jane janet janice jeanine jeanne jenna jennifer jessica jill joan joanna "
    "josefina josephine joyce juanita judith julia juliana julie kaja kamala karen karin karina katarina kate "
    "katherine kathleen kathryn katie kellyanne kersti kirsten kristalina kristina ksenia laila larisa laura lauren "
    "leila leni leonor letitia liliana linda lisa liz louise lucia lucy ludmila luisa lydia madeleine magdalena "
    "malala margaret margarita margot maria mariam marianne marie marilyn marina marine marissa marta martha mary "
    "maryam maureen megan melania melanie melissa mercedes mette mia michaela michelle miriam monica nadia nadine "
    "nancy natalia natalie natasha nicola nina noor nora oksana olga olivia pamela patricia paula pauline penelope "
    "penny phyllis pia rachel rania raquel rebecca renate rita roberta rosa rosalind rosario rose rosemary roxana "
    "ruth sabine sally samantha sandra sanna sara sarah shannon sharon sheikha sheila shirley silvia simone sofia "
    "sonia sophia sophie stella stephanie susan susana susanna suzanne svetlana sylvia tamara tanya tatiana teresa "
    "theresa tina ursula valentina valerie vanessa vera veronica victoria viola violeta virginia vivian wendy "
    "yekaterina yingluck yolanda yulia yuriko zuzana".split()
)
_HE = frozenset(
    "aaron abdel abdullah abraham adam adolfo adrian ahmad ahmed alan albert alberto alejandro aleksandr aleksei "
    "alessandro alexander alexei alexey alfonso alfred ali allan alvaro anatoly anders andrei andres andrew andrey "
    "andrius angus anthony antonio antony anwar ariel arkady arnold artem arthur arturo ashraf augusto barack "
    "bashar ben benigno benjamin bernard bernie bertrand bill bob boris brad brandon brett brian bruce bruno carl "
    "carlos cesar charles chris christopher chuck clarence cyril dan daniel david delfin denis dennis deval dick "
    "dieter dimitri dmitri dmitry dominic don donald donny doug douglas duncan ed edgar eduardo edward edwin ehud "
    "emanuel emil emilio emmanuel enrique eric erik ernest ernesto ethan eugene evgeny felipe felix ferdinand "
    "fernando fidel francis francisco francois frank frans franz fred frederick fumio gabriel gary gavin geoffrey "
    "george georgy gerald gerard gerhard gilbert giovanni giuseppe gordon greg gregory guillermo gustavo guy hamid "
    "hans harold harry hasan hassan hector heiko heinrich henri henry herbert herman hermogenes hosni howard hubert "
    "hugh hugo hussein ian ibrahim ignacio igor ilham imran isaac isidro ismael ismail ivan jack jacob jacques "
    "jaime jair jake james jared jason javier jeff jeffrey jens jeremy jerome jerry jesus jim jimmy joachim joao "
    "joe joel john jon jonathan jorge jose josef joseph josh joshua juan julian julio justin karl keith kenneth "
    "kevin khalid klaus kofi konstantin kurt larry lars laurent lawrence lech leo leonard leonid leopoldo lloyd "
    "lorenzo louis lucas luigi luis luiz mahmoud manuel marco marcus mariano mario mark markus martin matt matteo "
    "matthew maurice max michael michel miguel mike mikhail mitch mitt mohamed mohammad mohammed moses muhammad "
    "narendra nathan neil nelson nicolas nigel nikolai nikolay nikos noah norman nuri oleg oliver omar osama oscar "
    "otto pablo patrick paul pavel pedro peter petro phil philip philippe pierre pieter prayuth rafael ralph ramon "
    "ramzan rand raul ray raymond recep ricardo richard rob robert roberto rodrigo roger roman ron ronald rudy "
    "rupert russell ryan saad saddam salvador sam samuel santiago sean sebastian sergei sergey sergio shimon shinzo "
    "simon stanley stefan stephen steve steven stuart ted terry theodore thomas tim timothy toby todd tom tony "
    "travis vaclav viktor vincent vitaly vladimir volodymyr walter warren wesley wilhelm will william winston "
    "xavier yasser yitzhak yoshihide yuri yury yusuf zbigniew".split()
)


def gender_of(name: str, before: str) -> Gender | None:
    """The pronoun for the person called `name`, None if unknown; `before` is the text in front of it."""
    title = before.rstrip(" .").rpartition(" ")[2].strip(".,").lower()
    if title in _TITLES:
        return _TITLES[title]
    given = fold(name).split()
    for word in given[:2]:
        if word in _TITLES:
            return _TITLES[word]
    if len(given) < 2:
        return None
    return "she" if given[0] in _SHE else "he" if given[0] in _HE else None
