"""International bodies, alliances, agencies, media and movements known by name, and agreements."""

from __future__ import annotations

from typing import Final

from assistant.reading.lexicon.kinds import split

BODIES: Final = split(
    """UN, U.N., United Nations, Commonwealth, UNSC, U.N. Security Council, UN Security Council, Security Council, UN
    General Assembly, General Assembly, UNGA, UNICEF, UNESCO, UNHCR, UNRWA, UNDP, UNFPA, UNEP, UNIFIL, UNDOF,
    UNAMI, UNAMA, UNAMID, UNMISS, MONUSCO, MINUSMA, UNMIK, UNODC, UNOCHA, OCHA, UNCTAD, UNIDO, UNMOVIC, UNSCOM,
    UNITAMS, UNMHA, UNSMIL, OHCHR, IOM, WHO, WTO, WFP, FAO, ILO, IMF, IMO, ICAO, IAEA, ICJ, ICC, ICRC, IFRC, ICTY,
    ITLOS, PCA, IPCC, WIPO, World Bank, World Food Programme, World Food Program, World Health Organization, World
    Trade Organization, International Monetary Fund, International Criminal Court, International Court of Justice,
    Permanent Court of Arbitration, International Atomic Energy Agency, International Committee of the Red Cross,
    Red Cross, Red Crescent, Syrian Arab Red Crescent, EU, E.U., European Union, European Commission, European
    Council, European Parliament, European Central Bank, ECB, European Court of Human Rights, ECHR, Council of
    Europe, OSCE, Organization for Security and Co-operation in Europe, Organisation for Security and Co-operation
    in Europe, Organization for Security and Cooperation in Europe, EEC, EFTA, Common Market, Europol, Interpol,
    INTERPOL, Frontex, Eurojust, Eurogroup, Euratom, NATO, N.A.T.O., Nato, North Atlantic Treaty Organization,
    North Atlantic Treaty Organisation, North Atlantic Council, North Atlantic Alliance, Warsaw Pact, SEATO,
    CENTO, ANZUS, AUKUS, Quad, CSTO, SCO, CIS, EAEU, Eurasian Economic Union, BRICS, G7, G8, G-7, G-8, G20, G-20,
    G77, Group of Seven, Group of 20, OECD, OPEC, OPEC+, Opec, ASEAN, Asean, Association of Southeast Asian
    Nations, APEC, Asia-Pacific Economic Cooperation, SAARC, GCC, Gulf Cooperation Council, OIC, Organisation of
    Islamic Cooperation, Organization of Islamic Cooperation, Arab League, League of Arab States, African Union,
    OAU, Organization of African Unity, Organisation of African Unity, ECOWAS, Ecowas, SADC, IGAD, EAC, East
    African Community, ECCAS, CEMAC, AES, Alliance of Sahel States, CARICOM, Caricom, OAS, Organization of
    American States, Mercosur, MERCOSUR, UNASUR, CELAC, ALBA, Commonwealth of Nations, Commonwealth of Independent
    States, Shanghai Cooperation Organisation, Shanghai Cooperation Organization, Collective Security Treaty
    Organization, Pacific Islands Forum, Asian Development Bank, Asian Infrastructure Investment Bank, AIIB, ADB,
    AfDB, African Development Bank, Inter-American Development Bank, New Development Bank, Non-Aligned Movement,
    Nonaligned Movement, League of Nations, International Olympic Committee, IOC, FIFA, Fifa, UEFA, OPCW,
    Organisation for the Prohibition of Chemical Weapons, Organization for the Prohibition of Chemical Weapons,
    CTBTO, Amnesty International, Human Rights Watch, HRW, Médecins Sans Frontières, Medecins Sans Frontieres,
    Doctors Without Borders, Reporters Without Borders, Transparency International, Greenpeace, Oxfam, Save the
    Children, International Rescue Committee, Mercy Corps, International Crisis Group, Crisis Group, Freedom
    House, RAND, Rand Corporation, Chatham House, Carnegie Endowment, Carnegie Endowment for International Peace,
    Brookings, Brookings Institution, Council on Foreign Relations, White Helmets, Syrian Observatory for Human
    Rights, Syria Civil Defence, White House, Kremlin, Pentagon, Foggy Bottom, Downing Street, Whitehall, Number
    10, Elysee, Élysée, Elysée Palace, Élysée Palace, Bundestag, Bundesrat, Bundeswehr, Bundesbank, Knesset, Duma,
    State Duma, Federation Council, Politburo, Blue House, Malacañang, Malacanang, Malacañang Palace, Quai
    d'Orsay, Capitol Hill, Congress, Senate, House of Representatives, House of Commons, House of Lords, Commons,
    Parliament, Westminster, Lok Sabha, Rajya Sabha, Majlis, Verkhovna Rada, Rada, Sejm, Storting, Riksdag,
    Folketing, Diet, National Diet, Loya Jirga, Shura Council, Guardian Council, Assembly of Experts, Federal
    Reserve, Fed, Bank of England, Bank of Japan, Supreme Court, Constitutional Court, High Court, State
    Department, Foreign Office, Home Office, Treasury, Ministry of Defence, MoD, MOD, Ministry of Defense, FCO,
    FCDO, DFID, DfID, USAID, Defense Department, Justice Department, Defense Ministry, Defence Ministry, Foreign
    Ministry, Interior Ministry, Finance Ministry, Justice Ministry, Health Ministry, Central Bank, Armed Forces,
    Armed Forces of the Philippines, Coast Guard, Revolutionary Guards, Revolutionary Guard, Islamic Revolutionary
    Guard Corps, IRGC, Quds Force, Basij, Peshmerga, Popular Mobilization Forces, Popular Mobilisation Forces,
    Popular Mobilization Units, PMF, PMU, Hashd al-Shaabi, Free Syrian Army, FSA, Syrian Democratic Forces, SDF,
    People's Protection Units, YPG, YPJ, PYD, PKK, Kurdistan Workers' Party, KRG, Kurdistan Regional Government,
    KDP, PUK, Syrian National Council, Syrian National Coalition, Syrian Opposition Coalition, High Negotiations
    Committee, Islamic State, Islamic State of Iraq and Syria, Islamic State of Iraq and the Levant, ISIS, ISIL,
    Isis, Isil, IS, Daesh, DAESH, Da'esh, Da'ish, Al Qaeda, Al-Qaeda, al-Qaeda, Al Qaida, Al-Qaida, al-Qaida,
    Qaeda, AQI, AQAP, AQIM, Jabhat al-Nusra, Nusra Front, al-Nusra Front, Al-Nusra Front, Al Nusra Front, Jabhat
    Fateh al-Sham, Jabhat al Nusra, Hayat Tahrir al-Sham, HTS, Ahrar al-Sham, Jaysh al-Islam, Jaish al-Islam,
    Hezbollah, Hizbollah, Hizballah, Hizbullah, Lebanese Hizballah, Hamas, Fatah, Islamic Jihad, PLO, PA,
    Palestinian Authority, Muslim Brotherhood, Taliban, Taleban, Haqqani Network, Lashkar-e-Taiba,
    Lashkar-e-Tayyiba, Jaish-e-Mohammed, Tehrik-e-Taliban, TTP, Jemaah Islamiyah, Abu Sayyaf, Abu Sayyaf Group,
    Moro Islamic Liberation Front, MILF, Moro National Liberation Front, MNLF, New People's Army, Houthis, Houthi,
    Ansar Allah, Ansarallah, Boko Haram, ISWAP, Al-Shabaab, al-Shabaab, Al-Shabab, al-Shabab, Shabab, Lord's
    Resistance Army, LRA, Janjaweed, Rapid Support Forces, RSF, M23, FDLR, TPLF, FARC, ELN, Sendero Luminoso,
    Shining Path, Farabundo Martí National Liberation Front, Zapatistas, IRA, ETA, Sinn Féin, Sinn Fein, Wagner,
    Wagner Group, Azov, Viet Cong, Vietcong, Vietminh, Viet Minh, Khmer Rouge, Pathet Lao, Kuomintang, KMT, Red
    Guards, PLA, People's Liberation Army, Red Army, Luftwaffe, Wehrmacht, KGB, GRU, FSB, SVR, MI5, MI6, GCHQ,
    CIA, C.I.A., FBI, F.B.I., NSA, DEA, DHS, DOD, DoD, DOJ, NSC, National Security Council, NASA, FDA, EPA, CDC,
    SEC, IRS, NRA, GOP, CENTCOM, Centcom, CJTF-OIR, Combined Joint Task Force, U.S. Central Command, US Central
    Command, Africom, AFRICOM, INDOPACOM, Joint Chiefs of Staff, Joint Chiefs, Mossad, Shin Bet, IDF, ISI, ISAF,
    RAF, Royal Air Force, Royal Navy, Air Force, Bolsheviks, Nazis, Nazi, Gestapo, SS, Stasi, Savak, SAVAK, Baath
    Party, Ba'ath Party, Baath, Ba'ath, Likud, Labour, Tories, Tory, Social Democrats, Christian Democrats,
    Liberal Democrats, Conservatives, Democrats, Republicans, Greens, Fidesz, Law and Justice, Golden Dawn,
    Syriza, Podemos, Vox, AKP, CHP, HDP, MHP, CDU, CSU, SPD, AfD, FDP, BJP, ANC, PRI, SNP, UKIP, DUP, Swapo,
    SWAPO, FRELIMO, Frelimo, RENAMO, Renamo, UNITA, MPLA, ZANU-PF, Zanu-PF, Awami League, Congress Party, NPC,
    National People's Congress, CCP, CPC, Bangsamoro, Vatican, Holy See, Church of England, Catholic Church,
    Orthodox Church, Roman Catholic Church, Reuters, AFP, Agence France-Presse, AP, Associated Press, The
    Associated Press, UPI, BBC, CNN, ABC, CBS, NBC, MSNBC, CNBC, NPR, PBS, Fox News, C-SPAN, Al Jazeera,
    Al-Jazeera, Al Arabiya, Al-Arabiya, RT, TASS, Tass, ITAR-TASS, Itar-Tass, Interfax, RIA Novosti, Sputnik,
    Xinhua, CCTV, CGTN, Global Times, People's Daily, China Daily, South China Morning Post, Kyodo, NHK, Yomiuri
    Shimbun, Asahi Shimbun, Nikkei, Yonhap, KCNA, Rodong Sinmun, Bernama, Antara, Kompas, Tempo, Rappler,
    Rappler.com, ABS-CBN, GMA, GMA News, Philippine Star, Philippine Daily Inquirer, Manila Times, Arab News, Gulf
    News, IRNA, Fars, Tasnim, Press TV, SANA, Anadolu, Anadolu Agency, Haaretz, Jerusalem Post, Times of Israel,
    Times of India, The Hindu, Dawn, Geo News, Tolo News, DPA, dpa, Deutsche Welle, Der Spiegel, Die Zeit, Die
    Welt, Bild, Frankfurter Allgemeine Zeitung, Süddeutsche Zeitung, Le Monde, Le Figaro, Libération, El País, El
    Pais, El Mundo, La Repubblica, Corriere della Sera, La Stampa, ANSA, EFE, Lusa, New York Times, The New York
    Times, Washington Post, The Washington Post, Wall Street Journal, The Wall Street Journal, Los Angeles Times,
    USA Today, Time Magazine, Newsweek, Bloomberg, Bloomberg News, Politico, Axios, The Economist, The Guardian,
    The Times, The Daily Telegraph, Daily Mail, Financial Times, The Independent, The Atlantic, Foreign Policy
    Magazine, Foreign Affairs Magazine, Radio Free Europe, Voice of America, Kyiv Post, Kyiv Independent,
    Ukrinform, Pravda, Izvestia, Kommersant, Novaya Gazeta, Moscow Times, Meduza, BelTA, Ekho Moskvy, O Globo,
    Folha de S.Paulo, Clarín, La Nación, Granma, Prensa Latina, Telesur, Daily Nation, The East African, Mail &
    Guardian, Premium Times, Punch, Daily Trust, Jeune Afrique, Facebook, Twitter, Google, YouTube, WhatsApp,
    Telegram, Microsoft, Apple, Amazon, Huawei, ZTE, TikTok, Gazprom, Rosneft, Rosatom, Rosoboronexport, Lukoil,
    Novatek, Sberbank, VTB, Transneft, Naftogaz, Aramco, Saudi Aramco, ADNOC, QatarEnergy, Sinopec, CNPC, CNOOC,
    Petronas, Pertamina, PetroVietnam, Petrobras, PDVSA, Pemex, ExxonMobil, Exxon, Chevron, Shell, BP,
    TotalEnergies, Eni, ENI, Equinor, Boeing, Airbus, Lockheed Martin, Raytheon, Northrop Grumman, General
    Dynamics, BAE Systems, Dassault, Thales, Leonardo, Rheinmetall, Saab, SpaceX, Starlink, Tesla, Toyota,
    Samsung, Hyundai, Sony, TSMC, Foxconn, Siemens, Volkswagen, Goldman Sachs, JPMorgan, JPMorgan Chase, HSBC,
    Citigroup, Deutsche Bank, Moody's, Standard & Poor's, Fitch, Swift, SWIFT, Aeroflot, Lufthansa, Emirates
    Airlines, Qatar Airways, World Economic Forum, Club of Rome, Paris Club, Bretton Woods Institutions, Nobel
    Committee, Marines, Marine Corps, Navy SEALs, Secret Service, Scotland Yard, Homeland Security, Organization
    of the Petroleum Exporting Countries, Organisation for Economic Co-operation and Development, Organization for
    Economic Cooperation and Development, Office of the United Nations High Commissioner for Human Rights, World
    Monuments Fund, Smithsonian, Smithsonian Institution, European External Action Service, EEAS, NGO Forum,
    Sahwa, Mahdi Army, Badr Organization, Kata'ib Hezbollah, Kataib Hezbollah, Asa'ib Ahl al-Haq, Iraqi Security
    Forces, ISF, Levant Front, Southern Front, Zeitoun, House of Saud, State Council, Central Committee, Standing
    Committee"""
)

