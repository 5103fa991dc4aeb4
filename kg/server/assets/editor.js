// The query editor: write, complete, run, stop, share, take away. It asks the service it came from and nobody else.

import { colour, WORDS } from "./highlight.js";
import { showRows, showText } from "./results.js";

const find = (id) => document.getElementById(id);
const [query, coloured, status, results, proposals] = ["query", "coloured", "status", "results", "proposals"].map(find);
const START = "SELECT ?actor ?quotation WHERE {\n  ?attribution kg:actorName ?actor ; kg:content/schema:text ?quotation .\n}\nLIMIT 20\n";
const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";

let running = null;
let questions = [];
let terms = [...WORDS];
let leaving = false;

function draw() {
  colour(coloured, query.value);
  coloured.scrollTop = query.scrollTop;
}

function put(text) {
  query.value = text;
  draw();
  history.replaceState(null, "", "#query=" + encodeURIComponent(text));
}

// ------------------------------------------------------------------------------------------------ asking

async function ask(accept, signal) {
  const response = await fetch("sparql", {
    method: "POST",
    headers: { "content-type": "application/sparql-query", accept },
    body: query.value,
    signal,
  });
  if (!response.ok) throw new Error((await response.text()).trim());
  return response;
}

async function run() {
  // a question that stands as it was chosen is asked by its name: what its parameters mean, the service works out
  const chosen = chosenQuestion();
  if (chosen?.sparql === query.value) return askByName(chosen);
  running?.abort();
  const control = (running = new AbortController());
  say("running …");
  find("stop").disabled = false;
  const begun = performance.now();
  try {
    const response = await ask(ACCEPT, control.signal);
    const isRows = response.headers.get("content-type").startsWith("application/sparql-results+json");
    if (isRows) showRows(results, await response.json(), find("filter"));
    else showText(results, await response.text());
    say(`${((performance.now() - begun) / 1000).toFixed(2)} s`);
  } catch (error) {
    say(error.name === "AbortError" ? "stopped" : error.message, error.name !== "AbortError");
  } finally {
    if (running === control) find("stop").disabled = true;
  }
}

async function download(kind) {
  try {
    const blob = await (await ask(kind)).blob();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "answer." + { "text/csv": "csv", "text/turtle": "ttl", "application/n-triples": "nt",
      "text/tab-separated-values": "tsv" }[kind] ?? kind.split("+")[1];
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    say(error.message, true);
  }
}

function say(text, isFault = false) {
  status.textContent = text;
  status.classList.toggle("fault", isFault);
}

// ------------------------------------------------------------------------------------------------ the named questions

async function loadQuestions() {
  questions = await (await fetch("api/queries")).json();
  for (const each of questions) find("examples").append(new Option(each.question, each.name));
  const names = questions.flatMap((each) => each.sparql.match(/\b(kg|oa|schema|dcterms|dc|rdfs|act|kind):\w+/g) ?? []);
  terms = [...new Set([...WORDS, ...names])].sort();
}

async function choose(name) {
  const chosen = questions.find((each) => each.name === name);
  if (!chosen) return;
  find("note").textContent = chosen.note;
  find("parameters").replaceChildren(...chosen.parameters.map(inputOf));
  put(chosen.sparql);
  run();
}

function chosenQuestion() {
  return questions.find((each) => each.name === find("examples").value);
}

function inputOf(parameter) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  label.textContent = parameter.name + (parameter.required ? " *" : "");
  label.title = parameter.description;
  input.name = parameter.name;
  input.value = parameter.required ? parameter.example : "";
  input.placeholder = parameter.example;
  label.append(input);
  return label;
}

async function askByName(chosen) {
  const given = new URLSearchParams([...new FormData(find("parameters"))].filter(([, value]) => value.trim()));
  const response = await fetch(`api/queries/${chosen.name}?${given}`);
  const answer = await response.json();
  if (!response.ok) return say(String(answer.detail), true);
  const bindings = answer.rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, v]) => v !== null).map(([k, v]) => [k, termOf(v)])));
  showRows(results, { head: { vars: answer.columns }, results: { bindings } }, find("filter"));
  say("");
}

