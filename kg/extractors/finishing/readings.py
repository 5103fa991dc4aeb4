"""What makes an attribution an interpretation: somebody says what a remark means, signals, hides or brings about."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, is_passive
from kg.extractors.constructions.reporting_verbs import verb_cue
from kg.extractors.constructions.taken_as import READS, means, taken
from kg.extractors.finishing.manner import UNDECIDED
from kg.extractors.prepared import Prepared
from kg.model import Attribution, text_of
from kg.words.speech_words import ACTS, MEANINGS, NEWS, REMARKS, SIGNS, SPOKEN, STIRRED, STIRS, TAKES_AS

if TYPE_CHECKING:
    from spacy.tokens import Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_REMARK: Final = re.compile(rf"\b(?:{REMARKS})\b", re.IGNORECASE)
_AS_A_SIGN: Final = re.compile(
    rf"\bas (?:{MEANINGS}|(?:being |having been )?(?:\w+ly )?(?:aimed|directed|meant|intended|targeted|targeting"
    r"|referring|alluding|signall?ing|hinting|threatening|warning|confirming|admitting|endorsing|opening|closing|ruling)\b)",
    re.IGNORECASE,
)
"""What a remark is taken for: "as a veiled threat", "as proof that"."""
_AS_A_WAY: Final = re.compile(
    r"\bas (?:an? |the )?(?:[\w-]+ ){0,2}?(?:way|move|bid|attempt|test|shift|no|yes|challenge)\b", re.IGNORECASE
)
"""What a plan is seen as no less than a remark."""
_POINTER: Final = re.compile(r"(?:it|this|that|them|these|those)", re.IGNORECASE)
_CALLED_A_SIGN: Final = re.compile(
    rf"(?:[\w’']+ ){{1,2}}?(?:{REMARKS}) (?!of )(?:{MEANINGS}|[“\"‘](?:[\w’'-]+ ){{0,4}}?(?:{SIGNS}|criticism)\b)"
    r"|(?:it|this|that) (?:an? |the )?(?:[\w-]+ )?(?:proof|evidence|sign|signal|admission|confirmation)\b",
    re.IGNORECASE,
)
""" "… called" + "the remark an olive branch", "it proof that"."""
_SIGN: Final = re.compile(rf"(?:{SIGNS})s?", re.IGNORECASE)
_SPOKEN: Final = re.compile(rf"(?:{SPOKEN})", re.IGNORECASE)
_PLAIN: Final = _words(
    """make come follow publish issue air say read include add carry broadcast last go begin end appear print give
    translate hear quote report record send post meet speak contain concern refer mention announce urge ask call
    matter"""
)
"""Verbs that tell of a remark that it was made, or of what it speaks, not what it means."""
_MEANT: Final = _words(
    """aim mean intend direct misunderstand misinterpret exaggerate twist design calculate address target time choose
    relate link tie connect motivate drive tailor gear craft"""
)
"""Of participles with a remark as their subject those that tell what it means."""
_SHOWS: Final = _words(
    """indicate suggest show reveal betray prove demonstrate illustrate reflect expose underline underscore foreshadow
    imply mean signal point amount"""
)
"""What a remark does that tells something else than its own words."""
_AIMED: Final = _words("aim intend design calculate direct target")
"""What a remark is told to be for."""
_SETTLES: Final = _words("confirm contradict rule support acknowledge concede admit undermine question")
"""What a remark may seem to do."""
_JUDGED: Final = _words(
    """true untrue false wrong right correct incorrect accurate inaccurate unacceptable inappropriate important welcome
    available public ready short long necessary available nonsense unhelpful irresponsible same different"""
)
"""Adjectives that judge a remark, or say how it is, and leave its meaning alone."""
_JUDGED_AS: Final = _words(
    """lie disgrace mistake shame scandal outrage surprise success failure nonsense pity disaster fabrication fiction
    falsehood misunderstanding error lapse blunder fact matter question privilege honour honor pleasure"""
)
"""Nouns that judge a remark and leave its meaning alone."""
_MARK: Final = 4
"""Words behind "is" in which a quotation mark opens."""
_ACT: Final = re.compile(ACTS, re.IGNORECASE)
_NEWS: Final = re.compile(NEWS, re.IGNORECASE)
_WHAT_SAID: Final = re.compile(r"what \w+(?: \w+){0,4}? (?:said|says|told|wrote|meant)\b", re.IGNORECASE)
_REFERS: Final = _words("refer allude hint")
"""What somebody is told to have been doing by words: "said that the minister was referring to Rome"."""
_IMPERSONAL: Final = frozenset({"it", "this", "that", "which", "these", "those"})
_EFFECTS: Final = re.compile(
    r"\b(?:trigger|spark|prompt|fuel|stoke|raise|stir|cause|provoke|feed|set off|fan|revive|heighten|ignite)"
    r"(?:s|e?d|ing)? (?:\w+ ){0,3}?(?:speculation|fears?|concerns?|worr(?:y|ies)|suspicions?|questions?|doubts?|alarm"
    r"|hopes?|rumou?rs?)\b"
    r"|\b(?:set|left|had) (?:\w+ ){1,3}(?:wondering|guessing|thinking|asking)\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"[“\"][^“”\"]+[”\"]")
_FINDS: Final = _words("see hear read find detect sense discern recognise recognize claim")
"""With which somebody finds something in a remark."""
_HEARS: Final = _words("hear sense detect smell discern")
_A_SIGN: Final = re.compile(rf"[“\"‘]?(?:an? )?{MEANINGS}[”\"’]?(?: (?:of|to|from|at|for) .{{2,60}})?", re.IGNORECASE)
_READ_AS: Final = re.compile(
    rf"(?:(?:it|this|that|them|these|those|which)|(?:the|this|that|his|her|their|its) (?:[\w-]+ )?(?:{REMARKS})"
    r"|[“\"‘'][^“”\"’]{1,40}[”\"’'])(?: …)? (?:as|for|to (?:be|mean|refer|have meant))\b",
    re.IGNORECASE,
)
""" "The remark to be about pensioners", "“they” as the group named": with a verb that hardly does but read."""
_SAYS: Final = _words("say tell admit warn remind signal announce ask")
_IN_IT: Final = re.compile(
    r"in (?:it|them|this|that|these|those|(?:the|his|her|their|its"
    rf"|[A-Z]\S+[’']s?) (?:[\w-]+ ){{0,2}}?(?:{REMARKS}))\b",
    re.IGNORECASE,
)
_IN_WORDS: Final = re.compile(
    rf"^to (?:hear|see|read|find|detect) .{{2,60}}? in (?:an?|the|his|her|their|its|this"
    rf"|that) (?:[\w-]+ ){{0,2}}?(?:{REMARKS})\b",
    re.IGNORECASE,
)
_SIGN_IN_WORDS: Final = re.compile(
    rf"{MEANINGS} (?:[\w’'-]+ ){{0,6}}?in (?:the|his|her|their|its|this|that|these|those) (?:[\w-]+ )?(?:{REMARKS})\b",
    re.IGNORECASE,
)
""" "A threat to Rome in the remark"."""
_SHORT: Final = 160
"""Signs at the head of a content in which it is said where somebody finds something."""
_SOON: Final = 8
"""Words between an adjective and the "but" that limits it."""
_TERMS: Final = _words("word words term phrase expression language")
_TIED: Final = _words("related linked tied connected directed aimed due similar akin")
_MAYBE: Final = _words("may might could")
_SOME: Final = _words("some one all many most few several type kind sort series string tone wording timing")
"""With which remarks are spoken of: "some of the statements", "these types of comments"."""
_WORKS: Final = _words(
    """feed fuel play embolden encourage undermine damage hurt harm help alarm anger provoke inflame deepen reinforce
    strengthen weaken complicate jeopardise jeopardize unsettle escalate"""
)
"""What a remark is said to do, with a modal: "his threat will feed an old story"."""
_BY_WORDS: Final = re.compile(
    r"[“\"‘]?(?:that )?(?:with|by) (?:th(?:ose|ese|at|is)|his|her|their|such) (?:[\w-]+ )?"
    r"(?:words?|remarks?|comments?|statements?|sentences?|phrases?|speech|tweets?|answers?|threats?),? [\w“\"]",
    re.IGNORECASE,
)
""" "With those words the president handed them …"."""
_SUCH: Final = frozenset({"such", "these", "those", "recent", "earlier", "latest", "last"})
_OPENING: Final = 8
"""Signs before the subject of a clause: “that ”, a quotation mark."""


def with_readings(prepared: Prepared, found: Sequence[Attribution]) -> list[Attribution]:
    """Return `found` with what reads a remark marked as an interpretation.

    Of what stands inside an interpretation, that has no source of its own ("speculation that …") is one too.
    """
    result = list(found)
    for index in sorted(range(len(result)), key=lambda i: (-_extent(result[i]), result[i].start)):
        attribution = result[index]
        if attribution.form == "turn" or attribution.kind != "statement":
            continue
        parent = result[attribution.parent] if attribution.parent is not None else None
        unnamed_inside = parent is not None and parent.kind == "interpretation" and not attribution.source
        unnamed_inside = unnamed_inside and attribution.speech_act != "intending"
        if unnamed_inside or is_reading(prepared, attribution):
            result[index] = replace(attribution, kind="interpretation")
    for attribution in found:
        reads = attribution.kind == "interpretation" and (
            attribution.speech_act == "interpreting"
            or any(token.lemma_ in _SHOWS for token in prepared.tokens(attribution.cue))
        )
        holder = attribution.parent
        if holder is not None and reads and _is_gist(result[holder], attribution):
            result[holder] = replace(result[holder], kind="interpretation")
    return result


def _is_gist(outer: Attribution, reading: Attribution) -> bool:
    """All that somebody says is that a remark means something: "argued that the silence signals …"."""
    if outer.kind != "statement" or outer.form == "turn":
        return False
    start = min(span[0] for span in (*reading.source, *reading.content))
    return start - outer.content[0][0] <= _OPENING and outer.content[-1][1] - reading.content[-1][1] <= 2


def is_reading(prepared: Prepared, attribution: Attribution) -> bool:
    """Tell whether the content says what a remark means or does, or the cue what somebody takes one for."""
    words = text_of(prepared.text, attribution.content)
    cue = prepared.tokens(attribution.cue)
    if attribution.speech_act in UNDECIDED and not any(noun.lemma_ in STIRRED and _is_read_into(noun) for noun in cue):
        return False
    if any(token.lemma_ in TAKES_AS for token in cue) and (_is_as_a_sign(words) or _CALLED_A_SIGN.match(words)):
        return True
    if any(token.lemma_ in READS for token in cue) and _READ_AS.match(words):
        return True
    if any(token.lemma_ in _HEARS for token in cue) and _is_heard(words):
        return True
    if any(token.lemma_ in _FINDS for token in cue) and _is_found_in(prepared, attribution, words):
        return True
    if _is_shown(prepared, attribution, cue):
        return True
    own = {token.i for token in cue}
    if any(token.pos_ == "NOUN" and token.head.i not in own and _is_read_into(token) for token in cue):
        return True
    if not attribution.source:
        return False
    content = prepared.tokens(attribution.content)
    own = {token.i for token in content}
    roots = [t for t in content if t.pos_ in ("VERB", "AUX") and (t.head.i not in own or t.head.i == t.i)]
    joined = [child for root in roots for child in root.rights if child.dep_ == "conj" and child.i in own]
    joined += [inner for root in roots if (inner := _said_to_be_so(root)) is not None]
    if _BY_WORDS.match(words):
        return True
    return any(_reads(verb, words, own) or _is_a_way_of_saying(verb) for verb in (*roots, *joined))


def _said_to_be_so(verb: Token) -> Token | None:
    """ "It is worth remembering that the remarks were …", "there is no doubt that": the clause that it is about."""
    if verb.lemma_ not in ("be", "seem", "appear"):
        return None
    opens = [child for child in verb.lefts if child.dep_ in ("nsubj", "expl") and child.lower_ in ("it", "there")]
    inner = [token for token in verb.subtree if token.dep_ in ("ccomp", "acl", "csubj") and token.i > verb.i]
    return inner[0] if opens and inner else None


def _is_heard(words: str) -> bool:
    """ "Heard a leadership bid", "sensed a threat", where others heard a joke."""
    return _A_SIGN.fullmatch(words.strip(" .,;")) is not None


def _is_found_in(prepared: Prepared, attribution: Attribution, words: str) -> bool:
    """ "Saw in it a rebuke", "claims to hear a threat in a sentence that …"."""
    behind = prepared.text[attribution.cue[-1][1] : attribution.content[-1][1]] if attribution.cue else words
    return (
        _IN_IT.match(behind.strip()) is not None
        or _IN_WORDS.search(words[:_SHORT]) is not None
        or _SIGN_IN_WORDS.match(words[:_SHORT]) is not None
    )


def _is_a_way_of_saying(verb: Token) -> bool:
    """ "The bedrooms were a way of saying that": whatever it is, it says something."""
    ways = [child for child in verb.rights if child.dep_ == "attr" and child.lower_ in ("way", "manner")]
    said = [t for way in ways for prep in way.rights if prep.lower_ == "of" for t in prep.rights if t.dep_ == "pcomp"]
    return verb.lemma_ == "be" and any(token.lemma_ in _SAYS for token in said)


def _is_as_a_sign(words: str) -> bool:
    """ "… as a warning", whatever is; "… as a way to win" only a remark."""
    if not _AS_A_SIGN.search(words):
        return False
    taken_for_it = words.partition(" as ")[0]
    return not _AS_A_WAY.search(words) or bool(_REMARK.search(taken_for_it) or _POINTER.fullmatch(taken_for_it))


def _is_read_into(noun: Token) -> bool:
    """The noun of a cue is what a remark was taken for or brought about: "read as an admission", "fuelled fears"."""
    holder = noun.head
    if noun.dep_ == "pobj" and holder.lower_ in ("as", "for") and holder.dep_ == "prep":
        return holder.head.lemma_ in TAKES_AS
    if holder.dep_ == "prep" and holder.lower_ == "to":
        holder = holder.head
    return noun.lemma_ in STIRRED and holder.lemma_ in STIRS


def _reads(verb: Token, words: str, own: Set[int]) -> bool:
    if verb.lemma_ in TAKES_AS and taken(verb)[0] is not None and (verb.lemma_ in READS or _AS_A_SIGN.search(words)):
        return True
    known = verb_cue(verb) if verb.pos_ == "VERB" else None
    subject = _subject(verb, own)
    if verb.lemma_ in _REFERS and verb.tag_ == "VBG" and subject is not None and subject.lower_ not in ("i", "we"):
        return can_speak(subject) and any(child.lower_ in ("was", "were") for child in verb.lefts)
    if known and "reading" in known[0].takes:
        strong = known[0].speech_act == "interpreting" or bool(known[1])
        return means(verb) and _signals(verb, subject, strong)
    if subject is not None and _NEWS.fullmatch(subject.lower_) and _is_sign(verb):
        return True
    if subject is None or not _is_said(subject):
        return False
    if _EFFECTS.search(words) or _AS_A_SIGN.search(words):
        return True
    if _is_sign(verb):
        return True
    if verb.lemma_ in _SHOWS and subject.dep_ == "nsubj":
        return True
    if verb.lemma_ in _WORKS and any(child.tag_ == "MD" for child in verb.lefts):
        return True
    about = verb.lemma_ == "be" and any(child.dep_ == "prep" and child.lower_ == "about" for child in verb.rights)
    noun = _some_of(subject).lower_
    spoken = _SPOKEN.fullmatch(noun) or noun == "use" or subject.dep_ == "csubj" or (about and _REMARK.fullmatch(noun))
    return bool(spoken) and _tells_more(verb, subject)


def _subject(verb: Token, own: Set[int]) -> Token | None:
    """The subject of a verb, or of the verb that it is joined to."""
    for token in (verb, verb.head) if verb.dep_ == "conj" else (verb,):
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj") and child.i in own:
                return child
    return None


def _is_sign(verb: Token) -> bool:
    return verb.lemma_ == "be" and any(c.dep_ == "attr" and _SIGN.fullmatch(c.lower_) for c in verb.rights)


def _signals(verb: Token, subject: Token | None, strong: bool) -> bool:
    """Whether "signal", "mean", "suggest" with this subject reads something.

    Who hints or signals something is read at once; who suggests something speaks; figures that suggest something are no
    remark.  "It means that …" may be about anything: what was said before decides, elsewhere.
    """
    if subject is None:
        return strong and verb.lemma_ != "mean"
    if _is_said(subject) or _ACT.fullmatch(subject.text):
        return True
    if verb.lemma_ == "mean" and verb.tag_ == "VBP" and subject.lower_ == "i":
        return False  # "I mean, it is a raid"
    if _NEWS.fullmatch(subject.lower_):
        return verb.lemma_ == "mean"
    if subject.pos_ == "PRON" and subject.lower_ in _IMPERSONAL:
        return strong and verb.lemma_ != "mean"
    return strong and can_speak(subject) and not is_passive(verb)


def _is_said(subject: Token) -> bool:
    """A remark that was made is spoken of, or "what she said": not "words have power", "relying on free speech"."""
    if _WHAT_SAID.match(" ".join(token.text for token in subject.subtree)):
        return True
    if subject.dep_ == "csubj":
        return verb_cue(subject) is not None and any(child.dep_ == "ccomp" for child in subject.rights)
    if subject.lower_ == "use" and any(noun.lower_ in _TERMS for prep in subject.rights for noun in prep.rights):
        return True  # "his use of the word"
    speaks = can_speak(subject) and subject.lemma_ not in _SOME  # "critics of her remarks"
    below = [] if speaks else [noun for prep in subject.rights if prep.dep_ == "prep" for noun in prep.rights]
    parts = [subject, *below]
    is_some = subject.lemma_ in _SOME
    return any(_REMARK.fullmatch(part.lower_) and (_is_given(part) or is_some) for part in parts)


def _some_of(subject: Token) -> Token:
    """ "Statements" of "some of the statements", else the noun itself."""
    parts = [noun for prep in subject.rights if prep.lower_ == "of" for noun in prep.rights if noun.dep_ == "pobj"]
    return parts[0] if parts and subject.lemma_ in _SOME else subject


def _is_given(noun: Token) -> bool:
    """ "The remarks", "her words", "Lund’s", "a tweet", "comments that Lund made": not what is said at large."""
    told = any(child.dep_ in ("relcl", "acl") for part in (noun, *noun.rights) for child in part.rights)
    return (
        noun.tag_ != "NNS"
        or told
        or any(
            child.dep_ in ("det", "poss", "nummod") or child.is_quote or child.pos_ == "PROPN" or child.lower_ in _SUCH
            for child in noun.lefts
        )
    )


def _tells_more(verb: Token, subject: Token) -> bool:
    """What is said of a remark is more than that it was made, printed or right."""
    if verb.lemma_ == "be":
        if any(child.dep_ == "prep" and child.lower_ == "about" for child in verb.rights):
            return True
        if any(
            _SIGN.fullmatch(t.lower_) for c in verb.rights if c.dep_ in ("acomp", "attr", "prep") for t in c.subtree
        ):
            return True  # "is more like a reminder"
        if _is_likened(verb) or _is_guessed(verb) or _is_of_a_kind(verb):
            return True
        if any(
            c.dep_ == "acomp" and c.lower_ in _TIED and any(p.lower_ == "to" for p in c.rights) for c in verb.rights
        ):
            return True
        judged = [child for child in verb.rights if child.dep_ in ("acomp", "attr")]
        return bool(judged) and all(
            _SIGN.fullmatch(child.lower_) or (child.pos_ == "ADJ" and child.lower_ not in _JUDGED and _is_hedged(verb))
            for child in judged
        )
    if subject.dep_ == "nsubjpass":
        return verb.lemma_ in _MEANT or (verb.lemma_ in TAKES_AS and verb.lemma_ != "take")  # "taken out of context"
    if verb.lemma_ == "refer" and any(child.dep_ == "poss" for child in subject.lefts):
        return True  # "Xi's words referred to the whole region": whom he had in mind
    return verb.lemma_ not in _PLAIN or (verb.lemma_ == "make" and any(c.dep_ == "ccomp" for c in verb.rights))


def _is_likened(verb: Token) -> bool:
    """ "Her words were “a curtsey to Brussels”": a thing that no remark is, in quotation marks."""
    things = [child for child in verb.rights if child.dep_ == "attr" and child.pos_ == "NOUN"]
    marked = any(token.is_quote for token in verb.doc[verb.i + 1 : verb.i + _MARK])
    return (
        marked
        and bool(things)
        and all(
            any(child.lower_ in ("a", "an") for child in thing.lefts) and thing.lower_ not in _JUDGED_AS
            for thing in things
        )
    )


def _is_of_a_kind(verb: Token) -> bool:
    """ "Her comment was a general statement": a remark is said to be one of another kind."""
    things = [child for child in verb.rights if child.dep_ == "attr" and _REMARK.fullmatch(child.lower_)]
    return any({child.dep_ for child in thing.lefts} >= {"det", "amod"} for thing in things)


def _is_guessed(verb: Token) -> bool:
    """ "May have been a mistake", "could be misleading": what it is, is not sure."""
    modal = any(child.tag_ == "MD" and child.lower_ in _MAYBE for child in verb.lefts)
    judged = [child for child in verb.rights if child.dep_ in ("acomp", "attr")]
    return modal and bool(judged) and any(child.lower_ not in _JUDGED for child in judged)


def _is_hedged(verb: Token) -> bool:
    """ "Are polite, but …": an adjective alone judges a remark, and does not say what it means."""
    return any(token.lower_ in ("but", "yet", "though") for token in verb.doc[verb.i : verb.i + _SOON])


def _is_shown(prepared: Prepared, attribution: Attribution, cue: Sequence[Token]) -> bool:
    """A remark is what "shows" or "suggests" it, or what "fuelled speculation"."""
    source = prepared.tokens(attribution.source)
    own = {token.i for token in source}
    heads = [token for token in source if token.head.i not in own]
    words = text_of(prepared.text, attribution.source)
    quoted = any(2 * len(found[0]) > len(words) for found in _QUOTED.finditer(words))
    if not quoted and not any(_SPOKEN.fullmatch(head.lower_) for head in heads):
        return False
    lemmas = {token.lemma_ for token in cue}
    seems = bool(lemmas & {"seem", "appear"}) and bool(lemmas & _SETTLES)
    return seems or bool(lemmas & (_SHOWS | _AIMED)) or bool(lemmas & STIRS and lemmas & STIRRED)


def _extent(attribution: Attribution) -> int:
    return attribution.content[-1][1] - attribution.content[0][0]
