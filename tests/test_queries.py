"""Every question of `ontology/queries/` is answered alike by both engines, with evidence; parameters are bound."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from builders import HOSTILE, alike, all_records, one_actor, record, said
from kg import queries
from kg.errors import QueryError
from kg.graph import add
from kg.model import Document, Record, text_of
from kg.model.claims import Link
from kg.model.subjects import Topic
from kg.queries import ask, describe, names, parse, refuse_outside
from kg.stores import STORES

REFUSED = "SERVICE and FROM are refused"
NEEDED = {
    "who-said-what-about": {"topic": "rare earth"},
    "statements-of": {"actor": "Ann Lee"},
    "chain-of-custody": {"topic": "message"},
    "coverage": {"actor": "Ann Lee"},
}
EVIDENCE = {"document", "start", "end"}
TEXTS = {record.document.id: record.document.text for record in all_records()}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return STORES["memory"].build([*all_records(), *alike(), one_actor()], None)


@pytest.fixture(scope="module")
def plain() -> Graph:
    made = Graph()
    items: list[Record | Link] = [*all_records(), *alike(), one_actor()]
    for each in items:
        add(made, each)
    return made


def rows(graph: Graph, query: str, **params: str) -> list[dict[str, Any]]:
    return [dict(row) for row in ask(graph, query, params).rows]


# ------------------------------------------------------------------------------------------------ the files


def test_there_are_at_least_twelve_questions() -> None:
    assert len(names()) >= 15


@pytest.mark.parametrize("name", names())
def test_every_file_explains_itself_and_sorts_its_rows(name: str) -> None:
    query = describe(name)
    assert query.question
    help_ = query.help()
    assert all(f"--{param.name} (" in help_ and param.example in help_ for param in query.params)
    if "CONSTRUCT" not in query.text:
        assert query.columns
        assert re.search(r"\nORDER BY .+\n$", query.text), "rows must come in one order"


@pytest.mark.parametrize("name", names())
def test_both_engines_answer_alike(name: str, graph: Graph, plain: Graph) -> None:
    given = NEEDED.get(name, {})
    stored, simple = ask(graph, name, given), ask(plain, name, given)
    if stored.is_graph:
        assert stored.graph is not None
        assert simple.graph is not None
        assert len(stored.graph) > 10
        assert set(stored.graph) == set(simple.graph)
    else:
        assert stored.rows
        assert stored.rows == simple.rows
        assert stored.columns == simple.columns == tuple(describe(name).columns)


@pytest.mark.parametrize("name", names())
def test_every_row_shows_evidence_that_stands_in_the_text(name: str, graph: Graph) -> None:
    answer = ask(graph, name, NEEDED.get(name, {}))
    if answer.is_graph:
        return
    assert set(answer.columns) >= EVIDENCE
    assert {"quotation", "question"} & set(answer.columns)
    for row in answer.rows:
        if row.get("relation") == "silent":
            assert not row["document"]
            continue
        start, end, document = row["start"], row["end"], row["document"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert 0 <= start < end <= len(TEXTS[str(document)])
        words = str(row.get("quotation") or row.get("question"))
        if name != "cues" and "…" not in words:
            assert TEXTS[str(document)][start:end] == words


@pytest.mark.parametrize("name", names())
def test_every_parameter_can_be_given_with_its_own_example(name: str, graph: Graph) -> None:
    given = {param.name: param.example for param in describe(name).params}
    assert ask(graph, name, given).columns is not None


# ------------------------------------------------------------------------------------------------ topics

WORDED = [
    "rare earth price",
    "rare earths prices",
    "Rare-Earth Prices",
    "price of rare earths",
    "the PRICING of rare–earths",
    "rare earth",
    "price",
]


@pytest.mark.parametrize("topic", WORDED)
@pytest.mark.parametrize("query", ["who-said-what-about", "statements-of", "statements-between", "denials"])
def test_a_topic_is_found_however_it_is_worded(query: str, topic: str) -> None:
    text = "BRUNO denied it would rise."
    topics = (Topic("rare earth price", ((13, 15),)),)
    made = record(
        Document(id="t", text=text, date="2030"),
        said(text, "BRUNO", "denied", "it would rise", actor="BRUNO", speech_act="denying", topics=topics),
    )
    plain = Graph()
    add(plain, made)
    given = {"topic": topic} | ({"actor": "Bruno"} if query == "statements-of" else {})
    for graph in (STORES["memory"].build([made], None), plain):
        assert [row["actor"] for row in rows(graph, query, **given)] == ["BRUNO"]
        assert rows(graph, query, **(given | {"topic": "earth hour"})) == []


WORDED_TOO = ["interpretations", "questions-and-answers", "unnamed-sources", "chain-of-custody"]


@pytest.mark.parametrize("query", WORDED_TOO)
def test_these_questions_find_a_topic_however_it_is_worded_too(query: str) -> None:
    """An unnamed source reads what others said, a newspaper reports him, and somebody asks about it."""
    text = "Reuters said: an official thinks it would rise. Who asked? Nobody."
    topics = (Topic("rare earth price", ((34, 36),)),)
    outer = said(text, "Reuters", "said", "an official thinks it would rise", actor="Reuters", actor_type="outlet")
    inner = said(
        text, "an official", "thinks", "it would rise", actor="official", actor_type="anonymous", parent=0,
        kind="interpretation", topics=topics,
    )  # fmt: skip
    asked = said(text, "Who", "asked", "Who asked?", kind="question", actor="Bo", actor_type="person", topics=topics)
    graph = STORES["memory"].build([record(Document(id="t", text=text, date="2030"), outer, inner, asked)], None)
    assert rows(graph, query, topic="pricing of rare-earths")
    assert rows(graph, query, topic="earth hour") == []


def test_words_in_the_text_are_a_topic_too_where_no_topic_was_found(graph: Graph) -> None:
    found = rows(graph, "who-said-what-about", topic="prices")
    assert {row["actor"] for row in found} >= {"Ann Lee", "BRUNO"}


def test_whom_a_statement_mentions_it_is_about(graph: Graph) -> None:
    assert "Fox News" in {row["actor"] for row in rows(graph, "who-said-what-about", topic="China")}


# ------------------------------------------------------------------------------------------------ three questions


def test_which_outlets_read_the_ndrcs_remarks_as_a_threat(graph: Graph) -> None:
    found = rows(graph, "read-as", remark="NDRC")
    assert ("Reuters", "the remarks triggered speculation that Beijing might use rare earth as a weapon") in {
        (row["outlet"], row["quotation"]) for row in found
    }
    assert {row["remark_by"] for row in found} == {"National Development and Reform Commission"}
    assert rows(graph, "read-as", remark="NDRC", **{"as": "gesture"}) == []


def test_who_says_that_china_restricts_exports_and_in_whose_answer(graph: Graph) -> None:
    (row,) = rows(graph, "reported-in-answers", topic="restrict exports")
    assert (row["actor"], row["reported_by"], row["form"], row["asked_by"]) == (
        "some countries", "Xiao Yaqing", "turn", "Asahi Shimbun",
    )  # fmt: skip
    assert row["quotation"] == "that we restrict exports"


def test_what_xiao_yaqing_said_about_prices(graph: Graph) -> None:
    (row,) = rows(graph, "who-said-what-about", actor="Xiao Yaqing", topic="prices")
    assert (row["manner"], row["document"], row["reported_by"]) == ("said", "briefing.txt", "")
    assert "earth price" in str(row["quotation"])


# ------------------------------------------------------------------------------------------------ the others


def test_a_chain_has_one_row_a_step_from_the_outside_in(graph: Graph) -> None:
    found = rows(graph, "chain-of-custody", topic="message")
    assert [(row["step"], row["actor"]) for row in found] == [
        (0, "the website"), (1, "Bruno"), (2, "National Development and Reform Commission"),
    ]  # fmt: skip
    assert {row["publisher"] for row in found} == {"Global Network"}


def test_the_manner_tells_what_is_witnessed_from_what_is_only_reported(graph: Graph) -> None:
    manners = {
        (row["actor"], row["manner"])
        for topic in ("leave", "afraid", "ban", "weapon", "message Washington", "talks failed")
        for row in rows(graph, "who-said-what-about", topic=topic)
    }
    assert manners == {
        ("Ann Lee", "denied"), ("United States", "negated"), ("United States", "thought"), ("Reuters", "reported"),
        ("the website", "said"), ("Bruno", "reportedly said"), ("", ""),
        ("National Development and Reform Commission", "reportedly said"),
    }  # fmt: skip


def test_questions_come_with_their_answers_and_the_offsets_of_both(graph: Graph) -> None:
    (row,) = rows(graph, "questions-and-answers")
    assert (row["asked_by"], row["answered_by"]) == ("Asahi Shimbun", "Xiao Yaqing")
    assert TEXTS["briefing.txt"][row["answer_start"] : row["answer_end"]] == row["answer"]


def test_denials_and_unnamed_sources_and_who_quotes_whom(graph: Graph) -> None:
    assert [(row["actor"], row["quotation"]) for row in rows(graph, "denials")] == [("Ann Lee", "that she would leave")]
    assert {row["actor"] for row in rows(graph, "unnamed-sources", document="briefing.txt")} == {
        "some countries",
        "people in Japan",
    }
    pairs = {(row["quoting"], row["actor"]) for row in rows(graph, "who-quotes-whom")}
    assert {("the website", "Bruno"), ("Global Network", "Reuters")} <= pairs


def test_a_claim_relayed_by_two_outlets_has_a_row_for_each(graph: Graph) -> None:
    found = rows(graph, "relayed-claims", topic="weapon")
    assert [(row["outlet"], row["outlets"]) for row in found] == [("Global Network", 2), ("Reuters", 2)]


def test_a_range_of_dates_compares_dates_of_any_precision(graph: Graph) -> None:
    def documents(**limits: str) -> set[object]:
        return {row["document"] for row in rows(graph, "statements-between", **limits)} - {HOSTILE}

    assert documents() == {"briefing.txt", "news/story 1.txt", "relay.jsonl#2"}
    assert documents(**{"from": "2019-05", "to": "2019-05"}) == {"news/story 1.txt"}
    assert documents(**{"from": "2019-06-01", "to": "2019-06-01"}) == {"relay.jsonl#2"}
    assert documents(**{"from": "2021"}) == {"briefing.txt"}


def test_long_words_are_cut_around_the_topic() -> None:
    from builders import record, said
    from kg.model import Document

    words = "It rains. " * 100 + "Then prices rose. " + "It rains. " * 100
    text = f"Ann said: {words}"
    made = STORES["memory"].build(
        [record(Document(id="long", text=text), said(text, "Ann", "said", words.strip()))], None
    )
    (row,) = rows(made, "who-said-what-about", topic="rose prices")
    quotation = str(row["quotation"])
    assert "Then prices rose." in quotation
    assert len(quotation) < 400
    assert quotation.strip("… ") in text


# ------------------------------------------------------------------------------------------------ parameters


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("RARE earth", True),
        ("earths rare", True),
        ("weapon speculation", True),
        ("rare unicorn", False),
        ("weap.n", False),
        (".*", False),
        ('x" } #', False),
        ("a|weapon", False),
    ],
)
def test_all_words_of_a_topic_must_occur_and_no_character_means_more_than_itself(
    topic: str, found: bool, graph: Graph, plain: Graph
) -> None:
    for given in (graph, plain):
        answer = rows(given, "who-said-what-about", topic=topic, actor="Reuters")
        assert bool(answer) is found


def test_an_acronym_finds_the_name_it_stands_for_and_no_name_it_is_a_part_of(graph: Graph) -> None:
    assert {row["actor"] for row in rows(graph, "statements-of", actor="NDRC")} == {
        "National Development and Reform Commission"
    }
    assert {row["actor"] for row in rows(graph, "statements-of", actor="US")} == {"United States"}
    assert {row["actor"] for row in rows(graph, "statements-of", actor="ann lee")} == {"Ann Lee"}


def test_a_hostile_value_is_a_value(graph: Graph) -> None:
    found = rows(graph, "where-it-stands", document=HOSTILE)
    assert {row["document"] for row in found} == {HOSTILE}
    assert text_of(HOSTILE, ((0, 3),)) == '"""'


