"""Verbs with what is said below them: "Ann said that …", "“…,” said Ann", "It was reported that …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import (
    SUBJECTS,
    agent_of,
    can_speak,
    goes_on,
    is_passive,
    noun_phrase,
    parts,
    stretch,
    subject_of,
    torn_subject,
    verb_group,
)
from kg.extractors.prepared import Candidate, Unit
from kg.model import Spans
from kg.words.lexicon import Cue, cues
from kg.words.speech_words import REMARKS, TAKES_AS

if TYPE_CHECKING:
    from spacy.tokens import Token

_MINDS: Final = frozenset({"intending", "hoping", "fearing", "believing", "ordering", "requesting"})
GOVERNORS: Final = frozenset(
    {"like", "want", "go", "continue", "have", "glad", "happy", "pleased", "sorry", "need", "keep", "try", "able"}
    | {"decline", "refuse", "fail", "neglect", "deny", "unable", "wish", "hope", "begin", "start", "come", "use"}
)
EVIDENTIALS: Final = frozenset({"expect", "say", "believe", "think", "report", "know", "allege", "rumor", "understand"})
_HELD: Final = frozenset({"believing", "hoping", "fearing", "speculating"})
"""Acts of opinion, as they are told in passing: "it is, we believe, the best"."""
_TELLS: Final = frozenset({"say", "tell", "ask", "write", "shout", "reply", "answer", "add", "claim", "think"})
_PAUSE: Final = 2
"""Signs between a verb and the quotation behind it: ", "."""
_SAYS: Final = frozenset({"say", "shout", "cry", "write"})
_MARKS: Final = frozenset("“”\"‘’'«»")
_SORRY: Final = frozenset({"apologize", "apologise", "regret"})
_WOULD: Final = frozenset({"would", "'d", "’d"})
_FINITE: Final = frozenset({"clause", "question", "quotation", "object"})
_TOLD: Final = frozenset(
    {"say", "tell", "claim", "write", "promise", "call", "state", "announce", "insist", "argue", "deny"}
)
_TO_SOMEBODY: Final = frozenset({"tell", "assure", "remind", "inform", "warn"})
"""Verbs with whom it is said to for an object."""
_NOUNS: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj"})
_TO_WHOM: Final = frozenset({"ask", "apologise", "apologize"})
_NEAR: Final = 3  # words
_OF_DOING: Final = frozenset(
    {"admit", "acknowledge", "confess", "recommend", "suggest", "propose", "regret", "oppose", "support", "advocate"}
    | {"favour", "favor", "contemplate", "consider", "condemn", "mention", "remember", "recall"}
)
"""Verbs with what is done for an object: "admitted taking the money"."""
_THAT: Final = frozenset({"acl", "relcl", "advcl", "csubj"})
"""What the parser makes of a clause with "that"."""
_JUDGES: Final = frozenset({"accusing", "criticising", "praising"})
"""Speech acts by which somebody is judged for something."""
_MAKE_OF: Final = _JUDGES | {"asserting", "believing", "warning"}
"""Speech acts that say what somebody or something is."""
_OBJECTS: Final = frozenset({"ccomp", "xcomp", "dobj", "oprd", "acomp", "attr"})
_DEBATE: Final = frozenset({"whether", "if", "what", "why", "how", "who", "which", "when", "where"})


def reporting_verbs(unit: Unit) -> Iterator[Candidate]:
    """Yield an attribution for every verb of the lexicon with content of a shape that the lexicon allows it."""
    for token in unit.doc:
        if token.pos_ != "VERB" and not token.tag_.startswith("VB"):
            continue
        if (liked := _would_like(unit, token)) is not None:
            yield liked
            continue
        known = verb_cue(token)
        if known is None or not _is_performed(token):
            continue
        cue, extra = known
        found = _with_clause(unit, token, cue, extra) or _with_object(unit, token, cue, extra)
        found = found or _with_shared_clause(unit, token, cue, extra)
        if found:
            yield found


def _would_like(unit: Unit, verb: Token) -> Candidate | None:
    """ "People would like to get a house": what somebody likes to do, and says nothing by it."""
    if verb.lemma_ not in ("like", "love") or not any(c.lower_ in _WOULD for c in verb.lefts if c.dep_ == "aux"):
        return None
    wish = next((c for c in verb.rights if c.dep_ == "xcomp" and _has_to(c)), None)
    if wish is None or verb_cue(wish) is not None:
        return None
    source, speaker = source_of(unit, verb)
    if speaker is None or not can_speak(speaker) or speaker.lower_ == "you":
        return None
    content = stretch(unit, wish.left_edge, wish.right_edge)
    return Candidate(source, parts(unit, verb_group(verb)), content, "reporting_verbs", 0.7) if content else None


def verb_cue(verb: Token) -> tuple[Cue, list[Token]] | None:
    """Return the lexicon's entry for a verb and the tokens of its particle or noun, or None."""
    lexicon = cues()
    for phrase in lexicon.phrases.get(verb.lemma_.lower(), ()):
        wanted = phrase.lemma.split()[1:]
        extra = _complement(verb, wanted)
        if extra is not None:
            return phrase, extra
    word = lexicon.word("verb", verb.lemma_.lower())
    return (word, []) if word else None


