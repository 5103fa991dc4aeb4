"""What hangs on a remark in one sentence: "…, a comment that analysts read as …", "…, in an apparent nod to …"."""

from __future__ import annotations

import re
from typing import Final

from kg.model import Attribution
from kg.remarks.scene import Scene, hull
from kg.words.speech_words import ACTS, REMARKS, SIGNS

_APPOSED: Final = re.compile(
    rf"(?:in )?an? (?:[\w-]+ ){{0,4}}?(?:{REMARKS}|{ACTS}|{SIGNS})\b|in what\b|by which\b|which\b|that\b.{{0,60}}\bas\b"
    rf"|(?:the )?(?:[\w-]+ ){{0,2}}?(?:{REMARKS})\b (?:that|which)\b"
    r"|(?:signall?|hint|suggest|imply|indicat|insinuat|underlin|warn)ing\b",
    re.IGNORECASE,
)


def hangs_on(scene: Scene, attribution: Attribution, remark: Attribution) -> bool:
    """Tell whether a reading stands in apposition to a remark, or as a clause or a participle behind it.

    Both are in one sentence, the remark first, and nothing but time or place stands between them.
    """
    start = min(span[0] for span in (*attribution.cue, *attribution.content))
    if _is_fronted(scene, start, remark):
        return True
    end = hull(remark)[1]
    if not end <= start or scene.sentence(end - 1) != scene.sentence(start) or remark.kind != "statement":
        return False
    before = scene.text[max(0, end - 3) : start].rstrip(" ”\"’'")
    return before.endswith(_COMMAS) and start - end <= _FAR and _APPOSED.match(scene.text, start) is not None


def _is_fronted(scene: Scene, start: int, remark: Attribution) -> bool:
    """ "In what was seen as a warning, she said that …": the remark follows in the sentence that the reading opens."""
    first, last = scene.sentence_around((start, start + 1))
    if _FRONTED.match(scene.text, first) is None or start - first > _OPENS or remark.kind != "statement":
        return False
    begins = min(span[0] for span in (*remark.source, *remark.cue, *remark.content))
    return start < begins < last and remark.parent is None


_FRONTED: Final = re.compile(rf"\s*In (?:what\b|an? (?:[\w-]+ ){{0,4}}?(?:{SIGNS})\b)")
_OPENS: Final = 6
"""Signs from the beginning of a sentence to the "what" behind its "In"."""
_COMMAS: Final = (",", "–", "—", "-", "rdquo;", "quot;")
_FAR: Final = 60
"""Signs between a remark and what hangs on it: a day, a place, an addressee."""
