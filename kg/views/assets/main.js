// Joins filters, picture and panel. What is open stands in the address (#statement/…), to send it and to go back.

/** @returns {[string, string]} */
function opened() {
  const [kind, ...rest] = location.hash.slice(1).split("/");
  return [kind, rest.join("/")];
}

/** @param {string} target  "statement/ID", "actor/ID", "document/INDEX", or nothing for the list */
function open(target) {
  if (location.hash.slice(1) === target) return;
  if (target) location.hash = target;
  else {
    history.pushState(null, "", location.pathname + location.search);
    show(true);
  }
}

const indexOf = new Map(statements.map((statement, index) => [statement.id, index]));

/** The node of what the address names, null for the list. @returns {?string} */
function openedNode() {
  const [kind, key] = opened();
  if (kind === "statement" && indexOf.has(key)) return `claim:${statements[indexOf.get(key)].claim}`;
  return groupOf.has(`${kind}:${key}`) ? `${kind}:${key}` : null;
}

/** Show what the address names. @param {boolean} [moved]  by the reader, not when the page opens */
function show(moved = false) {
  const [kind, key] = opened();
  const panel = byId("panel");
  const node = openedNode();
  const all = statements.map((_, index) => index);
  let chosen = null;
  if (node === null) {
    panel.replaceChildren(listPanel(shownStatements()));
  } else if (kind === "statement") {
    chosen = family(indexOf.get(key));
    panel.replaceChildren(statementPanel(indexOf.get(key)));
  } else if (kind === "actor") {
    chosen = all.filter((index) => statements[index].actor === key);
    panel.replaceChildren(actorPanel(key));
  } else {
    chosen = all.filter((index) => statements[index].document === Number(key));
    panel.replaceChildren(documentPanel(Number(key)));
  }
  document.body.classList.toggle("opened", node !== null);
  panel.scrollTop = 0;
  if (network) {
    network.selectNodes(node ? [node] : [], false);
    spotlight(chosen);
    if (node && moved && !fromPicture) bringIntoView(node);
    fromPicture = false;
  }
  if (moved && node && matchMedia("(max-width: 820px)").matches) panel.scrollIntoView({ block: "start" });
}

/** A statement with its chain, what is inside it, and what it reads or answers or is read or answered by. */
function family(index) {
  const within = (at) => [at, ...inside[at].flatMap(within)];
  const { interprets, answers } = statements[index];
  const others = [interprets, answers].filter((at) => at !== undefined);
  return [...new Set([...chain(index), ...within(index), ...others, ...readings[index], ...replies[index]])];
}

/** Whether the reader chose in the picture itself, which then stays where it is. */
let fromPicture = false;

/** @param {string} kind @param {string} key  a node of the picture, or the statement of a line */
function openNode(kind, key) {
  fromPicture = true;
  if (kind === "claim") open(`statement/${firstOf.get(key).id}`);
  else if (kind === "statement") open(`statement/${statements[Number(key)].id}`);
  else open(kind ? `${kind}/${key}` : "");
}

/** After every change of a filter: menus, legend, counts, picture and list from the one set of statements shown. */
function refresh() {
  const shown = shownStatements();
  const focused = document.activeElement?.closest("#panel [data-open]")?.dataset.open;
  drawFrame(shown);
  if (network) showOnly(shown);
  if (network && shown.length) fit();
  if (opened()[0]) open("");
  else show();
  // the list is made anew: a reader who has already gone on to a row of it stays there
  if (focused) byId("panel").querySelector(`[data-open="${CSS.escape(focused)}"]`)?.focus();
}

/** @param {number[]} shown */
function drawFrame(shown) {
  const all = counted(statements.length, "statement");
  drawMenus();
  drawLegend();
  byId("result").textContent = filtering() ? `${shown.length.toLocaleString("en")} of ${all}` : "";
  byId("clear").hidden = !filtering();
  if (!statements.length)
    drawEmpty("No statements yet", `Nobody was found saying anything in ${counted(documents.length, "document")}.`);
  else if (!shown.length)
    drawEmpty("Nothing matches", "No statement passes all of these filters. Clear them to see everything again.");
  else drawEmpty("", "");
}

/** @param {string} title @param {string} text */
function drawEmpty(title, text) {
  byId("empty").hidden = !title;
  byId("empty-title").textContent = title;
  byId("empty-text").textContent = text;
}