def _complement(verb: Token, wanted: list[str]) -> list[Token] | None:
    """The tokens right of a verb that complete a phrase of the lexicon: "point out", "make it clear"."""
    if len(wanted) != 1:
        return None
    for child in verb.rights:
        if child.dep_ == "prep" and not _may_complete(verb, child):
            continue
        if child.lower_ == wanted[0] and child.dep_ in ("prep", "prt", "advmod", "acomp", "oprd", "ccomp"):
            return [child]
        if child.lemma_ == wanted[0] and child.dep_ in ("dobj", "acomp", "oprd"):
            return [verb.doc[i] for i in range(child.left_edge.i, child.i + 1)]
    return None


def _may_complete(verb: Token, preposition: Token) -> bool:
    """At once behind the verb, or behind an object: "took the words as a threat", not "took the town as a base"."""
    if preposition.lower_ == "as" and not is_passive(verb):
        taken = next((child for child in verb.rights if child.dep_ == "dobj"), None)
        return taken is not None and (taken.pos_ == "PRON" or _is_remark(taken))
    to_whom = verb.lemma_ == "ask" or any(child.lower_ == "to" and child.dep_ == "prep" for child in verb.rights)
    is_far = (verb.lemma_ in _TO_WHOM and to_whom and preposition.lower_ == "for") or (
        verb.lemma_ == "ask" and preposition.lower_ == "about"
    )
    return preposition.i <= verb.i + (12 if is_far else 2)


def _is_remark(noun: Token) -> bool:
    return re.fullmatch(REMARKS, noun.lower_) is not None


def source_of(unit: Unit, verb: Token) -> tuple[Spans, Token | None]:
    """Return who speaks: the subject, the agent of a passive; empty where nobody is named."""
    if is_passive(verb):
        speaker = agent_of(verb)
    else:
        speaker = subject_of(verb)
        if speaker is not None and speaker.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
            speaker = verb.head
    if speaker is not None and speaker.lower_ == "who" and verb.dep_ != "relcl":
        speaker = _before_who(speaker) or speaker
    if speaker is None or speaker.tag_ in ("EX", "WDT") or (speaker.lower_ == "it" and _is_expletive(verb)):
        return (), None
    span = noun_phrase(unit, speaker)
    if span and verb.tag_ == "VBG" and speaker.dep_ == "pobj":  # "the anger of people at the gate | saying"
        span = span[0], max(span[1], unit.span(speaker, verb.nbor(-1))[1])
    return ((span,) if span else ()), speaker


def _before_who(who: Token) -> Token | None:
    """Whom a "who" is about that the parse has hung elsewhere: "an official today | who said"."""
    if who.i == who.sent.start or who.left_edge != who or who.dep_ != "nsubj":
        return None
    before = (who.nbor(-n) for n in range(1, min(_NEAR, who.i - who.sent.start) + 1))
    return next((t for t in before if t.pos_ in ("NOUN", "PROPN") and t.dep_ in _NOUNS and can_speak(t)), None)


def _is_expletive(verb: Token) -> bool:
    """The "it" of "it was said that", "it is possible to think that"."""
    above = verb.head if verb.dep_ == "xcomp" else None
    return is_passive(verb) or (above is not None and (above.lemma_ == "be" or above.pos_ == "ADJ"))


