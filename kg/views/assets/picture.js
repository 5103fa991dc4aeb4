// The vis-network picture: colours from the style sheet, what is hidden, what stands out, keys.

const { nodes: givenNodes, edges: givenEdges, options: givenOptions } = data.network;
/** Lines with a colour of their own; the others are lines of speech. */
const LINES = {
  inDocument: "faint",
  source: "faint",
  expresses: "expresses",
  interprets: "interprets",
  answers: "answers",
};
const FADED = 0.13;
/** Free room around the picture, in pixels. */
const EDGE = 22;
let network = null;
let nodeSet = null;
let edgeSet = null;
/** @type {?Set<string>} the nodes that stand out; null where all do */
let lit = null;

/** @type {Map<string, string>} asked of the browser once: asking for each of thousands of lines takes a second */
const known = new Map();

/** A colour of the style sheet, in the scheme in force. @param {string} name */
function colour(name) {
  if (!known.has(name))
    known.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return known.get(name);
}

/** Nodes and edges coloured for the light or dark scheme in force. */
function colours() {
  const face = colour("face");
  const groups = {};
  for (const name of Object.keys(data.classes.nodes)) {
    const boxed = data.classes.nodes[name].shape === "box";
    const colour_ = { background: colour(`${name}-fill`), border: colour(`${name}-line`) };
    groups[name] = {
      ...givenOptions.groups[name],
      color: { ...colour_, hover: colour_, highlight: { ...colour_, border: colour("accent") } },
      font: {
        face,
        size: boxed ? 12.5 : 13.5,
        color: colour(boxed ? `${name}-ink` : "ink"),
        strokeColor: colour("stage"),
        strokeWidth: boxed ? 0 : 4,
      },
    };
  }
  return groups;
}

/** @param {any} edge */
function edgeColour(edge, faded = false) {
  const base = colour(`edge-${LINES[edge.group] ?? "line"}`);
  return { color: base, highlight: base, hover: base, inherit: false, opacity: faded ? FADED : 1 };
}

/** @type {Map<string, Statement>} the first statement of each claim */
const firstOf = new Map([...statements].reverse().map((statement) => [statement.claim, statement]));

/** @param {any} node  a plain string: vis-network shows it as text */
function hint(node) {
  const [kind, key] = split(node.id);
  if (kind === "actor") return shortened(actors[key].name, 200);
  if (kind === "document") return shortened(titleOf(documents[Number(key)]), 200);
  const statement = firstOf.get(key);
  return shortened(wordsOf(statement.document, statement.content), 240);
}

/** @param {string} id */
const split = (id) => [id.slice(0, id.indexOf(":")), id.slice(id.indexOf(":") + 1)];

/** @param {(kind: string, key: string) => void} opened  called when a node or line is chosen */
function drawPicture(opened) {
  const groups = colours();
  nodeSet = new vis.DataSet(givenNodes.map((node) => ({ ...node, title: hint(node) })));
  edgeSet = new vis.DataSet(givenEdges.map((edge) => ({ ...edge, color: edgeColour(edge) })));
  network = new vis.Network(byId("picture"), { nodes: nodeSet, edges: edgeSet }, { ...givenOptions, groups });
  network.once("afterDrawing", () => {
    byId("picture").dataset.drawn = String(Math.round(performance.now()));
  });
  fit(false);
  // a small screen shows a readable part rather than an unreadable whole
  if (givenNodes.length < 100 && network.getScale() < 0.42) network.moveTo({ scale: 0.42 });
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) opened(...split(nodes[0]));
    else if (edges.length) opened("statement", String(edgeSet.get(edges[0]).statement));
    else opened("", "");
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    known.clear();
    network.setOptions({ groups: colours() });
    nodeSet.update(nodeSet.getIds().map((id) => ({ id })));
    edgeSet.update(edgeSet.get().map((edge) => ({ id: edge.id, color: edgeColour(edge) })));
  });
}

/** Animation, unless the reader's system asks for none. */
const glide = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350 });

