"""Corrections over HTTP: what `kg.decisions.ledger` describes, where it is allowed, for those who hold the token.

The token travels in a header that no page of another site can send along, so nothing can be corrected behind a user's
back.
"""

from __future__ import annotations

import asyncio
import hmac
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, HTTPException

from kg.decisions.ledger import enter, listing, take_back
from kg.errors import DecisionError

Said = Annotated[dict[str, Any], Body()]
MaySay = Annotated[dict[str, Any] | None, Body()]


def router(path: Path, token: str) -> APIRouter:
    """Return the routes that read the file of decisions at `path` and append to it."""

    def holder(authorization: Annotated[str | None, Header()] = None) -> None:
        scheme, _, given = (authorization or "").partition(" ")
        same = hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode())
        if scheme.lower() != "bearer" or not same:
            message = "corrections need the token that kg serve was started with: Authorization: Bearer TOKEN"
            raise HTTPException(401, message, {"www-authenticate": "Bearer"})

    made = APIRouter(prefix="/api/decisions", dependencies=[Depends(holder)])
    lock = asyncio.Lock()

    @made.get("")
    async def decisions() -> dict[str, Any]:
        """What was decided, in the order in which it was."""
        return {"decisions": await asyncio.to_thread(listing, path)}

    @made.post("", status_code=201)
    async def decide(said: Said) -> dict[str, Any]:
        """Enter a decision; it holds from the next build."""
        async with lock:
            return await asyncio.to_thread(_entered, path, said)

    @made.post("/{identity}/undo")
    async def undo(identity: str, said: MaySay = None) -> dict[str, Any]:
        """Take a decision back."""
        async with lock:
            return await asyncio.to_thread(_undone, path, identity, said)

    return made


def _entered(path: Path, said: dict[str, Any]) -> dict[str, Any]:
    try:
        return enter(path, said)
    except DecisionError as error:
        raise HTTPException(422, str(error)) from error


def _undone(path: Path, identity: str, said: dict[str, Any] | None) -> dict[str, Any]:
    try:
        return take_back(path, identity, said)
    except LookupError as error:
        raise HTTPException(404, str(error)) from error
    except DecisionError as error:
        raise HTTPException(422, str(error)) from error