def cue_tokens(verb: Token, extra: list[Token]) -> list[Token]:
    """Return the verb group, particle or noun included, and the verb that governs it ("would like to reiterate")."""
    group = verb_group(verb)
    if extra and all(token.i > verb.i for token in extra) and extra[0].i - group[-1].i <= 4:
        it = [token for token in verb.doc[group[-1].i + 1 : extra[0].i] if token.lower_ == "it"]
        group = [*group, *it, *(token for token in extra if token not in group)]
    head = verb.head
    if verb.dep_ == "xcomp" and head.i < verb.i and verb.i - head.i <= 4 and head.lemma_ in GOVERNORS:
        between = [verb.doc[i] for i in range(head.i + 1, group[0].i)]
        start = verb_group(head) if head.pos_ in ("VERB", "AUX") else [*verb_group(head.head), head]
        if all(token.pos_ in ("PART", "ADP", "ADV") for token in between):
            group = [*start, *between, *group]
    return group


def _is_performed(verb: Token) -> bool:
    """Not under an "if", not an order, not a question to the one addressed."""
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.children):
        return False
    if verb.lemma_ == "mean" and verb.tag_ == "VB" and verb.head.lemma_ in TAKES_AS:
        return False  # "took his denial to mean that": one reading
    if is_gerund_of(verb.head, verb) and (above := verb_cue(verb.head)) and above[0].speech_act == "denying":
        return False  # "denies calling it a fraud"
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and (subject.lower_ == "let" or _is_anyone(subject)):
        return False
    if subject is not None and subject.lower_ == "you" and not _is_told(verb, subject):
        return False
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"can", "could", "must"} and is_passive(verb):
        return False
    return not (subject is None and verb.tag_ == "VB" and not helpers and verb.dep_ in ("ROOT", "conj"))


def is_gerund_of(verb: Token, child: Token) -> bool:
    """ "Denies calling", "denied having called": what is denied to have been done."""
    gerund = child.tag_ == "VBG" or any(c.lower_ == "having" and c.dep_ == "aux" for c in child.lefts)
    return gerund and child.head == verb and child.dep_ == "xcomp" and child.i > verb.i


def _is_told(verb: Token, subject: Token) -> bool:
    """ "You say that the water is safe", "you warned of a flood": what somebody is told to have said or thought.

    No question and no general truth: "you know that it rains".
    """
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.i < subject.i or child.tag_ == "MD" for child in helpers):
        return False
    is_past = verb.tag_ == "VBD" or any(child.lemma_ == "have" for child in helpers)
    asks = any(child.tag_ in ("WP", "WRB", "WDT") for child in verb.lefts)
    if is_past:
        known = verb_cue(verb)
        if known is not None and known[0].speech_act == "knowing":
            return False  # "you heard what I said"
        return verb.dep_ == "relcl" or (not asks and verb.dep_ in ("ROOT", "conj", "ccomp", "advcl"))
    return verb.lemma_ in _TOLD and not asks and verb.dep_ in ("ROOT", "conj", "ccomp")


def _is_anyone(subject: Token) -> bool:
    """ "One knows that …", but not "one of them", "no one"."""
    return subject.lower_ == "one" and not any(subject.children)


def _with_clause(unit: Unit, verb: Token, cue: Cue, extra: list[Token]) -> Candidate | None:
    """Content that is a clause: below the verb, or around it where the verb is parenthetical."""
    content = _clause(unit, verb, cue, extra)
    if not content:
        return None
    source, speaker = source_of(unit, verb)
    if speaker is None and not is_passive(verb):
        return None
    if extra and extra[-1].pos_ == "NOUN" and speaker is not None and not can_speak(speaker):
        return None
    mute = speaker is not None and not can_speak(speaker)
    finite = any(child.dep_ == "ccomp" and not _has_to(child) for child in verb.rights)
    if mute and cue.speech_act in _MINDS and not finite and not _is_infinitive_of_aim(verb):
        return None
    tokens = cue_tokens(verb, extra)
    name = "reporting_verbs"
    if tokens[0] == verb and "reading" in cue.takes and is_hung(verb):
        name, source = "reporting_verbs.hung", _speaker_before(unit, verb) or source
    return Candidate(source, parts(unit, tokens), content, name, 0.8 if source else 0.6)


