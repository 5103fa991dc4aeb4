"""One actor by two names: "Obama" in one document, "Barack Obama" in others, "NDRC" and what the letters stand for.

Who is called what inside a document was told before (`kg.linking`).  Here the names of all documents are put beside one
another, in groups: people by their last name, bodies by their letters, both by what some document calls them for short.
A name that tells less is linked to one that tells more, where nine in ten documents mean that one, where both are
spoken of in the same company, and where no document knows them as two.  Nothing is merged.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, groupby, permutations
from typing import Final, NamedTuple

from kg.ids import actor_id, actor_key
from kg.likeness.callings import groups_of, person, plain, way
from kg.likeness.kept import Shelf
from kg.model import Record, text_of
from kg.model.claims import ActorLink

_KINDS: Final = {"person": "person", "organization": "body", "outlet": "body"}
_SURE: Final = 0.9
"""The share of the documents with a name that may be meant from which on it is meant."""
_FEWEST: Final = 2
"""Documents that call somebody by the first name, from which on another one means the same by it."""
_ALONE: Final = frozenset({"spelling", "letters"})
"""What tells that two names are one actor's in whatever company they are."""
_EVIDENCE: Final = 3
"""At most so many of those beside whom both are named are told with a link."""


class _Named(NamedTuple):
    """An actor of a document: by what name, as what (person or body), and by what one word the document calls it."""

    name: str
    kind: str
    words: set[str]


@dataclass
class _Group:
    """Names that may be one another, by their keys: spelling and kind, in how many documents, who is known apart."""

    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    documents: Counter[str] = field(default_factory=Counter)
    apart: set[tuple[str, str]] = field(default_factory=set)

    def are_apart(self, one: str, other: str) -> bool:
        return (min(one, other), max(one, other)) in self.apart


class Actors:
    """The actors of some records, and which of them may be one; what there may be much of waits on the disk."""

    def __init__(self) -> None:
        self._seen = sqlite3.connect("")
        self._seen.execute("CREATE TABLE seen (grouped TEXT, what TEXT, one TEXT, other TEXT, kind TEXT)")
        self._companies: Shelf[dict[str, str]] = Shelf()

    def __del__(self) -> None:
        self._seen.close()

    def add(self, record: Record) -> None:
        """Take in whom a record names."""
        named = _named(record)
        groups: defaultdict[str, set[str]] = defaultdict(set)
        for key, actor in named.items():
            for group in (*groups_of(actor.name, actor.kind), *actor.words):
                groups[group].add(key)
        rows = [
            (group, "name", key, named[key].name, named[key].kind) for group, keys in groups.items() for key in keys
        ]
        rows += [(g, "apart", *pair, "") for g, keys in groups.items() for pair in combinations(sorted(keys), 2)]
        self._seen.executemany("INSERT INTO seen VALUES (?, ?, ?, ?, ?)", rows)
        if len(named) > 1:
            self._companies.add({key: actor.name for key, actor in named.items()})

    def links(self, apart: Container[tuple[str, str]] = ()) -> Iterator[ActorLink]:
        """Yield which names are one actor's, in order, the same in whatever order the records came.

        No pair of `apart` (ids of `kg.ids.actor_id`, the smaller first) is one, whatever speaks for it.
        """
        found = [link for name, group in self._groups() for link in _links_in(name, group) if _pair(link) not in apart]
        best: dict[str, ActorLink] = {}
        for link in self._in_company(found):
            if link.company or link.method in _ALONE:
                best[link.name] = max(best.get(link.name, link), link, key=lambda found: (found.score, found.known_as))
        yield from sorted(best.values())

    def _groups(self) -> Iterator[tuple[str, _Group]]:
        rows = self._seen.execute("""
            SELECT grouped, what, one, other, kind, COUNT(*) AS documents FROM seen
            GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, documents DESC, 4, 5""")
        for name, found in groupby(rows, key=lambda row: str(row[0])):
            group = _Group()
            for _, what, one, other, kind, documents in found:
                if what == "apart":
                    group.apart.add((one, other))
                else:
                    group.names.setdefault(one, (other, kind))
                    group.documents[one] += documents
            yield name, group

    def _in_company(self, links: Sequence[ActorLink]) -> Iterator[ActorLink]:
        """Yield the links with those beside whom documents name both."""
        beside: dict[str, dict[str, str]] = {actor_key(link.name): {} for link in links}
        for actors in self._companies if links else ():
            for key in beside.keys() & actors.keys():
                _meet(beside[key], actors, key)
        wanted: defaultdict[str, list[int]] = defaultdict(list)
        for number, link in enumerate(links):
            wanted[actor_key(link.known_as)].append(number)
        shared: list[Counter[str]] = [Counter() for _ in links]
        for actors in self._companies if links else ():
            for key in wanted.keys() & actors.keys():
                for number in wanted[key]:
                    shared[number].update(beside[actor_key(links[number].name)].keys() & actors.keys())
        for link, met in zip(links, shared, strict=True):
            mine = beside[actor_key(link.name)]
            chosen = sorted(met.keys() - {actor_key(link.known_as)}, key=lambda key: (-met[key], key))[:_EVIDENCE]
            yield replace(link, company=tuple(mine[key] for key in chosen))


