"""Quotations without a verb of saying whose speaker stands beside them: below, behind a dash, above a colon.

`“We won.”` and on the next line `Ida Crane, mayor of Holm`; `“We won.” – Ida Crane sums it up.`; a post that ends in
`— Ida Crane (@ida) May 6, 2024`; `Ida Crane, on Radio Holm:` above a quotation.  A name alone below one quotation may
be anything, so a list of them is wanted; a dash or a colon is enough for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extractors.constructions.reporting_verbs import verb_cue
from kg.extractors.nearby import Nearby, overlap
from kg.extractors.prepared import Candidate, Prepared, Unit

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

    from kg.model import Span

_DASH: Final = re.compile(r"[-–—―]{1,2}\s*(?=\S)")
_SIGNED: Final = re.compile(r"\s?([-–—―]{1,3})[^\S\n]{0,3}([^\n]{2,120})(?:\n|$)")
_POST: Final = re.compile(r"(?:^|\s)([—–-])\s?([^—–\n()]{2,60}) \(@\w{1,30}\)\s?[^.!?\n]{0,40}$")
_DATE: Final = re.compile(
    r"[,;|(]{0,3}\s?(?:on )?(?:[A-Z][a-z]+day,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?(?:,? \d{4})?\)?$"
)
_FULL_NAME: Final = re.compile(r"(?<!\w)[A-Z][\w’'-]{1,30} (?:[a-z]{2,3} )?[A-Z]")
_APPOSITION: Final = re.compile(r",\s|\s\(|\s(?:of|from|at|for)\s")
_LEAST: Final = 4
_MOST: Final = 25
_FEWEST: Final = 2
_LONGEST_SIGNED: Final = 6
_PARTICLES: Final = frozenset(
    ("al", "bin", "da", "de", "del", "den", "der", "di", "do", "du", "la", "of", "the", "van", "von")
)
_LONGEST_NAME: Final = 3
"""Words."""
_SPEAKERS: Final = frozenset({"PERSON", "ORG"})
_DOING: Final = frozenset({"VBZ", "VBD", "VBP", "MD", "VBG"})
_SAYS: Final = frozenset({"VBZ", "VBD", "VBP", "MD"})


def signatures(prepared: Prepared) -> list[Candidate]:
    """Return the quotations that are signed: with a dash, in a list, as a post, or below a name and a colon."""
    units = [unit for unit in prepared.units if unit.turn is None]
    found = [candidate for unit in units for candidate in (*_posts(unit), *_behind(unit))]
    taken = {candidate.content[0] for candidate in found}
    listed = _listed(units)
    for above, below in pairwise(units):
        for candidate in (*_under_dash(above, below), *_under_name(above, below)):
            if candidate.content[0] not in taken:
                taken.add(candidate.content[0])
                found.append(candidate)
    return [*found, *(candidate for candidate in listed if candidate.content[0] not in taken)]


def unsigned(found: Iterable[Candidate], signed: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield what of `found` is no second reading of signed ones: "– Ida Crane sums it up" is no speech about it."""
    contents = Nearby([candidate.content for candidate in signed])
    for candidate in found:
        same = [signed[index] for index in contents.overlapping(candidate.content)]
        if not any(overlap(candidate.source, other.source) or overlap(candidate.cue, other.cue) for other in same):
            yield candidate


def _posts(unit: Unit) -> Iterator[Candidate]:
    """A post of a social network, its text without marks: "It rains. — Ida Crane (@ida) May 6, 2024"."""
    match = _POST.search(unit.text)
    if match and match.start() > 0:
        text = unit.text[: match.start()].rstrip()
        yield _signed(unit, match.span(2), match.span(1), (unit.start, unit.start + len(text)), 0.85)


def _behind(unit: Unit) -> Iterator[Candidate]:
    """ "“We won.” – Ida Crane sums it up", and line by line "“We won.” ― Ida Crane, mayor"."""
    for quote in unit.quotes:
        if not unit.text[: quote[0] - unit.start].rpartition("\n")[2].strip():
            yield from _signed_line(unit, quote)


def _signed_line(unit: Unit, quote: Span) -> Iterator[Candidate]:
    place = quote[1] - unit.start
    match = _SIGNED.match(unit.text, place)
    if match is None or len(unit.text[quote[0] - unit.start : place].split()) < _FEWEST:
        return
    line = match[2].rstrip(" .\u00a0")
    if _is_signature(line):
        name: Span | None = (match.start(2), match.start(2) + len(line))
    else:
        is_all = quote[0] == unit.start and len(unit.quotes) == 1
        name = _name(unit, match.start(2)) if is_all and line[:1].isupper() else None
    if name and not _speaks(unit, name[1]):
        yield _signed(unit, name, match.span(1), quote, 0.8)


def _is_signature(line: str) -> bool:
    """A name of some words, and behind a comma or in brackets who that is: no sentence, and no date."""
    name = re.split(r"[,(]", line, maxsplit=1)[0].split()
    named = [word for word in name if word.lower() not in _PARTICLES]
    is_dated = _DATE.search(line) is not None
    return len(named) > 1 and len(name) <= _LONGEST_SIGNED and all(w[0].isupper() for w in named) and not is_dated


def _is_quoted(unit: Unit, name: Span) -> bool:
    return any(start < unit.start + name[1] for start, _ in unit.quotes)


