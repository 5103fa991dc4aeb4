"""The word lists of linking: pronouns, titles, roles of people, kinds of bodies, what first names tell of gender."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIRST: Final = _words("i we me us my our")
HE: Final = _words("he his him")
SHE: Final = _words("she her")
IT: Final = _words("it its")
THEY: Final = _words("they their them")
PRONOUNS: Final = (
    FIRST
    | HE
    | SHE
    | IT
    | THEY
    | _words("you who which that one this your whose mine these those myself himself herself itself")
)

TITLES: Final = _words(
    """mr mrs ms miss dr sir lord lady dame prof professor sen rep gov gen col lt capt rev pres pm cm det insp supt
    dsp asp csp ssp dcp acp cp brig cmdr adm maj sgt cpl
    president senator representative congressman congresswoman assemblyman assemblywoman councilman councilwoman
    councillor delegate governor general minister chancellor judge justice
    secretary mayor ambassador premier chairman chairwoman colonel captain sheriff
    sergeant detective inspector superintendent constable doctor father sister madame
    taoiseach tánaiste tanaiste"""
)
"""Words that stand before a person's name and are no part of it, without their full stop."""
MALE_TITLES: Final = _words("mr sir lord king prince congressman chairman spokesman businessman councilman")
FEMALE_TITLES: Final = _words(
    """mrs ms miss dame lady queen princess madame congresswoman chairwoman spokeswoman businesswoman councilwoman
    actress"""
)
MALE_NOUNS: Final = MALE_TITLES | _words("man boy husband father son brother uncle")
FEMALE_NOUNS: Final = FEMALE_TITLES | _words("woman girl wife mother daughter sister aunt widow")
SHORT_TITLES: Final = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "prof": "professor",
    "dr": "doctor",
    "pres": "president",
    "col": "colonel",
    "lt": "lieutenant",
    "capt": "captain",
    "rev": "reverend",
    "pm": "premier",
}

SHORT_RANKS: Final = _words("pm cm dsp asp csp ssp dcp acp cp ceo mp")
"""Titles that are written in capitals: "PM Imran Khan", "DSP Chidi Nwabuzor"."""
PORTFOLIOS: Final = _words(
    """affairs agriculture animal aviation business children civil climate commerce communication communications
    community construction consumer cooperatives culture defence defense development digital disaster economic economy
    education electronics emergencies employment energy environment equality ethnic europe external families family
    federal finance fisheries fishery food foreign forestry forests gender government health heritage higher home
    housing human immigration industries industry information infrastructure initiatives innovation integration interior
    internal international investment investments irrigation justice juvenile labor labour land lands law livestock
    local maintenance management manpower marine maritime media middle migration mines mining municipal national natural
    north oil order parliamentary peace petroleum planning policy ports power prevention privatisation public railway
    railways reform regional relations religious research resources revenue rights road roads rural science security
    services shipping skills social special sport sports state tax technology telecommunications territorial territories
    textiles tourism trade training transport transportation treasury tribal urban veterans war water welfare women
    women's works youth"""
)
"""Of what ministers are ministers."""

