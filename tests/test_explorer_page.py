"""The explorer as its readers meet it: every view in a browser, from a folder on the disk and from `kg serve`."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from playwright.sync_api import expect
from rdflib import Graph

import builders
from browser import Visit, chromium
from builders import record, said, spans
from kg import queries
from kg.ids import attribution_id
from kg.model import Document, Record, text_of
from kg.model.claims import ActorLink, likeness
from kg.model.streams import reopen
from kg.model.subjects import Topic
from kg.stores import STORES
from kg.views import write_explorer, write_single_file
from serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

DEMO: Final = Path(__file__).parent.parent / "outputs" / "statements.jsonl"
TOKEN: Final = "a-token-of-the-tests"
EVIL: Final = "<img src=x onerror=alert(1)>"
NEVER: Final = "“no 😀, never 稀土”"
PRICES: Final = "prices of rare earths will rise next year"
BEFORE: Final = {
    "emoji": "😀👩‍👩‍👧‍👦 ",
    "combining": "é́ 稀土 ",
    "turned": "שלום \u202e",
    "controls": "\r\n\x00 ",
    "astral": "𝔘𝔫𝔦 " * 200,
}
"""What may stand before the words that are marked, by what is hard about it."""


class Built(NamedTuple):
    folder: Path
    triples: frozenset[Any]
    records: list[Record]
    data: dict[str, Any]

    def key(self, document: str, number: int) -> str:
        """The key in the page of an attribution of a document, by its place there."""
        found = next(r for r in self.records if r.document.id == document)
        return attribution_id(found.document.id, found.attributions[number])


def outlet(name: str, date: str, text: str, *attributions: Any, number: str = "") -> Record:
    document = Document(id=f"{name}{number}.txt", text=text, title=f"From {name}", date=date, publisher=name)
    return record(document, *attributions)


def about(text: str) -> tuple[Topic, ...]:
    return (Topic("rare earth price", spans(text, "prices")),)


def outlets() -> list[Record]:
    """One remark, and outlets: verbatim twice, in other words, contradicted and read; one is silent."""
    same = f"Ann Lee said that {PRICES}."
    other = "Ann Lee expects dearer rare earths, as prices go up."
    no = "Bob Ray says prices of rare earths will not rise. Critics called Ann Lee's remark a threat."
    silent = "Ann Lee spoke of prices and declared the fair open."
    lee = {"actor": "Ann Lee", "actor_type": "person"}
    remark = said(same, "Ann Lee", "said", f"that {PRICES}", topics=about(same), **lee)
    return [
        outlet("Late Post", "2021-03-04", same, remark),
        outlet("Late Post", "2021-03-09", same, remark, number=" 2"),
        outlet("Early Post", "2021-01-02", same, remark),
        outlet("Free Word", "2021-02-03", other,
               said(other, "Ann Lee", "expects", "dearer rare earths", topics=about(other), **lee)),
        outlet("No Word", "2021-02-09", no,
               said(no, "Bob Ray", "says", "prices of rare earths will not rise", actor="Bob Ray", topics=about(no)),
               said(no, "Critics", "called", "a threat", kind="interpretation", about_remark_of="Ann Lee",
                    topics=about(no))),
        outlet("Quiet Word", "2021-02-20", silent,
               said(silent, "Ann Lee", "declared", "the fair open", **lee)),
    ]  # fmt: skip


def hard() -> list[Record]:
    """Texts whose offsets differ between code points and UTF-16 or that turn, and one that would like to be markup."""
    made = []
    for name, before in BEFORE.items():
        text = f"{before}Ann 👍 says {NEVER}."
        made.append(record(Document(id=f"hard-{name}.txt", text=text), said(text, "Ann 👍", "says", NEVER)))
    long = "W" * 10_000
    text = f"{EVIL} says </script><b>bold</b> \u202etxet. {long} says no."
    made.append(record(
        Document(id="hard-evil.txt", text=text, title=f"<h1>{EVIL}", url="javascript:alert(1)", publisher=EVIL),
        said(text, EVIL, "says", "</script><b>bold</b> \u202etxet", actor=EVIL, link_method="exact"),
        said(text, long, "says", "no", actor=long),
    ))  # fmt: skip
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The one page of these tests: the demo, a story, what outlets made of a remark, texts that are hard to mark."""
    folder = tmp_path_factory.mktemp("explorer")
    records = sorted([*reopen(DEMO), builders.story(), *outlets(), *hard()], key=lambda r: r.document.id)
    prices = {r.document.publisher: (r.document.id, r.attributions[0].content) for r in outlets()}
    alike = [
        likeness(prices["Early Post"], prices["Late Post"], "verbatim", "words", 1.0),
        likeness(prices["Early Post"], prices["Free Word"], "paraphrase", "words", 0.8),
        likeness(prices["Early Post"], prices["No Word"], "contradicts", "negation", 0.9),
    ]
    same = ActorLink(EVIL, "Ann Lee", "first name", 0.62)
    graph = STORES["oxigraph"].build([*records, same], folder / "store")
    write_explorer(records, folder, graph=graph, title=f"Who said {EVIL}", likenesses=sorted(alike))
    written = (folder / "explorer" / "data.js").read_text(encoding="utf-8")
    triples = frozenset(graph)
    graph.close()
    return Built(folder, triples, records, json.loads(written[written.index(",") + 1 : written.rindex(")")]))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=30_000)  # a slow machine is no fault of the page
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def visit(browser: Browser, built: Built) -> Iterator[Visit]:
    context = browser.new_context(offline=True, viewport={"width": 1300, "height": 850}, accept_downloads=True)
    yield Visit(context, built.folder / "index.html")
    context.close()