def _pair(link: ActorLink) -> tuple[str, str]:
    one, other = actor_id(link.name), actor_id(link.known_as)
    return min(one, other), max(one, other)


def _meet(beside: dict[str, str], actors: Mapping[str, str], key: str) -> None:
    """Add who stands beside an actor in a document; of several spellings the first in the alphabet is kept."""
    for other, name in actors.items():
        if other != key:
            beside[other] = min(beside.get(other, name), name)


def _named(record: Record) -> dict[str, _Named]:
    """Return the people and bodies of a document by their keys, with the single words that it calls them by."""
    found: dict[str, _Named] = {}
    text = record.document.text
    for attribution in record.attributions:
        called = [(attribution.actor, attribution.actor_type, attribution.source)]
        called += [(m.name, m.type, (span,)) for m in attribution.mentions for span in m.spans]
        for name, type_, spans in called:
            if name and (kind := _KINDS.get(type_ or "")):
                actor = found.setdefault(actor_key(name), _Named(name, kind, set()))
                actor.words.update(_short_form(text_of(text, spans), kind))
    return found


def _short_form(words: str, kind: str) -> Iterator[str]:
    """ "Hillary" for a person; a body is called by letters alone ("the House" is of any country)."""
    if words.isalpha() and (words.isupper() if kind == "body" else words.istitle()):
        yield plain(words)


def _links_in(grouped: str, group: _Group) -> Iterator[ActorLink]:
    """Yield what the names of a group are to one another, before it is asked in what company they are."""
    if len(group.names) < 2:
        return
    fuller = dict(_fuller_names(group))
    clusters: defaultdict[str, list[str]] = defaultdict(list)
    for key in group.names:
        clusters[_end(fuller, key)].append(key)
    for key, (other, method, score) in fuller.items():
        yield _link(group, key, other, method, score)
    sizes = {end: sum(group.documents[key] for key in keys) for end, keys in clusters.items()}
    for key, (name, kind) in group.names.items():
        if plain(name) == grouped and key not in fuller:
            yield from _meant(group, key, kind, {end: clusters[end] for end in clusters if end != key}, sizes)


def _meant(
    group: _Group, key: str, kind: str, clusters: Mapping[str, Sequence[str]], sizes: Mapping[str, int]
) -> Iterator[ActorLink]:
    """Yield whom the name of the group means, where nine of ten documents that may tell mean one."""
    same = [end for end in clusters if group.names[end][1] == kind]
    total = sum(sizes[end] for end in same)
    for end in same:
        share = sizes[end] / total
        if share >= _SURE and not any(group.are_apart(key, member) for member in clusters[end]):
            best = max(clusters[end], key=lambda member: (group.documents[member], member))
            method = _method(key, group.names[best][0], kind)
            if method == "first name" and sizes[end] < _FEWEST:
                continue
            yield _link(group, key, best, method, share * (1 - 0.5 / (1 + sizes[end])))


def _method(key: str, name: str, kind: str) -> str:
    if kind == "body":
        return "letters"
    return "surname" if person(name).last == plain(key) else "first name"


def _fuller_names(group: _Group) -> Iterator[tuple[str, tuple[str, str, float]]]:
    """Yield names with the one name that tells more, or that more documents spell so; how, and how sure it is."""
    ways = _ways(group)
    for one, others in ways.items():
        if all(b in ways.get(a, ()) or a in ways.get(b, ()) for a, b in combinations(others, 2)):
            best = max(others, key=lambda key: (group.documents[key], key))
            yield one, (best, others[best], 0.95 if others[best] == "spelling" else 0.85)


def _ways(group: _Group) -> Mapping[str, Mapping[str, str]]:
    """Return for each name those that tell more; only names that begin alike are put beside one another."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(group.names):
        by_letter[plain(key)[:1]].append(key)
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one, other in (pair for keys in by_letter.values() for pair in permutations(keys, 2)):
        (name, kind), (other_name, other_kind) = group.names[one], group.names[other]
        method = way(name, other_name, kind) if kind == other_kind else None
        is_backwards = method == "spelling" and (group.documents[one], one) > (group.documents[other], other)
        if method and not is_backwards and not group.are_apart(one, other):
            found[one][other] = method
    return found


def _end(fuller: Mapping[str, tuple[str, str, float]], key: str) -> str:
    seen = {key}
    while key in fuller and fuller[key][0] not in seen:
        key = fuller[key][0]
        seen.add(key)
    return key


def _link(group: _Group, one: str, other: str, method: str, score: float) -> ActorLink:
    return ActorLink(group.names[one][0], group.names[other][0], method, round(score, 2))