ROLES: Final = _words(
    """president minister premier chancellor senator representative congressman congresswoman lawmaker governor mayor
    skipper taoiseach tánaiste tanaiste
    secretary ambassador envoy diplomat king queen prince princess pope bishop archbishop priest pastor
    spokesman spokeswoman spokesperson chairman chairwoman chairperson chair chief director head leader manager
    commissioner official officer executive ceo founder owner boss adviser advisor aide strategist assistant
    judge justice lawyer attorney prosecutor witness sheriff detective sergeant colonel captain general commander
    lieutenant professor doctor scientist researcher economist analyst expert historian scholar teacher student
    author writer novelist reporter journalist correspondent editor columnist anchor host presenter commentator
    candidate nominee republican democrat billionaire businessman businesswoman developer investor trader banker
    actor actress singer musician artist coach player striker driver pilot farmer engineer activist campaigner
    pollster councillor councilman councilwoman deputy delegate treasurer negotiator physician surgeon nurse
    resident neighbor neighbour victim survivor suspect defendant plaintiff veteran soldier ecologist biologist
    physicist chemist climatologist archaeologist psychologist mp pm
    secretary-general director-general attorney-general vice-president vice-chancellor vice-minister vice-premier
    pontiff ruler strongman superintendent principal dean rector registrar curator consultant strategist vicar chaplain
    headteacher headmaster headmistress provost marshal magistrate ombudsman"""
)
"""What people are called by: "the minister", "the spokeswoman"."""
OF_THE_STORY: Final = _words(
    """contender hopeful front-runner frontrunner nominee candidate mogul tycoon magnate businessman businesswoman
    billionaire millionaire"""
)
"""Of those whom a whole story is about: "the nominee" is rather the one it names most."""
EPITHETS: Final = OF_THE_STORY | _words(
    """veteran lawmaker politician newcomer incumbent native republican democrat conservative liberal socialist
    libertarian actor actress singer rapper comedian star striker midfielder defender goalkeeper forward champion"""
)
"""Nouns of people that tell no office: a text says them of whom it has just spoken."""
RELATIVES: Final = _words(
    "wife husband mother father son daughter brother sister uncle aunt friend colleague widow man woman boy girl source"
)
PARTIES: Final = _words("republican democrat")
CROWDS: Final = _words(
    """critics sources supporters opponents authorities police media people many others some both few several most
    spokespeople businessmen congressmen protesters rebels voters residents scientists experts everyone everybody"""
)
SAME_ROLE: Final = {
    "pm": "premier",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "advisor": "adviser",
    "attorney": "lawyer",
    "congressman": "lawmaker",
    "congresswoman": "lawmaker",
    "representative": "lawmaker",
    "senator": "senator",
    "businesswoman": "businessman",
    "neighbour": "neighbor",
    "actress": "actor",
    "boss": "chief",
    "pontiff": "pope",
    "head": "chief",
    "skipper": "captain",
    "justice": "judge",
}
"""Roles that one person is called by in turn."""
FOR_OTHERS: Final = _words("spokesman spokeswoman spokesperson")
LEADING: Final = _words(
    "spokesperson chair chief director president executive founder owner minister manager professor"
)
"""Roles, as `SAME_ROLE` has them, in which people speak for their house."""
ACTS_OF_A_HOUSE: Final = _words(
    """hoping intending promising requesting ordering warning threatening denying agreeing disagreeing advising
    confirming"""
)
"""What a house does through whoever speaks for it; thinking, knowing and thanking are the speaker's own."""

