"""Places below the level of states: capitals, cities, regions, waters. Countries come from CLDR (see `territories`)."""

from __future__ import annotations

from typing import Final

from assistant.reading.lexicon.kinds import split

CAPITALS: Final = split(
    """Kabul, Tirana, Algiers, Andorra la Vella, Luanda, Buenos Aires, Yerevan, Canberra, Vienna, Baku, Nassau,
    Manama, Dhaka, Bridgetown, Minsk, Brussels, Belmopan, Porto-Novo, Cotonou, Thimphu, La Paz, Sucre, Sarajevo,
    Gaborone, Brasília, Brasilia, Bandar Seri Begawan, Sofia, Ouagadougou, Bujumbura, Gitega, Phnom Penh, Yaoundé,
    Ottawa, Praia, Bangui, N'Djamena, Santiago, Beijing, Peking, Bogotá, Moroni, Kinshasa, Brazzaville, San José,
    Abidjan, Yamoussoukro, Zagreb, Havana, Nicosia, Prague, Copenhagen, Djibouti, Roseau, Santo Domingo, Dili,
    Quito, Cairo, San Salvador, Malabo, Asmara, Tallinn, Mbabane, Addis Ababa, Suva, Helsinki, Paris, Libreville,
    Banjul, Tbilisi, Berlin, Bonn, Accra, Athens, Guatemala City, Conakry, Bissau, Georgetown, Port-au-Prince,
    Tegucigalpa, Budapest, Reykjavik, Reykjavík, New Delhi, Delhi, Jakarta, Djakarta, Tehran, Teheran, Baghdad,
    Dublin, Jerusalem, Tel Aviv, Rome, Kingston, Tokyo, Amman, Astana, Nur-Sultan, Nairobi, Pyongyang, Seoul,
    Pristina, Kuwait City, Bishkek, Vientiane, Riga, Beirut, Maseru, Monrovia, Tripoli, Vaduz, Vilnius,
    Antananarivo, Lilongwe, Kuala Lumpur, Putrajaya, Malé, Bamako, Valletta, Nouakchott, Port Louis, Mexico City,
    Chișinău, Chisinau, Ulaanbaatar, Ulan Bator, Podgorica, Rabat, Maputo, Naypyidaw, Yangon, Rangoon, Windhoek,
    Kathmandu, Amsterdam, The Hague, Wellington, Managua, Niamey, Abuja, Lagos, Skopje, Oslo, Muscat, Islamabad,
    Ramallah, Panama City, Port Moresby, Asunción, Lima, Manila, Warsaw, Lisbon, Doha, Bucharest, Moscow, Kigali,
    Apia, Riyadh, Dakar, Belgrade, Freetown, Bratislava, Ljubljana, Honiara, Mogadishu, Pretoria, Cape Town, Juba,
    Madrid, Colombo, Khartoum, Paramaribo, Stockholm, Bern, Berne, Damascus, Taipei, Dushanbe, Dodoma, Dar es
    Salaam, Bangkok, Lomé, Port of Spain, Tunis, Ankara, Ashgabat, Kampala, Kyiv, Kiev, Abu Dhabi, London,
    Washington, Montevideo, Tashkent, Port Vila, Caracas, Hanoi, Sanaa, Sana'a, Aden, Lusaka, Harare, Salisbury,
    Stanley, Nuuk, Tórshavn, Hargeisa, Sukhumi, Tskhinvali, Stepanakert, Tiraspol, Erbil, Irbil, Nuku'alofa,
    Funafuti"""
)