function termOf(value) {
  const datatype = typeof value === "number" ? "#decimal" : "";
  return { type: "literal", value: String(value), datatype };
}

// ------------------------------------------------------------------------------------------------ completion and keys

function wordBefore() {
  return query.value.slice(0, query.selectionStart).match(/[?$]?[\w:-]*$/)[0];
}

function propose(asked = false) {
  const word = wordBefore();
  const variables = word.startsWith("?") ? [...new Set(query.value.match(/\?\w+/g) ?? [])] : [];
  const fits = (term) => term !== word && term.toLowerCase().startsWith(word.toLowerCase());
  const found = (asked || word.length > 1) && word ? [...variables, ...terms].filter(fits).slice(0, 12) : [];
  proposals.replaceChildren(...found.map((term, place) => {
    const item = document.createElement("li");
    item.textContent = term;
    item.role = "option";
    item.ariaSelected = String(place === 0);
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      accept(term);
    });
    return item;
  }));
  proposals.hidden = !found.length;
  query.ariaExpanded = String(!proposals.hidden);
}

function accept(term) {
  const end = query.selectionStart;
  query.setRangeText(term, end - wordBefore().length, end, "end");
  close();
  draw();
}

function close() {
  proposals.hidden = true;
  query.ariaExpanded = "false";
}

function move(step) {
  const items = [...proposals.children];
  const place = items.findIndex((item) => item.ariaSelected === "true");
  const next = (place + step + items.length) % items.length;
  items.forEach((item, index) => (item.ariaSelected = String(index === next)));
  items[next].scrollIntoView({ block: "nearest" });
}

function comment() {
  const { value, selectionStart, selectionEnd } = query;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const lines = value.slice(start, selectionEnd).split("\n");
  const off = lines.every((line) => line.startsWith("#"));
  query.setRangeText(lines.map((line) => (off ? line.replace(/^# ?/, "") : "# " + line)).join("\n"), start, selectionEnd);
  draw();
}

query.addEventListener("keydown", (event) => {
  const open = !proposals.hidden;
  const selected = proposals.querySelector("[aria-selected=true]")?.textContent;
  const acts = {
    "ctrl Enter": run,
    "ctrl  ": () => propose(true),
    "ctrl /": comment,
    ...(open && { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => accept(selected),
      Tab: () => accept(selected), Escape: close }),
    ...(!open && !leaving && { Tab: () => query.setRangeText("  ", query.selectionStart, query.selectionEnd, "end") }),
  };
  const act = acts[(event.ctrlKey || event.metaKey ? "ctrl " : "") + event.key];
  leaving = event.key === "Escape" && !open;
  if (!act) return;
  event.preventDefault();
  act();
  draw();
});
query.addEventListener("input", () => (draw(), propose()));
query.addEventListener("blur", close);
query.addEventListener("scroll", () => (coloured.scrollTop = query.scrollTop));
find("run").addEventListener("click", run);
find("stop").addEventListener("click", () => running?.abort());
find("examples").addEventListener("change", (event) => choose(event.target.value));
find("parameters").addEventListener("submit", (event) => event.preventDefault());
find("parameters").addEventListener("change", () => {
  if (chosenQuestion()) run();
});
find("download").addEventListener("change", (event) => {
  if (event.target.value) download(event.target.value);
  event.target.value = "";
});
find("share").addEventListener("click", async () => {
  put(query.value);
  await navigator.clipboard?.writeText(location.href);
  say("link copied");
});

put(decodeURIComponent(location.hash.match(/^#query=(.*)$/)?.[1] ?? "") || START);
await loadQuestions();
document.body.dataset.ready = "";