ORGANIZATION_WORDS: Final = _words(
    """commission ministry office committee department university corporation corp inc ltd company council party bank
    group agency association institute government administration campaign team house senate congress court parliament
    authority bureau union federation foundation center centre organization organisation college police army board
    service services society fund league club guild coalition
    alliance confederation consortium shimbun news sabha"""
)
STATE_WORDS: Final = _words(
    """ambassador embassy ministry minister ministers government president premier parliament army navy military border
    borders economy capital embassies consulate diplomats diplomat troops soldiers citizens people airspace constitution
    exports imports central territory sovereignty"""
)
"""What a country has: "Velmark's ambassador" tells that Velmark is one."""
TEXTS: Final = _words(
    """report survey study letter statement paper document poll review article editorial memo law bill act ruling
    verdict figure data research analysis notice leaflet communique treaty agreement plan audit inquiry investigation
    indictment lawsuit complaint filing email e-mail post tweet blog book memoir transcript minutes warrant affidavit
    papers figures"""
)
"""Things written that are said to speak."""
REMARKS: Final = _words("remark remarks phrase comment comments words sentence speech statement")
"""What somebody has said, which speaks for him where it is said to mean something."""
BODIES: Final = ORGANIZATION_WORDS | _words(
    """firm newspaper paper daily website site broadcaster network channel magazine journal outlet publication weekly
    station bakery brewery shipyard zoo museum library carmaker automaker airline bank lender retailer manufacturer
    regulator watchdog charity nonprofit institution think-tank tribunal embassy republic kingdom states nations school
    hospital startup giant conglomerate district"""
)
"""What bodies are called by: "the company", "the ministry", "the website"."""
COMPANIES: Final = _words(
    """company firm corporation bakery brewery shipyard carmaker automaker airline lender retailer manufacturer
    startup maker chain operator supplier giant conglomerate"""
)
FIRMS: Final = _words(
    """carrier insurer utility drugmaker chipmaker supermarket brewer conglomerate multinational start-up miner
    broker refiner wholesaler distributor franchise subsidiary"""
)
"""More nouns of firms, which `BODIES` does not have because some are said of people and things too."""
PARTY_NAMES: Final = _words("labour labor tories conservatives democrats republicans greens liberals snp dup gop")
"""Names of parties that have not the word."""
LIKE_AGENCIES: Final = _words("agency administration service bureau office authority directorate department")
"""Bodies of a state that are called "the agency" in turn."""
OVERSEERS: Final = _words("agency regulator watchdog authority")
OVERSEEING: Final = _words("commission board inspectorate")
"""Those who are called by one of the first, beside `LIKE_AGENCIES`, are named with one of the second."""
COLLECTIVES: Final = _words(
    """opposition staff team family crew police leadership administration cabinet jury crowd audience army
    navy club band side couple pair delegation union board council committee majority minority"""
)
"""Of which one says "they"."""
COMPANY_NAMES: Final = _words(
    """motors industries holdings airlines airways foods technologies systems energy electric entertainment partners
    brothers pharmaceuticals steel oil gas mining telecom software stores plc llc co gmbh sa"""
)
PAPER_NAMES: Final = _words(
    """gazette times post tribune herald journal chronicle telegraph daily globe courier dispatch observer examiner
    inquirer mirror mail echo argus bugle ledger sentinel standard star sun review weekly magazine reporter mercury
    bulletin press register monitor express newspaper shimbun zeitung meridian"""
)
"""Last words of a name that tell a newspaper; and a company, above."""
COMMON_WORDS: Final = _words("times post daily star sun review weekly press register monitor express standard globe mail")
"""Of these what is a common word too, so that an article does not make it a paper's name."""
OUTLET_NAMES: Final = PAPER_NAMES | _words("news radio tv television broadcasting newswire wire today online net")
THINGS: Final = _words(
    """bridge street road train avenue river lake sea ocean mountain mountains valley island bay square park hall tower
    act bill treaty prize award cup war festival summit day week"""
)
"""Last words of names of what cannot speak."""
OUTLETS: Final = {
    "newspaper": "newspaper",
    "paper": "newspaper",
    "daily": "newspaper",
    "website": "website",
    "site": "website",
    "broadcaster": "broadcaster",
    "network": "broadcaster",
    "channel": "broadcaster",
    "station": "broadcaster",
    "magazine": "magazine",
    "journal": "magazine",
    "weekly": "magazine",
    "agency": "agency",
    "outlet": None,
    "publication": None,
}
"""What outlets are called by, and the type of the gazetteer that it fits (None: any)."""

