"""The public form of records: JSON Lines, one document a line.  Keys are added, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from kg.errors import RecordError
from kg.model.checking import check
from kg.model.record import SPANS, Attribution, Document, Record, Remark, Spans, Verdict
from kg.model.subjects import mentioned_from_json, subjects_to_json, topic_from_json

FORMAT_VERSION: Final = 1


def record_to_json(record: Record, *, text: bool = True) -> dict[str, Any]:
    """Return the public JSON form of `record`; keys in a fixed order, document fields that are None left out.

    With `text=False` the text is left out; such a line can be scored but not built into a graph.
    """
    head: dict[str, Any] = {"id": record.document.id, "format": FORMAT_VERSION}
    for name in _DOCUMENT_FIELDS:
        value = getattr(record.document, name)
        if value is not None and (name != "text" or text):
            head[name] = value
    head["attributions"] = [attribution_to_json(a) for a in record.attributions]
    if record.verdicts:
        head["verdicts"] = [_verdict_to_json(verdict) for verdict in record.verdicts]
    return head


def record_from_json(data: Mapping[str, Any], *, text: str | None = None) -> Record:
    """Return the record that `data`, the public JSON form, describes; `text` stands in where the line carries none.

    Unknown keys are ignored (later versions add some).  Raises `RecordError` where a needed key is missing, a value is
    of the wrong type, the format is newer than this program, or `check` fails.
    """
    if not isinstance(data, Mapping):
        raise RecordError(f"must be an object, found {type(data).__name__}; every line is a document")
    identity = data.get("id")
    if not isinstance(identity, str) or not identity:
        raise RecordError(f"a record without a string 'id' (found {identity!r}); every line needs one")
    version = data.get("format", FORMAT_VERSION)
    if not isinstance(version, int) or version > FORMAT_VERSION:
        raise RecordError(f"document {identity!r}: format {version!r} is newer than {FORMAT_VERSION}; update saidgraph")
    body = data.get("text", text)
    if not isinstance(body, str):
        raise RecordError(f"document {identity!r}: no 'text'; write the file with its text, or give the text beside it")
    known = {name: data.get(name) for name in _DOCUMENT_FIELDS if name != "text"}
    for name, value in known.items():
        if value is not None and not isinstance(value, str):
            raise RecordError(f"document {identity!r}: {name!r} must be a string, found {value!r}")
    raw = data.get("attributions", [])
    if not isinstance(raw, list):
        raise RecordError(f"document {identity!r}: 'attributions' must be a list, found {type(raw).__name__}")
    attributions = tuple(
        attribution_from_json(item, f"document {identity!r}, attribution {i}") for i, item in enumerate(raw)
    )
    judged = data.get("verdicts", [])
    if not isinstance(judged, list):
        raise RecordError(f"document {identity!r}: 'verdicts' must be a list, found {type(judged).__name__}")
    verdicts = tuple(_verdict_from_json(identity, item) for item in judged)
    record = Record(Document(id=identity, text=body, **known), attributions, verdicts)
    check(record)
    return record


def dump_jsonl(records: Iterable[Record], *, text: bool = True) -> Iterator[str]:
    """Yield one line a record, newline included; the inverse of `record_from_json` on `json.loads`."""
    for record in records:
        yield json.dumps(record_to_json(record, text=text), ensure_ascii=False) + "\n"


_DOCUMENT_FIELDS: Final = tuple(f.name for f in fields(Document) if f.name != "id")


def attribution_to_json(attribution: Attribution) -> dict[str, Any]:
    """Return the public JSON form of one attribution; the inverse of `attribution_from_json`."""
    values: dict[str, Any] = {}
    for item in fields(Attribution):
        value = getattr(attribution, item.name)
        if item.name not in _SUBJECTS:
            values[item.name] = [list(part) for part in value] if item.name in _LISTS else value
        elif value:
            values[item.name] = subjects_to_json(value)
    return values


def attribution_from_json(data: Any, where: str) -> Attribution:
    """Return the attribution that `data` describes; raise `RecordError`, which begins with `where`, for a wrong type.

    Whether its spans and words are good ones only `check` can tell, which knows the text.
    """
    if not isinstance(data, Mapping):
        raise RecordError(f"{where}: must be an object, found {type(data).__name__}")
    values: dict[str, Any] = {}
    for item in fields(Attribution):
        if item.name not in data:
            continue
        value = data[item.name]
        if item.name in SPANS:
            value = _spans_from_json(where, item.name, value)
        elif item.name in _SUBJECTS:
            value = _subjects_from_json(where, item.name, value)
        elif item.name == "interprets_candidates":
            value = _remarks_from_json(where, value)
        elif not isinstance(value, _TYPES[item.name]) or (isinstance(value, bool) and bool not in _TYPES[item.name]):
            raise RecordError(f"{where}: {item.name!r} has the wrong type: {value!r}")
        is_score = float in _TYPES.get(item.name, ())
        # a whole number is written in one way, whoever wrote the line: 1 is 1.0
        values[item.name] = float(value) if is_score and value in (0, 1) else value
    values.setdefault("content", ())
    return Attribution(**values)


def _spans_from_json(where: str, role: str, value: Any) -> Spans:
    try:
        spans = tuple((start, end) for start, end in value or ())
    except (TypeError, ValueError):
        spans = (("", ""),)
    if not all(type(offset) is int for span in spans for offset in span):
        raise RecordError(f"{where}: {role!r} must be a list of [start, end] offsets, found {value!r}")
    return spans


def _remarks_from_json(where: str, value: Any) -> tuple[Remark, ...]:
    try:
        remarks = tuple(Remark(*item) for item in value or ())
    except TypeError:
        remarks = (Remark(-1, -1, ""),)
    if not all(type(r.target) is int and type(r.score) in (int, float) and isinstance(r.method, str) for r in remarks):
        remarks = (Remark(-1, -1, ""),)
    if any(remark.target < 0 for remark in remarks):
        raise RecordError(f"{where}: 'interprets_candidates' must be a list of [index, score, method], found {value!r}")
    return remarks


def _subjects_from_json(where: str, name: str, value: Any) -> tuple[Any, ...]:
    try:
        if not isinstance(value, list):
            raise ValueError(f"must be a list, found {value!r}")
        return tuple(map(_SUBJECTS[name], value))
    except ValueError as error:
        raise RecordError(f"{where}: {name!r} {error}") from None


_SUBJECTS: Final[dict[str, Any]] = {"topics": topic_from_json, "mentions": mentioned_from_json}


def _verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    values = {item.name: getattr(verdict, item.name) for item in fields(Verdict)}
    values |= {"about": list(verdict.about), "rejected": [list(span) for span in verdict.rejected]}
    return {name: value for name, value in values.items() if value not in (None, [])}


def _verdict_from_json(identity: str, data: Any) -> Verdict:
    where = f"document {identity!r}, verdicts"
    words: dict[str, Any] = {
        name: data.get(name) if isinstance(data, Mapping) else None for name in ("id", "what", "value", "why")
    }
    if not isinstance(words["id"], str) or not isinstance(words["what"], str):
        raise RecordError(f"{where}: each must be an object with 'id' and 'what', found {data!r}")
    if not all(isinstance(word, str | None) for word in words.values()):
        raise RecordError(f"{where}: 'value' and 'why' must be strings, found {data!r}")
    about = data.get("about", [])
    if not isinstance(about, list) or not all(type(index) is int for index in about):
        raise RecordError(f"{where}: 'about' must be a list of indices of attributions, found {about!r}")
    rejected = _spans_from_json(where, "rejected", data.get("rejected"))
    return Verdict(**words, about=tuple(about), rejected=rejected)


_NONE = type(None)
_LISTS: Final = frozenset({*SPANS, "interprets_candidates"})
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "kind": (str,),
    "form": (str,),
    "actor": (str, _NONE),
    "actor_type": (str, _NONE),
    "link_method": (str, _NONE),
    "link_score": (float, int, _NONE),
    "stands_for": (str, _NONE),
    "stands_for_method": (str, _NONE),
    "stands_for_score": (float, int, _NONE),
    "parent": (int, _NONE),
    "interprets": (int, _NONE),
    "about_remark_of": (str, _NONE),
    "answers": (int, _NONE),
    "denies": (int, _NONE),
    "outlet": (str, _NONE),
    "speech_act": (str, _NONE),
    "certainty": (str, _NONE),
    "cue_negated": (bool,),
    "content_negated": (bool,),
    "tense": (str, _NONE),
    "date": (str, _NONE),
    "confidence": (float, int),
    "extractor": (str,),
}
