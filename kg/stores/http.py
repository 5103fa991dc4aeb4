"""Requests to a server that the user named: who asks comes from the environment or netrc, what fails is tried again.

Nothing else in this package opens a connection.  Redirects are not followed: a password would follow them.
"""

from __future__ import annotations

import netrc
import os
import time
import urllib.request
from collections.abc import Callable, Mapping
from email.message import Message
from http.client import HTTPException
from typing import IO, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from kg.errors import StoreError

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"
TIMEOUT: Final = 600.0
"""Seconds that a server may be silent."""
_WAITS: Final = (0.5, 1.0, 2.0, 4.0)
"""Seconds between one try and the next; so a request is sent five times at most."""
_PASSES: Final = frozenset({408, 425, 429, 502, 503, 504})
"""Statuses that another try may find changed."""


def is_url(place: object) -> bool:
    """Return whether `place` is an address on the web and not a path.

    >>> is_url("https://example.org/sparql"), is_url("outputs/store")
    (True, False)
    """
    return isinstance(place, str) and place.lower().startswith(("http://", "https://"))


def send(
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> tuple[str, bytes]:
    """Return the media type and the bytes of the answer to a request, which is sent again where the server is busy.

    Only for requests that may be done twice.  Raises `StoreError` where the server refuses, or cannot be reached.
    """
    if "@" in urlsplit(url).netloc:
        raise StoreError(f"an address holds no password, which others can read; set {USER} and {PASSWORD}, or netrc")
    opener = _opener(url)
    for pause in (*_WAITS, None):
        request = urllib.request.Request(url, data=body, method=method, headers=_headers(headers or {}))
        try:
            with opener.open(request, timeout=TIMEOUT) as answer:
                return answer.headers.get_content_type(), answer.read()
        except HTTPError as error:
            with error:
                if pause is None or error.code not in _PASSES:
                    raise StoreError(_refused(url, error)) from error
        except (OSError, HTTPException) as error:
            if pause is None:
                reason = error.reason if isinstance(error, URLError) else error
                raise StoreError(f"{url} cannot be reached: {reason}; see that the server runs there") from error
        wait(pause)
    raise AssertionError("the last try returns or raises")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def _opener(url: str) -> urllib.request.OpenerDirector:
    """Return what answers a server that asks who it is, as Basic or Digest, where there is a password for its host."""
    known = urllib.request.HTTPPasswordMgrWithPriorAuth()
    login = _login(urlsplit(url).hostname or "")
    if login and TOKEN not in os.environ:
        known.add_password(None, url, *login)
    basic, digest = urllib.request.HTTPBasicAuthHandler(known), urllib.request.HTTPDigestAuthHandler(known)
    return urllib.request.build_opener(_NoRedirect(), basic, digest)


def _login(host: str) -> tuple[str, str] | None:
    if USER in os.environ:
        return os.environ[USER], os.environ.get(PASSWORD, "")
    try:
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(host)
    except FileNotFoundError:
        return None
    except (OSError, netrc.NetrcParseError) as error:
        raise StoreError(f"netrc cannot be read: {error}; correct it, or set {USER} and {PASSWORD}") from error
    return (found[0], found[2] or "") if found else None


def _headers(given: Mapping[str, str]) -> dict[str, str]:
    token = os.environ.get(TOKEN)
    return {"User-Agent": "saidgraph", **given, **({"Authorization": f"Bearer {token}"} if token else {})}


def _refused(url: str, error: HTTPError) -> str:
    said = " ".join(error.read(2000).decode("utf-8", "replace").split())[:300]
    remedy = {
        401: f"set {USER} and {PASSWORD}, or {TOKEN}, or write netrc",
        403: "it may not be written, or not by this user",
        404: "name the address of its SPARQL endpoint (to ask) or of its graph store (to write)",
        405: "name the address of its SPARQL endpoint (to ask) or of its graph store (to write)",
    }.get(error.code, f"it is at {error.headers['Location']}" if 300 <= error.code < 400 else "see the server's log")
    return f"{url} answered {error.code} {error.reason}{': ' + said if said else ''}; {remedy}"