MALE_NAMES: Final = _words(
    """aaron abdul abdullah abel abraham adam adem adrian ahmad ahmed akira alan albert albin alec alejandro
    aleksandr alexander alexei alfred ali alistair allan allen alvaro amir anatoly anders andre andreas andrei
    andrew angus anil anthony antoine anton antonin antonio arjun arnold arthur arturo arvind asher ashok
    augustin axel barack barry bashir ben benedict benjamin benny bernard bernie bert bill bjorn bob boris boyd
    brad bradley brandon brendan brent brett brian bruce bryan bryce byron caleb calvin cameron carl carlo
    carlos cecil cedric cesar chad charles chester christian christophe christopher chuck clarence
    clayton clifford clive clyde colin conor conrad craig curt curtis cyrus damian damien dan daniel danny
    darius darren dave david deepak dennis denzel derek desmond dexter dick diego dieter dimitri dirk dmitri
    dominic donald doug douglas duncan dustin dwight dylan eddie edgar edmund eduardo edward edwin egon elias
    elijah eliot elliot elmer emil emilio emmanuel enrico enrique eric erik ernest ernesto ernie erwin esteban
    ethan eugene evan evgeny ezequiel fabian farid felipe felix ferdinand fergus fernando filip finn floyd
    francisco frank franz fred frederic frederick friedrich fritz gabriel gareth garrett gary gaston gavin geoff
    geoffrey georg george georges gerald gerard gerhard gilbert giles giorgio giovanni glenn gonzalo gordon
    graham greg gregory guido guillermo gunnar gunther gus gustav hamid hamish hank hannes hans harold harry
    hassan hector heinrich heinz helmut henry herbert herman herve hiroshi horst howard hubert hugo hussein iain
    ian ibrahim ignacio igor ilan imran imre isaac ismail ivan ivo jack jacob jaime jake jakob jamal james janos
    jared jason javier jeff jeffrey jens jeremiah jeremy jerome jerry jesus jim jimmy joachim joaquin joe joel
    johan johann johannes john johnny jon jonas jonathan jorg jorge jose josef joseph josh juan juergen julian
    julio jurgen justin kamal karim karl kazuo keir keith kenji kenneth kent kevan kevin khalid kieran kiran
    klaus kofi konrad kurt kwame kyle larry lars laurent lawrence leif len leo leon leonard leonid leopold leroy
    lester levi lewis liam lionel lloyd lorenzo lothar louis lowell luc lucas luciano ludwig luigi luis luke
    lutz lyle mahmoud malcolm manfred manuel marc marcel marco marcos marcus mario marius mark marshall martijn
    martin marvin mateo mathias mathieu matt matteo matthew matthias maurice mauricio maxim maximilian mehmet
    melvin michael mick miguel mikael mike mikhail miles milo milton miroslav mitch mitchell mohamed mohammad
    mohammed morris moses muhammad mustapha nabil nathan nathaniel neal ned neil neville nicholas nick nico
    nicolas niels nigel nikolai nils noam norbert norman olaf oleg oliver olivier omar oscar oswald otis otto
    owen pablo paolo pascal patricio patrick paul pavel pawel pedro percy perry pete peter petr phil philip
    philipp philippe pierre piers piotr quentin rafael rafe raj rajesh ralf ralph ramon randall randy rashid
    raul ravi raymond reginald reinhard rene ricardo richard rick ricky robert roberto roderick rodney rodrigo
    roger roland rolf romano ron ronald ronnie rory ross roy ruben rudolf rudy rufus rupert russell ryan salman
    sami samir samuel sanjay saul scott sean sebastian serge sergei sergio seth seymour shane shaun sheldon sid
    sidney siegfried sigmund silvio simon stan stanislav stanley stefan stefano stellan stephane stephen steve
    steven stewart stuart sunil sven tariku tariq ted teddy terence terrence theo theodore thiago thierry thomas
    tim timothy tobias todd tom tomas tommy tony torsten travis trevor tristan tyler ulrich umar uwe vernon
    vicente victor vikram viktor vince vincent vito vivek vladimir vladislav volker wade wallace wally walt
    walter warren wayne wendell werner wes wesley wilbur wilfred wilhelm william willie willy winston wolfgang
    xavier yasin yasser yuri yusuf zachary zoltan"""
)
FEMALE_NAMES: Final = _words(
    """abby abigail ada adele adriana agatha agnes aisha alana alba alejandra alexandra alice alicia alison allison
    alma alyssa amanda amelia amina amira amy ana anastasia angela angelica angelina anika anita anja anke ann
    anna annabel anne anneke annette annie annika antonia ariana arlene astrid audrey ava ayesha barbara barbra
    bea beate beatrice becky belinda bella bernadette bertha beryl bessie beth bethany bettina betty bianca
    birgit birgitta blanca bonnie brenda bridget brigitte brittany camilla camille candace carla carly carmen
    carol caroline carolyn carrie cassandra catalina catarina cate catherine cathy cecilia celeste celia celine
    chantal charlene charlotte cheryl chiara chloe christa christie christin christina christine cindy claire
    clara clare clarissa claudia colette colleen connie constance consuelo cora cordelia corinne
    cynthia daisy danielle daphne daria darlene debbie deborah debra delia delphine denise desiree diana diane
    donna doreen doris dorothea dorothy edda edith edna eileen elaine eleanor elena eleonora elisa elisabeth
    elise eliza elizabeth ella ellen ellie eloise elsa elsie elvira emilia emilie emily emma emmeline erica
    erika esme estelle esther ethel etta eugenia eunice eva eve evelyn fatima fay faye felicia fiona florence
    frances francesca francine frida frieda gabriela gabrielle gail gemma genevieve georgina geraldine gerda
    gertrude gillian gina gisela gisele giulia gladys glenda gloria grace greta gretchen gudrun gwen gwendolyn
    hannah hattie hazel heather heidi heike helen helena helene helga henrietta hermine hilda hilde
    hillary ida ilse imelda imogen ines inga inge ingeborg ingrid irena irene irina iris irma isabel isabella
    isabelle isadora isla ivana ivy jacqueline jana jane janelle janet janice janine jasmin jasmine jeanette
    jeanne jenna jennifer jenny jessica jill joan joann joanna joanne jocelyn jodie johanna josefina josephine
    joyce juana juanita judith judy julia juliana juliane julie juliet juliette justine kamala karen karin karla
    kate katerina katharina katharine katherine kathleen kathryn kathy katie katja katrin katrina kay kayla
    kellyanne kendra kerstin kimberly kira kirsten kristen kristin kristina krystal lara latoya laura lauren
    laurie leah leila lena leonora leticia lila lilian liliana lillian lily lina linda lisa liz liza lois lola
    loretta lori lorna lorraine louisa louise lucia lucie lucille lucinda lucrezia lucy ludmila luisa lydia
    mabel madeleine madeline magda magdalena maggie maja malala mandy manuela marcella marcia margaret margarita
    margaux margot marguerite maria mariana marianne maribel marie marina marisa marjorie marlene marsha marta
    martha martina mary maryam matilda maud maude maureen maxine maya megan melania melanie melinda melissa
    meredith mia michaela michelle mildred millicent mimi mina mindy mira miranda miriam moira mona monica myra
    myriam myrtle nadia nadine nancy naomi natalia natalie natasha nell nellie nicole nicolette nina nora norah
    noreen norma octavia odette oksana olena olga olivia orla ottoline paloma pamela patricia patti paula
    paulette paulina pauline peggy penelope petra philippa phoebe phyllis pilar polly portia priscilla priya
    queenie rachel ramona raquel rebecca renata renate renee rhea rhoda rhonda rita roberta robyn rochelle rosa
    rosalie rosalind rosanna roseanne rosemarie rosemary rowena roxanne ruby ruth sabina sabine sabrina sadie
    sally salma salome samantha samira sandra sandrine sara sarah saskia scarlett selena selma serena sharon
    sheila shelley sherry shirley sigrid silke silvia sofia sonia sonja sophia sophie sorcha stacey stella
    stephanie susan susana susanna susanne susie suzanne svetlana sybil sylvia tabitha tamara tammy tania tanya
    tara tatiana teresa tessa thea thelma theresa tiffany tilda tina tonya tracey trudy ulrike ursula uschi uta
    valentina valeria valerie vanessa vera verena veronica vicky victoria viola virginia virginie viviana vivien
    vivienne wanda wendy whitney wilhelmina wilma winifred winona yasmin yelena yoko yolanda yulia yvette yvonne
    zara zelda zoe zoya zsuzsanna"""
)
"""First names that are hardly ever given to the other gender; what the document itself says counts more."""
MEN_IN_A: Final = _words(
    """joshua luca ezra noah elisha nikita ilya misha sasha kolya vanya mustafa akira musa isa issa abdalla yahya
    moussa juma koba attila bela garcia costa silva da la"""
)
"""First words of names in -a that men bear; most others, where nothing else tells, are women's."""

_PARTICLES: Final = """
    af al av ben bin da dal das de del della den der di do dos du el ibn la las le los st st. ten ter van vom von
    zu zum zur
"""
PARTICLES: Final = frozenset(_PARTICLES.split())
"""Words that belong to the surname behind them: "von der Leyen"."""
_FIELDS: Final = """
    agriculture affairs central commerce constitutional culture defence defense economic economy education energy
    environment federal finance foreign general health high home industry information interior justice labor labour
    national of people's planning public science security social state supreme technology the tourism trade transport
    treasury and
"""
EVERYWHERE: Final = BODIES | STATE_WORDS | frozenset(_FIELDS.split())
"""Words of names that bodies of any country have."""