CITIES: Final = split(
    """Davao, Davao City, Cebu, Cebu City, Quezon City, Makati, Pasay, Zamboanga, Zamboanga City, Marawi, Baguio,
    Iloilo, Subic, Subic Bay, Clark, Cotabato, General Santos, Cagayan de Oro, Sochi, Vladivostok, Saint
    Petersburg, St. Petersburg, St Petersburg, Leningrad, Kazan, Novosibirsk, Yekaterinburg, Kaliningrad,
    Murmansk, Arkhangelsk, Rostov-on-Don, Rostov, Volgograd, Stalingrad, Grozny, Khabarovsk, Irkutsk, Omsk,
    Samara, Krasnodar, Belgorod, Bryansk, Kursk, Voronezh, Severomorsk, Magadan, Yakutsk, Tomsk, Kharkiv, Kharkov,
    Odesa, Odessa, Lviv, Dnipro, Donetsk, Luhansk, Lugansk, Mariupol, Zaporizhzhia, Kherson, Mykolaiv, Bakhmut,
    Avdiivka, Kramatorsk, Sloviansk, Bucha, Irpin, Chernihiv, Sumy, Sevastopol, Simferopol, Yalta, Kerch,
    Melitopol, Chernobyl, Poltava, Izmir, Istanbul, Constantinople, Gaziantep, Antalya, Adana, Diyarbakir,
    Incirlik, Bursa, Konya, Trabzon, Kobani, Kobanî, Aleppo, Homs, Hama, Idlib, Latakia, Tartus, Tartous, Deir
    ez-Zor, Deir Ezzor, Deir al-Zour, Raqqa, Raqqah, Ar-Raqqah, Palmyra, Tadmur, Daraa, Deraa, Dara'a, Douma,
    Qamishli, Hasakah, Hasaka, al-Hasakah, Manbij, Afrin, Tabqa, Al-Bab, al-Bab, Madaya, Zabadani, Dabiq, Abu
    Kamal, Al Bukamal, Jarablus, Azaz, Saraqib, Maarat al-Numan, Ghouta, Eastern Ghouta, Mosul, Basra, Basrah,
    Kirkuk, Fallujah, Falluja, Ramadi, Tikrit, Samarra, Baqubah, Baquba, Najaf, Karbala, Nasiriyah, Sinjar, Tal
    Afar, Tall Afar, Bayji, Baiji, Haditha, Al Qaim, Rutbah, Rutba, Dohuk, Duhok, Dahuk, Sulaymaniyah,
    Sulaimaniya, Halabja, Amarah, Hawija, Hawijah, Qayyarah, Makhmur, Babylon, Nineveh, Nimrud, Hatra, Amerli,
    Sadr City, Abu Ghraib, Isfahan, Mashhad, Shiraz, Tabriz, Qom, Natanz, Fordow, Bushehr, Arak, Bandar Abbas,
    Abadan, Haifa, Eilat, Beersheba, Ashkelon, Ashdod, Sderot, Bethlehem, Hebron, Nablus, Jenin, Gaza City, Rafah,
    Khan Younis, Khan Yunis, Jericho, Nazareth, Sidon, Tyre, Baalbek, Zahle, Aqaba, Irbid, Zarqa, Zaatari, Jeddah,
    Mecca, Medina, Dhahran, Dammam, Taif, Neom, Dubai, Sharjah, Hodeidah, Hudaydah, Taiz, Marib, Mukalla, Salalah,
    Alexandria, Port Said, Suez, Luxor, Aswan, Giza, Sharm el-Sheikh, Sharm el Sheikh, El Arish, Ismailia,
    Benghazi, Misrata, Sirte, Tobruk, Derna, Sebha, Zawiya, Zintan, Sfax, Oran, Constantine, Casablanca,
    Marrakesh, Marrakech, Fez, Tangier, Tetouan, Agadir, Laayoune, Tindouf, Port Sudan, Omdurman, El Fasher, El
    Geneina, Nyala, Malakal, Bentiu, Massawa, Mekelle, Gondar, Dire Dawa, Mombasa, Kisumu, Garissa, Eldoret,
    Kismayo, Baidoa, Bosaso, Berbera, Entebbe, Gulu, Goma, Bukavu, Lubumbashi, Kisangani, Elisabethville,
    Leopoldville, Stanleyville, Katanga, Bunia, Beni, Kano, Kaduna, Maiduguri, Port Harcourt, Ibadan, Jos, Enugu,
    Benin City, Sokoto, Chibok, Yola, Kumasi, Tamale, Timbuktu, Gao, Kidal, Mopti, Agadez, Diffa, Zinder, Douala,
    Bamenda, Bouaké, Bobo-Dioulasso, Johannesburg, Durban, Soweto, Port Elizabeth, Bloemfontein, Sharpeville, Sun
    City, Bulawayo, Ndola, Blantyre, Beira, Nampula, Pemba, Cabinda, Huambo, Benguela, Walvis Bay, Toamasina,
    Mumbai, Bombay, Kolkata, Calcutta, Chennai, Madras, Bengaluru, Bangalore, Hyderabad, Ahmedabad, Pune, Lucknow,
    Jaipur, Amritsar, Srinagar, Jammu, Leh, Chandigarh, Kochi, Goa, Varanasi, Agra, Patna, Guwahati, Imphal,
    Karachi, Lahore, Peshawar, Quetta, Rawalpindi, Multan, Faisalabad, Gwadar, Abbottabad, Muzaffarabad, Gilgit,
    Kandahar, Herat, Mazar-i-Sharif, Jalalabad, Kunduz, Bagram, Lashkar Gah, Ghazni, Bamiyan, Chittagong,
    Chattogram, Cox's Bazar, Sylhet, Jaffna, Kandy, Trincomalee, Hambantota, Galle, Pokhara, Lhasa, Shanghai,
    Guangzhou, Canton, Shenzhen, Tianjin, Chongqing, Chungking, Chengdu, Wuhan, Nanjing, Nanking, Xi'an, Hangzhou,
    Qingdao, Dalian, Harbin, Shenyang, Mukden, Xiamen, Kunming, Urumqi, Kashgar, Hohhot, Ningbo, Macau, Kowloon,
    Sanya, Haikou, Kaohsiung, Taichung, Tainan, Hualien, Osaka, Kyoto, Yokohama, Nagoya, Sapporo, Hiroshima,
    Nagasaki, Fukushima, Fukuoka, Kobe, Sendai, Naha, Yokosuka, Sasebo, Busan, Pusan, Incheon, Inchon, Daegu,
    Panmunjom, Kaesong, Wonsan, Sinuiju, Yongbyon, Chiang Mai, Pattaya, Phuket, Hat Yai, Ho Chi Minh City, Saigon,
    Da Nang, Danang, Hue, Hué, Haiphong, Cam Ranh Bay, Dien Bien Phu, Nha Trang, Siem Reap, Sihanoukville, Luang
    Prabang, Mandalay, Sittwe, Myitkyina, Lashio, Surabaya, Bandung, Medan, Denpasar, Bali, Makassar, Banda Aceh,
    Yogyakarta, Jogjakarta, Palembang, Batam, Jayapura, Ambon, Johor Bahru, Penang, Kota Kinabalu, Kuching,
    Malacca, Melaka, Sydney, Melbourne, Brisbane, Perth, Adelaide, Darwin, Hobart, Auckland, Christchurch,
    Dunedin, Nouméa, Papeete, Hagåtña, Pago Pago, Lae, Bougainville, Edinburgh, Glasgow, Belfast, Cardiff,
    Manchester, Liverpool, Birmingham, Leeds, Bristol, Salisbury, Oxford, Cambridge, Dover, Aberdeen, Londonderry,
    Derry, Cork, Galway, Lockerbie, Lyon, Lyons, Marseille, Marseilles, Nice, Strasbourg, Bordeaux, Toulouse,
    Lille, Calais, Cannes, Normandy, Vichy, Versailles, Evian, Évian, Biarritz, Hamburg, Munich, Frankfurt,
    Cologne, Dresden, Leipzig, Stuttgart, Düsseldorf, Dusseldorf, Nuremberg, Potsdam, Bremen, Hanover, Rostock,
    Ramstein, Heidelberg, Weimar, Geneva, Zurich, Zürich, Basel, Lausanne, Davos, Lugano, Lucerne, Salzburg, Graz,
    Innsbruck, Milan, Naples, Turin, Venice, Florence, Genoa, Bologna, Palermo, Lampedusa, Trieste, Bari,
    Taormina, Barcelona, Seville, Valencia, Bilbao, Málaga, Malaga, Zaragoza, Ceuta, Melilla, Porto, Faro,
    Rotterdam, Utrecht, Maastricht, Eindhoven, Antwerp, Ghent, Bruges, Liège, Ypres, Luxembourg City, Gothenburg,
    Malmö, Malmo, Uppsala, Bergen, Trondheim, Tromsø, Kirkenes, Aarhus, Odense, Turku, Tampere, Rovaniemi, Tartu,
    Narva, Daugavpils, Kaunas, Klaipeda, Gdańsk, Gdansk, Danzig, Kraków, Krakow, Cracow, Wrocław, Poznań, Łódź,
    Lodz, Katowice, Rzeszów, Rzeszow, Auschwitz, Brno, Ostrava, Košice, Debrecen, Szeged, Cluj, Timișoara,
    Timisoara, Constanța, Constanta, Iași, Plovdiv, Varna, Burgas, Thessaloniki, Salonika, Piraeus, Rhodes,
    Lesbos, Famagusta, Limassol, Larnaca, Kyrenia, Split, Dubrovnik, Rijeka, Vukovar, Novi Sad, Niš, Srebrenica,
    Banja Luka, Mostar, Tuzla, Mitrovica, Bitola, Ohrid, Durrës, Batumi, Gori, Kutaisi, Gyumri, Ganja, Nakhchivan,
    Almaty, Alma-Ata, Aktau, Baikonur, Osh, Samarkand, Bukhara, Termez, Khujand, Brest, Gomel, Grodno, Vitebsk,
    Bender, New York, New York City, Los Angeles, Chicago, Houston, Philadelphia, Phoenix, San Francisco, San
    Diego, Dallas, Boston, Seattle, Denver, Detroit, Atlanta, Miami, Tampa, Las Vegas, Baltimore, Cleveland,
    Pittsburgh, New Orleans, St. Louis, Kansas City, Minneapolis, Salt Lake City, Honolulu, Pearl Harbor,
    Anchorage, San Antonio, Guantanamo Bay, Guantánamo, Guantanamo, Camp David, Annapolis, Norfolk, Memphis,
    Nashville, Milwaukee, Portland, Sacramento, Oakland, Toronto, Montreal, Montréal, Vancouver, Calgary,
    Edmonton, Quebec City, Halifax, Winnipeg, Victoria, Monterrey, Guadalajara, Tijuana, Ciudad Juárez, Cancún,
    Cancun, Acapulco, Veracruz, Oaxaca, Colón, Cali, Medellín, Medellin, Cartagena, Barranquilla, Cúcuta,
    Maracaibo, Guayaquil, Cusco, Cuzco, Arequipa, Santa Cruz, Cochabamba, Valparaíso, Valparaiso, Concepción,
    Córdoba, Mar del Plata, Rosario, Mendoza, Ushuaia, São Paulo, Sao Paulo, Rio de Janeiro, Rio, Salvador,
    Recife, Fortaleza, Belo Horizonte, Porto Alegre, Manaus, Belém, Foz do Iguaçu, Punta del Este, Ciudad del
    Este, Holguín, Santiago de Cuba, Montego Bay, Cap-Haïtien, San Juan, Fort-de-France, Bretton Woods, Helmand,
    Schengen, Rambouillet, Locarno, Aachen, Dunkirk, Tsinan, Swatow, Amoy, Quemoy, Matsu"""
)

