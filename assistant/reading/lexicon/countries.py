"""Countries by all the words that mean the same state: its names and demonyms, then the seat that stands for it."""

from __future__ import annotations

from typing import Final

_STATES = """
afghanistan afghan afghans;kabul|albania albanian albanians;tirana|algeria algerian algerians;algiers|angola angolan;luanda
argentina argentine argentinian argentines;buenos aires|armenia armenian armenians;yerevan
australia australian australians aussie;canberra|austria austrian austrians;vienna|azerbaijan azerbaijani azeri;baku
bahrain bahraini;manama|bangladesh bangladeshi bangladeshis;dhaka|belarus belarusian belarussian;minsk|belgium belgian belgians;brussels
bolivia bolivian;la paz|bosnia bosnian bosnians;sarajevo|brazil brazilian brazilians;brasilia|brunei bruneian;bandar seri begawan
bulgaria bulgarian bulgarians;sofia|burma burmese myanmar;naypyidaw rangoon yangon|cambodia cambodian cambodians;phnom penh
cameroon cameroonian;yaounde|canada canadian canadians;ottawa|chad chadian;ndjamena|chile chilean chileans;santiago
china chinese prc;beijing peking|colombia colombian colombians;bogota|congo congolese drc;kinshasa
croatia croatian croat croats;zagreb|cuba cuban cubans;havana|cyprus cypriot cypriots;nicosia|czech czechs czechia;prague
denmark danish dane danes;copenhagen|ecuador ecuadorean ecuadorian;quito|egypt egyptian egyptians;cairo
eritrea eritrean;asmara|estonia estonian estonians;tallinn|ethiopia ethiopian ethiopians;addis ababa|fiji fijian;suva
finland finnish finn finns;helsinki|france french frenchman frenchmen;paris elysee|gambia gambian;banjul|georgia georgian georgians;tbilisi
germany german germans;berlin bonn|ghana ghanaian;accra|greece greek greeks;athens|guatemala guatemalan;guatemala city
haiti haitian haitians;port-au-prince|honduras honduran;tegucigalpa|hungary hungarian hungarians;budapest
iceland icelandic;reykjavik|india indian indians;delhi|indonesia indonesian indonesians;jakarta|iran iranian iranians persian;tehran teheran
iraq iraqi iraqis;baghdad|ireland irish;dublin|israel israeli israelis;jerusalem|italy italian italians;rome
jamaica jamaican;kingston|japan japanese;tokyo|jordan jordanian jordanians;amman|kazakhstan kazakh kazakhs;astana
kenya kenyan kenyans;nairobi|kosovo kosovar kosovan;pristina|kuwait kuwaiti kuwaitis;kuwait city|kyrgyzstan kyrgyz;bishkek
laos lao laotian;vientiane|latvia latvian latvians;riga|lebanon lebanese;beirut|liberia liberian;monrovia|libya libyan libyans;tripoli
lithuania lithuanian lithuanians;vilnius|luxembourg luxembourgish;|macedonia macedonian;skopje|malaysia malaysian malaysians;kuala lumpur
mali malian;bamako|malta maltese;valletta|mexico mexican mexicans;mexico city|moldova moldovan;chisinau|mongolia mongolian;ulaanbaatar
morocco moroccan moroccans;rabat|mozambique mozambican;maputo|namibia namibian;windhoek|nepal nepalese nepali;kathmandu
netherlands dutch holland;hague amsterdam|nicaragua nicaraguan;managua|niger nigerien;niamey|nigeria nigerian nigerians;abuja
norway norwegian norwegians;oslo|oman omani;muscat|pakistan pakistani pakistanis;islamabad|palestine palestinian palestinians;ramallah
panama panamanian;panama city|peru peruvian peruvians;lima|paraguay paraguayan;asuncion
philippines philippine filipino filipinos filipina;manila malacanang|poland polish pole poles;warsaw|portugal portuguese;lisbon
qatar qatari qataris;doha|romania romanian romanians;bucharest|russia russian russians;moscow kremlin|rwanda rwandan;kigali
serbia serbian serb serbs;belgrade|singapore singaporean singaporeans;|slovakia slovak slovaks;bratislava|slovenia slovenian slovene;ljubljana
somalia somali somalis;mogadishu|spain spanish spaniard spaniards;madrid|sudan sudanese;khartoum|sweden swedish swede swedes;stockholm
switzerland swiss;bern|syria syrian syrians;damascus|taiwan taiwanese;taipei|tajikistan tajik tajiks;dushanbe
tanzania tanzanian;dodoma|thailand thai thais;bangkok|tunisia tunisian tunisians;tunis|turkey turkish turk turks turkiye;ankara
turkmenistan turkmen;ashgabat|uganda ugandan;kampala|ukraine ukrainian ukrainians;kyiv kiev|uruguay uruguayan;montevideo
us usa america american americans;washington|uk britain british briton britons;london|uae emirati emiratis emirates;abu dhabi
uzbekistan uzbek uzbeks;tashkent|venezuela venezuelan venezuelans;caracas|vietnam vietnamese;hanoi|yemen yemeni yemenis;sanaa
zambia zambian;lusaka|zimbabwe zimbabwean;harare|ussr soviet soviets;moscow kremlin|saudi saudis;riyadh|nato;|eu;brussels|un;
europe european europeans;|asia asian asians;|africa african africans;
"""

LONG_NAMES: Final[dict[str, str]] = {
    "united states of america": "us",
    "united states": "us",
    "united kingdom": "uk",
    "great britain": "uk",
    "united arab emirates": "uae",
    "russian federation": "russia",
    "soviet union": "ussr",
    "saudi arabia": "saudi",
    "european union": "eu",
    "united nations": "un",
    "north atlantic treaty organization": "nato",
    "north atlantic treaty organisation": "nato",
    "people's republic of china": "china",
}
"""Names of several words, folded to lower case, and the one word that stands for them."""


def _read() -> tuple[dict[str, str], dict[str, str]]:
    states: dict[str, str] = {}
    seats: dict[str, str] = {}
    for entry in _STATES.replace("\n", "|").split("|"):
        if entry:
            names, _, capitals = entry.partition(";")
            state = names.split()[0]
            states.update(dict.fromkeys(names.split(), state))
            for capital in capitals.split():
                seats.setdefault(capital, state)
    return states, seats


STATE_OF, SEAT_OF = _read()
"""`STATE_OF` gives the state of a name or demonym, `SEAT_OF` of a capital that stands for its government."""
