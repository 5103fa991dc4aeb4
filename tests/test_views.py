"""The interactive page: what it shows, what it can never do, and that equal input gives equal bytes."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from playwright.sync_api import expect

import builders
from browser import Visit, chromium
from kg.errors import OutputError
from kg.ids import attribution_id, claim_id
from kg.model import Attribution, Document, Record, text_of
from kg.views import layout, write_graph_page
from kg.views.content import gather, passages, visible
from kg.views.network import STILL, build_network, label
from kg.views.page import render
from kg.views.selection import select

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Opener = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open the page of some records; whatever the test did, nothing may have complained or asked the network."""
    visits: list[Visit] = []

    def opener(records: list[Record], address: str = "", **options: Any) -> Visit:
        path = tmp_path / "graph.html"
        write_graph_page(records, path)
        visits.append(Visit(browser.new_context(offline=True, **options), path, address))
        return visits[-1]

    yield opener
    for visit in visits:
        assert visit.complaints == []
        assert [url.partition("#")[0] for url in visit.requests] == [(tmp_path / "graph.html").resolve().as_uri()]
        visit.page.context.close()


def many_records(documents: int) -> list[Record]:
    """Return small documents of six statements each, whose actors overlap, the same at every call."""
    chance = random.Random(7)
    types = ("person", "organization", "outlet", "country", "group")
    cast = [(f"Speaker {n}", chance.choice(types)) for n in range(documents)]
    made = []
    for number in range(documents):
        text, parts = "", []
        for region in range(6):
            name, kind = chance.choice(cast)
            words = f"that matter {chance.randrange(10**6)} of region {region} has been settled for now"
            start = len(text) + len(name)
            text += f"{name} said {words}. "
            spans = ((len(text) - len(words) - 2, len(text) - 2),)
            source, cue = ((start - len(name), start),), ((start + 1, start + 5),)
            parts.append(Attribution(source=source, cue=cue, content=spans, actor=name, actor_type=kind))
        made.append(Record(Document(id=f"story-{number:04}", text=text), tuple(parts)))
    return made


def one(text: str, source: str, content: str, **values: Any) -> Record:
    """Return a document with one statement."""
    facts = {name: values.pop(name) for name in ("title", "url", "publisher") if name in values}
    return builders.record(
        Document(id="one", text=text, **facts), builders.said(text, source, "says", content, **values)
    )


def address_of(record: Record, index: int) -> str:
    return f"#statement/{attribution_id(record.document.id, record.attributions[index])}"


# ---------------------------------------------------------------- the file


def test_equal_input_gives_equal_bytes_whatever_the_order_and_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys, builders; from pathlib import Path; from kg.views import write_graph_page;"
        "write_graph_page(builders.all_records()[::int(sys.argv[1])], Path(sys.argv[2]))"
    )
    for number, order in enumerate(("1", "-1")):
        environment = {**os.environ, "PYTHONHASHSEED": str(number), "PYTHONPATH": str(Path(__file__).parent)}
        command = [sys.executable, "-c", program, order, str(tmp_path / f"{number}.html")]
        subprocess.run(command, check=True, env=environment)
    assert (tmp_path / "0.html").read_bytes() == (tmp_path / "1.html").read_bytes()


def test_the_page_names_no_place_to_load_from_and_allows_none() -> None:
    page = render(builders.all_records())
    markup = re.sub(r"<script.*?</script>|<style.*?</style>", "", page, flags=re.DOTALL)
    assert re.findall(r"(?:src|href)=", markup) == []
    assert "default-src &#x27;none&#x27;" in page
    assert "unsafe" not in page[: page.index("<style>")]
    assert "sourceMappingURL" not in page
    assert "vis.js is dual licensed" in page


def test_other_peoples_text_cannot_end_the_element_it_stands_in() -> None:
    page = render([builders.hostile()], title="</title><script>alert(1)</script>")
    assert page.count("</script>") == 2
    assert page.count("<script") == render([]).count("<script")
    assert "<!--" not in page[page.index("<script") :]
    assert "<title>&lt;/title&gt;" in page


def test_a_page_that_cannot_be_written_leaves_the_earlier_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        write_graph_page([builders.story()], tmp_path / "file" / "graph.html")


def test_what_is_only_reported_is_never_drawn_as_said() -> None:
    network = build_network(gather([builders.briefing(), builders.story()]))
    saying = [edge for edge in network.edges if edge["from"].startswith("actor:")]
    depths = [statement["depth"] for statement in gather([builders.briefing(), builders.story()]).statements]
    assert {edge["group"] for edge in saying if depths[edge["statement"]]} == {"reportedlySaid"}
    assert "reportedlySaid" not in {edge["group"] for edge in saying if not depths[edge["statement"]]}