@pytest.fixture
def page(visit: Visit, built: Built) -> Iterator[Page]:
    """The page, back at its first view; whatever a test does, nothing complains or asks for what lies elsewhere."""
    visit.complaints.clear()
    visit.page.set_viewport_size({"width": 1300, "height": 850})
    show(visit.page, "overview")
    yield visit.page
    assert visit.complaints == []
    inside = built.folder.resolve().as_uri()
    assert [url for url in visit.requests if not url.startswith((inside, "blob:"))] == []


def show(page: Page, address: str) -> None:
    """Go to a view of the page, as a link that was shared does."""
    page.evaluate("address => { location.hash = address }", address)
    page.wait_for_function("view => document.documentElement.dataset.view === view", arg=re.split(r"\?", address)[0])


def marked(page: Page, role: str) -> list[str]:
    """The words that the reader marks in a role of the statement that is chosen."""
    expect(page.locator(".text .chosen").first).to_be_visible()
    return page.locator(f".text mark.chosen[data-role={role}]").all_text_contents()


def boxes(page: Page, facet: str) -> list[tuple[Locator, int]]:
    """The values of a facet with how many statements each promises."""
    opener = page.locator(f"[data-facet={facet}] button", has_text="more")
    if opener.count():
        opener.click()
    choices = page.locator(f"[data-facet={facet}] .choice").all()
    return [(choice, int(choice.locator(".number").inner_text().replace(",", ""))) for choice in choices]


# ---------------------------------------------------------------- each view


ADDRESSES: Final = {
    "overview": ".node", "overview?actor=ACTOR": ".ladder .card", "overview?sel=KEY": ".ladder .card.here",
    "statements?sel=KEY": ".rows .line[aria-selected=true]", "reader?sel=KEY": ".text mark.chosen",
    "compare?sel=KEY": ".columns .version", "chain?sel=KEY": ".line-of-hands .excerpt mark",
    "timeline?by=kind&q=prices": ".matrix td a", "questions?ask=denials": ".answer table",
}  # fmt: skip
"""Every view with what must be on it; ACTOR and KEY stand for Ann Lee and her remark."""
DARK: Final = ("overview?actor=ACTOR", "reader?sel=KEY", "compare?sel=KEY")
"""Those that have all colours between them."""


