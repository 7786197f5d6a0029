"""Common English words, which carry a capital only at the start of a sentence, in a headline or among all capitals."""

from __future__ import annotations

from typing import Final

FUNCTION_WORDS: Final = frozenset(
    """a an the this that these those there here it its he she they we you i me him her us them his hers their theirs
    our ours my mine your yours who whom whose which what when where why how whether if although though while
    whereas because since unless until till as than so but and or nor yet for of to in on at by with from into
    onto upon over under above below between among amid amidst against about around across after before during
    through throughout within without beyond behind beside besides along alongside toward towards near despite
    except per via versus like unlike up down off out not no none neither either both each every all any some many
    much more most few fewer less least several such same other others another own only also just even still
    already again ever never always often sometimes usually soon later now then today tonight tomorrow yesterday
    once twice thus hence therefore however moreover furthermore nevertheless nonetheless meanwhile instead
    otherwise indeed perhaps maybe yes be is are was were been being am do does did done doing have has had having
    can could may might must shall should will would let lets one two three four five six seven eight nine ten
    eleven twelve dozen dozens hundred hundreds thousand thousands million millions billion first second third
    last next previous according asked given regarding concerning following including excluding aboard inside
    outside overnight elsewhere anyone anybody anything everyone everybody everything someone somebody something
    nobody nothing himself herself itself themselves ourselves myself yourself too very quite rather almost nearly
    roughly approximately especially particularly mainly mostly largely partly half quarter ago well back""".split()
)