def _with_shared_clause(unit: Unit, verb: Token, cue: Cue, extra: list[Token]) -> Candidate | None:
    """ "Told the board, and told reporters, that …": the first verb has the clause of the second as well."""
    second = next((c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    known = verb_cue(second) if second is not None else None
    if second is None or known is None or "clause" not in cue.takes or any(c.dep_ in SUBJECTS for c in second.lefts):
        return None
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "dative", "xcomp", "ccomp")]
    if any(c.dep_ in ("xcomp", "ccomp") for c in objects) or (objects and verb.lemma_ not in _TO_SOMEBODY):
        return None
    clause = next((c for c in second.rights if c.dep_ == "ccomp" and _opens_with(c, ("that",))), None)
    source, speaker = source_of(unit, verb)
    if clause is None or speaker is None or not can_speak(speaker):
        return None
    tokens = cue_tokens(verb, extra)
    return Candidate(source, parts(unit, tokens), _all_of(unit, clause), "reporting_verbs.shared", 0.7)


def is_hung(verb: Token) -> bool:
    """Tell whether a verb is a participle behind a comma: "…, signalling that rates will stay"."""
    return verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == "," and verb.dep_ not in ("conj", "pcomp")


def _speaker_before(unit: Unit, verb: Token) -> Spans:
    """The remark that is told of, or who is told to have said the words before the comma; empty for neither.

    Where they are not quoted, they have to be of a thing: "said prices were stable, signalling that …".
    """
    subject = next((c for c in verb.head.lefts if c.dep_ == "nsubj" and _is_remark(c)), None)
    if subject is not None and (span := noun_phrase(unit, subject)):
        return (span,)  # "the statement leaves room, hinting that …"
    quoted = verb.i > 1 and (unit.is_quoted(verb.nbor(-2)) or verb.nbor(-2).text in ("”", '"', "''"))
    if not quoted and not _is_of_a_thing(verb.head):
        return ()
    above = verb.head
    while above.head != above and not (verb_cue(above) and _own(above)):
        above = above.head
    return source_of(unit, above)[0] if verb_cue(above) and _own(above) else ()


def _is_of_a_thing(verb: Token) -> bool:
    """What somebody is told to have said, its subject being none who could signal anything."""
    subject = subject_of(verb) if verb.dep_ == "ccomp" else None
    return subject is not None and not can_speak(subject) and subject.pos_ in ("NOUN", "DET")