@pytest.fixture(scope="module")
def axe() -> Callable[[Page, dict[str, Any]], list[str]]:
    from axe_playwright_python.sync_playwright import Axe

    checker = Axe()

    def faults(page: Page, options: dict[str, Any]) -> list[str]:
        asked = {"resultTypes": ["violations"], "preload": False, **options}
        found = checker.run(page, options=asked).response["violations"]
        serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
        return [f"{fault['id']}: {node['html'][:160]}" for fault in serious for node in fault["nodes"][:3]]

    return faults


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_view_opens_and_is_fit_for_all_readers(
    page: Page, built: Built, axe: Callable[[Page, dict[str, Any]], list[str]], address: str
) -> None:
    """What must be there is there; axe-core finds no serious fault, nor too weak a contrast in the dark."""
    names = built.data["actors"]["name"]
    actor = built.data["actors"]["key"][names.index("Ann Lee")]
    show(page, address.replace("ACTOR", actor).replace("KEY", built.key("Early Post.txt", 0)))
    expect(page.locator(ADDRESSES[address]).first).to_be_visible()
    assert axe(page, {}) == []
    if address in DARK:
        page.emulate_media(color_scheme="dark")
        assert axe(page, {"runOnly": ["color-contrast"]}) == []
        page.emulate_media(color_scheme="light")


def test_no_view_is_wider_than_a_phone_and_its_tab_is_in_sight(page: Page, built: Built) -> None:
    """At 390 pixels only what scrolls in itself is wider, names of 10,000 letters notwithstanding."""
    page.set_viewport_size({"width": 390, "height": 844})
    evil = built.key("hard-evil.txt", 1)
    for address in ADDRESSES:
        show(page, address.replace("ACTOR", built.data["actors"]["key"][0]).replace("KEY", evil))
        page.wait_for_timeout(50)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        tab = page.locator(".tabs [aria-current]").bounding_box()
        assert tab and tab["x"] >= 0 and tab["x"] + tab["width"] <= 390, address


# ---------------------------------------------------------------- statements


def test_search_finds_words_and_names_without_case_and_accents(page: Page) -> None:
    """All words must occur, those in quotation marks as they stand; the address keeps them."""
    show(page, "statements")
    page.fill("#search", 'WEAPÓN "rare earth" beijing')
    expect(page.locator(".toolbar .summary")).to_have_text(re.compile(r"^[1-9]\d* of "))
    assert all("weapon" in row.lower() for row in page.locator(".rows .quotation").all_inner_texts())
    assert "q=WEAP" in page.evaluate("location.hash")
    page.fill("#search", "nothing at all has this")
    expect(page.locator(".empty h2")).to_have_text("Nothing matches")
    page.click("text=Clear all")
    expect(page.locator(".toolbar .summary")).to_have_text(re.compile(r"^\d+ statements$"))


def test_facets_add_up_and_leave_as_many_as_they_promise(page: Page, built: Built) -> None:
    """The values of a facet hold every statement once; each leaves what it says, and two facets their overlap."""
    total = len(built.data["statements"]["key"])
    show(page, "statements")
    for facet in ("actor", "outlet", "kind", "act", "certainty", "form", "date", "depth", "unnamed", "document"):
        assert sum(number for _, number in boxes(page, facet)) == total, facet
    for choice, number in boxes(page, "kind"):
        choice.click()
        expect(page.locator(".toolbar .summary")).to_have_text(f"{number} of {total} statements")
        inner = sum(found for _, found in boxes(page, "depth"))
        assert inner == number
        choice.click()
    expect(page.locator(".toolbar .summary")).to_have_text(f"{total} statements")


def test_what_is_shown_is_saved_as_csv_json_and_turtle(page: Page, built: Built) -> None:
    """No cell is a formula, and every triple is one that the graph holds."""
    show(page, "statements?q=rare+earth")
    shown = int(re.sub(r" of.*|,", "", page.locator(".toolbar .summary").inner_text()))
    texts = {}
    for name in ("CSV", "JSON", "Turtle"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        texts[name] = Path(waiting.value.path()).read_text(encoding="utf-8")
    rows = list(csv.DictReader(texts["CSV"].removeprefix("\ufeff").splitlines()))
    assert len(rows) == len(json.loads(texts["JSON"])["statements"]) == shown > 10
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row.values())
    turtle = Graph().parse(data=texts["Turtle"], format="turtle")
    assert len(turtle) > 10 * shown
    assert [triple for triple in turtle if triple not in built.triples] == []


# ---------------------------------------------------------------- graph, reader, chain