AGREEMENTS: Final = split(
    """Paris Agreement, Code of Conduct, Kyoto Protocol, Montreal Protocol, JCPOA, Joint Comprehensive Plan of
    Action, VFA, Visiting Forces Agreement, EDCA, Enhanced Defense Cooperation Agreement, Mutual Defense Treaty,
    Status of Forces Agreement, New START, START, START I, START II, SALT, SALT I, SALT II, INF Treaty,
    Intermediate-Range Nuclear Forces Treaty, Intermediate-range Nuclear Forces Treaty, ABM Treaty, Open Skies
    Treaty, Test Ban Treaty, Comprehensive Nuclear-Test-Ban Treaty, CTBT, NPT, Non-Proliferation Treaty, Nuclear
    Non-Proliferation Treaty, Chemical Weapons Convention, Biological Weapons Convention, Ottawa Convention,
    Geneva Convention, Geneva Conventions, Vienna Convention, Hague Convention, UNCLOS, Law of the Sea Convention,
    United Nations Convention on the Law of the Sea, UN Convention on the Law of the Sea, Rome Statute, Treaty of
    Rome, Treaty of Versailles, Treaty of Lisbon, Lisbon Treaty, Maastricht Treaty, Treaty of Westphalia, Treaty
    of Waitangi, North Atlantic Treaty, Washington Treaty, Good Friday Agreement, Belfast Agreement, Dayton
    Agreement, Dayton Accords, Oslo Accords, Camp David Accords, Abraham Accords, Minsk Agreement, Minsk
    Agreements, Minsk Protocol, Minsk II, Minsk accords, Budapest Memorandum, Helsinki Final Act, Helsinki
    Accords, Schengen Agreement, Dublin Regulation, Taif Agreement, Astana Agreement, Algiers Accords, Algiers
    Agreement, Arusha Accords, Arusha Agreement, Pretoria Agreement, Lusaka Protocol, Lomé Convention, Cotonou
    Agreement, Bali Concord, Treaty of Amity and Cooperation, Simla Agreement, Indus Waters Treaty, Tashkent
    Declaration, Shimla Agreement, Panmunjom Declaration, Prespa Agreement, Montreux Convention, Treaty of
    Lausanne, Lausanne Treaty, Treaty of Sèvres, Sykes-Picot Agreement, Balfour Declaration, Atlantic Charter, UN
    Charter, U.N. Charter, United Nations Charter, Charter of the United Nations, Universal Declaration of Human
    Rights, Universal Declaration, NAFTA, USMCA, CAFTA, TPP, CPTPP, Trans-Pacific Partnership, RCEP, Regional
    Comprehensive Economic Partnership, TTIP, GATT, General Agreement on Tariffs and Trade, CETA, AfCFTA, African
    Continental Free Trade Area, Black Sea Grain Initiative, Windsor Framework, Northern Ireland Protocol, Geneva
    Communiqué, Geneva Communique, Camp David Agreement, Stockholm Agreement, Riyadh Agreement, Doha Agreement,
    Sochi Agreement, Basel Convention, Arms Trade Treaty, Antarctic Treaty, Outer Space Treaty, Treaty of
    Tlatelolco, Rio Treaty, Treaty of Guadalupe Hidalgo, Nassau Agreement, Élysée Treaty, Elysée Treaty, Munich
    Agreement, Yalta Agreement, Potsdam Agreement, Molotov-Ribbentrop Pact, Plaza Accord, Louisiana Purchase,
    Six-Party Joint Statement, Agreed Framework, Global Compact, Bogor Declaration, Marrakesh Agreement"""
)

