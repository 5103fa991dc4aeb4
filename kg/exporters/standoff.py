"""Stand-off annotations for people who correct by hand: for brat, and for INCEpTION in the form its import reads.

Both lay one `.ann` file beside one `.txt` file a document.  The `.txt` is the document's text, character for character:
what would end a line unexpectedly is a line break there, tabs and the return before a line break are spaces, and
characters no editor shows are U+FFFD, so that every offset points at its place.  A span that goes over a line break is
written as one part a line, as brat does it.

    brat        offsets in code points; an event an attribution: its type is the kind, its trigger the cue (or the
                content, marked NoCue), its arguments the source, the content and the attributions it is tied to
    INCEpTION   offsets in UTF-16 units, which its import counts; it knows neither events nor discontinuous spans, so
                each part is a span of its own and relations tie parts, sources, cues and nested contents together
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from kg.exporters.clean import dump_json, one_line, xml_text
from kg.exporters.packing import pack
from kg.exporters.source import Source
from kg.ids import digest
from kg.model import CERTAINTIES, FORMS, KINDS, Attribution, Record, Spans
from kg.terms import concepts

_BREAKS: Final = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\r(?!\n)")
_CONTROLS: Final = re.compile("[\x7f-\x9f\ufeff]")
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_LINKS: Final = {"parent": "NestedIn", "interprets": "Interprets", "answers": "Answers"}


def write_brat(source: Source, file: BinaryIO) -> None:
    """Write a ZIP archive: a folder for brat's data directory, with its configuration and `documents.json`."""
    found = list(source.records())
    names = _file_names([record.document.id for record in found])
    members = [("annotation.conf", _annotation_conf()), ("tools.conf", _TOOLS_CONF)]
    members.append(("documents.json", dump_json({name: i.document.id for name, i in zip(names, found, strict=True)})))
    for name, record in zip(names, found, strict=True):
        members += [(f"{name}.ann", brat_annotations(record)), (f"{name}.txt", shown(record.document.text))]
    pack(file, ((name, text.encode("utf-8")) for name, text in members))


def write_inception(source: Source, file: BinaryIO) -> None:
    """Write a ZIP archive of ZIP archives, one a document: unpack it and import the inner ones as "brat basic"."""
    found = list(source.records())
    names = _file_names([record.document.id for record in found])
    pack(file, ((f"{name}.zip", _inner(name, record)) for name, record in zip(names, found, strict=True)))


def shown(text: str) -> str:
    r"""Return `text` as the `.txt` holds it: as long as before, lines end in `\n` alone, no tab, nothing unprintable.

    >>> shown("a\r\nb\tc\x00d\u2028e") == "a \nb c\ufffdd\ne"
    True
    """
    text = _BREAKS.sub("\n", text).replace("\r\n", " \n").replace("\t", " ")
    return _CONTROLS.sub("\ufffd", xml_text(text))


def fragments(text: str, spans: Spans) -> Spans:
    r"""Return the parts of `spans` line by line, without white space around them; `text` as `shown` gives it.

    >>> fragments("one\n two", ((0, 8),))
    ((0, 3), (5, 8))
    """
    found = []
    for start, end in spans:
        for line in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text[start:end]):
            found.append((start + line.start(), start + line.end()))
    return tuple(found)


def brat_annotations(record: Record) -> str:
    """Return the `.ann` file of a record for brat."""
    text, lines = shown(record.document.text), _Lines()
    kept = {i: f"E{n}" for n, i in enumerate(_written(record, text), 1)}
    for index, event in kept.items():
        attribution = record.attributions[index]
        kind = attribution.kind.capitalize()
        roles = {"Source": attribution.source, "Content": attribution.content}
        arguments = [
            f"{role}:{lines.add('T', f'{role} {_bound(text, spans)}')}"
            for role, spans in roles.items()
            if fragments(text, spans)
        ]
        trigger = attribution.cue if fragments(text, attribution.cue) else attribution.content
        arguments.insert(0, f"{kind}:{lines.add('T', f'{kind} {_bound(text, trigger)}')}")
        for name, label in _LINKS.items():
            if (target := getattr(attribution, name)) in kept:
                arguments.append(f"{label}:{kept[target]}")
        lines.add("E", " ".join(arguments))
        if trigger is attribution.content:
            lines.add("A", f"NoCue {event}")
        for name, value in _attributes(attribution):
            lines.add("A", f"{name} {event} {value}".rstrip())
        if attribution.actor:
            who = f"{one_line(xml_text(attribution.actor))} ({attribution.actor_type or 'actor'})"
            lines.add("#", f"AnnotatorNotes {event}\t{who}")
    return str(lines)