REGIONS: Final = split(
    """Africa, Asia, Europe, North America, South America, Latin America, Central America, Oceania, Antarctica,
    Eurasia, Americas, Middle East, Near East, Far East, Southeast Asia, South-East Asia, South East Asia, South
    Asia, East Asia, Central Asia, Northeast Asia, West Asia, North Africa, West Africa, East Africa, Central
    Africa, Southern Africa, Sub-Saharan Africa, Horn of Africa, Sahel, Sahara, Maghreb, Levant, Gulf, Caucasus,
    South Caucasus, North Caucasus, Balkans, Western Balkans, Baltics, Baltic States, Scandinavia, Iberia,
    Benelux, Eastern Europe, Western Europe, Central Europe, Southern Europe, Northern Europe, Caribbean,
    Asia-Pacific, Asia Pacific, Indo-Pacific, Pacific Islands, Arctic, Crimea, Donbas, Donbass, Chechnya,
    Dagestan, Tatarstan, Bashkortostan, Ingushetia, North Ossetia, South Ossetia, Abkhazia, Nagorno-Karabakh,
    Karabakh, Transnistria, Siberia, Kamchatka, Sakhalin, Kuril Islands, Kuriles, Primorye, Ural, Urals, Volga,
    Catalonia, Basque Country, Galicia, Andalusia, Bavaria, Saxony, Prussia, Rhineland, Ruhr, Saar, Alsace,
    Brittany, Corsica, Sardinia, Sicily, Lombardy, Tuscany, Tyrol, South Tyrol, Scotland, Wales, England, Northern
    Ireland, Ulster, Great Britain, Britain, Kurdistan, Iraqi Kurdistan, Rojava, Anbar, Al Anbar, Al-Anbar, Anbar
    Province, Diyala, Salah ad Din, Salahuddin, Salah al-Din, Ninawa, Dhi Qar, Maysan, Babil, Wasit, West Bank,
    Gaza, Gaza Strip, Golan, Golan Heights, Sinai, Galilee, Judea, Samaria, Palestine, Hejaz, Hadramawt, Asir,
    Cyrenaica, Tripolitania, Fezzan, Darfur, South Kordofan, Kordofan, Blue Nile, Abyei, Tigray, Amhara, Oromia,
    Ogaden, Somaliland, Puntland, Jubaland, Ituri, North Kivu, South Kivu, Kivu, Kasai, Biafra, Borno, Niger
    Delta, Casamance, Cabo Delgado, Zanzibar, KwaZulu-Natal, Gauteng, Transvaal, Transkei, Natal, Kashmir, Azad
    Kashmir, Ladakh, Punjab, Sindh, Balochistan, Baluchistan, Khyber Pakhtunkhwa, Waziristan, North Waziristan,
    South Waziristan, Swat, Kerala, Tamil Nadu, Gujarat, Maharashtra, Bihar, Uttar Pradesh, West Bengal, Bengal,
    Assam, Manipur, Nagaland, Arunachal Pradesh, Sikkim, Rajasthan, Karnataka, Telangana, Andhra Pradesh, Odisha,
    Haryana, Tibet, Xinjiang, Inner Mongolia, Manchuria, Guangdong, Fujian, Fukien, Sichuan, Yunnan, Hainan,
    Hunan, Hubei, Henan, Hebei, Shandong, Shanxi, Shaanxi, Zhejiang, Jiangsu, Anhui, Jiangxi, Guangxi, Guizhou,
    Gansu, Qinghai, Ningxia, Heilongjiang, Jilin, Liaoning, Formosa, Okinawa, Hokkaido, Honshu, Kyushu, Senkaku
    Islands, Senkakus, Diaoyu Islands, Dokdo, Takeshima, Jeju, Mindanao, Luzon, Visayas, Palawan, Sulu, Basilan,
    Jolo, Tawi-Tawi, Mindoro, Leyte, Samar, Panay, Negros, Bicol, Bohol, Metro Manila, Scarborough Shoal, Second
    Thomas Shoal, Ayungin Shoal, Panatag Shoal, Mischief Reef, Spratly Islands, Spratlys, Paracel Islands,
    Paracels, Borneo, Sabah, Sarawak, Sumatra, Java, Sulawesi, Celebes, Kalimantan, Papua, West Papua, Irian Jaya,
    Aceh, Maluku, Moluccas, Flores, Timor, Natuna Islands, Rakhine, Arakan, Kachin, Shan State, Karen State, Isan,
    Patani, Tonkin, Annam, Cochinchina, Indochina, Mekong Delta, Tasmania, Queensland, New South Wales, Northern
    Territory, Western Australia, South Australia, Melanesia, Micronesia, Polynesia, Hawaii, Alaska, Alabama,
    Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Idaho, Illinois, Indiana, Iowa,
    Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri,
    Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, North Carolina, North Dakota, Ohio,
    Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont,
    Virginia, West Virginia, Wisconsin, Wyoming, District of Columbia, New England, Ontario, Quebec, Québec,
    British Columbia, Alberta, Manitoba, Saskatchewan, Nova Scotia, Newfoundland, Yukon, Nunavut, Chiapas,
    Sinaloa, Sonora, Yucatán, Baja California, Patagonia, Amazon, Amazonia, Essequibo, Tierra del Fuego,
    Falklands, Malvinas, Hispaniola, Catatumbo, Chocó, Darién Gap, Darien Gap, Araucanía, Diego Garcia, Chagos
    Islands, Chagos, Guam, Wallonia, Flanders, Bohemia, Moravia, Silesia, Pomerania, Transylvania, Bessarabia,
    Vojvodina, Kosovo, Republika Srpska, Sandžak, Dalmatia, Macedonia, Thrace, Peloponnese, Crete, Anatolia,
    Hatay, Mesopotamia, Khorasan, Khuzestan, Sistan and Baluchestan, Nangarhar, Kunar, Panjshir, Bohai, Cyclades,
    Idlib Province, Green Zone, Suwayda, Quneitra, Akrotiri, Dhekelia, West Berlin, East Berlin, East Jerusalem,
    West Jerusalem"""
)

