"""The vocabulary as a closed namespace: every term comes from `ontology/`, and a misspelt one raises.

Terms are IRI strings, so that this module can be used on both sides of the waist; nothing is read before the first term
is asked for.  The Turtle files are the only place where a term, a word of a scheme or a prefix is written down.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import OntologyError, unknown
from kg.files.resources import ontology_file, ontology_folder

if TYPE_CHECKING:
    from pyoxigraph import Triple

NAMESPACE: Final = "https://w3id.org/saidgraph#"
SCHEMES: Final = ("kinds", "forms", "certainty", "tenses", "speech-acts", "likeness")

_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_SHACL: Final = "http://www.w3.org/ns/shacl#"


class Terms:
    """The terms of `ontology/kg.ttl` as attributes; see `KG`.

    >>> KG.said
    'https://w3id.org/saidgraph#said'
    >>> KG.sayd
    Traceback (most recent call last):
      ...
    kg.errors.OntologyError: unknown term of ontology/kg.ttl 'sayd'; did you mean 'said'? valid are ...
    """

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):  # copying and inspection ask for these; they are no terms
            raise AttributeError(name)
        if name not in declared():
            raise OntologyError(unknown("term of ontology/kg.ttl", name, declared()))
        found = NAMESPACE + name
        setattr(self, name, found)  # the next time it is an attribute like any other
        return found

    def __dir__(self) -> list[str]:
        return sorted(declared())


KG: Final = Terms()


@cache
def declared() -> frozenset[str]:
    """Return the local names of all terms that `ontology/kg.ttl` declares.

    >>> "Attribution" in declared()
    True
    """
    subjects = (_iri(triple.subject) for triple in _triples(ontology_file("kg.ttl")))
    return frozenset(s.removeprefix(NAMESPACE) for s in subjects if s.startswith(NAMESPACE))


@cache
def concepts(scheme: str) -> Mapping[str, str]:
    """Return the words of a scheme (`SCHEMES`) with their concepts' IRIs, in alphabetical order.

    Raises `OntologyError` for an unknown scheme.

    >>> concepts("certainty")["possible"]
    'https://w3id.org/saidgraph/certainty/possible'
    """
    if scheme not in SCHEMES:
        raise OntologyError(unknown("scheme", scheme, SCHEMES))
    return _notations(ontology_file(f"{scheme}.ttl"))


@cache
def classes() -> Mapping[str, str]:
    """Return the classes that a word of the JSON Lines form stands for: actor types and kinds.

    >>> classes()["anonymous"], classes()["statement"]
    ('https://w3id.org/saidgraph#UnnamedActor', 'https://w3id.org/saidgraph#Claim')
    """
    return _notations(ontology_file("kg.ttl"))


def concept(scheme: str, word: str) -> str:
    """Return the IRI of the concept that `word` stands for in `scheme`; raise `OntologyError` where there is none."""
    known = concepts(scheme)
    if word not in known:
        raise OntologyError(unknown(f"word of ontology/{scheme}.ttl", word, known))
    return known[word]


@cache
def narrower(scheme: str, name: str) -> frozenset[str]:
    """Return the IRIs of all concepts below the one that ends in `name`, at any depth.

    >>> concepts("speech-acts")["fearing"] in narrower("speech-acts", "attitude")
    True
    """
    above: dict[str, set[str]] = {}
    for triple in _triples(ontology_file(f"{scheme}.ttl")):
        if _iri(triple.predicate) == _SKOS + "broader":
            above.setdefault(_iri(triple.object), set()).add(_iri(triple.subject))
    found: set[str] = set()
    open_ends = [iri for iri in above if iri.endswith("/" + name)]
    while open_ends:
        fresh = above.get(open_ends.pop(), set()) - found
        found |= fresh
        open_ends += fresh
    return frozenset(found)


@cache
def labels() -> Mapping[str, str]:
    """Return the English label of every class, property and concept of `ontology/`, by IRI.

    >>> labels()[KG.reportedlySaid]
    'reportedly said'
    """
    found = {}
    for path in (ontology_file("kg.ttl"), *(ontology_file(f"{scheme}.ttl") for scheme in SCHEMES)):
        for triple in _triples(path):
            if _iri(triple.predicate) == _RDFS + "label":
                found[_iri(triple.subject)] = _text(triple.object)
    return MappingProxyType(dict(sorted(found.items())))


@cache
def prefixes() -> Mapping[str, str]:
    """Return the prefixes of `ontology/prefixes.ttl`, used by every query, check and export.

    >>> prefixes()["kg"] == NAMESPACE
    True
    """
    names, spaces = {}, {}
    for triple in _triples(ontology_file("prefixes.ttl")):
        if _iri(triple.predicate) == _SHACL + "prefix":
            names[str(triple.subject)] = _text(triple.object)
        elif _iri(triple.predicate) == _SHACL + "namespace":
            spaces[str(triple.subject)] = _text(triple.object)
    return MappingProxyType({name: spaces[node] for node, name in sorted(names.items(), key=lambda item: item[1])})


def _notations(path: Path) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for triple in _triples(path):
        if _iri(triple.predicate) != _SKOS + "notation":
            continue
        word, iri = _text(triple.object), _iri(triple.subject)
        if found.setdefault(word, iri) != iri:
            raise OntologyError(
                f"ontology/{path.name}: two terms have the notation {word!r}; a word must mean one thing"
            )
    return MappingProxyType(dict(sorted(found.items())))


@cache
def _triples(path: Path) -> tuple[Triple, ...]:
    # pyoxigraph is a tenth of rdflib's import, and every command reads some term
    from pyoxigraph import RdfFormat, parse

    try:
        return tuple(quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE))
    except (SyntaxError, ValueError, OSError) as problem:
        where = path.relative_to(ontology_folder().parent)
        raise OntologyError(f"{where}: not readable as Turtle: {problem}; correct the file") from problem


def _iri(term: object) -> str:
    return str(getattr(term, "value", ""))


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
