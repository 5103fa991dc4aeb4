"""`kg serve` answers as the standards say, within its limits, and gives nothing away: over HTTP, as clients see it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Thread
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from builders import HOSTILE, all_records, relay
from kg import queries
from kg.model import record_from_json
from kg.stores import STORES
from serving import PATIENCE, Served, eventually, idle, metric, serving

TOKEN = "a-token-of-the-tests"
DOCUMENTS = "SELECT ?id { ?d a kg:Document ; dcterms:identifier ?id } ORDER BY ?id"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SERVE_FIRST = "rare earths should serve China first"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built")
    STORES["oxigraph"].build(all_records(), out / "store").close()
    (out / "graph.html").write_text("<!DOCTYPE html><title>graph</title>")
    (out / "index.html").write_text("<!DOCTYPE html><title>explorer</title>")
    (out / "explorer").mkdir()
    (out / "explorer" / "data.json").write_text("{}")
    (out / "secret.txt").write_text("nobody's business")
    (out / "explorer" / "link.json").symlink_to(out / "secret.txt")
    return out


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    options = ("--max-rows", "300", "--memory", "256", "--allow-origin", "https://ally.example")
    with serving(folder, *options, "--allow-corrections", env={"KG_TOKEN": TOKEN}) as made:
        yield made


# ------------------------------------------------------------------------------------------------ the protocol


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_a_query_can_be_asked_in_the_three_ways_of_the_protocol(how: str, served: Served) -> None:
    if how == "get":
        answer = served.ask(DOCUMENTS)
    elif how == "form":
        answer = served.http.post("/sparql", data={"query": DOCUMENTS})
    else:
        answer = served.http.post("/sparql", content=DOCUMENTS, headers={"content-type": "application/sparql-query"})
    assert answer.status_code == 200
    found = [row["id"]["value"] for row in answer.json()["results"]["bindings"]]
    assert found == [record.document.id for record in all_records()]


def test_rows_come_in_every_format_with_hostile_words_whole(served: Served) -> None:
    query = "SELECT ?id { ?d dcterms:identifier ?id FILTER(STRSTARTS(?id, '\"')) }"
    tables = list(csv.reader(io.StringIO(served.ask(query, "text/csv").text, newline="")))
    assert tables == [["id"], [HOSTILE]]
    tree = ElementTree.fromstring(served.ask(query, "application/sparql-results+xml").text)
    (literal,) = tree.iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert literal.text == HOSTILE.replace("\x01", "\ufffd").replace("\x1f", "\ufffd").replace("\x00", "\ufffd")
    head, row = served.ask(query, "text/tab-separated-values").text.splitlines()[0::1][:2]
    assert (head, row[0]) == ("?id", '"')


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("image/png, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
    ],
)
def test_the_format_is_the_one_the_client_likes_best(accept: str, media: str, served: Served) -> None:
    answer = served.ask("ASK { ?s a kg:Document }", accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Accept" in answer.headers["vary"]
    assert "true" in answer.text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib's own reader of JSON-LD
@pytest.mark.parametrize(
    "media", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_graphs_come_in_every_format(media: str, served: Served) -> None:
    answer = served.ask("CONSTRUCT WHERE { ?s a kg:Document ; rdfs:label ?o }", media)
    assert answer.headers["content-type"].partition(";")[0] == media
    made = Graph().parse(data=answer.text, format={"application/rdf+xml": "xml"}.get(media, media))
    assert len(made) == 2 * len(all_records())
    assert served.ask("DESCRIBE ?d { ?d a kg:Document }", media).status_code == 200


def test_an_endpoint_without_a_query_describes_itself_and_shows_people_the_editor(served: Served) -> None:
    about = Graph().parse(data=served.http.get("/sparql").text, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert {str(o) for o in about.objects(None, None)} >= {f"{served.url}/sparql", f"{sd}SPARQL11Query"}
    assert len(list(about.objects(None, URIRef(f"{sd}resultFormat")))) == 8
    sent = served.http.get("/sparql", headers={"accept": "text/html,*/*;q=0.8"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/editor")


def test_the_graph_store_gives_the_graph_and_takes_none(served: Served) -> None:
    whole = served.http.get("/store?default", headers={"accept": "application/n-triples"})
    assert len(whole.text.splitlines()) > 300, "an export is not an answer of so many rows"
    assert served.http.head("/store?default").status_code == 200
    assert served.http.get("/store?graph=http://example.org/none").status_code == 404
    assert served.http.get("/store").status_code == 400
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        refused = served.http.request(method, "/store?default", content=b"<a:b> <a:b> <a:b> .")
        assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("request_", "status", "message"),
    [
        ({"data": {"update": "CLEAR ALL"}}, 403, "updates are refused"),
        ({"content": "CLEAR ALL", "headers": {"content-type": "application/sparql-update"}}, 403, "updates are"),
        ({"data": {"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}}, 400, "error at"),
        ({"data": {"query": "LOAD <http://127.0.0.1/>"}}, 400, "error at"),
        ({"data": {"query": "ASK {}", "default-graph-uri": "http://example.org/g"}}, 400, "none is fetched"),
        ({"data": {"query": "ASK {}", "named-graph-uri": "file:///etc/passwd"}}, 400, "none is fetched"),
        ({"data": {"nothing": "x"}}, 400, "one query is asked at a time"),
        ({"data": {"query": ["ASK {}", "ASK {}"]}}, 400, "one query"),
        ({"json": {"query": "ASK {}"}}, 415, "a query is posted as"),
        ({"content": b"\xff", "headers": {"content-type": "application/sparql-query"}}, 400, "not UTF-8"),
        ({"data": {"query": "ASK {}"}, "headers": {"accept": "image/png"}}, 406, "answers come as"),
        ({"data": {"query": "ASK {}"}, "headers": {"accept": "text/turtle"}}, 406, "can be had as"),
        ({"data": {"query": "SELECT"}}, 400, "error at"),
    ],
)  # fmt: skip
def test_what_is_not_answered_is_refused_with_the_reason(
    request_: dict[str, object], status: int, message: str, served: Served
) -> None:
    answer = served.http.post("/sparql", **request_)  # type: ignore[arg-type]
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert message in answer.text


# ------------------------------------------------------------------------------------------------ limits


def test_a_query_that_takes_too_long_is_stopped_and_its_worker_replaced(folder: Path) -> None:
    with serving(folder, "--timeout", "1.5", "--workers", "1") as hasty:
        before = hasty.children()
        answer = hasty.ask(ENDLESS)
        assert (answer.status_code, "took longer than 1.5 seconds" in answer.text) == (503, True)
        eventually("another worker answers", lambda: hasty.ask(DOCUMENTS).status_code == 200)
        assert before and not {*before} & {*hasty.children()}


def test_an_answer_of_too_many_rows_is_refused_whole_and_not_cut(served: Served) -> None:
    answer = served.ask("SELECT * { ?s ?p ?o }")
    assert (answer.status_code, "more than 300 rows" in answer.text) == (422, True)
    assert len(served.rows("SELECT * { ?s ?p ?o } LIMIT 300")) == 300
    assert served.ask("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle").status_code == 422


def test_a_query_that_needs_too_much_memory_ends_alone(served: Served) -> None:
    query = "SELECT (GROUP_CONCAT(CONCAT(?x, ?x, ?x, ?x)) AS ?n) { { SELECT (GROUP_CONCAT(STR(?o)) AS ?x) { ?s ?p ?o } } ?a ?b ?c . ?d ?e ?f }"  # noqa: E501
    answer = served.ask(query)
    assert (answer.status_code, "memory" in answer.text) == (422, True), answer.text
    assert served.rows(DOCUMENTS)


def test_a_query_whose_client_has_gone_is_stopped(served: Served) -> None:
    before = metric(served, 'kg_refused_total\\{reason="cancelled"\\}')
    with socket.create_connection(("127.0.0.1", int(served.url.rpartition(":")[2]))) as client:
        client.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        eventually("the query runs", lambda: idle(served) == 1)
    eventually("it is stopped", lambda: metric(served, 'kg_refused_total\\{reason="cancelled"\\}') == before + 1)
    eventually("its worker is replaced", lambda: idle(served) == 2)


def test_a_killed_worker_costs_its_query_and_nothing_else(served: Served) -> None:
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(served.ask, ENDLESS)
        eventually("the query runs", lambda: idle(served) == 1)
        for worker in served.children():
            os.kill(worker, signal.SIGKILL)
        assert asked.result().status_code == 422
    assert served.rows(DOCUMENTS)


def test_a_body_that_is_too_large_is_refused(served: Served) -> None:
    answer = served.http.post("/sparql", data={"query": "ASK {} #" + "x" * 1_000_001})
    assert answer.status_code == 413


def test_a_question_is_evaluated_once_unless_its_answer_may_change(served: Served) -> None:
    def made() -> float:
        return metric(served, 'kg_answers_total\\{how="made"\\}')

    before = made()
    for _ in range(3):
        assert served.rows("SELECT ?once { ?once a kg:Document }")
    assert made() == before + 1
    times = [served.rows("SELECT (NOW() AS ?now) (UUID() AS ?one) {}") for _ in range(2)]
    assert times[0] != times[1]


# ------------------------------------------------------------------------------------------------ safety


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server that notes whatever asks it anything."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                heard.append(connection.recv(100))
                connection.close()

        Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], heard
        server.shutdown(socket.SHUT_RDWR)


LEAVING = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    'SELECT * { BIND("\\u005c" AS ?x) SERVICE <URL> { ?s ?p ?o } } #"',
    "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?s ?p ?o } }",
    "ASK FROM <URL> { ?s ?p ?o }",
    "ASK FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD <URL>",
    "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
    "DESCRIBE <URL>",
]


@pytest.mark.parametrize("query", LEAVING)
def test_no_query_makes_the_server_ask_another(query: str, served: Served, listener: tuple[int, list[bytes]]) -> None:
    port, heard = listener
    url = f"http://127.0.0.1:{port}/x"
    served.ask(query.replace("URL", url), "*/*")
    served.http.get("/sparql", params={"query": "ASK {}", "default-graph-uri": url})
    served.http.get("/store", params={"graph": url})
    assert heard == []


def test_a_worker_cannot_open_a_connection_whatever_reaches_it(listener: tuple[int, list[bytes]]) -> None:
    """The second fence, tried without the first: in a process that has given up the network, SERVICE fails."""
    import subprocess
    import sys

    port, heard = listener
    code = (
        "import sys, pyoxigraph; from kg.server.confinement import close_network\n"
        "if not close_network(): sys.exit('not on this system')\n"
        f"pyoxigraph.Store().query('SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}')"
        ".__next__()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if "not on this system" in done.stderr:
        pytest.skip("this system cannot take the network from a process")
    assert "Permission denied" in done.stderr
    assert heard == []


@pytest.mark.parametrize("path", ["/", "/editor", "/graph", "/explorer", "/sparql", "/api/documents", "/nothing"])
def test_every_answer_carries_the_headers_of_safety(path: str, served: Served) -> None:
    headers = served.http.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_another_site_may_read_answers_only_where_it_was_named(served: Served) -> None:
    named = served.http.get("/sparql", params={"query": "ASK {}"}, headers={"origin": "https://ally.example"})
    assert named.headers["access-control-allow-origin"] == "https://ally.example"
    other = served.http.get("/sparql", params={"query": "ASK {}"}, headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers


def test_the_explorer_is_told_what_the_service_offers(served: Served) -> None:
    """In place of the file that says there is no service, and with addresses that hold behind a prefix."""
    answer = served.http.get("/explorer/served.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    offered = json.loads(answer.text.removeprefix('kgExplorer.receive("served",').removesuffix(");\n"))
    assert offered == {"sparql": {"url": "sparql"}, "corrections": {"url": "api/decisions", "token_needed": True}}


def test_a_name_that_was_not_allowed_is_not_answered(served: Served) -> None:
    assert served.http.get("/health", headers={"host": "evil.example"}).status_code == 400
    assert served.http.get("/health", headers={"host": "localhost:1"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/explorer/../secret.txt",
        "/explorer/%2e%2e/secret.txt",
        "/explorer/..%2fsecret.txt",
        "/explorer/%2e%2e%5csecret.txt",
        "/explorer//etc/passwd",
        "/explorer/link.json",
        "/secret.txt",
        "/assets/../secret.txt",
        "/decisions.jsonl",
        "/explorer/%00",
    ],
)
def test_nothing_but_the_pages_leaves_the_folder(path: str, served: Served) -> None:
    assert served.http.get("/explorer/data.json").json() == {}
    port = int(served.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as client:  # a client library would tidy the path
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: client.recv(65536), b""))
    assert answer.split()[1] in (b"404", b"400"), answer[:80]
    assert b"nobody's business" not in answer


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["topic", "actor", "document", "after", "from", "to", "kind", "act"]),
    value=st.one_of(
        st.text(max_size=60),
        st.sampled_from(['" } #', "' || true", "\\u0022", "*/ DROP ALL", "?x", "<script>", "(((((", "$1", "\x00"]),
    ),
)
def test_no_parameter_is_more_than_a_value(name: str, value: str, served: Served) -> None:
    answer = served.http.get("/api/statements", params={name: value.encode("utf-8", "replace").decode()})
    assert answer.status_code in (200, 400, 422), answer.text
    assert answer.headers["content-type"] == "application/json"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200), kind=st.sampled_from(["application/sparql-query", "application/json", "x", ""]))
def test_no_request_breaks_the_service(body: bytes, kind: str, served: Served) -> None:
    for path in ("/sparql", "/api/decisions", "/api/statements", "/store"):
        answer = served.http.post(
            path, content=body, headers={"content-type": kind, "authorization": f"Bearer {TOKEN}"}
        )
        assert answer.status_code < 500 or answer.status_code == 503, (path, answer.text)
    assert served.http.get("/health").status_code == 200


def test_the_log_has_a_line_for_every_request_and_no_word_of_query_or_document(served: Served) -> None:
    served.ask("SELECT ?unheard { ?unheard a kg:Document }")
    served.http.get("/api/documents/news/story 1.txt")
    eventually("the log is written", lambda: "{identity:path}" in served.lines[-1])
    lines = [json.loads(line) for line in served.lines if line.startswith("{")]
    assert lines[-1]["route"] == "/api/documents/{identity:path}"
    assert lines[-2] | {"ms": 0, "time": "", "bytes": 0} == {
        "time": "", "event": "request", "method": "GET", "route": "/sparql", "status": 200, "ms": 0, "bytes": 0,
    }  # fmt: skip
    assert not any(word in line for line in served.lines for word in ("unheard", "story 1", TOKEN))


# ------------------------------------------------------------------------------------------------ statements, documents


def test_statements_are_paged_without_repeating_or_skipping_one(served: Served) -> None:
    found: list[str] = []
    after = ""
    while True:
        page = served.http.get("/api/statements", params={"limit": 3, "after": after}).json()
        found += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert found == sorted(set(found))
    assert len(found) == sum(len(record.attributions) for record in all_records())


@pytest.mark.parametrize(
    ("filters", "quotations"),
    [
        ({"topic": "weapon"}, {"the remarks triggered speculation that Beijing might use rare earth as a weapon"}),
        ({"actor": "NDRC", "kind": "statement", "to": "2019", "topic": "China"}, {SERVE_FIRST}),
        ({"act": "denying"}, {"that she would leave"}),
        ({"document": "relay.jsonl#2", "from": "2019-06", "topic": "supply"}, {"China controls the supply"}),
        ({"topic": "unicorn"}, set()),
    ],
)  # fmt: skip
def test_statements_can_be_narrowed(filters: dict[str, str], quotations: set[str], served: Served) -> None:
    items = served.http.get("/api/statements", params=filters).json()["items"]
    assert {item["quotation"] for item in items} == quotations


def test_a_statement_shows_where_it_stands(served: Served) -> None:
    (item,) = served.http.get("/api/statements", params={"act": "denying"}).json()["items"]
    text = served.http.get(f"/api/documents/{quote(item['document'])}").json()["text"]
    said = {role: " ".join(text[start:end] for start, end in spans) for role, spans in item["spans"].items()}
    assert said == {"source": "Ann Lee", "cue": "denied", "content": "that she would leave"}
    assert served.http.get(f"/api/statements/{item['id']}").json() == item
    assert served.http.get("/api/statements/none").status_code == 404


def test_documents_come_back_as_they_were_built(served: Served) -> None:
    listed = served.http.get("/api/documents").json()["items"]
    assert [item["statements"] for item in listed] == [len(record.attributions) for record in all_records()]
    for record in all_records():
        data = served.http.get(f"/api/documents/{quote(record.document.id, safe='')}")
        assert record_from_json(data.json()) == record


def test_every_named_question_is_offered_and_answered(served: Served) -> None:
    offered = served.http.get("/api/queries").json()
    assert [each["name"] for each in offered] == queries.names()
    asked = 0
    for each in offered:
        if each["columns"]:
            params = {p["name"]: p["example"] for p in each["parameters"] if p["required"]}
            answer = served.http.get(f"/api/queries/{each['name']}", params=params)
            assert answer.status_code == 200, answer.text
            assert answer.json()["columns"] == list(each["columns"])
            asked += 1
    assert asked == len(offered) - 1 >= 14
    assert served.http.get("/api/queries/denialz").status_code == 404
    assert served.http.get("/api/queries/who-said-what-about").status_code == 400


def test_the_interface_is_described(served: Served) -> None:
    described = served.http.get("/openapi.json").json()
    assert set(described["paths"]) >= {"/api/statements", "/api/documents/{identity}", "/api/queries/{name}"}
    assert "limit" in {p["name"] for p in described["paths"]["/api/statements"]["get"]["parameters"]}


# ------------------------------------------------------------------------------------------------ corrections


def test_corrections_need_the_token_and_go_to_the_file(served: Served, folder: Path) -> None:
    said = {"what": "merge", "subject": "NDRC", "value": "National Development and Reform Commission", "why": "letters"}
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}, {"cookie": TOKEN}):
        assert served.http.post("/api/decisions", json=said, headers=headers).status_code == 401
    assert not (folder / "decisions.jsonl").exists()
    holder = {"authorization": f"Bearer {TOKEN}"}
    entered = served.http.post("/api/decisions", json=said, headers=holder)
    assert entered.status_code == 201
    assert served.http.get("/api/decisions", headers=holder).json()["decisions"] == [entered.json()]
    assert json.loads((folder / "decisions.jsonl").read_text())["why"] == "letters"
    assert served.http.post("/api/decisions", json={"what": "x"}, headers=holder).status_code == 422
    undone = served.http.post(f"/api/decisions/{entered.json()['id']}/undo", headers=holder)
    assert (undone.status_code, undone.json()["state"]) == (200, "undone")
    assert served.http.post("/api/decisions/none/undo", headers=holder).status_code == 404


# ------------------------------------------------------------------------------------------------ another service


def holds(served: Served, documents: int) -> bool:
    return len(served.rows(DOCUMENTS)) == documents


def test_a_graph_that_is_built_meanwhile_is_taken_over_without_losing_a_query(tmp_path: Path) -> None:
    STORES["oxigraph"].build(all_records(), tmp_path / "store").close()
    with serving(tmp_path) as served, ThreadPoolExecutor(4) as threads:
        answers: list[int] = []
        going = True

        def ask() -> None:
            while going:
                answers.append(served.ask(DOCUMENTS).status_code)

        asking = [threads.submit(ask) for _ in range(4)]
        for turn in range(2):
            STORES["oxigraph"].build([relay()] if turn % 2 == 0 else all_records(), tmp_path / "store").close()
            wanted = 1 if turn % 2 == 0 else len(all_records())
            eventually("the new graph is taken over", partial(holds, served, wanted))
        going = False
        for each in asking:
            each.result()
        assert set(answers) == {200}
        assert len(answers) > 8
        assert metric(served, 'kg_reloads_total\\{outcome="done"\\}') == 2
        refused = served.http.post("/api/decisions", json={"what": "accept", "subject": "x"})
        assert refused.status_code == 404, "nothing can be corrected unless that was asked for"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store"], "a service leaves nothing behind"


def test_a_file_of_rdf_can_be_served(tmp_path: Path) -> None:
    from kg.exporters import export

    export(STORES["memory"].build(all_records(), None), "turtle", tmp_path / "graph.ttl")
    with serving(tmp_path / "graph.ttl", "--workers", "1") as served:
        assert len(served.rows(DOCUMENTS)) == len(all_records())


def test_a_client_that_sends_its_head_drop_by_drop_is_let_go() -> None:
    import uvicorn
    from starlette.applications import Starlette

    from kg.server.running import patient
    from kg.server.settings import Limits

    http = patient(Limits(head_seconds=0.5))
    server = uvicorn.Server(
        uvicorn.Config(Starlette(), port=0, http=http, interface="asgi3", lifespan="off", log_level="critical")
    )
    thread = Thread(target=server.run)
    thread.start()
    try:
        eventually("the server listens", lambda: server.started)
        with socket.create_connection(server.servers[0].sockets[0].getsockname()) as client:
            client.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
            client.settimeout(PATIENCE)
            assert client.recv(100) == b"", "the connection was not closed"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


def test_a_place_without_a_store_is_told_before_anything_listens(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from kg import cli

    result = CliRunner().invoke(cli.app, ["serve", "--store", str(tmp_path)])
    assert result.exit_code == 3
    assert "build one with `kg build`" in result.stderr