function drawLegend() {
  const present = new Map();
  const count = (name) => present.set(name, (present.get(name) ?? 0) + 1);
  const nodes = new Set(filtering() ? [] : givenNodes.map((node) => node.id));
  statements.forEach((statement, index) => {
    if (passes(index, "kind")) count(statement.class);
    if (passes(index)) nodesOf(index).forEach((id) => nodes.add(id));
  });
  for (const id of nodes) if (!data.classes.claims.includes(groupOf.get(id))) count(groupOf.get(id));
  const names = [...data.classes.claims, ...data.classes.actors, "document"].filter(
    (name) => present.has(name) || filter.hidden.has(name),
  );
  byId("legend-nodes").replaceChildren(
    ...names.map((name) =>
      element(
        "li",
        {},
        element(
          "button.toggle",
          { type: "button", "data-class": name, "aria-pressed": String(!filter.hidden.has(name)) },
          icon(name),
          element("span", {}, sentence(data.classes.nodes[name].label)),
          element("span.count", {}, String(present.get(name) ?? 0)),
        ),
      ),
    ),
  );
}

function drawEdgeLegend() {
  const used = new Set(givenEdges.map((edge) => edge.group));
  /** @type {Map<string, string[]>} lines that look the same share a row */
  const looks = new Map();
  for (const [name, { label, dashes }] of Object.entries(data.classes.edges)) {
    const look = `span.stroke.edge-${LINES[name] ?? "line"}${dashes.length ? ".dashed" : ""}`;
    if (used.has(name)) looks.set(look, [...(looks.get(look) ?? []), label]);
  }
  byId("legend-edges").replaceChildren(
    ...[...looks].map(([look, names]) => element("li", {}, element(look), element("span", {}, names.join(", ")))),
  );
}

function summarise() {
  const { total } = data;
  const voices = new Set(statements.map((statement) => statement.actor).filter((actor) => actor !== null)).size;
  const where = counted(documents.length, "document");
  const all = `${counted(statements.length, "statement")} by ${counted(voices, "source")} in ${where}`;
  const part =
    statements.length < total.statements
      ? ` · the best connected of ${counted(total.statements, "statement")} in ${counted(total.documents, "document")}`
      : "";
  byId("summary").textContent = all + part;
}

function listen() {
  let wait = 0;
  byId("search").addEventListener("input", (event) => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      filter.words = folded(event.target.value).trim();
      refresh();
    }, 120);
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const facet of Object.keys(FACETS)) {
    byId(`filter-${facet}`).addEventListener("change", (event) => {
      filter[facet] = event.target.value;
      refresh();
    });
  }
  byId("clear").addEventListener("click", () => {
    clearFilters();
    refresh();
    byId("search").focus();
  });
  byId("legend-nodes").addEventListener("click", (event) => {
    const name = event.target.closest("[data-class]")?.dataset.class;
    if (!name) return;
    if (!filter.hidden.delete(name)) filter.hidden.add(name);
    refresh();
    byId("legend-nodes").querySelector(`[data-class="${name}"]`)?.focus();
  });
  byId("panel").addEventListener("click", (event) => {
    const button = event.target.closest("[data-open]");
    const words = event.target.closest("[data-statement]");
    if (button) open(button.dataset.open);
    else if (words) open(`statement/${statements[Number(words.dataset.statement)].id}`);
  });
  byId("zoom-in").addEventListener("click", () => zoom(1.35));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
  byId("zoom-fit").addEventListener("click", () => fit());
  addEventListener("hashchange", () => show(true));
  addEventListener("popstate", () => show(true));
  addEventListener("keydown", pressed);
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {KeyboardEvent} event */
function pressed(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    byId("search").focus();
  }
  if (event.key === "Escape") open("");
  if (event.target !== byId("picture") || !network) return;
  if (event.key in ARROWS) {
    event.preventDefault();
    openNode(...split(neighbour(openedNode(), ARROWS[event.key])));
  }
  if (event.key === "Enter" && document.body.classList.contains("opened")) byId("panel").focus();
  if (event.key === "+" || event.key === "=") zoom(1.35);
  if (event.key === "-") zoom(1 / 1.35);
  if (event.key === "0") fit();
}

if (matchMedia("(max-width: 820px)").matches) {
  byId("more").open = false;
  byId("legend").open = false;
}
summarise();
if (givenNodes.length) drawPicture(openNode);
drawEdgeLegend();
listen();
// where a node is on the page, for programs that click
globalThis.saidgraph = { placeOf: (id) => network.canvasToDOM(network.getPositions([id])[id]) };
drawFrame(shownStatements());
show(location.hash !== "");
