"""Words for something said, and for what it is taken for: the one home of what finders and remarks both ask."""

from __future__ import annotations

from typing import Final

REMARKS: Final = (
    r"remarks?|comments?|statements?|messages?|speech(?:es)?|words?|wording|phrases?|sentences?|lines?|answers?"
    r"|repl(?:y|ies)|responses?|letters?|posts?|tweets?|threats?|warnings?|promises?|denials?|pledges?|announcements?"
    r"|silence|omissions?|refusals?|apolog(?:y|ies)|quotes?|quotations?|interview|address|declaration|explanations?|assurances?|rhetoric|testimony|vow|claims?|hints?|offers?"
    r"|assertions?|utterances?|pronouncements?|retorts?|soundbites?|jokes?|notes?|tone|call|formula|language|half-sentence|aside|outburst|metaphors?|images?|passages?|conclusions?|verbs?|adjectives?|quips?"
)
"""Nouns for something said, as alternatives of a pattern: what readings are readings of."""

SPOKEN: Final = (
    r"remarks?|comments?|statements?|speech|words?|wording|phrases?|sentences?|message|answers?|reply|response|denial"
    r"|warnings?|silence|omissions?|refusal|apology|hints?"
)
"""Of these the nouns that are hardly anything but something said."""

ACTS: Final = (
    r"moves?|decisions?|steps?|measures?|actions?|plans?|votes?|visits?|trips?|bans?|deals?|gestures?|appointments?|walkouts?"
    r"|withdrawals?|resignations?|strikes?|raids?|tests?|launch(?:es)?|deployments?|sanctions|permits|curbs?|tariffs?|cuts?"
    r"|nominations?|dismissals?|absence|boycotts?|expulsions?|arrests?|manoeuvres?|maneuvers?|drills?|meetings?|choices?"
    r"|changes?|proposals?|results?|policy|policies|reshuffle|timing"
)
"""Nouns for what somebody does, which others read as they read a remark."""

SIGNS: Final = (
    r"sign|signal|hint|threat|warning|message|proof|evidence|admission|concession|rebuke|retreat|snub|swipe|attack|gesture"
    r"|indication|code|promise|invitation|insult|confession|challenge|reversal|climbdown|shift|jab|dig|refusal|offer|yes"
    r"|olive branch|declaration|attempt|bid|move|way|bluff|ultimatum|apology|denial|acceptance|rejection|surrender|no"
    r"|farewell|goodbye|reference|allusion|nod|joke|slip|provocation|test|trap|distraction|excuse|reminder|lesson|plea"
    r"|appeal|cry for help|retaliation|retribution|response|slap|slight|reproach|punishment|demotion|prelude|pretext"
    r"|capitulation|request|endorsement|mockery|blow|shot|barb|broadside|salvo|euphemism|smoke ?screen|posturing|ploy"
    r"|gambit|overture|u-turn|about-(?:turn|face)|climb-down|backdown|hardening|softening|confirmation|acknowledge?ment"
    r"|consent|gaffe|misstatement|faux pas|slip of the tongue"
    r"|trial balloon|break|departure|stunt|pitch"
    r"|(?<!analyst )(?<!phone )(?<!conference )(?<!earnings )(?<!video )call"
    r"|compliment|tribute|rehearsal|opening shot|death notice|mix-up"
    r"|misunderstanding|rhetoric|bluster|sab(?:re|er)-rattling|grandstanding|propaganda|scaremongering|bravado|hot air"
    r"|exaggeration|boast|taunt|dog[ -]whistle|wake-up call|tactic"
)
"""Nouns for what a remark is taken for: "a veiled threat"."""

LABELS: Final = (
    r"response|reply|request|apology|declaration|appeal|plea|endorsement|promise|message|excuse|lesson|attempt|bid|move|way"
    r"|no|yes|offer|code|test|shot|refusal|denial|blow|call|invitation|confession"
)
"""Of these the nouns that may just as well say what a remark is by its kind: "the statement, a response to critics"."""

MEANINGS: Final = rf"(?:an? |the |some |no |not |his |her |their )*(?:\w+ly )?(?:[\w-]+ ){{0,2}}?(?:{SIGNS})(?![\w-])"
"""A noun phrase with such a noun at its end."""

CHARGES: Final = r"accusations?|allegations?|charges?|criticisms?|complaints?|insinuations?|slurs?|attacks?|smears?"
"""Nouns for a claim against somebody."""

NEWS: Final = r"reports?|stor(?:y|ies)|articles?|rumou?rs?|speculation|coverage|accounts?|leaks?"
"""Nouns for a claim that goes round."""

CLAIMS: Final = (
    rf"{CHARGES}|{NEWS}|quotes?|quotations?|claims?|suggestions?|assertions?|statements?|remarks?|comments?|descriptions?|versions?|notions?"
    r"|ideas?|theor(?:y|ies)|interpretations?|readings?|arguments?|characteri[sz]ations?|talk"
)
"""Nouns for what somebody holds to be so, as alternatives of a pattern."""

DOUBTS: Final = r"fears?|concerns?|worr(?:y|ies)|objections?|doubts?"
"""Nouns for what somebody is told to hold or to dread, which a denial brushes off like a claim."""


UNTRUE: Final = (
    r"(?:(?:not|n[’']t) (?:\w+ly |at all )?(?:true|so|correct|accurate|the case|based on facts?"
    r"|(?:consistent|in line|in accordance) with (?:the )?facts?)|at odds with (?:the )?facts"
    r"|without (?:any )?(?:foundation|basis|merit)"
    r"|(?:[\w-]+ ){0,2}?(?:taken|taking|quoted|quoting|ripped|torn)(?: \w+){0,2} out of context"
    r"|(?:took|take|takes|taking|tore|ripped) (?:\w+ ){1,4}out of context"
    r"|(?:been |being )?(?:misinterpreted|misunderstood|misread|misquoted|misrepresented|distorted|twisted)"
    r"|overheated|far-fetched|overblown|one-sided|untenable"
    r"|untrue|false|made[ -]up|concocted|manufactured"
    r"|wrong|incorrect|inaccurate|baseless|groundless|unfounded|invented|fabricated|absurd|ridiculous"
    r"|laughable|preposterous|ludicrous|misleading|mistaken|bogus|fictitious"
    r"|(?:an? |pure |complete |total |sheer |utter |outright |just |mere |all )*(?:lies?|fiction|fantasy|inventions?"
    r"|fabrications?|myths?|slanders?|smears?|rumou?rs?|hoax|nonsense|rubbish|falsehoods?|distortions?|fake(?: news)?"
    r"|speculation|disinformation))"
)
"""What is said of a claim that is denied, behind "is"."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TAKES_AS: Final = _words(
    """read see view interpret take understand describe regard perceive construe treat portray cast characterise
    characterize paint call dismiss hear consider present explain denounce condemn brand decry slam blast hail mock
    deride label seize"""
)
"""Lemmas of verbs with which somebody takes a remark for something."""

STIRS: Final = _words(
    """trigger spark prompt fuel stoke raise stir cause provoke feed set fan revive heighten ignite lead give"""
)
"""Lemmas of verbs with which a remark sets people thinking …"""

STIRRED: Final = _words("speculation fear concern worry suspicion doubt hope alarm rumor rumour talk")
"""… and lemmas of nouns for what they then think."""