def test_a_denial_is_drawn_as_denied_and_a_negated_cue_as_nothing_said() -> None:
    content = gather([builders.story()])
    by_act = {s.get("speech_act", "negated" if s.get("cue_negated") else ""): s["relation"] for s in content.statements}
    assert by_act["denying"] == "denied"
    assert by_act["negated"] == "source"


def test_boxes_stand_beside_each_other() -> None:
    network = build_network(gather([builders.briefing(), builders.story()]))
    claims = [node for node in network.nodes if node["id"].startswith("claim:")]
    close = [
        (a["label"], b["label"])
        for a in claims
        for b in claims
        if a["id"] < b["id"] and abs(a["x"] - b["x"]) < 60 and abs(a["y"] - b["y"]) < 30
    ]
    assert len(claims) > 10
    assert close == []


def test_parts_that_nothing_links_are_moved_all_at_once_and_none_by_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred small parts take as many steps as the slowest of them alone, and each is drawn as it would be alone."""
    chance = random.Random(1)
    sizes = [
        np.array([(chance.randint(30, 190), chance.randint(20, 70)) for _ in range(2 + n % 7)]) for n in range(100)
    ]
    drawings = [np.array([(chance.random() * 90, chance.random() * 90) for _ in own]) for own in sizes]
    steps = 0
    near = layout._near

    def counted(*arguments: Any) -> Any:
        nonlocal steps
        steps += 1
        return near(*arguments)

    monkeypatch.setattr(layout, "_near", counted)
    together = layout._apart(drawings, sizes)
    at_once, steps, longest = steps, 0, 0
    for drawing, own, moved in zip(drawings, sizes, together, strict=True):
        before = steps
        assert (layout._apart([drawing], [own])[0] == moved).all()
        longest = max(longest, steps - before)
    assert at_once == longest < steps / 10


def test_physics_is_off_where_it_would_cost_seconds() -> None:
    small = build_network(gather([builders.story()]))
    large = build_network(gather(many_records(60)))
    assert len(small.nodes) < STILL < len(large.nodes)
    assert small.options["physics"]["enabled"] is True
    assert large.options["physics"]["enabled"] is False
    assert all(type(node[axis]) is int for node in large.nodes for axis in "xy")


def test_whole_documents_are_left_out_above_the_limit_the_best_connected_stay() -> None:
    lonely = one("Nobody else says no.", "Nobody else", "no", actor="Nobody else")
    records = [*many_records(20), lonely]
    shown = select(records, limit=100)
    assert 10 < len(shown) < 20
    assert lonely not in shown
    assert shown == sorted(shown, key=lambda record: record.document.id)
    assert select(records) == sorted(records, key=lambda record: record.document.id)
    assert select([lonely], limit=0) == [lonely]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", "short"),
        ("稀土" * 20, "稀土稀土稀\n土稀土稀…"),
        ("x" * 10_000, "xxxxxxxxxx\nxxxxxxxxx…"),
        ("", ""),
        ("a\u202eb\x00c\n\nd", "a b c d"),
    ],
)
def test_labels_are_short_and_on_few_lines(text: str, expected: str) -> None:
    assert label(text, columns=10, lines=2) == expected


def test_only_passages_around_evidence_travel_with_the_page() -> None:
    assert passages("x" * 10**6, [(500_000, 500_010)]) == [(499_680, 500_330)]
    assert passages("x" * 10**6, [(0, 10**6)]) == [(0, 3000), (999_680, 10**6)]
    text = f"Ann says {'no ' * 10**6}."
    assert len(render([one(text, "Ann", "no " * (10**6 - 1) + "no")])) < len(render([])) + 20_000


def test_lone_surrogates_keep_every_offset() -> None:
    record = one("\ud83d\ude00 Ann says \udfffno.", "Ann", "\udfffno")
    ((start, text),) = gather([record]).documents[0]["excerpts"]
    assert len(text) == len(record.document.text)
    assert text[start:].endswith("Ann says \ufffdno.")
    render([record]).encode("utf-8")


def test_visible_text_has_no_character_that_hides_or_turns_others() -> None:
    assert visible(builders.HOSTILE).isprintable()


# ---------------------------------------------------------------- the page in a browser


@pytest.mark.browser
def test_the_page_opens_with_everything_on_it(open_page: Opener) -> None:
    visit = open_page([builders.story(), builders.briefing()])
    visit.wait_for_picture()
    assert visit.page.title() == "Who said what"
    assert visit.page.locator("#summary").inner_text() == "14 statements by 10 sources in 2 documents"
    assert visit.page.locator("#panel .row").count() == 14
    assert "Xiao Yaqing" in visit.panel()
    assert visit.page.locator("#empty").is_hidden()


@pytest.mark.browser
def test_a_click_on_a_node_shows_exactly_the_words_and_a_click_beside_closes_it(open_page: Opener) -> None:
    record = builders.story()
    visit = open_page([record])
    visit.wait_for_picture()
    shown = next(a for a in record.attributions if a.actor == "Bruno")
    visit.click_node(f"claim:{claim_id(record.document.id, shown.content)}")
    visit.page.wait_for_selector("#panel .statement")
    for role in ("source", "cue", "content"):
        assert visit.marked(role) == [text_of(record.document.text, getattr(shown, role))]
    said = visit.panel()
    assert "Only reported" in said
    assert f"{shown.content[0][0]}–{shown.content[0][1]}" in said
    for fact in ("news/story 1.txt", "Global Network", "2019-05", "hand@1"):
        assert fact in said
    chain = visit.page.locator("#panel .crumbs li").all_inner_texts()
    assert chain == ["Global Network", "the website", "Bruno"]
    assert (
        visit.page.locator("#panel [data-statement]").all_text_contents()
        == [
            "the head of the NDRC",
            " ",
            "sent",
            " ",
            "a message to Washington",
        ]
        or visit.page.locator("#panel .nested").count() == 3
    )
    visit.page.locator("#picture").click(position={"x": 3, "y": 3})
    visit.page.wait_for_selector("#panel .list")


@pytest.mark.browser
def test_a_click_on_an_actor_separates_what_it_said_from_what_it_reportedly_said(open_page: Opener) -> None:
    record = builders.story()
    visit = open_page([record])
    visit.wait_for_picture()
    actor = next(key for key, value in gather([record]).actors.items() if value["name"].startswith("National"))
    visit.click_node(f"actor:{actor}")
    visit.page.wait_for_selector("#panel .actor")
    assert "Said (1)" in visit.panel()
    assert "Only reportedly said (1)" in visit.panel()
    assert "acronym" in visit.panel()


@pytest.mark.browser
def test_a_click_on_a_document_shows_its_facts_and_its_text_with_the_evidence(open_page: Opener) -> None:
    visit = open_page([builders.story()])
    visit.wait_for_picture()
    visit.click_node("document:0")
    visit.page.wait_for_selector("#panel .source")
    assert "A. Writer" in visit.panel()
    assert visit.page.locator("#panel a").get_attribute("href") == "https://example.org/story?a=1&b=2"
    assert visit.page.locator("#panel .evidence").text_content() == builders.story().document.text


@pytest.mark.browser
@pytest.mark.parametrize("before", ["😀👩‍👩‍👧‍👦 ", "é́ 稀土 \u202e", "\r\n\x00 ", "𝔘𝔫𝔦 " * 200])
def test_offsets_count_code_points_whatever_stands_before(open_page: Opener, before: str) -> None:
    text = f"{before}Ann 👍 says “no 😀, never 稀土”."
    record = one(text, "Ann 👍", "“no 😀, never 稀土”")
    visit = open_page([record], address_of(record, 0))
    assert visit.marked("source") == ["Ann 👍"]
    assert visit.marked("cue") == ["says"]
    assert visit.marked("content") == ["“no 😀, never 稀土”"]


@pytest.mark.browser
def test_discontinuous_content_is_marked_in_parts(open_page: Opener) -> None:
    record = builders.story()
    index = next(i for i, a in enumerate(record.attributions) if len(a.content) > 1)
    visit = open_page([record], address_of(record, index))
    assert visit.marked("content") == ["“Prices,”", "“will rise.”"]


@pytest.mark.browser
def test_search_finds_words_and_names_without_case_and_accents(open_page: Opener) -> None:
    visit = open_page([builders.story(), builders.briefing()])
    visit.page.fill("#search", "WEAPÓN")
    expect(visit.page.locator("#panel .row")).to_have_count(1)
    assert "Reuters" in visit.panel()
    assert visit.page.locator("#result").inner_text() == "1 of 14 statements"
    visit.page.fill("#search", "nothing at all has this")
    visit.page.wait_for_selector("#empty:not([hidden])")
    assert visit.page.locator("#empty-title").inner_text() == "Nothing matches"
    visit.page.click("#clear")
    expect(visit.page.locator("#panel .row")).to_have_count(14)


@pytest.mark.browser
def test_each_filter_leaves_as_many_statements_as_it_promises_and_they_add_up(open_page: Opener) -> None:
    visit = open_page([builders.story(), builders.briefing(), builders.relay()])
    total, tried = 16, 0
    for facet in ("actor", "outlet", "act", "document"):
        menu = visit.page.locator(f"#filter-{facet}")
        sizes = []
        for option in menu.locator("option").all()[1:]:
            promised = re.search(r"\((\d+)\)$", option.inner_text())
            assert promised
            sizes.append((option.get_attribute("value"), int(promised[1])))
        for value, size in sizes:
            menu.select_option(value)
            assert visit.page.locator("#panel .row").count() == size
            tried += 1
        menu.select_option("")
        if facet == "document":
            assert sum(size for _, size in sizes) == total
    assert tried > 20
    kinds = visit.page.locator("#legend-nodes .toggle").all()
    counts = {kind.get_attribute("data-class"): int(kind.locator(".count").inner_text()) for kind in kinds}
    assert counts["claim"] + counts["interpretation"] + counts["question"] == total
    visit.page.click("[data-class=claim]")
    assert visit.page.locator("#panel .row").count() == total - counts["claim"]
    assert visit.page.locator("[data-class=claim]").get_attribute("aria-pressed") == "false"


@pytest.mark.browser
def test_an_outlet_filter_keeps_what_comes_through_the_outlet(open_page: Opener) -> None:
    visit = open_page([builders.story(), builders.relay()])
    visit.page.locator("#filter-outlet").select_option("Global Network")
    assert visit.page.locator("#panel .row").count() == len(builders.story().attributions)


@pytest.mark.browser
def test_the_page_works_with_the_keyboard_alone(open_page: Opener) -> None:
    visit = open_page([builders.story()])
    visit.wait_for_picture()
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("speculation")
    expect(visit.page.locator("#panel .row")).to_have_count(1)
    visit.page.locator("#panel .row").focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector("#panel .statement")
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_selector("#panel .list")
    visit.page.locator("#picture").focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.wait_for_selector("#panel .back")
    visited = set()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        visit.page.keyboard.press(key)
        visited.add(visit.page.evaluate("location.hash"))
    assert len(visited) > 1
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "panel"


@pytest.mark.browser
def test_hostile_text_shows_as_text(open_page: Opener) -> None:
    evil = "<img src=x onerror=alert(1)>"
    text = f"{evil} says </script><b>bold</b> \u202etxet."
    record = one(
        text, evil, "</script><b>bold</b> \u202etxet", actor=evil, link_method=evil,
        extractor=evil, title="<h1>" + evil, url="javascript:alert(1)", publisher=evil,
    )  # fmt: skip
    visit = open_page([builders.hostile(), record], address_of(record, 0))
    visit.wait_for_picture()
    assert visit.marked("content") == ["</script><b>bold</b> \u202etxet"]
    assert visit.page.locator("#panel h2").inner_text() == evil
    visit.page.evaluate("location.hash = '#document/1'")
    visit.page.wait_for_selector("#panel .source")
    assert "javascript:alert(1)" in visit.panel()
    assert visit.page.locator("a, img, b, #panel h1, iframe").count() == 0
    visit.page.hover("#picture")


@pytest.mark.browser
def test_a_name_of_ten_thousand_characters_breaks_nothing(open_page: Opener) -> None:
    name = "W" * 10_000
    record = one(f"{name} says no.", name, "no", actor=name, title=name)
    visit = open_page([record], address_of(record, 0), viewport={"width": 390, "height": 844})
    visit.wait_for_picture()
    assert visit.marked("content") == ["no"]
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_nothing_found_and_nothing_read_say_so(open_page: Opener) -> None:
    visit = open_page([Record(Document(id="a.txt", text="Silence."))])
    assert visit.page.locator("#empty-title").inner_text() == "No statements yet"
    assert "1 document" in visit.page.locator("#empty-text").inner_text()
    visit = open_page([])
    assert visit.page.locator("#empty-title").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground_in_both_schemes(open_page: Opener, scheme: str) -> None:
    record = builders.story()
    visit = open_page([record], address_of(record, 0), color_scheme=scheme)
    weak = visit.page.evaluate(CONTRASTS)
    assert len(weak["tried"]) > 30
    assert weak["failed"] == []


@pytest.mark.browser
def test_two_thousand_nodes_are_drawn_at_once(open_page: Opener) -> None:
    records = many_records(260)
    assert len(build_network(gather(select(records))).nodes) > 1_900
    seconds = open_page(records).wait_for_picture()
    print(json.dumps(seconds))
    assert min(seconds.values()) < 2


CONTRASTS = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const tried = [], failed = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !node.checkVisibility()) continue;
    if (node.closest("script, option, :disabled")) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    tried.push(ratio);
    if (ratio < 4.5) failed.push([walk.currentNode.textContent.trim(), ratio]);
  }
  return { tried, failed };
}"""
