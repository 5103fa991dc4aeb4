"""Whatever is sent to the service, it answers, with the headers of safety, and nothing that is sent makes it fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from builders import all_records
from fuzzing import BYTES, VALUES, damaged, tries
from kg.server.app import application
from kg.server.settings import Limits, Settings
from kg.stores import STORES

TOKEN = "a-token-of-the-tests"
ROUTES = [
    "/", "/sparql", "/store", "/health", "/metrics", "/editor", "/graph", "/explorer", "/explorer/", "/openapi.json",
    "/explorer/data.json", "/explorer/served.js", "/assets/editor.js", "/api/statements", "/api/statements/", "/api",
    "/api/documents", "/api/documents/", "/api/queries", "/api/queries/", "/api/queries/denials", "/api/decisions",
    "/api/decisions/", "/api/decisions/1/undo", "/..", "/%2e%2e/", "//", "/\\", "/explorer/%2e%2e/", "/explorer/%00",
]  # fmt: skip
NAMES = [
    "query", "update", "default", "graph", "default-graph-uri", "named-graph-uri", "topic", "actor", "document", "kind",
    "act", "from", "to", "after", "limit", "id", "what", "subject", "value",
]  # fmt: skip
QUERIES = [b"ASK { ?s ?p ?o }", b"SELECT ?s { ?s a kg:Document } LIMIT 3", b"CONSTRUCT WHERE { ?s a kg:Document }"]
DECISION = json.dumps({"what": "merge", "subject": "NDRC", "value": "Reform Commission", "why": "letters"}).encode()
FORM = b"query=ASK+%7B%7D&default-graph-uri=http%3A%2F%2Fexample.org%2F"
TYPES = [
    "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded", "application/json",
    "multipart/form-data; boundary=x", "text/plain; charset=utf-16", "", ";", "*/*", "x",
]  # fmt: skip
ACCEPT = [
    "*/*",
    "",
    "text/html",
    "text/turtle",
    "application/json",
    "text/csv;q=0",
    ";q=x,,",
    "a/b;q=-1, */*;q=nan",
    "é",
]
WORDS = st.text(max_size=12) | st.sampled_from([str(value) for value in VALUES if value]) | st.just("9" * 400)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("served")
    STORES["oxigraph"].build(all_records(), folder / "store").close()
    (folder / "explorer").mkdir()
    (folder / "explorer" / "data.json").write_text("{}")
    limits = Limits(seconds=20, rows=300, memory=512, request_bytes=100_000)
    settings = Settings(
        folder / "store", folder, workers=1, limits=limits, decisions=folder / "decisions.jsonl", token=TOKEN
    )
    with TestClient(application(settings), base_url="http://localhost", follow_redirects=False) as made:
        yield made


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    path = draw(st.sampled_from(ROUTES))
    if path.endswith("/"):
        path += draw(
            st.just("")
            | WORDS.map(lambda word: word.encode("utf-8", "replace").hex("%", 1)).map(lambda h: h and "%" + h)
        )
    headers = {
        "content-type": draw(st.sampled_from(TYPES)),
        "accept": draw(st.sampled_from(ACCEPT)),
        "authorization": draw(st.sampled_from([f"Bearer {TOKEN}", "Bearer", "", "Basic x", "Bearer é"])),
        "origin": draw(st.sampled_from(["null", "https://evil.example", ""])),
        "content-length": draw(st.sampled_from([None, None, None, "0"])),
    }
    body = damaged([*QUERIES, DECISION, FORM]) | st.sampled_from([*QUERIES, DECISION, FORM, *BYTES])
    params = draw(st.lists(st.tuples(st.sampled_from(NAMES) | WORDS, WORDS), max_size=4))
    return {
        "method": draw(st.sampled_from(["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"])),
        "url": path,
        "params": [tuple(word.encode("utf-8", "replace") for word in pair) for pair in params],
        "headers": {name: value.encode() for name, value in headers.items() if value is not None},
        "content": draw(body),
    }  # fmt: skip


def test_any_request_is_answered(client: TestClient) -> None:
    """An error in the service would be raised here."""

    @tries(40)
    @given(requests())
    def try_it(request: dict[str, Any]) -> None:
        answer = client.request(**request)
        assert answer.status_code < 500 or answer.status_code == 503, (answer.status_code, answer.text)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src" in answer.headers["content-security-policy"]
        if answer.status_code >= 400 and answer.content:
            assert answer.headers["content-type"].partition(";")[0] in ("text/plain", "application/json")

    try_it()


def test_after_all_that_it_serves(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/health").status_code == 200
    assert client.get("/sparql", params={"query": "ASK { ?s a kg:Document }"}).json()["boolean"] is True
