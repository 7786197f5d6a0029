"""Countries and territories by CLDR's English names, the other names news uses for them, and who their people are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assistant.reading.lexicon.kinds import split

_CODE: Final = re.compile(r"[A-Z]{2}")
_NOT_TERRITORIES: Final = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "EA"})

OTHER_NAMES: Final = split(
    """US, U.S., USA, U.S.A., United States of America, UK, U.K., UAE, U.A.E., DPRK, ROK, PRC, DRC, D.R.C., GDR,
    USSR, U.S.S.R., Soviet Union, America, Holland, Britain, Great Britain, Russian Federation, Republic of Korea,
    Democratic People's Republic of Korea, People's Republic of China, Republic of China, Red China, Mainland
    China, Republic of the Philippines, Islamic Republic of Iran, Syrian Arab Republic, Kingdom of Saudi Arabia,
    Democratic Republic of the Congo, Democratic Republic of Congo, Republic of the Congo, Congo, DR Congo, Burma,
    Myanmar, Ivory Coast, Cote d'Ivoire, Côte d'Ivoire, Czech Republic, Czechoslovakia, Yugoslavia, East Germany,
    West Germany, German Democratic Republic, Federal Republic of Germany, Macedonia, FYROM, Swaziland, Cape
    Verde, Cabo Verde, East Timor, Turkey, Türkiye, Vatican, Republic of Ireland, Irish Republic, Persia, Siam,
    Ceylon, Zaire, Rhodesia, Upper Volta, Dahomey, Gold Coast, Tanganyika, Nyasaland, Northern Rhodesia, Southern
    Rhodesia, Bosnia, Bosnia and Herzegovina, Bosnia-Herzegovina, Herzegovina, Trinidad and Tobago, Trinidad,
    Antigua and Barbuda, Saint Kitts and Nevis, Saint Lucia, Saint Vincent and the Grenadines, São Tomé and
    Príncipe, Sao Tome and Principe, Palestine, State of Palestine, Palestinian Authority Areas, Occupied
    Palestinian Territories, Palestinian Territory, Occupied Territories, Hong Kong, Macau, Macao, Republic of
    Moldova, Emirates, Saudi, Hellenic Republic, French Republic, Republic of South Africa, Federative Republic of
    Brazil, Bolivarian Republic of Venezuela, Gambia, The Gambia, Micronesia, Federated States of Micronesia,
    Western Samoa, South Vietnam, North Vietnam, Viet Nam, South Yemen, North Yemen, British Guiana, Malaya,
    Socialist Republic of Vietnam, Hashemite Kingdom of Jordan, Arab Republic of Egypt, United Arab Republic, UAR,
    Republic of Cyprus, Northern Cyprus, Republic of India, Commonwealth of Australia, Ottoman Empire, Soviet
    Russia, Tsarist Russia, Republic of Türkiye, Republic of Turkey, Republic of Iraq, Republic of Indonesia,
    Islamic Republic of Pakistan, Islamic Republic of Afghanistan, Lao People's Democratic Republic, Kyrgyz
    Republic, Slovak Republic, Dominican Republic"""
)

DEMONYMS: Final = split(
    """Afghan, Albanian, Algerian, American, Andorran, Angolan, Argentine, Argentinian, Argentinean, Armenian,
    Australian, Austrian, Azerbaijani, Azeri, Bahamian, Bahraini, Bangladeshi, Barbadian, Belarusian, Belarussian,
    Byelorussian, Belgian, Belizean, Beninese, Bhutanese, Bolivian, Bosnian, Botswanan, Brazilian, British,
    Bruneian, Bulgarian, Burkinabe, Burkinabé, Burmese, Burundian, Cambodian, Cameroonian, Canadian, Chadian,
    Chilean, Chinese, Colombian, Comoran, Congolese, Costa Rican, Croatian, Croat, Cuban, Cypriot, Czech, Danish,
    Dane, Djiboutian, Dominican, Dutch, Ecuadorian, Ecuadorean, Egyptian, Emirati, English, Equatoguinean,
    Eritrean, Estonian, Ethiopian, Fijian, Filipino, Filipina, Finnish, Finn, French, Gabonese, Gambian, Georgian,
    German, Ghanaian, Greek, Grenadian, Guatemalan, Guinean, Guyanese, Haitian, Honduran, Hungarian, Icelandic,
    Icelander, Indian, Indonesian, Iranian, Iraqi, Irish, Israeli, Italian, Ivorian, Jamaican, Japanese,
    Jordanian, Kazakh, Kazakhstani, Kenyan, Korean, North Korean, South Korean, Kosovar, Kosovan, Kuwaiti, Kyrgyz,
    Lao, Laotian, Latvian, Lebanese, Liberian, Libyan, Liechtensteiner, Lithuanian, Luxembourgish, Macedonian,
    Malagasy, Malawian, Malaysian, Malian, Maltese, Mauritanian, Mauritian, Mexican, Moldovan, Moldavian,
    Monegasque, Mongolian, Montenegrin, Moroccan, Mozambican, Namibian, Nepalese, Nepali, New Zealander,
    Nicaraguan, Nigerian, Nigerien, Norwegian, Omani, Pakistani, Palauan, Palestinian, Panamanian, Papuan,
    Paraguayan, Peruvian, Philippine, Polish, Pole, Portuguese, Puerto Rican, Qatari, Romanian, Rumanian, Russian,
    Rwandan, Salvadoran, Samoan, Saudi, Saudi Arabian, Scottish, Scot, Senegalese, Serbian, Serb, Bosnian Serb,
    Singaporean, Slovak, Slovakian, Slovene, Slovenian, Somali, South African, South Sudanese, Soviet, Spanish,
    Spaniard, Sri Lankan, Sudanese, Surinamese, Swazi, Swedish, Swede, Swiss, Syrian, Tahitian, Taiwanese, Tajik,
    Tanzanian, Thai, Tibetan, Timorese, Togolese, Tongan, Trinidadian, Tunisian, Turkish, Turk, Turkmen, Ugandan,
    Ukrainian, Uruguayan, Uzbek, Venezuelan, Vietnamese, Welsh, Yemeni, Yugoslav, Zambian, Zimbabwean, Rhodesian,
    African, Asian, European, Arab, Arabian, Latin, Kurdish, Kurd, Persian, Pashtun, Punjabi, Kashmiri, Bengali,
    Tamil, Sinhalese, Chechen, Tatar, Uyghur, Uighur, Rohingya, Berber, Tuareg, Hausa, Yoruba, Igbo, Hutu, Tutsi,
    Zulu, Catalan, Basque, Flemish, Walloon, Nordic, Baltic, Balkan, Caucasian, Slavic, Slav, Jewish, Jew, Muslim,
    Moslem, Christian, Catholic, Protestant, Orthodox, Sunni, Shia, Shiite, Shi'ite, Alawite, Druze, Yazidi,
    Yezidi, Maronite, Coptic, Copt, Buddhist, Hindu, Sikh, Mormon, Hispanic, Latino, Western, Eastern, Northern,
    Southern, Oriental, Anglo, Francophone, Anglophone, Communist, Marxist, Leninist, Maoist, Islamist, Salafist,
    Salafi, Wahhabi, Ismaili, Zionist, Moro, Bangsamoro, Gaullist, Peronist, Kemalist, Stalinist, Trotskyist,
    Socialist, Fascist, Islamic, Atlantic, Trans-Atlantic, Transatlantic, Euro, Crimean, Siberian, Cossack,
    Abkhaz, Ossetian, Karen, Shan, Kachin, Hmong, Javanese, Acehnese, Balinese, Cantonese, Muscovite, Parisian,
    Londoner, New Yorker, Texan, Californian, Bavarian, Prussian, Sicilian, Corsican, Breton, Cretan, Athenian,
    Roman, Byzantine, Ottoman, Hellenic, Nubian, Darfuri, Tigrayan, Oromo, Amhara, Sahrawi, Saharan, Sahelian,
    Maghrebi, Levantine, Maori, Aboriginal, Inuit, Sami, Andean, Caribbean, Antillean, Creole, Afrikaner, Boer,
    Bantu, Swahili, Eurasian, Mediterranean, Confucian, Hebrew, Arabic, Turkic, Assyrian, Chaldean, Turkoman,
    Turcoman, Bedouin, Hashemite, Houthi, Hanafi, Israelite, Yemenite, Galician, Sino"""
)


@lru_cache(maxsize=1)
def territory_names() -> tuple[str, ...]:
    """English names of countries and territories as CLDR has them, with "and" for "&" and brackets left out."""
    from babel import Locale  # costs a command's start that reads no name

    names: set[str] = set(OTHER_NAMES)
    territories: dict[str, str] = dict(Locale("en").territories)
    for code, name in territories.items():
        if _CODE.fullmatch(code) and code not in _NOT_TERRITORIES:
            plain = name.split(" (")[0].replace(" - ", " ").replace(" SAR China", "").replace("’", "'")
            names |= {plain, plain.replace("&", "and"), plain.replace("St.", "Saint")}
    return tuple(sorted(names))