def _own(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" for child in verb.children) and any(c.dep_ == "ccomp" for c in verb.children)


def _clause(unit: Unit, verb: Token, cue: Cue, extra: list[Token]) -> Spans:
    heads = [verb, *[token for token in extra if token.pos_ in ("NOUN", "ADJ")]]
    for child in (child for head in heads for child in (*head.rights, *head.lefts)):
        if child in extra:
            continue  # "clear" of "made it clear that"
        if child.i > verb.i and reporter_of(child):  # "Radio Holm reports" behind "…, she said"
            if (said := next((c for c in child.lefts if c.dep_ == "ccomp"), None)) is not None:
                return _all_of(unit, said)
            continue
        if child.dep_ == "ccomp" or (child.dep_ in _THAT and _opens_with(child, ("that",))):
            if child.dep_ == "ccomp" and "infinitive" in cue.takes and _has_to(child) and child.i > verb.i:
                return _all_of(unit, child)  # "want the dam to be opened"
            if cue.takes & _FINITE and (child.i < verb.i or not _is_bare(child)):
                torn = torn_subject(verb, child)
                return (*_all_of(unit, torn), *_all_of(unit, child)) if torn is not None else _all_of(unit, child)
        elif (
            child.dep_ == "advcl" and "question" in cue.takes and child.left_edge.lower_ in _DEBATE and child.i > verb.i
        ):
            return _all_of(unit, child)
        elif child.dep_ == "advcl" and cue.lemma in _SORRY and _opens_with(child, ("if",)):
            return _all_of(unit, child)  # "I apologise if anybody was hurt", "if anybody was hurt, I apologise"
        elif child.dep_ == "xcomp" and is_passive(verb) and verb.lemma_ in EVIDENTIALS and _has_to(child):
            return _raised(unit, verb, child)
        elif child.dep_ == "xcomp" and "infinitive" in cue.takes and _has_to(child):
            return _infinitive(unit, verb, child)
        elif (cue.speech_act == "denying" or verb.lemma_ in _OF_DOING) and is_gerund_of(verb, child):
            return _all_of(unit, child)
    is_aside = "quotation" in cue.takes or (
        cue.speech_act in _HELD and not any(c.dep_ in _OBJECTS for c in verb.rights)
    )
    if verb.dep_ == "parataxis" and is_aside and verb.head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
        inner = {token.i for token in verb.subtree}
        return parts(unit, [token for token in verb.head.subtree if token.i not in inner])
    return ()


def reporter_of(verb: Token) -> Token | None:
    """Return who stands alone with a verb behind a comma, and says nothing there: "…, Radio Holm reports."."""
    speaker = next((child for child in verb.lefts if child.dep_ in ("nsubj", "compound")), None)
    first = speaker.left_edge if speaker is not None else verb
    if speaker is None or not first.i or first.nbor(-1).text != "," or speaker.right_edge.i + 1 != verb.i:
        return None
    own = any(child.dep_ in _OBJECTS and child.i > verb.i for child in verb.children)
    is_said = verb.pos_ == "VERB" and not own and verb_cue(verb) is not None
    return speaker if is_said and speaker.pos_ in ("PROPN", "NOUN") else None


def _all_of(unit: Unit, head: Token) -> Spans:
    last = head.right_edge
    if (further := next((c for c in head.rights if c.dep_ == "conj" and goes_on(c) is not None), None)) is not None:
        last = further.left_edge.nbor(-1)
        while last.i > head.i and (last.dep_ == "cc" or last.is_punct):
            last = last.nbor(-1)
    return stretch(unit, head.left_edge, last.nbor(-1) if last.dep_ == "cc" else last)  # "why they left, | and"


def _opens_with(clause: Token, words: tuple[str, ...]) -> bool:
    return clause.left_edge.lower_ in words and clause.left_edge.tag_ == "IN"


def _is_bare(clause: Token) -> bool:
    """A small clause without a verb of its own that the parser called a clause."""
    return clause.left_edge.i == clause.right_edge.i


def _has_to(clause: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.children)


def _infinitive(unit: Unit, verb: Token, clause: Token) -> Spans:
    """ "to come", and whom it is wanted of: "urged him to come". Not where the infinitive is a cue of its own."""
    if verb_cue(clause) and any(child.dep_ in ("ccomp", "xcomp") for child in clause.rights):
        return ()
    first = clause.left_edge
    for child in verb.rights:
        if child.dep_ in ("dobj", "dative") and child.i < clause.i:
            first = child.left_edge
            break
    return stretch(unit, first, clause.right_edge)


def _raised(unit: Unit, verb: Token, clause: Token) -> Spans:
    """ "Prices are expected to rise": the subject and the infinitive are the content."""
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None:
        return ()
    inside = range(clause.left_edge.i, clause.right_edge.i + 1)
    return parts(unit, [*subject.subtree, *[verb.doc[i] for i in inside]])


def _is_infinitive_of_aim(verb: Token) -> bool:
    return verb.lemma_ in ("aim", "seek", "intend") and any(child.dep_ == "xcomp" for child in verb.children)


def _with_object(unit: Unit, verb: Token, cue: Cue, extra: list[Token]) -> Candidate | None:
    """Content that is a noun phrase: "criticised the plan", "called for calm", "was praised by Ann"."""
    if not extra and (words := _quoted_words(unit, verb) or _in_inner_marks(unit, verb)) is not None:
        return words
    if not ("object" in cue.takes or verb.lemma_ == "want") or not _is_fact(verb):
        return None
    source, speaker = source_of(unit, verb)
    if speaker is None and is_passive(verb):
        content = _without_agent(unit, verb, cue, extra)
    else:
        content = _object(unit, verb, extra) if speaker is not None and can_speak(speaker) else ()
    if not content:
        return None
    return Candidate(source, parts(unit, cue_tokens(verb, extra)), content, "reporting_verbs.object", 0.4)


def _quoted_words(unit: Unit, verb: Token) -> Candidate | None:
    """ "I said ‘utter rubbish’": words in marks of their own that are no clause."""
    if verb.lemma_ not in _SAYS:
        return None
    thing = next(
        (c for c in verb.rights if c.dep_ in ("dobj", "attr", "oprd", "intj") and c.left_edge.i > verb.i), None
    )
    if thing is None or not thing.left_edge.i or thing.left_edge.nbor(-1).text not in _MARKS | {verb.text}:
        return None
    first = thing.left_edge if thing.left_edge.is_quote else thing.left_edge.nbor(-1)
    source, speaker = source_of(unit, verb)
    if not first.is_quote or first.i != verb.i + 1 or speaker is None or not can_speak(speaker):
        return None
    last = thing.right_edge
    if last.i + 1 < len(unit.doc) and last.nbor().is_quote:
        last = last.nbor()
    content = stretch(unit, first, last)
    return Candidate(source, parts(unit, verb_group(verb)), content, "reporting_verbs", 0.7) if content else None


def _in_inner_marks(unit: Unit, verb: Token) -> Candidate | None:
    """ "My mother told me ‘go to the harbour’": inside a quotation, what a quotation follows that is no clause."""
    if verb.lemma_ not in _TELLS or not unit.is_quoted(verb):
        return None
    last = verb.nbor() if verb.i + 1 < len(unit.doc) and verb.nbor().dep_ in ("dobj", "dative") else verb
    end = unit.start + last.idx + len(last)
    words = next((quote for quote in unit.inner_quotes if 0 <= quote[0] - end <= _PAUSE), None)
    source, speaker = source_of(unit, verb)
    if words is None or speaker is None or not can_speak(speaker):
        return None
    return Candidate(source, parts(unit, verb_group(verb)), (words,), "reporting_verbs", 0.8)


def _without_agent(unit: Unit, verb: Token, cue: Cue, extra: list[Token]) -> Spans:
    """ "The bridge was described as safe", "he was accused of lying": of whom or what, and what is made of it.

    Without anything made of it, nobody need have said it: "the plan was praised", "the strike was announced".
    """
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    if subject is None or cue.speech_act not in _MAKE_OF:
        return ()
    if any(token.dep_ == "prep" for token in extra):
        return ()
    made = next((c for c in verb.rights if _is_made_of(c, verb)), None)
    if made is not None and any(c.dep_ == "pcomp" and verb_cue(c) and _clause_below(c) for c in made.rights):
        return ()  # "was accused of saying that …": the saying is told
    return parts(unit, [*subject.subtree, *made.subtree]) if made is not None else ()


def _clause_below(verb: Token) -> bool:
    return any(child.dep_ == "ccomp" for child in verb.rights)


def _is_made_of(child: Token, verb: Token) -> bool:
    if child.dep_ == "prep":
        leads = ("of", "for", "over") if (known := verb_cue(verb)) and known[0].speech_act in _JUDGES else ("as",)
        return child.lower_ in leads
    return child.dep_ in ("oprd", "xcomp") and child.pos_ != "PROPN" and not _has_to(child)


def _is_fact(verb: Token) -> bool:
    """Somebody does it or did it: no infinitive, no modal."""
    helpers = [child for child in verb.children if child.dep_ == "aux"]
    if is_passive(verb):
        return not any(child.tag_ == "MD" or child.lower_ == "to" for child in helpers)
    return verb.tag_ != "VB" or any(child.lemma_ in ("do", "will") for child in helpers)


def _object(unit: Unit, verb: Token, extra: list[Token]) -> Spans:
    if is_passive(verb):
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if subject is None or extra:
            return ()
        taken_for = next((c for c in verb.rights if c.dep_ in ("prep", "oprd") and c.lower_ != "by"), None)
        named = [*taken_for.subtree] if taken_for is not None and taken_for.lower_ == "as" else []
        return parts(unit, [*subject.subtree, *named])
    preposition = next((token for token in extra if token.dep_ == "prep"), None)
    holders = [preposition] if preposition is not None else [verb]
    for child in (child for holder in holders for child in holder.rights):
        if child.dep_ in ("dobj", "pobj", "pcomp") and child not in extra:
            last = child.right_edge
            for more in verb.rights:
                if more.i > last.i and (
                    more.dep_ in ("oprd", "xcomp") or (more.dep_ == "prep" and more.i == last.i + 1)
                ):
                    last = more.right_edge
            if child.lower_ in ("so", "it", "that") and not any(
                c.dep_ in ("oprd", "xcomp") or c.lower_ == "as" for c in verb.rights
            ):
                continue  # but "criticised it as dear", "called it a disgrace"
            return stretch(unit, child.left_edge, last)
    return ()
