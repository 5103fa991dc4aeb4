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
    dsp asp csp ssp dcp acp cp brig cmdr cmdt adm maj sgt cpl pvt ofc const coun cllr ald amb atty sec secy msgr ven
    president senator representative congressman congresswoman assemblyman assemblywoman councilman councilwoman
    councillor delegate governor general minister chancellor judge justice
    secretary mayor ambassador premier chairman chairwoman colonel captain sheriff
    sergeant detective inspector superintendent constable doctor father sister madame
    taoiseach tánaiste tanaiste shri shrimati smt"""
)
"""Words that stand before a person's name and are no part of it, without their full stop."""
MALE_TITLES: Final = _words("mr shri sir lord king prince congressman chairman spokesman businessman councilman")
FEMALE_TITLES: Final = _words(
    """mrs ms miss shrimati smt dame lady queen princess madame congresswoman chairwoman spokeswoman businesswoman
    councilwoman actress"""
)
MALE_NOUNS: Final = MALE_TITLES | _words("man boy husband father son brother uncle")
FEMALE_NOUNS: Final = FEMALE_TITLES | _words("woman girl wife mother daughter sister aunt widow")
ROYALS: Final = _words("king queen prince princess pope emperor empress")
"""Titles that stand before first names: "Queen Ingrid"."""
ARABIC_ARTICLES: Final = _words("al el an ar as ash ad az at ul ur")
"""What stands before a hyphen in a surname and counts as written like a name: "al-Mansur"."""
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
    "amb": "ambassador",
    "atty": "attorney",
    "cllr": "councillor",
    "coun": "councillor",
    "det": "detective",
    "insp": "inspector",
    "maj": "major",
    "sec": "secretary",
    "sgt": "sergeant",
    "supt": "superintendent",
}

SHORT_RANKS: Final = _words("pm cm dsp asp csp ssp dcp acp cp ceo cfo coo cto mp")
"""Titles that are written in capitals: "PM Imran Khan", "DSP Chidi Nwabuzor"."""
PORTFOLIOS: Final = _words(
    """affairs agriculture animal aviation business children civil climate commerce communication communications
    community construction consumer cooperatives culture defence defense development digital disaster economic economy
    education electricity electronics emergencies employment energy environment equality ethnic europe
    excise external families family geology
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
    commissioner official officer executive ceo cfo coo cto founder owner boss adviser advisor aide strategist assistant
    judge justice lawyer attorney prosecutor witness sheriff detective sergeant colonel captain general commander
    lieutenant professor doctor scientist researcher economist analyst expert historian scholar teacher student
    author writer novelist reporter journalist correspondent editor columnist anchor host presenter commentator
    candidate nominee republican democrat billionaire businessman businesswoman developer investor trader banker
    actor actress singer musician artist coach player striker driver pilot farmer engineer activist campaigner
    whip pollster councillor councilman councilwoman deputy delegate treasurer negotiator physician surgeon nurse
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
    "ceo": "executive",
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
REMARKS: Final = _words(
    """remark remarks phrase comment comments words sentence speech speeches statement statements answer answers reply
    replies response responses quote quotes
    quotation"""
)
"""What somebody has said, which speaks for him where it is said to mean something."""
ATTITUDES: Final = REMARKS | _words(
    "intention aim hope goal view belief purpose plan wish desire fear opinion understanding message impression feeling"
)
"""What somebody holds, beside: "my intention was to" is mine."""
BODIES: Final = ORGANIZATION_WORDS | _words(
    """firm newspaper paper daily website site broadcaster network channel magazine journal outlet publication weekly
    station bakery brewery shipyard zoo museum library carmaker automaker airline bank lender retailer manufacturer
    regulator watchdog charity nonprofit institution think-tank tribunal embassy republic kingdom states nations school
    hospital startup giant conglomerate district bloc cartel"""
)
"""What bodies are called by: "the company", "the ministry", "the website"."""
COMPANIES: Final = _words(
    """company firm corporation bakery brewery shipyard carmaker automaker airline lender retailer manufacturer
    startup maker chain operator supplier giant conglomerate"""
)
FIRMS: Final = _words(
    """carrier insurer utility drugmaker chipmaker supermarket brewer conglomerate multinational start-up miner
    broker brokerage refiner wholesaler distributor franchise subsidiary"""
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
COMMON_WORDS: Final = _words(
    "times post daily star sun review weekly press register monitor express standard globe mail"
)
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
