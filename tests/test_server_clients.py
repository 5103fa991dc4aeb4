"""Clients that nobody here wrote get right answers from `kg serve`, and the query editor works in a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from browser import chromium
from builders import HOSTILE, all_records
from engines import missing
from kg import queries
from kg.stores import STORES
from serving import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

DOCUMENTS = "PREFIX dcterms: <http://purl.org/dc/terms/> SELECT ?id { ?d dcterms:identifier ?id } ORDER BY ?id"
IDS = [record.document.id for record in all_records()]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("clients")
    STORES["oxigraph"].build(all_records(), folder / "store").close()
    with serving(folder) as made:
        yield made


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper(form: str, method: str, served: Served) -> None:
    from SPARQLWrapper import SPARQLWrapper

    client = SPARQLWrapper(f"{served.url}/sparql")
    client.setMethod(method)
    client.setReturnFormat(form)
    client.setQuery(DOCUMENTS)
    found: Any = client.query().convert()
    if form == "json":
        assert [row["id"]["value"] for row in found["results"]["bindings"]] == IDS
    elif form == "xml":
        assert len(found.getElementsByTagName("result")) == len(IDS)
    else:
        assert IDS[-1] in found.decode()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # which SPARQLWrapper makes
def test_sparqlwrapper_gets_a_graph(served: Served) -> None:
    from SPARQLWrapper import RDFXML, SPARQLWrapper

    client = SPARQLWrapper(f"{served.url}/sparql")
    client.setReturnFormat(RDFXML)
    client.setQuery("PREFIX kg: <https://w3id.org/saidgraph#> CONSTRUCT WHERE { ?s a kg:Document }")
    made: Any = client.query().convert()
    assert len(made) == len(IDS)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_rdflibs_sparql_store(form: str, method: str, served: Served) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(f"{served.url}/sparql", method=method, returnFormat=form)
    graph = Graph(store, identifier=DATASET_DEFAULT_GRAPH_ID)
    found = [str(row[0]) for row in graph.query(DOCUMENTS)]  # type: ignore[index]
    assert [each for each in found if each != found[0]] == IDS[1:]
    if form == "json":
        assert found[0] == HOSTILE
    asked = Graph(store).query("ASK { ?s a <https://w3id.org/saidgraph#Document> }")
    assert asked.askAnswer is True


def test_curl(served: Served) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl on the path")
    command = ["curl", "-sS", "--noproxy", "*", "--fail", "-H", "Accept: application/sparql-results+json"]
    asked = subprocess.run(
        [*command, "--data-urlencode", f"query={DOCUMENTS}", f"{served.url}/sparql"],
        capture_output=True,
        check=True,
    )
    assert [row["id"]["value"] for row in json.loads(asked.stdout)["results"]["bindings"]] == IDS
    whole = subprocess.run(
        [*command[:-2], "-H", "Accept: application/n-triples", f"{served.url}/store?default"],
        capture_output=True,
        check=True,
    )
    assert len(whole.stdout.splitlines()) > 500


def test_comunica(served: Served) -> None:
    """Rows, a graph and a yes; by the address alone, which describes itself; joined with another source."""
    endpoint = {"type": "sparql", "value": f"{served.url}/sparql"}
    watched = {"type": "serialized", "mediaType": "text/turtle", "value": f'<a:ann> <a:watches> "{IDS[-1]}" .'}
    joined = (
        "PREFIX dcterms: <http://purl.org/dc/terms/> SELECT ?who { ?who <a:watches> ?id . ?d dcterms:identifier ?id }"
    )
    kg = "PREFIX kg: <https://w3id.org/saidgraph#>"
    known, alone, graph, truth, both = _comunica(
        ([endpoint], DOCUMENTS),
        ([endpoint["value"]], DOCUMENTS),
        ([endpoint], f"{kg} CONSTRUCT WHERE {{ ?s a kg:Document }}"),
        ([endpoint], f"{kg} ASK {{ ?s a kg:Document }}"),
        ([endpoint, watched], joined),
    )
    for answer in (known, alone):
        assert [row["id"]["value"] for row in json.loads(answer)["results"]["bindings"]] == IDS
    assert len(graph.splitlines()) == len(IDS)
    assert json.loads(truth)["boolean"] is True
    assert [row["who"]["value"] for row in json.loads(both)["results"]["bindings"]] == ["a:ann"]


def _comunica(*asked: tuple[list[Any], str]) -> list[str]:
    """Return what Comunica answers to queries, each with the sources that it is put to."""
    clients = Path(__file__).parent / "clients"
    if shutil.which("node") is None or not (clients / "node_modules/@comunica/query-sparql").is_dir():
        missing("node with Comunica", "install Node 20 or newer, then `make comunica`")
    done = subprocess.run(
        ["node", "ask.mjs"],
        input=json.dumps([{"sources": sources, "query": query} for sources, query in asked]),
        capture_output=True,
        text=True,
        check=False,
        cwd=clients,
    )
    assert done.returncode == 0, done.stderr
    answers: list[str] = json.loads(done.stdout)
    return answers


# ------------------------------------------------------------------------------------------------ the editor


def dismissed(dialog: Dialog, noted: list[str]) -> None:
    noted.append(f"dialog: {dialog.message}")
    dialog.dismiss()


@pytest.mark.browser
def test_the_editor_asks_shows_and_stays_on_its_server(served: Served) -> None:
    with chromium() as browser:
        page = browser.new_context().new_page()
        complaints: list[str] = []
        requests: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: dismissed(dialog, complaints))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"{served.url}/editor")
        page.wait_for_selector("body[data-ready]")

        assert page.locator("#examples option").count() == len(queries.names()) + 1
        page.fill("#query", DOCUMENTS)
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#results tbody tr")
        cells = page.locator("#results tbody td").all_text_contents()
        assert sorted(cells) == sorted(IDS), "hostile words are shown as they are"

        page.fill("#filter", "relay")
        assert page.locator("#results tbody tr").count() == 1
        page.fill("#filter", "")
        page.locator("#results th button").click()
        assert page.locator("#results th").get_attribute("aria-sort") == "ascending"

        page.select_option("#examples", "who-said-what-about")
        page.wait_for_selector("#results th:has-text('quotation')")
        assert page.locator("#parameters input[name=topic]").input_value() == "rare earth"
        page.fill("#query", "SELECT nonsense")
        page.click("#run")
        page.wait_for_selector("#status.fault")

        page.fill("#query", "SEL")
        page.keyboard.press("Control+Space")
        page.keyboard.press("Enter")
        assert page.locator("#query").input_value() == "SELECT"
        assert all(url.startswith((served.url, "blob:", "data:")) for url in requests)
        assert [each for each in complaints if "400" not in each] == []


@pytest.mark.browser
def test_a_link_with_a_hostile_query_is_text_in_the_editor(served: Served) -> None:
    hostile = "%3C/textarea%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    with chromium() as browser:
        page = browser.new_context().new_page()
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: dismissed(dialog, dialogs))
        page.goto(f"{served.url}/editor#query={hostile}")
        page.wait_for_selector("body[data-ready]")
        assert page.locator("#query").input_value().startswith("</textarea><img")
        assert page.locator("img").count() == 0
        assert dialogs == []


def test_the_pages_of_the_service_run_no_script_of_their_text(served: Served) -> None:
    for path in ("/", "/editor"):
        answer = served.http.get(path)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "<script>" not in answer.text
        assert "style=" not in answer.text
