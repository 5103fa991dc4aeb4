"""The two word lists of `ontology/`: the cue lexicon and the gazetteer of news outlets, both SKOS in Turtle.

People edit the Turtle; the text side asks here.  Both files are parsed once a process, in a few hundredths of a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kg.errors import OntologyError
from kg.files.resources import ontology_file
from kg.ids import actor_key

PARTS_OF_SPEECH: Final = ("verb", "noun", "adjective", "phrase")
TAKES: Final = ("clause", "quotation", "infinitive", "object", "question", "reading")

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_KG: Final = "https://w3id.org/saidgraph#"


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the cue lexicon: a word or phrase that attributes content to a source.

    `lemma` is its dictionary form, a particle or noun after a space ("point out", "send message").  `takes` says what
    its content can look like, out of `TAKES`; `certainty` how certain the content is by this word alone, if it says so.
    """

    lemma: str
    part_of_speech: str
    speech_act: str
    certainty: str | None = None
    takes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outlet:
    """One news outlet: its canonical name, country (ISO 3166-1 alpha-2) and type.

    Where `needs_context` is true the name is a common word too (Time, Nature) and counts only as a source.  `match` is
    the IRI of its Wikidata item, where that is certain.
    """

    name: str
    country: str | None = None
    type: str | None = None
    needs_context: bool = False
    match: str | None = None


@dataclass(frozen=True)
class Lexicon:
    """The cue lexicon, indexed the way the finders ask.

    `words` maps (part of speech, lemma) to its entry; `phrases` the first lemma of an entry of several words to all of
    these entries, longest first.
    """

    words: Mapping[tuple[str, str], Cue]
    phrases: Mapping[str, Sequence[Cue]] = field(default_factory=dict)

    def word(self, part_of_speech: str, lemma: str) -> Cue | None:
        """Return the entry of a single word, or None.

        >>> cues().word("verb", "deny").speech_act
        'denying'
        """
        return self.words.get((part_of_speech, lemma))

    def best(self, lemmas: Sequence[str]) -> Cue | None:
        """Return the entry that fits a cue's lemmas best: the longest phrase in it, else its last known word.

        >>> cues().best(["be", "widely", "see", "as"]).lemma
        'be seen as'
        >>> cues().best(["express", "their", "willingness"]).lemma
        'express willingness'
        >>> cues().best(["xyzzy"]) is None
        True
        """
        found = [cue for lemma in lemmas for cue in self.phrases.get(lemma, ()) if _in_order(cue.lemma, lemmas)]
        if found:
            return max(found, key=lambda cue: (len(cue.lemma.split()), cue.lemma))
        for part in ("verb", "adjective", "noun"):
            for lemma in reversed(lemmas):
                if cue := self.words.get((part, lemma)):
                    return cue
        return None


@cache
def cues() -> Lexicon:
    """Return the cue lexicon of `ontology/cues.ttl`.  Raises `OntologyError` where an entry is unusable."""
    words: dict[tuple[str, str], Cue] = {}
    phrases: dict[str, list[Cue]] = {}
    for name, entry in concepts_in("cues.ttl").items():
        for cue in _cues_of(name, entry):
            words.setdefault((cue.part_of_speech, cue.lemma), cue)
            if " " in cue.lemma:
                first = cue.lemma.split()[0]
                phrases.setdefault(_PARTICIPLES.get(first, first), []).append(cue)
    for entries in phrases.values():
        entries.sort(key=lambda cue: (-len(cue.lemma.split()), cue.lemma))
    return Lexicon(words, phrases)


@cache
def outlets() -> Mapping[str, Outlet]:
    """Return the gazetteer of `ontology/outlets.ttl`: every name and alias, as an `actor_key`, to its outlet.

    >>> outlets()["fox news"].name, outlets()["the guardian"].country
    ('Fox News', 'GB')
    """
    found: dict[str, Outlet] = {}
    for name, entry in concepts_in("outlets.ttl").items():
        label = _one(name, entry, _SKOS + "prefLabel")
        outlet = Outlet(
            label,
            _last(entry, _KG + "country"),
            _last(entry, _KG + "outletType"),
            _last(entry, _KG + "needsContext") == "true",
            _last(entry, _SKOS + "exactMatch"),
        )
        for alias in (label, *entry.get(_SKOS + "altLabel", ())):
            found.setdefault(actor_key(alias), outlet)
    return found


def outlet_named(name: str) -> Outlet | None:
    """Return the outlet called `name` (case, spaces, dots and a leading "the" do not count), or None.

    >>> outlet_named("the New York Times").name
    'The New York Times'
    >>> outlet_named("Ann Smith") is None
    True
    """
    key = actor_key(name)
    known = outlets()
    return known.get(key) or known.get(f"the {key}") or known.get(key.removeprefix("the "))


def _cues_of(name: str, entry: Mapping[str, list[str]]) -> list[Cue]:
    """One entry with every spelling; raise `OntologyError` where it says what no finder can use."""
    part = _one(name, entry, _KG + "partOfSpeech")
    takes = frozenset(entry.get(_KG + "takes", ()))
    for value, valid in ((part, PARTS_OF_SPEECH), *((t, TAKES) for t in sorted(takes))):
        if value not in valid:
            raise OntologyError(f"ontology/cues.ttl, {name}: {value!r} is unknown; valid are {', '.join(valid)}")
    act = _local(_one(name, entry, _KG + "speechAct"))
    certainty = _last(entry, _KG + "certainty")
    spellings = (_one(name, entry, _SKOS + "prefLabel"), *entry.get(_SKOS + "altLabel", ()))
    return [Cue(s, part, act, _local(certainty) if certainty else None, takes) for s in spellings]


def concepts_in(file: str) -> dict[str, dict[str, list[str]]]:
    """Return every SKOS concept of a file of `ontology/`, with its values by predicate, in the order of the file.

    Raises `OntologyError` where the file is not Turtle.
    """
    import pyoxigraph

    path = ontology_file(file)
    concepts: dict[str, dict[str, list[str]]] = {}
    try:
        for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
            values = concepts.setdefault(quad.subject.value, {})
            values.setdefault(quad.predicate.value, []).append(quad.object.value)
    except SyntaxError as error:
        raise OntologyError(f"ontology/{file} is not Turtle: {error}; mend that line or restore the file") from error
    return {_local(name): values for name, values in concepts.items() if _SKOS + "inScheme" in values}


def _one(name: str, entry: Mapping[str, list[str]], predicate: str) -> str:
    values = entry.get(predicate, [])
    if len(values) != 1:
        raise OntologyError(
            f"ontology lexicon, entry {name}: {len(values)} values of {_local(predicate)}, exactly one is needed"
        )
    return values[0]


def _last(entry: Mapping[str, list[str]], predicate: str) -> str | None:
    return entry[predicate][-1] if predicate in entry else None


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def _in_order(phrase: str, lemmas: Sequence[str]) -> bool:
    rest = iter(lemmas)
    return all(any(_same_word(word, lemma) for lemma in rest) for word in phrase.split())


def _same_word(word: str, lemma: str) -> bool:
    return word == lemma or _PARTICIPLES.get(word) == lemma


_PARTICIPLES: Final = {
    "seen": "see",
    "viewed": "view",
    "read": "read",
    "taken": "take",
    "interpreted": "interpret",
    "regarded": "regard",
    "perceived": "perceive",
    "understood": "understand",
    "known": "know",
    "quoted": "quote",
    "cited": "cite",
    "saying": "say",
    "according": "accord",
}
