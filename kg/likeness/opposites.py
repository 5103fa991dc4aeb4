"""Words that say the opposite of one another; every form of a word counts, by its stem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.words.wording import stem

_PAIRS: Final = """
    rise/fall increase/decrease grow/shrink raise/lower raise/cut up/down higher/lower more/fewer more/less most/least
    better/worse best/worst gain/lose win/lose accept/reject accept/refuse agree/disagree agree/refuse approve/reject
    approve/veto support/oppose back/oppose for/against allow/forbid allow/ban permit/forbid legal/illegal
    lawful/unlawful possible/impossible able/unable open/closed open/shut opening/closing begin/end start/stop start/end
    continue/stop keep/drop true/false right/wrong genuine/forgery real/fake genuine/fake authentic/forged
    guilty/innocent convicted/acquitted safe/unsafe safe/dangerous clean/dirty clean/polluted healthy/ill alive/dead
    survive/die strong/weak stronger/weaker rich/poor hot/cold early/late earlier/later before/after first/last
    inside/outside friend/enemy ally/enemy peace/war success/failure succeed/fail victory/defeat profit/loss
    surplus/deficit buy/sell hire/fire build/destroy arrive/leave stay/leave remain/leave remain/resign confirm/deny
    admit/deny know/unaware known/unknown public/secret many/few several/nobody
    always/never all/none some/none optimistic/pessimistic likely/unlikely certain/uncertain
    sufficient/insufficient enough/insufficient fair/unfair satisfied/dissatisfied happy/unhappy stable/unstable
    popular/unpopular prepared/unprepared necessary/unnecessary majority/minority maximum/minimum increase/fall
    increase/decline rise/decline rise/drop grow/decline expand/shrink improve/worsen improve/deteriorate
    strengthen/weaken easier/harder faster/slower cheaper/dearer withdraw/deploy lift/impose
"""


def _table() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in _PAIRS.split():
        one, other = map(stem, pair.split("/"))
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


OPPOSITES: Final = _table()
"""Stem → the stems of its opposites."""
