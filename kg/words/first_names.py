"""First names that tell of gender: what linking and remarks both ask of a "he" or a "she"."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def gender_of_name(name: str) -> str | None:
    """Return "he" or "she" where a person's first name tells, else None.

    >>> gender_of_name("Michelle Obama"), gender_of_name("Q. Lee")
    ('she', None)
    """
    first = name.split()[0].lower()
    return "he" if first in MALE_NAMES else "she" if first in FEMALE_NAMES else None


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
    raul ravi raymond reginald reinhard rene ricardo rich richard rick ricky robert roberto roderick rodney rodrigo
    roger roland rolf romano ron ronald ronnie rory ross roy ruben rudolf rudy rufus rupert russell ryan salman
    sami samir samuel sanjay saul scott sean sebastian serge sergei sergio seth seymour shane shaun sheldon sid
    sidney siegfried sigmund silvio simon stan stanislav stanley stefan stefano stellan stephane stephen steve
    steven stewart stuart sunil sven tariku tariq ted teddy terence terrence theo theodore thiago thierry thomas
    tim timothy tobias todd tom tomas tommy tony torsten travis trevor tristan tyler ulrich umar uwe vernon
    vicente victor vikram viktor vince vincent vito vivek vladimir vladislav volker wade wallace wally walt
    walter warren wayne wendell werner wes wesley wilbur wilfred wilhelm william willie willy winston wolfgang
    xavier yasin yasser yuri yusuf zachary zoltan
    donal vaclav zdenek milan goran zoran dragan branko mirko luka marko giuseppe pietro sandro vincenzo yannis
    nikos giorgos kostas dimitris panos thanos ahmet mustafa emre murat burak vadim gennady arkady vitaly anatoliy
    taras ostap bohdan andriy serhiy volodymyr mykola ihor hiroki takashi kenta shinzo yoshihide haruki satoshi
    takeshi zhiqiang weiguo guoqiang minh tuan quang suresh ramesh vijay rahul amit anand naveen mahesh dinesh javed
    imtiaz farooq asif nadeem faisal ibrahima mamadou ousmane kwabena chidi emeka tunde sipho thabo themba jabulani
    otieno kamau mwangi juma aarne jukka pekka matti jari timo antti mikko arne knut terje trond rune geir henrik
    rasmus jesper soren mads jorgen poul oskar ulf lasse ruairi padraig cormac fintan declan eoin cathal diarmuid
    tadhg niall oisin darragh aidan fergal"""
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
    zara zelda zoe zoya zsuzsanna
    lenka jitka hana zuzana alena marketa agnieszka malgorzata katarzyna ewa beata dorota krystyna beatriz carmela
    giovanna alessandra ilaria freja liv ingvild berit gro hedda solveig sigrun ragnhild aino kirsi päivi riitta
    tarja sanna minna anneli eeva aoife niamh siobhan sinead orlaith grainne maeve nuala ciara roisin aisling
    deirdre fionnuala mairead olha iryna natalya halyna nadiya svitlana lyudmyla tetyana larysa yuliya anastasiya
    aigul aigerim gulnara dinara zarina madina fatou aminata mariam zainab khadija hauwa ngozi chioma adaora folake
    yetunde nomvula thandi lerato zanele wanjiru akinyi njeri meera lakshmi sunita rekha kavita deepa pooja shreya
    nirmala sushma xiaoling akiko keiko naoko sachiko michiko haruka sakura"""
)
"""First names that are hardly ever given to the other gender; what the document itself says counts more."""
MEN_IN_A: Final = _words(
    """joshua luca ezra noah elisha nikita ilya misha sasha kolya vanya mustafa akira musa isa issa abdalla yahya
    moussa juma koba attila bela garcia costa silva da la"""
)
"""First words of names in -a that men bear; most others, where nothing else tells, are women's."""
