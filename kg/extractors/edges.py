"""Where a role that the model read ends inside a phrase, or holds a shred of another: borders set by the parse.

The model decides word by word, so a content may end with "as wealthy as", a source with "Sanders on", and a word or
two of the question may stand before the quotation that answers it.  All that is done here is no longer than a phrase,
but for the main clause of a condition.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import SUBJECTS, noun_phrase, trimmed
from kg.extractors.constructions.reporting_verbs import verb_cue
from kg.extractors.nearby import overlap
from kg.extractors.prepared import Candidate, Prepared, Unit
from kg.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADS: Final = frozenset({"det", "poss", "amod", "compound", "nummod", "case", "quantmod", "predet"})
_MOST_WORDS: Final = 12
"""Words that complete a phrase; where it takes more, the word that hangs is cut."""
_LEAST_WORDS: Final = 3
_MARKS: Final = frozenset(("“", "”", '"', "«", "„", "'", "''", "`", "``", "‘"))
_THAT: Final = re.compile(r"[“\"]?that\b")
_GAP: Final = re.compile(r"[ ,;–—-]{0,3}(?:(?:and|or) )?")
_QUOTED_END: Final = "”\"'»’"
_REST: Final = re.compile(r"(?:-\w+)+|(?<=\d),\d{3}\b|(?<=\d)\.\d+\b")
_DAY: Final = re.compile(r"\.? \d{1,2}\b(?:, \d{4}\b)?")
_MONTH: Final = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?$")
_VERBS: Final = frozenset({"VERB", "AUX"})
_ABOUT: Final = frozenset({"on", "about", "of", "for", "against", "at"})
_BELONGS: Final = frozenset({"of", "in", "between", "against", "with", "to", "for", "from", "about", "by"})
_ARTICLES: Final = frozenset({"the", "a", "an"})
_CONDITIONS: Final = frozenset({"if", "unless", "when", "once", "until", "although", "though", "as", "while", "after"})


def completed(prepared: Prepared, read: Candidate) -> Candidate:
    """Return what the model read with no role ending inside a phrase, and without shreds beside a quotation."""
    read = _gerund_given(prepared, read)
    content = tuple(_whole_word(prepared, span) for span in _joined(prepared, _without_shreds(prepared, read)))
    taken = (*read.source, *read.cue)
    last = _completed(prepared, _with_marked_noun(prepared, content[-1]), taken)
    last = _with_main_clause(prepared, last, taken)
    content = tuple(_without_comma(prepared, span) for span in (*content[:-1], last))
    source = read.source
    if len(source) == 1:
        whole = _without_relative(prepared, _without_hanging(prepared, source[0]))
        source = (_with_negation(prepared, whole),)
    return replace(read, source=source, cue=_with_article(prepared, read), content=content)


def _joined(prepared: Prepared, content: Spans) -> Spans:
    """Return a content without gaps that hold a mark or an "and" alone, and no word of source or cue."""
    joined: list[Span] = []
    for start, end in content:
        if joined and _GAP.fullmatch(prepared.text, joined[-1][1], start):
            start = joined.pop()[0]
        joined.append((start, end))
    return tuple(joined)


def _without_comma(prepared: Prepared, span: Span) -> Span:
    """ "It will rain, said Ann": the comma is none of what was said where that is not quoted."""
    start, end = span
    while end - start > 1 and prepared.text[end - 1] in ", " and prepared.text[end - 2] not in _QUOTED_END:
        end -= 1
    return (start, end) if not any(a < end <= b for u in prepared.units_at(span) for a, b in u.quotes) else span


def _whole_word(prepared: Prepared, span: Span) -> Span:
    """A content that stops inside a word, a number or a date has all of it: "far | -fetched", "180 | ,000"."""
    text, (start, end) = prepared.text, span
    day = _DAY.match(text, end) if _MONTH.search(text, start, end) else None
    rest = day or (_REST.match(text, end) if text[end - 1].isalnum() else None)
    return (start, rest.end()) if rest else span


def _gerund_given(prepared: Prepared, read: Candidate) -> Candidate:
    """Return "instructions on promoting | green growth" as "instructions on | promoting green growth".

    People mark it so behind prepositions of what something is about; "said in defending" and "by saying" are cues.
    """
    last = read.cue[-1] if read.cue else (0, 0)
    place = next((n for n, span in enumerate(read.content) if 0 <= span[0] - last[1] <= 1), None)
    tokens = prepared.tokens((last,))
    if place is None or len(tokens) < 2:
        return read
    leads, gerund = tokens[-2:]
    if gerund.tag_ != "VBG" or leads.lower_ not in _ABOUT or verb_cue(gerund):
        return read
    unit = next(iter(prepared.units_at(last)))
    begin, end = unit.start + gerund.idx, unit.start + leads.idx + len(leads)
    content = (*read.content[:place], (begin, read.content[place][1]), *read.content[place + 1 :])
    return replace(read, cue=(*read.cue[:-1], (last[0], end)), content=content)


def _with_article(prepared: Prepared, read: Candidate) -> Spans:
    """Return a cue that begins with a noun with the article before it: "the aspiration of", "a warning from"."""
    tokens = prepared.tokens(read.cue)
    if not tokens or not tokens[0].i or (article := tokens[0].nbor(-1)).lower_ not in _ARTICLES:
        return read.cue
    (start, end), *others = read.cue
    begin = start - tokens[0].idx + article.idx
    if article.head not in tokens or overlap(((begin, start),), (*read.source, *read.content)):
        return read.cue
    return (begin, end), *others


def _completed(prepared: Prepared, span: Span, taken: Spans) -> Span:
    """Return a content with the phrase that its last word opens, or without that word where others have the phrase."""
    found = _last(prepared, span)
    if found is None or found[0].is_quoted(found[1]):
        return span
    unit, word = found
    if word.dep_ == "cc":
        return _cut(unit, span, word)
    end = _end_of_opened(unit, word) or _end_of_owned(unit, word)
    if end is None and (begun := _end_of_begun(unit, word, span[0])) is not None:
        return (span[0], begun) if span[1] < begun and not overlap(((span[1], begun),), taken) else span
    if end is None or end <= span[1]:
        return span
    begun = _begun(unit, word.head)
    if span[0] < begun < span[1]:
        return trimmed(unit, (span[0], begun)) or span
    fits = len(prepared.text[span[1] : end].split()) <= _MOST_WORDS and not overlap(((span[1], end),), taken)
    return (span[0], end) if fits else _cut(unit, span, word)


def _with_marked_noun(prepared: Prepared, span: Span) -> Span:
    """ "Such “stupid” | acts": a content that stops at the mark of an adjective has the noun that this belongs to."""
    found = _last(prepared, span)
    if found is None or found[1].text not in _MARKS or found[1].i < 2:
        return span
    unit, mark = found
    word = mark.nbor(-1)
    while word.dep_ in _LEADS and word.head.i < mark.i and word.head.i > word.i:
        word = word.head
    noun = word.head
    if word.dep_ not in _LEADS or not mark.i < noun.i <= mark.i + _LEAST_WORDS or noun.pos_ not in ("NOUN", "PROPN"):
        return span
    phrase = noun_phrase(unit, noun)
    return (span[0], max(span[1], phrase[1])) if phrase else span


def _end_of_opened(unit: Unit, word: Token) -> int | None:
    """Where the phrase or clause ends that `word` opens: an article, a preposition, "because", "was"."""
    if word.dep_ in ("mark", "aux", "auxpass") and word.head.i > word.i:
        opened = trimmed(unit, unit.span(word, word.head.right_edge))
        return opened[1] if opened else None
    phrase = noun_phrase(unit, head) if (head := _awaited(word)) is not None else None
    return phrase[1] if phrase else None


def _end_of_begun(unit: Unit, word: Token, start: int) -> int | None:
    """Where the clause ends of which a content has but the subject: "about what the mayor | calls a wonder"."""
    verb = word.head
    if word.dep_ not in SUBJECTS or verb.i < word.i or unit.start + verb.left_edge.idx < start:
        return None
    clause = trimmed(unit, unit.span(word, verb.right_edge))
    return clause[1] if clause else None


def _end_of_owned(unit: Unit, word: Token) -> int | None:
    """Where "of the permits" ends behind "questioned the handling", "in the talks" behind "opposed to a part"."""
    leads = next((child for child in word.rights if child.i == word.i + 1 and child.lower_ in _BELONGS), None)
    phrase = noun_phrase(unit, place) if leads is not None and (place := _awaited(leads)) is not None else None
    return phrase[1] if phrase else None


def _with_main_clause(prepared: Prepared, span: Span, taken: Spans) -> Span:
    """Return a content that is a condition alone ("that if it rains") with the clause it is the condition of."""
    tokens = prepared.tokens((span,))
    first = next((token for token in tokens if token.lower_ != "that" and token.text not in _MARKS), None)
    if first is None or first.dep_ != "mark" or first.head.dep_ != "advcl" or first.lower_ not in _CONDITIONS:
        return span
    main, last = first.head.head, tokens[-1]
    if main.pos_ not in _VERBS or main.left_edge.i > first.i or not last.i < main.i:
        return span
    unit = next(iter(prepared.units_at(span)))
    whole = trimmed(unit, unit.span(last, main.right_edge))
    return (span[0], whole[1]) if whole and not overlap(((span[1], whole[1]),), taken) else span


def _without_hanging(prepared: Prepared, span: Span) -> Span:
    """Return a source without the preposition at its end ("Sanders on"); "many of" is "many of whom"."""
    found = _last(prepared, span)
    if found is None or found[1].dep_ != "prep" or (place := _awaited(found[1])) is None:
        return span
    unit, word = found
    if place.tag_ in ("WP", "WDT") and place.i == word.i + 1:
        return span[0], unit.span(word, place)[1]
    return _cut(unit, span, word)


def _without_relative(prepared: Prepared, span: Span) -> Span:
    """ "(A move) that residents read as …": the pronoun is no part of who reads."""
    tokens = prepared.tokens((span,))
    if len(tokens) < 2 or tokens[0].tag_ != "WDT" or tokens[0].dep_ == "det":
        return span
    return next(iter(prepared.units_at(span))).start + tokens[1].idx, span[1]


def _with_negation(prepared: Prepared, span: Span) -> Span:
    """ "Not everyone finds": without its first word the source would be the contrary."""
    tokens = prepared.tokens((span,))
    if not tokens or not tokens[0].i or (word := tokens[0].nbor(-1)).lower_ != "not" or word.i + 1 != tokens[0].i:
        return span
    if tokens[0].lower_ not in ("everyone", "everybody", "all", "every", "many", "one"):
        return span
    return next(iter(prepared.units_at(span))).start + word.idx, span[1]


def _without_shreds(prepared: Prepared, read: Candidate) -> Spans:
    """Return a content without words that stand, beyond source or cue, beside a quotation which is a whole sentence.

    "Asked about the vote, he said: “We lost.”" says nothing of "the vote"; "Rain, he said, “is rare”" needs its "rain".
    """
    content = read.content
    if len(content) < 2:
        return content
    if not any(_is_sentence(prepared, span) for span in content):
        return _without_places(prepared, read)
    kept = tuple(span for span in content if not _is_shred(prepared, span))
    return kept or content


def _without_places(prepared: Prepared, read: Candidate) -> Spans:
    """ "Speaking to “The Post,” Ann Koh said that …": a clause behind "that" needs no noun from before its source."""
    content, begin = read.content, min(start for start, _ in (*read.source, *read.cue))
    if not any(_THAT.match(prepared.text, *span) for span in content if span[0] > begin):
        return content
    return tuple(span for span in content if span[0] > begin or not _is_shred(prepared, span, quoted=True))


def _is_sentence(prepared: Prepared, span: Span) -> bool:
    text = prepared.text[span[0] : span[1]]
    words = text.strip("“”\"«»„'`‘’ ")
    return text[0] in _MARKS and words[:1].isupper() and len(words.split()) >= _LEAST_WORDS


def _is_shred(prepared: Prepared, span: Span, *, quoted: bool = False) -> bool:
    """A phrase without verb, quotation (unless that may be) or "and" that leads to what is said."""
    words = prepared.tokens((span,))
    marks = frozenset() if quoted else _MARKS
    if quoted and sum(word.is_alpha for word in words) <= 1:
        return True
    return not any(word.pos_ in _VERBS or word.text in marks or word.dep_ == "cc" for word in words)


def _last(prepared: Prepared, span: Span) -> tuple[Unit, Token] | None:
    """The last word of a span, with the piece that it stands in."""
    tokens = prepared.tokens((span,))
    unit = next((unit for unit in prepared.units_at((span[1] - 1, span[1]))), None)
    if not tokens or unit is None or unit.start + tokens[-1].idx + len(tokens[-1]) != span[1]:
        return None
    return unit, tokens[-1]


def _awaited(word: Token) -> Token | None:
    """The noun that a preposition, an article or an adjective at the end of a role leads to, where it comes behind."""
    if word.dep_ in _LEADS and word.head.i > word.i:
        return word.head
    if word.dep_ == "prep":
        return next((child for child in word.rights if child.dep_ == "pobj"), None)
    return None


def _begun(unit: Unit, head: Token) -> int:
    """Where the relative clause begins whose subject is `head`: of "…, which the court struck down" nothing is left."""
    verb = head.head
    return unit.start + verb.left_edge.idx if head.dep_ in SUBJECTS and verb.dep_ == "relcl" else -1


def _cut(unit: Unit, span: Span, word: Token) -> Span:
    return trimmed(unit, (span[0], unit.start + word.idx)) or span
