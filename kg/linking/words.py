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
    """mr mrs ms miss dr sir lord lady dame prof professor sen rep gov gen col lt capt rev pres
    president senator representative congressman congresswoman governor general minister chancellor judge justice
    secretary mayor ambassador premier chairman chairwoman colonel captain sheriff
    sergeant detective doctor father sister madame"""
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
}

ROLES: Final = _words(
    """president minister premier chancellor senator representative congressman congresswoman lawmaker governor mayor
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
    physicist chemist climatologist archaeologist psychologist mp"""
)
"""What people are called by: "the minister", "the spokeswoman"."""
RELATIVES: Final = _words(
    "wife husband mother father son daughter brother sister uncle aunt friend colleague widow man woman boy girl source"
)
PARTIES: Final = _words("republican democrat")
CROWDS: Final = _words(
    """critics sources supporters opponents authorities police media people many others some both few several most
    spokespeople businessmen congressmen protesters rebels voters residents scientists experts everyone everybody"""
)
SAME_ROLE: Final = {
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
    "head": "chief",
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
    service services society fund league club shimbun news"""
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
    """firm newspaper paper daily website site broadcaster network channel magazine outlet publication weekly
    station bakery brewery shipyard zoo museum library carmaker automaker airline bank lender retailer manufacturer
    regulator watchdog charity institution think-tank tribunal embassy republic kingdom states nations school hospital
    startup"""
)
"""What bodies are called by: "the company", "the ministry", "the website"."""
COMPANIES: Final = _words(
    """company firm corporation bakery brewery shipyard carmaker automaker airline lender retailer manufacturer
    startup maker chain operator supplier"""
)
LIKE_AGENCIES: Final = _words("agency administration service bureau office authority directorate department")
"""Bodies of a state that are called "the agency" in turn."""
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
OUTLET_NAMES: Final = PAPER_NAMES | _words("news radio tv television broadcasting newswire wire today online")
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
    "weekly": "magazine",
    "agency": "agency",
    "outlet": None,
    "publication": None,
}
"""What outlets are called by, and the type of the gazetteer that it fits (None: any)."""

MALE_NAMES: Final = _words(
    """adam albert alexander andrew anthony antonio arthur barack bernard bernie bill boris brian bruce carl carlos
    charles christopher daniel david dennis dick donald douglas edward emmanuel eric ernest francisco frank franz fred
    frederick gary george gerald gordon greg gregory hans harold harry heinrich henry howard hugo igor ivan jack jacob
    james jason jeff jeffrey jeremy jim joe john jonathan jorge jose joseph juan keith kenneth kevin klaus larry
    lawrence louis luis marco mark martin matthew michael mike mitch mohammed muhammad nicholas nigel oliver oscar
    otto patrick paul pedro peter philip ralph raymond richard robert roger ronald samuel scott sergei stefan stephen
    steve steven ted theodore thomas tim timothy tom tony victor vladimir walter william xavier"""
)
FEMALE_NAMES: Final = _words(
    """abigail alice amanda amy angela anita ann anna anne annie barbara beatrice betty brenda carol caroline catherine
    charlotte christina christine cindy clara claudia cynthia deborah diana diane donna dorothy edith eleanor elena
    elizabeth ellen emily emma eva florence frances gloria grace hannah heather heidi helen hillary ingrid irene
    isabel jacqueline jane janet jennifer jessica joanna josephine judith julia julie karen katherine kathleen kellyanne
    laura linda lisa lucy margaret maria marie marta martha mary megan melania melissa michelle monica nancy
    natalie nicole nina olga olivia patricia paula rachel rebecca rita rosa ruth samantha sandra sarah sharon sofia
    sophie stephanie susan sylvia teresa theresa ursula valerie vanessa veronica victoria virginia wendy yvonne"""
)
"""First names that are hardly ever given to the other gender; what the document itself says counts more."""
MEN_IN_A: Final = _words(
    """joshua luca ezra noah elisha nikita ilya misha sasha kolya vanya mustafa akira musa isa issa abdalla yahya
    moussa juma koba attila bela garcia costa silva da la"""
)
"""First words of names in -a that men bear; most others, where nothing else tells, are women's."""