def _speaks(unit: Unit, place: int) -> bool:
    """ "“We won.” — Crane said": that has its verb."""
    behind = unit.doc.char_span(place, len(unit.text), alignment_mode="expand")
    verbs = [token for token in list(behind or ())[:3] if token.pos_ == "VERB"]
    return any((known := verb_cue(token)) and "quotation" in known[0].takes for token in verbs)


def _under_dash(above: Unit, below: Unit) -> Iterator[Candidate]:
    """ "“We won.”" and on the next line "— Ida Crane in her speech"."""
    match, quote = _DASH.match(below.text), _quotation(above)
    post = _POST.match(below.text)
    if post and above.kind == "text":
        yield _signed(below, post.span(2), post.span(1), (above.start, above.end), 0.8)
    elif match and quote and (name := _name(below, match.end())) and not _is_quoted(below, name):
        yield _signed(below, name, (0, len(match[0].rstrip())), quote, 0.85)


def _under_name(above: Unit, below: Unit) -> Iterator[Candidate]:
    """ "Ida Crane, on Radio Holm:" and below it a quotation; with a verb of saying it is another construction."""
    quote = _quotation(below)
    if quote is None or not above.text.endswith(":") or above.quotes or len(above.doc) > _MOST:
        return
    if any(token.tag_ in _SAYS for token in above.doc):
        return
    if name := _name(above, 0):
        yield _signed(above, name, (len(above.text) - 1, len(above.text)), quote, 0.8)


def _listed(units: Sequence[Unit]) -> list[Candidate]:
    """Return the quotations of a list in which each has the name of its speaker below it, or each above it."""
    below, above = [], []
    for place, unit in enumerate(units):
        if unit.kind == "headline" or (quote := _quotation(unit)) is None:
            continue  # below a headline stands who wrote it
        if signed := _name_line(units[place + 1 : place + 3]):
            below.append(_signed(*signed, None, quote, 0.75))
        if place and (signed := _name_line(units[place - 1 : place])):
            above.append(_signed(*signed, None, quote, 0.75))
    best = max(below, above, key=len)
    return best if len(best) >= 2 and len(below) != len(above) else []


def _name_line(units: Sequence[Unit]) -> tuple[Unit, Span] | None:
    """Return the line that names somebody and says nothing, with the span of the name: an office may stand above it."""
    lines = []
    for unit in units:
        if unit.quotes or len(unit.doc) > _MOST or unit.text[-1] in ".:?!" or any(t.tag_ in _SAYS for t in unit.doc):
            break
        if (name := _name(unit, 0)) is not None:
            lines.append((unit, name))
    full = [line for line in lines if _FULL_NAME.search(line[0].text)]
    return next(iter(full or lines), None)


def _quotation(unit: Unit) -> Span | None:
    """Return the quotation that is all of a paragraph: nobody is named in it for what it says."""
    if not unit.quotes or len(unit.text.split()) < _LEAST:
        return None
    start, end = unit.quotes[0][0], unit.quotes[-1][1]
    rest = unit.text[: start - unit.start] + unit.text[end - unit.start :]
    is_one = all(not unit.text[a[1] - unit.start : b[0] - unit.start].strip() for a, b in pairwise(unit.quotes))
    return (start, end) if is_one and not rest.strip(" .,") else None


def _name(unit: Unit, start: int) -> Span | None:
    """Return the span in a unit's text, from `start`, of who is named there: with what tells who it is, without a date.

    None where no person and no body is named before the first verb.
    """
    end = len(unit.text.rstrip(" .:"))
    if date := _DATE.search(unit.text, start, end):
        end = date.start()
    words = unit.doc.char_span(start, end, alignment_mode="contract")
    person = _called(words) if words is not None else None
    if words is None or person is None or any(_is_doing(token) for token in words.doc[words.start : person.start]):
        return None
    rest = words.doc[person.end : words.end]
    is_told = _APPOSITION.match(unit.text, person.end_char) is not None
    if len(rest) and not (is_told and not any(_is_doing(token) for token in rest)):
        end = person.end_char
    return start, end


def _called(words: Words) -> Words | None:
    """The first person, else the first body, that is named; a name in capitals stands for one that was not seen."""
    named = [entity for entity in words.ents if entity.label_ in _SPEAKERS]
    people = [entity for entity in named if entity.label_ == "PERSON"]
    if people or named:
        return _closing(people or named)
    is_name = len(words) <= _LONGEST_NAME and len(words) > 1 and all(token.text[0].isupper() for token in words)
    return words if is_name else None


def _closing(named: Sequence[Words]) -> Words:
    """The last of the names that stand in one row of nouns: "Free Dem leader Ida Crane"."""
    last = named[0]
    for entity in named[1:]:
        if not all(token.pos_ in ("NOUN", "PROPN", "ADJ") for token in last.doc[last.end : entity.start]):
            break
        last = entity
    return last


def _is_doing(token: Token) -> bool:
    """A verb; the "outgoing" of "outgoing mayor" is none."""
    return token.tag_ in _DOING and token.dep_ not in ("amod", "compound")


def _signed(unit: Unit, name: Span, mark: Span | None, quote: Span, confidence: float) -> Candidate:
    source = (unit.start + name[0], unit.start + name[1])
    cue = ((unit.start + mark[0], unit.start + mark[1]),) if mark else ()
    return Candidate((source,), cue, (quote,), "signatures", confidence)
