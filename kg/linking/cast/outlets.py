"""Outlets of one document that no gazetteer knows: by what they are called and by what the text calls them."""

from __future__ import annotations

import re
from typing import Final

from kg.ids import actor_key
from kg.linking.words import OUTLET_NAMES

_SERVICES: Final = re.compile(
    r"\b(?:news|press|wire|broadcasting|television|radio) (?:service|agency|network|corporation|company)$"
)
_RADIO: Final = re.compile(r"^(?:radio|tv|channel|television) \w")
_CALLED: Final = re.compile(
    r"\b(?:newspapers?|papers?|broadcasters?|(?:news|press|wire) (?:agency|service|website|site)|tabloids?|journal"
    r"|dail(?:y|ies)|weekl(?:y|ies)|magazines?|(?:radio|television|tv) (?:station|channel|network)|news channel)"
    r"\s*+(?:,\s*+)?[“\"‘']?$",
    re.IGNORECASE,
)


def is_called_like_an_outlet(name: str) -> bool:
    """Tell whether a name of several words ends, or begins, as names of outlets do.

    >>> is_called_like_an_outlet("Harbour Times"), is_called_like_an_outlet("Radio Tarn")
    (True, True)
    >>> is_called_like_an_outlet("Times"), is_called_like_an_outlet("Harbour Company")
    (False, False)
    """
    words = actor_key(name.replace("-", " ")).removeprefix("the ").split()
    if len(words) < 2:
        return False
    whole = " ".join(words)
    return words[-1] in OUTLET_NAMES or bool(_RADIO.match(whole) or _SERVICES.search(whole))


def is_introduced_as_an_outlet(before: str) -> bool:
    """Tell whether the words before a name say that it is an outlet: "the Norlandic broadcaster ".

    >>> is_introduced_as_an_outlet("the Norlandic broadcaster "), is_introduced_as_an_outlet("the bank ")
    (True, False)
    """
    return bool(_CALLED.search(before))
