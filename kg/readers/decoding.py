"""Bytes to text: byte order mark, strict UTF-8, UTF-16 without a mark, the declared encoding, and only then a guess."""

from __future__ import annotations

import codecs
import re
from typing import Final

from kg.errors import ReadError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    (b"%PDF-", "PDF", ".pdf"),
    (b"PK\x03\x04", "ZIP archive (DOCX, XLSX, EPUB)", ".docx"),
    (b"\x89PNG", "PNG image", None),
    (b"\xff\xd8\xff", "JPEG image", None),
    (b"GIF8", "GIF image", None),
    (b"\x7fELF", "program", None),
    (b"\x1f\x8b", "gzip archive", None),
    (b"SQLite format 3\x00", "SQLite database", None),
    (b"\xd0\xcf\x11\xe0", "old Office file", None),
    (b"{\\rtf", "RTF document", None),
)
_SAMPLE: Final = 1 << 16
_CONTROL: Final = bytes(sorted({*range(9), *range(14, 27), *range(28, 32), 127}))
_PLAIN: Final = bytes([9, 10, 13, *range(32, 127)])
_WESTERN: Final = ["cp1252", "latin_1", "gb18030"]
_EASTERN: Final = ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1251", "koi8_r", "cp1252"]
# browsers read these labels as their supersets
_SUPERSETS: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "big5": "big5hkscs",
}


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of `data`, without its byte order mark; newlines and everything else stay as they are.

    In order: a byte order mark; UTF-16 that shows itself by its zero bytes; UTF-8 (also with a few broken bytes, each
    of which becomes U+FFFD, or cut off at the end); the `declared` encoding where it fits; a guess among Windows-1252,
    Latin-1, GB18030 and other East Asian and Cyrillic encodings.  Raises `ReadError` where `data` is no text.

    >>> decode("Café “Noir”".encode("cp1252"))
    'Café “Noir”'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    _refuse_known(data)
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    _refuse_binary(data)
    text = _utf8(data)
    if text is not None:
        return text
    if declared and (text := _declared(data, declared)) is not None:
        return text
    return data.decode(_guess(data), "replace")


def _refuse_known(data: bytes) -> None:
    for magic, name, suffix in _MAGIC:
        if data.startswith(magic):
            advice = f"name it {suffix} to have it read as one" if suffix else "turn it into text first"
            raise ReadError(f"this is no text but a {name}; {advice}")


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls > max(3, len(sample) // 50):
        raise ReadError("this is no text but binary data (too many control bytes); leave it out, or turn it into text")


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 variant that `data` without a mark is in: zero bytes at every other place give it away."""
    sample = data[: _SAMPLE & ~1]
    pairs = len(sample) // 2
    if pairs < 2 or b"\0" not in sample:
        return None
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    for zeros, others, encoding in ((low, high, "utf-16-le"), (high, low, "utf-16-be")):
        if zeros >= 0.3 * pairs and others <= 0.05 * pairs:
            return encoding
    foreign = len(sample.translate(None, _PLAIN))
    if foreign < 0.25 * len(sample):  # a text in bytes, with a zero byte in it
        return None
    # East Asian text has zero bytes too: its line ends, and characters such as 言 (U+8A00)
    share, encoding = max((_plausible(sample, name), name) for name in ("utf-16-be", "utf-16-le"))
    return encoding if share >= 0.98 else None


_SCRIPTS: Final = re.compile(
    r"[\n\r\t -~\u00a0-\u06ff\u0900-\u0dff\u2010-\u203a\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)


def _plausible(sample: bytes, encoding: str) -> float:
    """Return the share of characters that a text in one of the larger scripts may have."""
    text = sample.decode(encoding, "replace")
    return len(_SCRIPTS.findall(text)) / len(text)


def _utf8(data: bytes) -> str | None:
    """Return `data` as UTF-8 with its few broken bytes replaced; `None` where the first megabyte has many of them."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = max(0, error.start - (_SAMPLE << 3))
    near = data[start : start + (_SAMPLE << 4)].decode("utf-8", "replace")
    broken = near.count("\ufffd")
    whole = len(near) - len(near.encode("ascii", "ignore")) - broken
    return data.decode("utf-8", "replace") if broken * 20 <= whole else None


def _declared(data: bytes, declared: str) -> str | None:
    try:
        name = codecs.lookup(declared.strip()).name
        text = data.decode(_SUPERSETS.get(name, name))
    except (LookupError, ValueError):
        return None
    # a wrong declaration shows by characters that no text has
    return text if isinstance(text, str) and not re.search(r"[\x80-\x84\x86-\x9f\ufffd\ue000-\uf8ff]", text) else None


def _guess(data: bytes) -> str:
    """Return the encoding that reads `data` best: what the runs of high bytes show, and charset-normalizer."""
    from charset_normalizer import from_bytes

    sample = _high_lines(data)
    runs = re.findall(rb"[\x80-\xff]+", sample)
    high = sum(map(len, runs))
    paired = sum(len(run) for run in runs if len(run) > 1)
    candidates = _EASTERN if high and paired >= 0.8 * high else _WESTERN
    if high and paired < 0.3 * high:  # accents inside words: in East Asian encodings high bytes stand together
        candidates = ["cp1252", "latin_1"]
    best = from_bytes(sample, cp_isolation=candidates).best()
    found = best.encoding if best else "cp1252"
    if candidates is _EASTERN and found != "gb18030" and _is_simplified(sample, korean=found == "euc_kr"):
        return "gb18030"
    if found in ("cp1252", "latin_1", "ascii"):
        return "latin_1" if re.search(rb"[\x81\x8d\x8f\x90\x9d]", data) else "cp1252"
    return found


def _is_simplified(sample: bytes, *, korean: bool) -> bool:
    """Return whether `sample` reads as simplified Chinese, which charset-normalizer misses in a headline's length.

    Nearly every character of Chinese news is in the first level of GB 2312 (lead bytes B0 to D7).  Hangul in EUC-KR
    lies there too, but never above C8.
    """
    try:
        sample.decode("gb18030")
    except UnicodeDecodeError:
        return False
    pairs = [pair for pair in re.findall(rb"[\x81-\xfe][\x30-\xfe]", sample) if not 0xA1 <= pair[0] <= 0xA3]
    common = [pair for pair in pairs if 0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1]
    if korean and all(pair[0] <= 0xC8 for pair in common):
        return False
    return bool(pairs) and len(common) >= 0.85 * len(pairs)


def _high_lines(data: bytes) -> bytes:
    """Return up to 64 KB of what surrounds the bytes above 127, for a guess in bounded time."""
    pieces: list[bytes] = []
    size = last = 0
    for match in re.finditer(rb"[\x80-\xff]+", data):
        start, end = max(last, match.start() - 80), max(last, min(match.end(), match.start() + _SAMPLE))
        pieces.append(data[start:end])
        size += end - start
        last = end
        if size >= _SAMPLE:
            break
    return b"".join([*pieces, data[last : last + 80]])
