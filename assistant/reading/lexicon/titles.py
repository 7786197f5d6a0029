"""Offices, ranks and forms of address."""

from __future__ import annotations

from typing import Final

from assistant.reading.lexicon.kinds import split

HONORIFICS: Final = split(
    """Mr, Mrs, Ms, Miss, Mister, Madam, Madame, Monsieur, Mme, Dr, Doctor, Prof, Sir, Dame, Lord, Lady, Baroness,
    Baron, Sheikh, Shaikh, Sheik, Rev, Reverend, Fr, Father, Hon, Don, Doña, Datuk, Dato, Tan Sri, Haji, Hajji,
    Mullah, Ayatollah, Imam, Mufti, Rabbi, Saint, Sayyid, Señor, Herr, Frau, Comrade, Count, Countess, Sultan,
    Viscount, Hojatoleslam, Mawlana, Maulana, Mawlawi, Sister, Brother, Pastor, Messrs, Sri, Shri"""
)

TITLES: Final = split(
    """President, Chancellor, Premier, Minister, Secretary, Ambassador, Envoy, Consul, Senator, Representative,
    Congressman, Congresswoman, Governor, Mayor, Chairman, Chairwoman, Chairperson, Chair, Chief, Director,
    Commissioner, Commander, Spokesman, Spokeswoman, Spokesperson, Speaker, King, Queen, Prince, Princess,
    Emperor, Empress, Pope, Cardinal, Archbishop, Bishop, Patriarch, General, Admiral, Colonel, Major, Captain,
    Lieutenant, Sergeant, Corporal, Brigadier, Marshal, Commodore, Leader, Head, Justice, Judge, Attorney,
    Professor, Administrator, Coordinator, Co-ordinator, Undersecretary, Under-Secretary, Deputy, Delegate,
    Counsellor, Counselor, Adviser, Advisor, Emir, Amir, Shah, Tsar, Chargé, Secretary-General, Director-General,
    Attorney-General, Governor-General, Inspector, Superintendent, Officer, Executive, CEO, CFO, MP, MEP, PM,
    Councillor, Councilor, Lawmaker, Negotiator, Mediator, Rapporteur, Ombudsman, Prosecutor, Solicitor, Auditor,
    Treasurer, Founder, Editor, Analyst, Economist, Historian, Scholar, Activist, Journalist, Correspondent,
    Reporter, Author, Ministers, Lieutenant-General, Major-General, Vice-President, Dictator, Taoiseach, Tánaiste,
    Private, Airman, Constable, Warlord, Strongman, Candidate, Nominee, Boss, Aide, Lawyer, Fellow, Researcher,
    Expert, Physicist, Scientist, Vice-Chairman, Vice-Minister, Vice-Premier, Pres, Gen, Lt, Col, Maj, Capt, Sgt,
    Cpl, Adm, Brig, Gov, Sen, Rep, Cmdr, Amb, Sec, Atty, Supt, Vice Adm, Chairperson-in-Office,
    Commander-in-Chief, Co-chair, Co-Chair, Co-Chairman, Vice-Chair, Principal, Dean, Rector, Provost, Registrar,
    Curator, Ranger, Detective, Sheriff, Bishops, Chaplain, Abbot, Nuncio, Legate, Plenipotentiary, Attaché,
    Caliph, Regent, Whip, Presidente"""
)

PLURAL_TITLES: Final = {
    "Presidents": "President",
    "Ministers": "Minister",
    "Secretaries": "Secretary",
    "Senators": "Senator",
    "Representatives": "Representative",
    "Ambassadors": "Ambassador",
    "Generals": "General",
    "Governors": "Governor",
    "Chancellors": "Chancellor",
    "Premiers": "Premier",
    "Kings": "King",
    "Princes": "Prince",
    "Justices": "Justice",
    "Judges": "Judge",
    "Professors": "Professor",
    "Commissioners": "Commissioner",
    "Sens": "Senator",
    "Reps": "Representative",
    "Messrs": "Mr",
}