def inception_annotations(record: Record) -> str:
    """Return the `.ann` file of a record for INCEpTION's import of brat's format."""
    text, lines = shown(record.document.text), _Lines()
    units = _utf16(text)
    first: dict[int, str] = {}
    for index in _written(record, text):
        attribution = record.attributions[index]
        labels = {"content": attribution.kind.capitalize(), "source": "Source", "cue": "Cue"}
        for role, label in labels.items():
            parts = fragments(text, getattr(attribution, role))
            spans = [lines.add("T", f"{label} {_bound(text, (part,), units)}") for part in parts]
            for part in spans[1:]:
                lines.add("R", f"continues Arg1:{part} Arg2:{spans[0]}")
            if role == "content":
                first[index] = spans[0]
            elif spans:
                lines.add("R", f"{role} Arg1:{first[index]} Arg2:{spans[0]}")
        for name, value in _attributes(attribution):
            lines.add("A", f"{name} {first[index]} {value}".rstrip())
    for index, span in first.items():
        for name, label in _LINKS.items():
            if (target := getattr(record.attributions[index], name)) in first:
                lines.add("R", f"{label} Arg1:{span} Arg2:{first[target]}")
    return str(lines)


@dataclass
class _Lines:
    """The lines of an `.ann` file; each kind has its own running number."""

    _lines: list[str] = field(default_factory=list)
    _numbers: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, rest: str) -> str:
        """Add a line and return its id."""
        self._numbers[kind] += 1
        identity = f"{kind}{self._numbers[kind]}"
        self._lines.append(f"{identity}\t{rest}\n")
        return identity

    def __str__(self) -> str:
        return "".join(self._lines)


def _written(record: Record, text: str) -> Iterator[int]:
    """Yield the attributions that can be marked: a content of nothing but white space cannot."""
    return (i for i, attribution in enumerate(record.attributions) if fragments(text, attribution.content))


def _bound(text: str, spans: Spans, units: Callable[[int], int] = int) -> str:
    parts = fragments(text, spans)
    places = ";".join(f"{units(start)} {units(end)}" for start, end in parts)
    return f"{places}\t{' '.join(text[start:end] for start, end in parts)}"


def _attributes(attribution: Attribution) -> Iterator[tuple[str, str]]:
    """Yield names and values, each one word; a value is empty where the name says it all."""
    yield "Form", attribution.form
    if attribution.speech_act:
        yield "SpeechAct", attribution.speech_act
    if attribution.certainty:
        yield "Certainty", attribution.certainty
    if attribution.cue_negated:
        yield "CueNegated", ""


def _utf16(text: str) -> Callable[[int], int]:
    """Return what turns offsets in code points into offsets in UTF-16 units."""
    wide = [found.start() for found in _ASTRAL.finditer(text)]
    return lambda offset: offset + bisect_left(wide, offset)


def _file_names(identities: Sequence[str]) -> list[str]:
    """Return a plain file name a document, readable, and with a hash where two would be the same."""

    def plain(identity: str) -> str:
        name = re.sub(r"[^A-Za-z0-9._-]+", "_", identity.removesuffix(".txt"))
        return name.strip("._-")[:80] or "document"

    taken = Counter(plain(identity).casefold() for identity in identities)
    return [plain(i) if taken[plain(i).casefold()] == 1 else f"{plain(i)}-{digest('file', i)[:8]}" for i in identities]


def _inner(name: str, record: Record) -> bytes:
    buffer = io.BytesIO()
    members = [(f"{name}.ann", inception_annotations(record)), (f"{name}.txt", shown(record.document.text))]
    pack(buffer, ((member, text.encode("utf-8")) for member, text in members))
    return buffer.getvalue()


def _annotation_conf() -> str:
    links = ", ".join(f"{label}?:<EVENT>" for label in _LINKS.values())
    events = [f"{kind.capitalize()}\tSource?:Source, Content:Content, {links}" for kind in KINDS]
    choices = {"Form": FORMS, "SpeechAct": concepts("speech-acts"), "Certainty": CERTAINTIES}
    attributes = [f"{name}\tArg:<EVENT>, Value:{'|'.join(values)}" for name, values in choices.items()]
    flags = ["CueNegated\tArg:<EVENT>", "NoCue\tArg:<EVENT>"]
    parts = {
        "entities": ["Source", "Content"],
        "relations": [],
        "events": events,
        "attributes": [*attributes, *flags],
    }
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in parts.items())


_TOOLS_CONF: Final = "[options]\nTokens\ttokenizer:whitespace\nSentences\tsplitter:newline\n"