def test_from_the_overview_to_the_words_of_a_statement(page: Page, built: Built) -> None:
    """A click on a node shows what the actor said, one on a statement its chain, and the reader exactly its words."""
    story = builders.story()
    bruno = next(number for number, a in enumerate(story.attributions) if a.actor == "Bruno")
    page.locator(".node", has_text="Bruno").first.click()
    expect(page.locator(".panel h2")).to_have_text("Bruno")
    page.locator(".ladder .card", has_text="sent a message to Washington").first.click()
    expect(page.locator(".ladder .column h3").first).to_have_text("Published in")
    page.get_by_role("link", name="Read in place").click()
    for role in ("source", "cue", "content"):
        whole = "".join(marked(page, role))
        assert whole == text_of(story.document.text, getattr(story.attributions[bruno], role), "")
    facts = page.locator(".panel").inner_text()
    assert "Global Network" in facts and "the website" in facts


def test_an_actor_leads_to_who_is_probably_the_same(page: Page, built: Built) -> None:
    """The details of an actor name the other name, whichever is looked at, and list what was said under both."""
    keys, names = built.data["actors"]["key"], built.data["actors"]["name"]
    show(page, f"overview?actor={keys[names.index('Ann Lee')]}")
    other = page.locator(".panel").get_by_role("link", name=EVIL, exact=True)
    expect(other).to_have_attribute("title", "Told by first name, 62 of 100")
    other.click()
    expect(page.locator(".panel h2")).to_have_text(EVIL)
    page.locator(".panel").get_by_role("link", name="By any name").click()
    actors = {actor for r in built.records for a in r.attributions if (actor := a.actor) in ("Ann Lee", EVIL)}
    assert len(actors) == 2
    chosen = page.locator("[data-facet=actor] .choice", has=page.locator("input:checked"))
    expect(chosen).to_have_count(2)


def test_an_interpretation_leads_to_its_remark_in_the_graph(page: Page, built: Built) -> None:
    """The overview draws the reading with a line to what it reads."""
    story = builders.story().document.id
    show(page, f"overview?sel={built.key(story, 1)}")
    expect(page.locator(".wire.interprets").first).to_be_attached()
    page.locator(".ladder .card", has_text="rare earths should serve China first").first.click()
    expect(page.locator(".panel .quotation").first).to_have_text("rare earths should serve China first")


@pytest.mark.parametrize("name", BEFORE)
def test_offsets_count_code_points_whatever_stands_before(page: Page, built: Built, name: str) -> None:
    """Emoji, combining characters, marks of direction and control characters move no highlight."""
    show(page, f"reader?sel={built.key(f'hard-{name}.txt', 0)}")
    expect(page.locator(".document-head")).to_contain_text(f"hard-{name}.txt")
    assert [marked(page, role) for role in ("source", "cue", "content")] == [["Ann 👍"], ["says"], [NEVER]]
    text = next(r.document.text for r in built.records if r.document.id == f"hard-{name}.txt")
    assert page.locator(".text").evaluate("node => node.textContent") == text


def test_what_others_wrote_is_never_markup(page: Page, built: Built) -> None:
    """Names, titles, topics, addresses and texts that would like to be elements show as what they are."""
    show(page, f"reader?sel={built.key('hard-evil.txt', 0)}")
    assert marked(page, "content") == ["</script><b>bold</b> \u202etxet"]
    assert page.locator(".panel h2").inner_text() == EVIL
    assert page.locator("h1").inner_text() == f"Who said {EVIL}"
    for view in ("overview", "statements", "compare", "chain", "timeline?by=topic", "questions"):
        show(page, view)
        page.wait_for_timeout(30)
        assert page.locator("img, b, iframe, object, [onerror]").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0


def test_a_chain_is_a_line_from_the_publisher_to_the_innermost_source(page: Page, built: Built) -> None:
    """Three deep, every hand with its own words."""
    story = builders.story()
    innermost = next(number for number, a in enumerate(story.attributions) if a.parent == 3)
    show(page, f"chain?sel={built.key(story.document.id, innermost)}")
    hands = page.locator(".line-of-hands > li > div > .by > :first-child").all_inner_texts()
    assert hands[0] == "Global Network"
    assert [hand.lower() for hand in hands[1:3]] == ["the website", "bruno"]
    assert page.locator(".line-of-hands > .reportedly").count() == 2