# Words before a title that stand small in running text, beside the modifiers and portfolios.
SMALL_MODIFIERS: Final = frozenset(
    split(
        """cabinet, government, party, house, senate, army, navy, police, union, campaign, opposition,
        co-founder, armed, coast, forces, guard, rebel, newspaper, bank, company, faction, club, team,
        university, church, commission, council, committee, ministry, agency, district, city, village"""
    )
)

MODIFIERS: Final = split(
    """Deputy, Vice, First, Second, Acting, Former, Prime, Chief, Senior, Assistant, Associate, Permanent, Special,
    Interim, Executive, General, Honorary, Under, Principal, Joint, Crown, Grand, Supreme, High, Lord, Caretaker,
    Outgoing, Incoming, Then, Ex, Minority, Majority, Managing, Resident, Co, Junior, Shadow, Elect, Designate,
    Provisional, Retired, Field, Rear, Fleet, Air, Major, Lieutenant, Brigadier, Press, Plenipotentiary,
    Extraordinary, Presidential, Ministerial, Top, Veteran, Long-time, Longtime, Ailing, Incumbent, Transitional,
    Self-proclaimed, Communist, Socialist, Liberal, Conservative, Democratic, Republican, Labour, Green,
    Opposition, Ruling, Leading, Rebel, Hardline, Moderate, Right, Tory, Democrat, Ranking, Regional, Provincial,
    Federal, Municipal, Parliamentary, Congressional, Military, Naval, Political, Royal, Diplomatic, Religious,
    Spiritual, Tribal, Local, State, National, International, Global, World"""
)

PORTFOLIOS: Final = split(
    """Defence, Defense, Interior, Foreign, External, Internal, Affairs, Justice, Finance, Treasury, Trade, Commerce,
    Industry, Energy, Oil, Petroleum, Agriculture, Agrarian, Fisheries, Forestry, Environment, Climate, Health,
    Education, Culture, Sports, Youth, Labor, Labour, Employment, Transport, Transportation, Communications,
    Information, Science, Technology, Development, Planning, Economy, Economic, Economics, Budget, Revenue,
    Security, Intelligence, Home, Homeland, Immigration, Migration, Border, Housing, Urban, Rural, Land, Water,
    Resources, Natural, Mines, Mining, Tourism, Women, Family, Social, Welfare, Religious, Heritage, Veterans,
    Electricity, Power, Atomic, Nuclear, Space, Aviation, Maritime, Cooperation, Co-operation, International,
    Overseas, Commonwealth, State, Staff, Operations, Policy, Political, Human, Services, Rights, Reform, Reforms,
    Administration, Public, Local, Government, Emergency, Situations, Disaster, Infrastructure, Works, Digital,
    Cyber, Investment, Investments, Integration, European, Exterior, Relations, War, Navy, Army, Naval, Military,
    Civil, Counter-Terrorism, Counterterrorism, Anti-Corruption, Antiquities, Reconciliation, Reconstruction,
    Displacement, Expatriates, Hajj, Endowments, Awqaf, Municipalities, Parliamentary, Legal, Constitutional,
    Press, Media, Broadcasting, Railways, Food, Consumer, Protection, Safety, Insurance, Pensions, Community,
    Communities, Indigenous, Minority, Equality, Gender, Children, Disarmament, Proliferation, Nonproliferation,
    Arms, Control, Strategic, Strategy, National, General, Domestic, Drug, Drugs, Narcotics, Budgets, Management,
    Export, Exports, Import, Customs, Taxation, Central, Prisons, Police, Law, Enforcement, Order, Peace,
    Peacekeeping, Peacebuilding, Conflict, Humanitarian, Refugees, Relief, Assistance, Aid, Global, Regional,
    Northern, Southern, Eastern, Western, Near, Middle, Far, Asian, African, Pacific, Hemisphere"""
)