COMMON_WORDS: Final = frozenset(
    """able accept access accused act action actions activity add added address adopted advance adviser affair
    affairs afternoon agenda aggression agree agreed agreement agreements ahead aid aim aims air aircraft airport
    airports airstrike airstrikes allegations allies ally alliance allow allowed ambition amount analysis analysts
    ancient angry announce announced announcement annual answer appeal appeals area areas arm arms army arrest
    arrested arrival arrive arrived article ask asks assault assembly assets assistance attack attacked attackers
    attacks attempt attention authorities authority away backed bad balance ballot ban bank banks bar barrier base
    based basic basis battle bear beat became become began begin beginning behaviour believe best better bid big
    bilateral bill bitter black blame blast block blood blow blue board boat boats body bomb bombing bombs border
    borders both bound box boy boys break bring broad broke brother brought budget build building built burden
    business buy cabinet call called calls came camp campaign candidate candidates capital car care case cases
    cash cause ceasefire center central centre century certain challenge challenges chance chances change changes
    charge charged charges cheap check child children choice church cities citizen citizens city civil civilian
    civilians claim claimed claims clash clashes class clean clear climate close closed closer coalition coast
    code cold collapse come comes coming command comment comments commerce common communities community companies
    company complete concern concerned concerns condition conditions conference confirmed conflict consider
    contact continue continued contract control cooperation corruption cost costs council countries country coup
    course court cover create credit crime crimes crisis critical criticism critics crowd crown cultural culture
    current cut cuts damage danger dangerous data date daughter day days dead deal deals dear death deaths debate
    debt decade decades decide decided decision decisions declared decline deep defeat defence defend defense
    defied delay delegation delegates delegations demand demands democracy democratic denied deny deputies
    described desire despite destroy detail details developed development dialogue die died diet difference
    different difficult diplomacy diplomat diplomatic diplomats direct direction directly disaster discuss
    discussed discussion discussions dispute doctor doctors dog dogs domestic door doubt down draft draw drew
    drive drop drug drugs due duty early earlier earth east eastern easy economic economy editor education effect
    effective effort efforts election elections electoral emergency employment end ended enemy energy enforcement
    engagement enough ensure entire entry envoy envoys equal equality equipment era escape establish estimated
    evening event events evidence exactly example exchange exercises exile expect expected experience expert
    experts explosion export exports express extra extremist extremists eye eyes face faced facing fact facts fail
    failed failure fair faith fall fallen families family far farm farmers fast father favor fear fears federal
    feel feeling fell fellow fight fighter fighters fighting figure figures file fill film final finally finance
    financial find fine fire firm firms fish fix flag flight flights flow focus follow followed food foot force
    forced forces foreign form formal former forward fought found founder four framework free freedom fresh friend
    friends friendly front frontier fruit fuel full fully fund funds funeral further future gain game gas gates
    gathered gave general generation get getting giant girl girls give gives global go goal goals god goes going
    gold gone good goods got government governments great greater green ground group groups grow growing growth
    guarantee guard guards guerrilla guerrillas guess guests gun gunmen guns hand hands hard harm harsh head heads
    health hear heard hearing heart heat heavy held help helped high higher highly hill hit hold holding hole holy
    home homes hope hopes horror hospital hospitals hostage hostages hot hour hours house household houses human
    humanitarian hundred hunger hunt husband idea ideas image immediate immediately impact import important
    imports improve incident incidents include included increase increased independence independent industrial
    industry inflation influence information initial injured inspectors institutions insurgents intelligence
    intend interest interests interior internal international intervention interview invasion investigation
    investigators investment investors invited involved island islands issue issues job jobs join joined joint
    journalist journalists journey judge judges judgment just justice keep keeping kept key kill killed killing
    kind king knew know known labor labour lack lady land lands language large larger law lawmakers laws lawyer
    lawyers lay lead leader leaders leadership leading least leave leaving led left legal less letter letters
    level levels liberal lie life lift light likely limit line lines link list little live lives living local long
    longer look looking looks lose loss losses lost lot love low lower made main major majority make makes making
    man manage mark market markets mass massive master matter mean means measure measures media mediators meet
    meeting meetings member members memory men message met middle migrants militants military militia mind mine
    minister ministers ministry minor minority minute minutes missile missiles mission missing mistake mob model
    modern moment monarchy money month months moral morning mostly mother motion move moved movement much murder
    muslims name named nation national nations natural nature navy near necessary need needed needs negotiate
    negotiations negotiators neighbor neighbors neighbour neighbours network neutral neutrality new news newspaper
    newspapers night no-one non north northern northeast northwest note noted notes notice nuclear number numbers
    object objective observers obvious occasion occupied offer offered office officer officers official officials
    oil old older open opened opening operation operations opinion opportunity oppose opposed opposite opposition
    option options order orders ordinary organization other overall pact page paid paper papers parents parliament
    parliamentary part parties partly partner partners partnership parts party pass passed past path pay payment
    peace peaceful people per percent period permanent person personal persons petroleum phase phone picture piece
    pilgrims pilot place plan plane planes planned plans play plot point points poison police policies policy
    political politicians politics poll polls poor pope popular population port position positions possible post
    posts pound poverty power powerful powers practice praise prepare prepared presence present presidency
    president presidential presidents press pressure prevent price prices priest priests prime principle
    principles prior prison prisoner prisoners prisons private problem problems process produce product production
    profit program programme progress project projects promise promised proof proper property proposal proposals
    proposed protection protest protesters protests proud prove provide province provinces public pull purpose
    push put quarter question questions quick quickly quiet race radical radio rail rain raise raised rally range
    rate rates reach reached react reaction read ready real reality really reason reasons rebel rebels received
    recent recently record recovery red reduce reform reforms refugee refugees refuse refused regime region
    regional regions related relations relationship relative release released relief religion religious remain
    remained remains remember remove repeated replace reply report reported reporter reporters reports republic
    request rescue rescuers research residents resistance resolution resolve resource resources respect respond
    response responsibility rest result results retired return returned revealed revenue revolt revolution rice
    rich right rights ring riot riots rise rising risk rival rivals river road roads rock rocket rockets role room
    rose round row royal rule ruled ruler rulers rules ruling rumors run running rush safe safety said sale sales
    salt sanctions sat save saw say saying says scene schedule scheme scholars school schools science scientists
    sea search season seat seats secret secretary section sector secure security see seek seem seems seen self
    sell senate send senior sense sent separate series serious serve served service services session set settle
    settlement settlers seven severe share shares sharp ship ships shock shoot shop short shot show showed shows
    shut sick side sides sign signal signed silence similar simple simply sincere single sir sister site sites
    situation size skies slow slowly small smart smoke social society soft soldier soldiers sole solid solution
    son soon sorry sort sound source sources south southern southeast southwest sovereignty space speak speaker
    speaking special speech speed spend spirit spoke spokesman spokesperson spokeswoman sport spot spring square
    staff stage stand standard standing star start started state stated statement statements states station stay
    step steps still stock stone stood stop storm story straight strange strategic strategy street streets
    strength strike strikes strong struck structure struggle student students study stuff style subject success
    successful sudden suddenly suffer suggested suicide summer summit sun supplies supply support supporters
    supreme sure surface surprise survey survivors suspect suspected suspects sweet swift system systems table
    take taken takes taking talk talking talks target targets task tax taxes teacher teachers team technical
    technology television tell temporary ten tension tensions term terms territory terror terrorism terrorist
    terrorists test tests text thank thanks theory thing things think thinking third thought threat threats three
    threw tie ties time times tiny title told ton tone tons took top topics torture total touch tough tour tourism
    tourists town towns trade trading tradition training train transfer transition transport travel treat treaty
    tribal tribe tribes tribunal tried trip troops trouble trucks true trust truth try trying turn turned two type
    unable union unions unit united units unity unless urged use used useful usual vast version vessels veteran
    victim victims victory video view views village villagers villages violence violent visa visas vice visit
    visitors visits vital voice volunteers vote voted voters votes wait waiting walk wall want wanted wants war
    warm warn warned warning wars washed watch water waters way ways weak wealth weapon weapons weather week
    weekend weeks welcome west western white whole wide widow wife wild win wind winter wish witness witnesses
    woman women won wood word words work worked workers working works world worldwide worry worse worst worth
    write writer writers writing wrong wrote year years yen young youth zero zone""".split()
)