def test_a_citation_names_document_offsets_words_and_version(page: Page, built: Built) -> None:
    """All that is needed to find it again."""
    show(page, f"reader?sel={built.key('Early Post.txt', 0)}")
    page.get_by_role("button", name="Cite").click()
    cited = page.locator(".citation").input_value()
    for part in ("Ann Lee", PRICES, "From Early Post", "Early Post.txt", "13–59", built.data["version"]):
        assert part in cited, part


# ---------------------------------------------------------------- compare, timeline, questions


def test_compare_shows_what_each_outlet_made_of_a_remark_in_the_order_of_time(page: Page, built: Built) -> None:
    """Verbatim, in other words, contradicted, read, and silent: a column each."""
    show(page, f"compare?sel={built.key('Early Post.txt', 0)}")
    columns = page.locator(".columns .column")
    expect(columns.first).to_be_visible()
    heads = [column.locator("h3 > :first-child, h3").last.inner_text() for column in columns.all()]
    seen = [(head, column.locator(".way").all_inner_texts()) for head, column in zip(heads, columns.all(), strict=True)]
    by_outlet = dict(seen)
    assert by_outlet["Early Post"] == ["The remark"]
    assert by_outlet["Free Word"] == ["In other words"]
    assert by_outlet["Late Post"] == ["Verbatim", "Verbatim"]
    assert by_outlet["No Word"][0] == "Contradicts it"
    assert by_outlet["Critics"] == ["Interpretation"]
    assert page.locator(".columns .silent .titles a").all_inner_texts() == ["news/story 1.txt", "From Quiet Word"]
    times = page.locator(".columns .column h3 time").all_inner_texts()
    assert times[-1] == "2021-03-04 – 2021-03-09"
    assert times == sorted(times) and len(times) == 5
    page.locator(".columns .version", has_text="In other words").get_by_role("link", name="Details").click()
    expect(page.locator(".panel .quotation")).to_have_text("dearer rare earths")
    assert page.locator(".version.here .way").inner_text() == "In other words"
    expect(page.locator(".subject .quotation")).to_have_text(f"that {PRICES}")


def test_the_timeline_holds_every_dated_statement_once(page: Page, built: Built) -> None:
    """The cells of the table add up to what it says is in time, and a click leaves that many."""
    show(page, "timeline?by=outlet")
    said_so = re.match(r"([\d,]+) statements in time", page.locator(".toolbar .summary").inner_text())
    assert said_so
    cells = page.locator(".matrix td a")
    assert sum(int(cell) for cell in cells.all_inner_texts()) == int(said_so[1])
    number = int(cells.first.inner_text())
    cells.first.click()
    expect(page.locator(".toolbar .summary")).to_have_text(re.compile(rf"^{number} statement"))


def test_every_question_has_its_answer_and_its_sparql(page: Page, built: Built) -> None:
    """As many questions as there are files, and rows that lead to their statements."""
    show(page, "questions")
    links = page.locator(".asked a")
    expect(links).to_have_count(len(queries.names()))
    show(page, "questions?ask=who-said-what-about")
    expect(page.locator(".answer h2")).to_have_text(queries.describe("who-said-what-about").question)
    assert "SELECT" in page.locator(".sparql").input_value()
    assert not page.locator(".sparql").is_editable()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as CSV").click()
    saved = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert len(list(csv.reader(saved.splitlines()))) > page.locator(".answer tbody tr").count() > 1
    page.locator(".answer .open a").first.click()
    expect(page.locator(".panel .quotation").first).to_be_visible()


# ---------------------------------------------------------------- addresses and keys


def test_back_and_forward_lead_through_what_was_chosen(page: Page, built: Built) -> None:
    """Views, facets and the statement that is open are all in the address."""
    show(page, "statements")
    page.locator("[data-facet=kind] .choice", has_text="question").click()
    page.locator(".rows .line").first.click()
    chosen = page.locator(".panel .quotation").first.inner_text()
    page.get_by_role("link", name="On whose word").click()
    expect(page.locator(".line-of-hands")).to_be_visible()
    page.go_back()
    expect(page.locator(".rows .line[aria-selected=true]")).to_be_visible()
    page.go_back()
    expect(page.locator(".panel")).to_be_hidden()
    assert page.locator("[data-facet=kind] input[data-value=question]").is_checked()
    page.go_back()
    assert not page.locator("[data-facet=kind] input[data-value=question]").is_checked()
    page.go_forward()
    page.go_forward()
    assert page.locator(".panel .quotation").first.inner_text() == chosen