/** Show everything that is not hidden, or some nodes. @param {boolean} [moving] @param {string[]} [chosen] */
function fit(moving = true, chosen = undefined) {
  const shown = chosen ?? nodeSet.get({ filter: (node) => !node.hidden }).map((node) => node.id);
  if (!shown.length) return;
  const boxes = shown.map((id) => network.getBoundingBox(id));
  const [left, right] = [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))];
  const [above, below] = [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
  const { clientWidth, clientHeight } = byId("picture");
  const scale = Math.min(1.1, (clientWidth - 2 * EDGE) / (right - left), (clientHeight - 2 * EDGE) / (below - above));
  network.moveTo({
    position: { x: (left + right) / 2, y: (above + below) / 2 },
    scale: Math.max(scale, 0.01),
    animation: moving && glide(),
  });
}

/** Show the nodes and lines of some statements and nothing else. @param {number[]} shown */
function showOnly(shown) {
  const keep = new Set(shown);
  const nodes = new Set();
  for (const index of shown) for (const id of nodesOf(index)) nodes.add(id);
  if (!filtering()) givenNodes.forEach((node) => nodes.add(node.id));
  const visible = (id) => nodes.has(id) && !filter.hidden.has(groupOf.get(id));
  change(nodeSet, (node) => ({ hidden: !visible(node.id), physics: visible(node.id) }));
  change(edgeSet, (edge) => ({ hidden: !(keep.has(edge.statement) && visible(edge.from) && visible(edge.to)) }));
}

const groupOf = new Map(givenNodes.map((node) => [node.id, node.group]));

/** The document, actor and claim of a statement. @param {number} index */
function nodesOf(index) {
  const { document: document_, actor, claim } = statements[index];
  return [`document:${document_}`, `claim:${claim}`, ...(actor === null ? [] : [`actor:${actor}`])];
}

/** Let some statements stand out; null lets everything. @param {?number[]} chosen */
function spotlight(chosen) {
  if (!chosen && !lit) return;
  lit = chosen && new Set(chosen.flatMap(nodesOf));
  const keep = chosen && new Set(chosen);
  change(nodeSet, (node) => ({
    opacity: !lit || lit.has(node.id) ? 1 : FADED,
    font: { ...node.font, color: inkOf(node) },
  }));
  change(edgeSet, (edge) => {
    const stands = !keep || (keep.has(edge.statement) && lit.has(edge.from) && lit.has(edge.to));
    return { color: edgeColour(edge, !stands) };
  });
}

/** @param {any} node  faded words where the node is faded: opacity leaves labels as they are */
function inkOf(node) {
  if (lit && !lit.has(node.id)) return colour("ink-faded");
  return colour(data.classes.nodes[node.group].shape === "box" ? `${node.group}-ink` : "ink");
}

/** Update only what differs. @param {any} set @param {(item: any) => Record<string, any>} wanted */
function change(set, wanted) {
  const updates = [];
  for (const item of set.get()) {
    const next = wanted(item);
    const differs = Object.entries(next).some(([key, value]) =>
      typeof value === "object" ? JSON.stringify(item[key]) !== JSON.stringify(value) : item[key] !== value,
    );
    if (differs) updates.push({ id: item.id, ...next });
  }
  if (updates.length) set.update(updates);
}

/** Show the nodes that stand out, large enough to read the one in question. @param {string} id */
function bringIntoView(id) {
  const at = network.getPositions([id])[id];
  if (!at) return;
  const near = [...lit].filter((other) => !other.startsWith("document:") || other === id);
  const places = Object.values(network.getPositions(near));
  const span = Math.max(...places.map(({ x }) => Math.abs(x - at.x)), ...places.map(({ y }) => Math.abs(y - at.y)));
  if (span < byId("picture").clientWidth) fit(true, near);
  else network.moveTo({ position: at, scale: Math.max(0.8, network.getScale()), animation: glide() });
}

/** @param {number} factor */
const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * factor)) });

/**
 * The nearest visible node in a direction; the first one where none is chosen.
 * @param {?string} id @param {[number, number]} direction
 */
function neighbour(id, [dx, dy]) {
  const places = network.getPositions(nodeSet.get({ filter: (node) => !node.hidden }).map((node) => node.id));
  const from = places[id];
  if (!from) return Object.keys(places)[0];
  let best = id;
  let least = Infinity;
  for (const [other, { x, y }] of Object.entries(places)) {
    const along = (x - from.x) * dx + (y - from.y) * dy;
    const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    const cost = along + 2 * aside;
    if (other !== id && along > 0 && cost < least) [best, least] = [other, cost];
  }
  return best;
}