# Capitals that stand for no organisation.
NOT_ORGANISATIONS: Final = frozenset(
    split(
        """GDP, GNP, GMT, EDT, EST, PST, UTC, HIV, AIDS, COVID, SARS, MERS, TV, CD, DVD, PC, IT, ID, OK, AM, PM, BC, AD,
    VIP, WMD, IED, IEDs, RPG, ICBM, ICBMs, SAM, UAV, UAVs, NGO, NGOs, MP, MPs, MEP, MEPs, CEO, CFO, PhD, MBA, BA,
    MA, Q&A, FAQ, DNA, GPS, LNG, LPG, VAT, FTA, MOU, MoU, MOUs, PR, HQ, POW, POWs, UPDATED, BREAKING, UPDATE,
    EXCLUSIVE, NEWS, OPINION, IDP, IDPs, USD, EUR, GBP, AK, AK-47, DIY, SUV, CCTV, SMS, PDF, HTML, URL, ATM, CV,
    DC, D.C, RE, CC, ASAP, RSVP, TBD, NB, PS, BUT, AND, THE, NOT, FOR, WITH, FROM, COIN, VBIED, SVBIED, LGBT,
    LGBTQ, MANPADS, SOS, VBIEDs, SUVs, FDI, EEZ, NFZ, CBM, CBMs, S-400, S-300, F-16, F-35, WWII, WWI, WW2, II,
    III, IV"""
    )
)