def test_the_keyboard_reaches_everything(page: Page, built: Built) -> None:
    """Tabs, search, rows, nodes, statements in the text, cells of time; Escape closes what is open."""
    page.locator(".tabs a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".toolbar .summary")).to_have_text(re.compile("statements"))
    page.keyboard.press("/")
    page.keyboard.type("weapon")
    expect(page.locator(".toolbar .summary")).to_have_text(re.compile(" of "))
    page.locator(".rows .line").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".panel .quotation").first).to_be_visible()
    assert page.locator(".rows .line[aria-selected=true]").get_attribute("data-place") == "1"
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    show(page, "reader?doc=Early+Post.txt&sel=")
    page.locator(".text .pin").first.focus()
    page.keyboard.press("Enter")
    assert marked(page, "source") == ["Ann Lee"]
    show(page, "overview")
    page.locator(".node").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ladder .card").first).to_be_visible()
    show(page, "timeline")
    page.locator(".matrix td a[tabindex='0']").focus()
    before = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != before


def test_the_page_that_is_one_file_holds_all_of_it(browser: Browser, built: Built, tmp_path: Path) -> None:
    """Its own policy lets its own script run; texts and statements are there, and nothing is asked for."""
    write_single_file(built.records[-3:], tmp_path / "one.html")
    context = browser.new_context(offline=True)
    visit = Visit(context, tmp_path / "one.html", "#statements")
    visit.page.locator(".rows .line").first.click()
    visit.page.get_by_role("link", name="Read in place").click()
    assert marked(visit.page, "content")
    assert visit.complaints == []
    assert [url.partition("#")[0] for url in visit.requests] == [(tmp_path / "one.html").resolve().as_uri()]
    context.close()


# ---------------------------------------------------------------- what the service adds


def test_a_page_that_is_served_asks_and_corrects(browser: Browser, built: Built) -> None:
    """A wrong token is refused; what is decided stands in the file, can be taken back, and SPARQL runs as edited."""
    decisions = built.folder / "decisions.jsonl"
    with serving(built.folder / "store", "--allow-corrections", env={"KG_TOKEN": TOKEN}) as service:
        page = browser.new_page(viewport={"width": 1300, "height": 850})
        page.goto(f"{service.url}/explorer#statements?sel={built.key('Early Post.txt', 0)}")
        page.locator(".correct summary").click()
        for token in ("wrong", TOKEN):
            page.get_by_label("Token").fill(token)
            page.get_by_role("button", name="Unlock").click()
            expect(page.locator(".correct .failed").first).to_be_visible(visible=token != TOKEN)
        page.get_by_label("Why").fill("in print")
        page.get_by_role("button", name="It is right").click()
        expect(page.locator(".correct .entry")).to_have_text(re.compile("It is right – in print"))
        page.get_by_role("button", name="Take back").click()
        expect(page.locator(".correct .entry")).to_have_count(0)
        page.get_by_role("link", name="Read in place").click()
        expect(page.locator(".text mark.chosen").first).to_be_visible()
        page.get_by_role("button", name="Mark a missed one").click()
        page.evaluate("() => getSelection().selectAllChildren(document.querySelector('.text mark.content'))")
        page.get_by_role("button", name="content", exact=True).click()
        page.get_by_role("button", name="Add it").click()
        page.get_by_role("link", name="Corrections").click()
        expect(page.locator(".ledger li")).to_have_text(re.compile("It was missed"))
        page.goto(f"{service.url}/explorer#questions")
        page.locator(".sparql").fill("SELECT (6 * 7 AS ?answer) {}")
        page.get_by_role("button", name="Run").click()
        expect(page.locator(".table-box td.figure")).to_have_text("42")
        page.close()
    lines = [json.loads(line) for line in decisions.read_text(encoding="utf-8").splitlines()]
    assert [line["what"] for line in lines] == ["accept", "undo", "add"]
    assert lines[2]["quote"] == f"that {PRICES}"