@pytest.mark.parametrize(
    ("query", "params", "message"),
    [
        ("who-said-what-abut", {}, "unknown query 'who-said-what-abut'; did you mean 'who-said-what-about'"),
        ("who-said-what-about", {}, r"needs --topic: .* Example: rare earth"),
        ("who-said-what-about", {"topic": "  "}, "needs --topic"),
        ("denials", {"actr": "x"}, "unknown parameter 'actr'; did you mean 'actor'"),
        ("statements-between", {"from": "May"}, r"parameter --from: 'May' is no date; give YYYY.*for example --from"),
        ("statements-between", {"act": "shouting"}, "parameter --act: unknown speech act 'shouting'"),
        ("denials", {"topic": "b c d e f"}, "5 words are too many; give at most 4"),
        ("SELECT ?s { ?s ?p ?o }", {"x": "1"}, r"no parameter --x; the query has neither a variable \?param_x nor \?x"),
        ("SELECT ?s WHERE { ?s ?p }", {}, "not answerable: .*; correct the SPARQL"),
        ("SELECT ?x { ?s ?p ?x }", {"x": "1"}, "everything that is selected is given already"),
        ("SELECT ?s { ?s ?p ?x } GROUP BY ?x", {"x": "1"}, "everything that is grouped or sorted by is given"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", {}, "an update is refused"),
        ("PREFIX ex: <http://e/#>\nDELETE WHERE { ?s ?p ?o }", {}, "an update is refused"),
        ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", {}, REFUSED),
        ("SELECT * { ?a ?b '#' . service silent ?x { ?s ?p ?o } }", {}, REFUSED),
        ("SELECT * { # SERVICE\n SERV\\u0049CE <http://localhost/> { ?s ?p ?o } }", {}, REFUSED),
        ("SELECT * FROM <http://localhost/x> { ?s ?p ?o }", {}, REFUSED),
        (
            'ASK { BIND("\\u005c" AS ?x) SERVICE <http://localhost/> { ?s ?p ?o } } #"',
            {},
            REFUSED,
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_asked_is_refused_with_what_can(
    query: str, params: dict[str, str], message: str, graph: Graph
) -> None:
    before = len(graph)
    with pytest.raises(QueryError, match=message):
        ask(graph, query, params)
    assert len(graph) == before


ELSEWHERE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"
HIDDEN = [
    "?s ?p ?o.SERVICE <http://a/> {}",
    "?s ?p ex:.SERVICE <http://a/> {}",
    "?s ?p 1SERVICE<http://a/> {}",
    "?s ?p trueSERVICE<http://a/> {}",
    "?s ?p true.SERVICE:a {}",
    "SERVICE:a {}",
    "SERVICESILENT<http://a/> {}",
    f"?s ?p ex:a\\' {ELSEWHERE} #'\n",
    f'BIND("""a\\"""" AS ?x) {ELSEWHERE} # "\n',
    f"BIND('''a\\'''' AS ?x) {ELSEWHERE} # '\n",
    "FILTER(1<2)SERVICE?g#>\n{ ?s ?p ?o }",
    f"FILTER(1<2)#>'''\n{ELSEWHERE} #'''\n",
    f"FILTER('a'<'''>'''){ELSEWHERE} #'''\n",
]


@pytest.mark.parametrize("pattern", HIDDEN)
def test_no_spelling_hides_that_another_server_is_asked(pattern: str) -> None:
    """Every one of these the engine reads as SERVICE: behind a stop, a number, a string that seems to go on …"""
    text = f"PREFIX : <http://b/> PREFIX ex: <http://b/> SELECT * {{ {pattern} }}"
    with pytest.raises(QueryError, match=REFUSED):
        refuse_outside(parse(text))


def test_nor_that_a_graph_is_fetched() -> None:
    with pytest.raises(QueryError, match=REFUSED):
        refuse_outside(parse("PREFIX : <http://b/> SELECT*FROM:a{ ?s ?p ?o }"))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s kg:service ?from . ?from kg:from-service ?service }",
        "SELECT ?s { ?s ?p \"a\"@en-from, \"from service\", '''a \"service\" b''' }",
        "SELECT ?s { ?s <http://example.org/a_(service)#from> ?o FILTER(?o<3 && ?o>2) }",
        'SELECT ?s { ?s rdfs:label ?service FILTER(?service = "SERVICE FROM") }',
        "SELECT ?s { ?s rdfs:label ?o } # SERVICE and FROM",
        "SELECT ?s { ?s <http://example.org/FROM> ?from }",
    ],
)
def test_words_that_only_look_like_leaving_are_no_harm(text: str, graph: Graph) -> None:
    assert ask(graph, text).columns == ("s",)


# ------------------------------------------------------------------------------------------------ ways of asking


def test_a_file_may_be_asked_and_its_header_is_read(tmp_path: Path, graph: Graph) -> None:
    file = tmp_path / "labels.rq"
    file.write_text(
        "# Which labels are there?\n#\n# Parameters:\n#   word (words): in the label. Example: Reuters\n\n"
        "SELECT ?label ?param_word { ?s rdfs:label ?label FILTER(REGEX(?label, ?param_word, 'i')) } ORDER BY ?label\n"
    )
    assert rows(graph, str(file), word="fox news")[0]["label"] == "Fox News"
    with pytest.raises(QueryError, match=r"labels.rq needs --word: in the label. Example: Reuters"):
        ask(graph, file)
    with pytest.raises(QueryError, match=r"nothing.rq cannot be read as a query"):
        ask(graph, tmp_path / "nothing.rq")


def test_text_may_be_asked_with_a_variable_bound(graph: Graph) -> None:
    assert rows(graph, "SELECT ?s ?name { ?s rdfs:label ?name }", name="Reuters") == [
        {"s": rows(graph, 'SELECT ?s { ?s rdfs:label "Reuters" }')[0]["s"]}
    ]


def test_yes_or_no_numbers_and_nothing_come_back_as_python_values(graph: Graph) -> None:
    assert rows(graph, "ASK { ?s a kg:Document }") == [{"answer": True}]
    (row,) = rows(graph, 'SELECT (1 AS ?a) (0.5 AS ?b) (true AS ?c) ("x" AS ?d) ?e {} LIMIT 1')
    assert row == {"a": 1, "b": 0.5, "c": True, "d": "x", "e": None}


def test_describe_gives_a_graph(graph: Graph) -> None:
    answer = ask(graph, "DESCRIBE ?d WHERE { ?d a kg:Document }")
    assert answer.is_graph
    assert "kg:Document" in answer.write("turtle")


@pytest.mark.parametrize(
    ("line", "message"),
    [("topic: words", "declares no parameter"), ("topic (wrds): x. Example: y", "declares no parameter")],
)
def test_a_header_that_is_not_understood_is_an_error(line: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse(f"# Q?\n# Parameters:\n#   {line}\nSELECT * {{}}", "x")


def test_the_store_itself_answers_and_not_rdflibs_engine(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("rdflib's own engine was asked")

    monkeypatch.setattr("rdflib.plugins.sparql.processor.SPARQLProcessor.query", never)
    for name in names():
        ask(graph, name, NEEDED.get(name, {}))


# ------------------------------------------------------------------------------------------------ written answers


def test_answers_are_written_as_csv_json_and_markdown(graph: Graph) -> None:
    answer = ask(graph, "denials")
    table = list(csv.DictReader(io.StringIO(answer.write("csv"))))
    assert [row["quotation"] for row in table] == ["that she would leave"]
    assert json.loads(answer.write("json"))[0]["start"] == answer.rows[0]["start"]
    assert answer.write("markdown").splitlines()[1] == "| --- " * len(answer.columns) + "|"


def test_hostile_cells_stay_one_cell_and_run_nothing() -> None:
    answer = queries.Answer(("a", "b"), [{"a": "=cmd()|' \r\n|x", "b": "<script>"}])
    assert list(csv.reader(io.StringIO(answer.write("csv"), newline="")))[1] == ["'=cmd()|' \r\n|x", "<script>"]
    assert answer.write("markdown").splitlines()[2] == "| =cmd()\\|' \\|x | &lt;script> |"


@pytest.mark.parametrize(
    ("format", "message"),
    [("markdwn", "did you mean 'markdown'"), ("turtle", "the answer is rows, which cannot be written as turtle")],
)
def test_a_format_that_does_not_fit_is_refused(format: str, message: str, graph: Graph) -> None:
    with pytest.raises(QueryError, match=message):
        ask(graph, "denials").write(format)


def test_a_graph_is_not_written_as_a_table(graph: Graph) -> None:
    with pytest.raises(QueryError, match="the answer is a graph"):
        ask(graph, "plain-triples").write("csv")


CONSTRUCTED = r'CONSTRUCT { ?a kg:content [ rdfs:label "é \u202e \n" ] } WHERE { ?a kg:content ?b }'


@pytest.mark.parametrize("query", ["plain-triples", CONSTRUCTED])
def test_a_graph_is_the_same_turtle_from_every_store(query: str, graph: Graph, plain: Graph) -> None:
    """It says what rdflib's engine says, whose blank nodes have other names, and shows what would hide."""
    expected, found = ask(plain, query), ask(graph, query)
    assert found.graph is not None
    assert expected.graph is not None
    assert found.write("turtle") == ask(graph, query).write("turtle") == expected.write("turtle")
    assert isomorphic(Graph().parse(data=found.write("turtle"), format="turtle"), expected.graph)
    assert "\u202e" not in found.write("turtle")
    assert len(found.graph) > 5
