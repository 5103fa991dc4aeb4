"""The form of a fact check: "Claim: the meters record conversations. Verdict: False."

Nobody is named: the claim is what was checked, the verdict is the page's.  A claim needs a verb ("Claim: 4711" is a
number of an insurer's), a verdict the claim before it in the same paragraph or a word for true or false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.extractors.clauses import trimmed
from kg.extractors.prepared import Candidate, Unit
from kg.words.speech_words import UNTRUE

_LABELLED: Final = re.compile(
    r"(?:^|(?<=[.!?”\"’]\s)|(?<=\n))(?:(?P<claim>(?:The )?Claim)"
    r"|(?P<verdict>(?:The |Our )?(?:Verdict|Rating|Ruling|Conclusion)))\s?:\s+(?=\S)",
    re.IGNORECASE,
)
_RATED: Final = re.compile(
    rf"(?:\w+ )?(?:{UNTRUE}|true|correct|right|accurate|half[- ]true|mixed|misleading|unproven|missing context)\W*",
    re.IGNORECASE,
)


def fact_checks(unit: Unit) -> Iterator[Candidate]:
    """Yield what stands behind "Claim:" and behind "Verdict:"; neither has a source."""
    if unit.turn is not None:
        return
    has_claim = False
    for match in _LABELLED.finditer(unit.text):
        name = "claim" if match["claim"] else "verdict"
        first = unit.doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        said = trimmed(unit, (unit.start + match.end(), unit.start + first[0].sent.end_char)) if first else None
        if said is None:
            continue
        words = unit.doc.char_span(said[0] - unit.start, said[1] - unit.start, alignment_mode="expand") or ()
        if name == "claim":
            has_claim = tells = any(token.pos_ in ("VERB", "AUX") for token in words)
        else:
            tells = has_claim or _RATED.fullmatch(unit.text[said[0] - unit.start : said[1] - unit.start]) is not None
        if tells:
            cue = unit.start + match.start(name), unit.start + match.end(name)
            yield Candidate((), (cue,), (said,), "fact_checks", 0.8)
