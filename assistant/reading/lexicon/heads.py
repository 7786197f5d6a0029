"""Words at the end or the beginning of a name that tell what it names."""

from __future__ import annotations

from typing import Final

from assistant.reading.lexicon.kinds import split

BODIES: Final = split(
    """Council, Party, Ministry, Department, Agency, Authority, Commission, Committee, Bureau, Office, Service,
    Services, Board, Court, Parliament, Congress, Senate, Assembly, Duma, Cabinet, Government, Administration,
    Secretariat, Bank, Fund, University, College, Institute, Institution, School, Academy, Foundation,
    Association, Federation, Union, League, Society, Organisation, Organization, Alliance, Coalition, Front,
    Movement, Army, Navy, Force, Forces, Guard, Guards, Corps, Marines, Police, Command, Brigade, Division,
    Battalion, Regiment, Fleet, Squadron, Militia, Brigades, Battalions, Corp, Corporation, Company, Co, Inc, Ltd,
    LLC, PLC, plc, Group, Holdings, Industries, Enterprises, Airlines, Airways, Motors, Energy, Embassy,
    Consulate, Mission, Directorate, Unit, Task Force, Center, Centre, Network, News, Times, Post, Tribune,
    Herald, Telegraph, Gazette, Journal, Daily, Chronicle, Observer, Inquirer, Broadcasting, Television, Radio,
    Press, Magazine, Club, Team, Chamber, Confederation, Consortium, Trust, Partnership, Initiative, Watch,
    International, Brotherhood, Jihad, Church, Synod, Tribunal, Inspectorate, Registry, Treasury, Exchange,
    Reserve, Presidency, Delegation, Parliamentarians, Liberals, Democrats, Conservatives, Republicans,
    Socialists, Communists, Greens, Syndicate, Cartel, Caucus, Politburo, Presidium, Soviet, Junta, Knesset,
    Bundestag, Bundesbank, Sejm, Diet, Majlis, Shura, Loya Jirga, Laboratory, Laboratories, Hospital, Museum,
    Library, Observatory, Militias, Peshmerga, Mujahideen, Legion, Garrison, Headquarters, Ombudsman,
    Constabulary, Intelligence, Staff, Technologies, Systems, Petroleum, Steel, Electric, Airforce, Registrar,
    Collective, Forum, Taskforce, Bloc, Squad, Militiamen, Workers, Teachers, Veterans, Journalists, Doctors,
    Electorate, Diocese, Archdiocese, Order, Cooperative, Lobby, Panel, Secretariat-General, Operator, Defence
    Forces, Politics, Studies, Affairs, Relations, Nations, States, Defence, Defense, Development, Rescue,
    Volunteers, Rebels, Helmets"""
)

# These end no organisation after nothing but a place or demonym ("Middle Eastern States", "Asian Affairs").
NOT_AFTER_PLACE: Final = frozenset(
    {"Affairs", "Relations", "Studies", "Politics", "Nations", "States", "Development", "Order"}
)

BODIES_OF: Final = split(
    """Ministry, Department, Bureau, Office, Board, Court, Council, Commission, Committee, Bank, University, College,
    Institute, School, Academy, Association, Federation, Union, League, Society, Organisation, Organization,
    Party, Movement, Front, Center, Centre, House, Chamber, Conference, Fund, Foundation, Directorate,
    Directorate-General, Church, Confederation, Alliance, Army, Embassy, Government, Parliament, Assembly,
    Congress, Authority, Agency, Administration, Coalition, Joint Chiefs, Chiefs, Secretariat, Division, Branch,
    Delegation, Mission, Consulate, Community, Panel, Brigade, Tribunal, Group, Campaign, Royal Institute, Supreme
    Court, High Court, Armed Forces, Friends, Sons, Partners, Legion, Reporters, Doctors, Volunteers"""
)

PLACE_ENDS: Final = split(
    """Sea, River, Ocean, Island, Islands, Isle, Isles, Peninsula, Province, Governorate, District, County, State,
    Region, City, Town, Village, Valley, Mountains, Mountain, Hills, Hill, Heights, Desert, Lake, Bay, Gulf,
    Strait, Straits, Channel, Canal, Cape, Coast, Basin, Plateau, Plain, Plains, Delta, Falls, Forest, Park,
    Airport, Airfield, Airbase, Base, Port, Harbour, Harbor, Square, Street, Road, Avenue, Boulevard, Bridge, Dam,
    Palace, Hotel, Stadium, Prison, Camp, Crossing, Border, Pass, Reef, Shoal, Atoll, Archipelago, Territory,
    Territories, Oblast, Krai, Republic, Emirate, Kingdom, Prefecture, Canton, Highlands, Lowlands, Steppe,
    Corridor, Triangle, Zone, Strip, Bank, Quarter, Suburb, Neighborhood, Neighbourhood, Cathedral, Mosque,
    Temple, Castle, Fort, Tower, Gate, Cemetery, Ridge, Glacier, Spratlys, Rift, Horn, Sound, Hall, Plaza,
    Terminal, Refinery, Mine, Field, Barracks, Shipyard, Cosmodrome, Residence, Highway, Tunnel, Railway,
    Pipeline, Wall, Garden, Gardens, Passage, Barrage, Reservoir, Municipality, Oasis, Checkpoint, Crossroads,
    Junction, Station, Monastery, Shrine, Observatory, Spit, Cove, Fjord, Lagoon, Swamp, Marshes"""
)

PLACES_FIRST: Final = split(
    "Lake, Mount, Mt, Cape, Fort, Port, Camp, San, Santa, Saint, St, Ste, Santo, São, Tel, Tell, Deir, Wadi, Jebel"
)

PLACES_OF: Final = frozenset(
    split(
        """Gulf, Strait, Straits, Sea, Bay, Republic, Kingdom, State, City, Province, Isle, Horn, Cape, Governorate,
    Commonwealth, Emirate, Sultanate, Principality, Union, District, Region, Territory, Town, Port, Golan"""
    )
)

PACTS: Final = split(
    """Agreement, Agreements, Treaty, Pact, Accord, Accords, Convention, Protocol, Memorandum, Charter, Declaration,
    Covenant, Compact, Communiqué, Communique, Armistice, Deal, Entente, Framework, Concordat, Memoranda,
    Treaties, Roadmap, Statute, Arrangement, Settlement, Consensus"""
)

OTHERS_END: Final = split(
    """Summit, Conference, Meeting, Prize, Award, Cup, Games, Olympics, War, Wars, Day, Week, Year, Month, Festival,
    Revolution, Uprising, Spring, Crisis, Act, Bill, Law, Resolution, Plan, Programme, Program, Project, Policy,
    Report, Review, Strategy, Exercise, Operation, Dialogue, Process, Talks, Constitution, Amendment, Doctrine,
    Curtain, Age, Era, Championship, Marathon, Bible, Quran, Koran, Article, Chapter, Section, Committee Report,
    Index, Survey, Election, Elections, Referendum, Genocide, Holocaust, Massacre, Missile, Rocket, Satellite,
    Aircraft, Submarine, Tank, Rifle, Virus, Fever, Medal, Ramadan, Christmas, Easter, Eid, Belt, Cross, Star,
    Sunday, Friday, Initiative, Concept, Vision, Question, Bond, Bonds"""
)

# Prefixes of the names of ships.
SHIPS: Final = frozenset(split("USS, HMS, HMAS, HMCS, HMNZS, INS, BRP, USNS, MV, SS, RMS, USCGC, JS, ROKS, KRI, MT"))