WATERS: Final = split(
    """Pacific, Atlantic, Pacific Ocean, Atlantic Ocean, Indian Ocean, Arctic Ocean, Southern Ocean, North Atlantic,
    South Pacific, North Pacific, South Atlantic, Western Pacific, Mediterranean, Mediterranean Sea, Eastern
    Mediterranean, Aegean, Aegean Sea, Adriatic, Baltic, Baltic Sea, Black Sea, Sea of Azov, Caspian, Caspian Sea,
    Red Sea, Dead Sea, North Sea, Barents Sea, Bering Sea, Sea of Okhotsk, Sea of Japan, East Sea, Yellow Sea,
    East China Sea, South China Sea, West Philippine Sea, Philippine Sea, Sulu Sea, Celebes Sea, Java Sea, Timor
    Sea, Coral Sea, Tasman Sea, Andaman Sea, Bay of Bengal, Arabian Sea, Persian Gulf, Arabian Gulf, Gulf of Oman,
    Gulf of Aden, Gulf of Guinea, Gulf of Thailand, Gulf of Tonkin, Gulf of Mexico, Gulf of Finland, Gulf of
    Sidra, Gulf of Aqaba, Strait of Hormuz, Straits of Hormuz, Taiwan Strait, Taiwan Straits, Formosa Strait,
    Strait of Malacca, Malacca Strait, Luzon Strait, Bab el-Mandeb, Bab al-Mandab, Kerch Strait, Bosphorus,
    Bosporus, Dardanelles, English Channel, Strait of Gibraltar, Suez Canal, Panama Canal, Caribbean Sea, Sea of
    Marmara, Lake Chad, Lake Victoria, Lake Tanganyika, Nile, Tigris, Euphrates, Jordan River, Danube, Rhine,
    Volga, Dnieper, Don River, Dniester, Mekong, Yangtze, Yellow River, Yalu, Amur, Ganges, Indus, Brahmaputra,
    Irrawaddy, Congo River, Niger River, Zambezi, Limpopo, Orinoco, Rio Grande, Litani, Oder, Elbe, Vistula,
    Litani River, Khabur, Himalayas, Hindu Kush, Andes, Alps, Carpathians, Pyrenees, Bekaa Valley, Bekaa, Beqaa,
    Fergana Valley, Korean Peninsula, Arabian Peninsula, Sinai Peninsula, Crimean Peninsula, Kola Peninsula,
    Balkan Peninsula, Mount Sinjar, Mount Everest, Demilitarized Zone, Wall Street, Times Square, Red Square,
    Tahrir Square, Tiananmen Square, Maidan, Shatt al-Arab"""
)
