"""Pages: a first page, the query editor, and what `kg build` wrote to be looked at."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from importlib import resources
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

Page = Callable[[Request], Awaitable[Response]]

OWN: Final = {
    "/": ("home.html", "text/html"),
    "/editor": ("editor.html", "text/html"),
    "/assets/editor.js": ("editor.js", "text/javascript"),
    "/assets/highlight.js": ("highlight.js", "text/javascript"),
    "/assets/results.js": ("results.js", "text/javascript"),
    "/assets/service.css": ("service.css", "text/css"),
}
"""Address → file of the package and its type."""

BUILT: Final = {"/explorer": "index.html", "/graph": "graph.html"}
"""Address → page that a build writes; nothing else of the folder is shown, least of all the file of decisions."""

_BUILT_POLICY: Final = {
    # the pages carry policies of their own, which name their scripts by hash or file; this one only keeps them here
    "content-security-policy": "default-src 'self' data: blob: 'unsafe-inline'; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
}


def routes(folder: Path | None, corrections: bool = False) -> list[Route | Mount]:
    """Return the routes of the own pages, and of those in the built `folder` where they are there.

    The explorer is told that it can ask, and with `corrections` that it can be corrected.
    """
    made: list[Route | Mount] = [Route(address, _own(name, kind)) for address, (name, kind) in OWN.items()]
    if folder is not None:
        made += [Route(address, _built(folder / name)) for address, name in BUILT.items()]
        made.append(Route("/explorer/served.js", _offer(corrections)))
        # the explorer asks for its files beside itself
        made.append(Mount("/explorer", _Files(directory=folder / "explorer", check_dir=False), name="explorer"))
    return made


class _Files(StaticFiles):
    """Files below a folder, which a later build may make; links that lead out of it are not followed."""

    async def check_config(self) -> None:
        pass

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers.update(_BUILT_POLICY)
        return response


def _own(name: str, kind: str) -> Page:
    content = resources.files("kg.server").joinpath("assets", name).read_bytes()

    async def page(request: Request) -> Response:
        return Response(content, media_type=kind)

    return page


def _offer(corrections: bool) -> Page:
    """Return what stands in place of the explorer's file of the same name, which says that there is no service."""
    offered = {
        "sparql": {"url": "sparql"},
        "corrections": {"url": "api/decisions", "token_needed": True} if corrections else None,
    }
    script = f'kgExplorer.receive("served",{json.dumps(offered)});\n'

    async def page(request: Request) -> Response:
        return Response(script, media_type="text/javascript")

    return page


def _built(path: Path) -> Page:
    async def page(request: Request) -> Response:
        if not path.is_file():
            raise HTTPException(404, f"no {path.name} was built; run `kg build` into the folder that is served")
        return FileResponse(path, media_type="text/html", headers=_BUILT_POLICY)

    return page
