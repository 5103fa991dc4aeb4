// Which statements are shown. Everything else (nodes, lines, list, counts) follows from that one set.

const NONE = "";
const filter = { words: NONE, actor: NONE, outlet: NONE, act: NONE, document: NONE, hidden: new Set() };

/** @param {string} text  without case, accents and kinds of width */
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** @type {string[]} what a search looks through, made when first needed */
let searched = null;
function searchable() {
  searched ??= statements.map((statement, index) =>
    folded(
      [
        speaker(index),
        wordsOf(statement.document, statement.source),
        wordsOf(statement.document, statement.cue),
        wordsOf(statement.document, statement.content),
        titleOf(documents[statement.document]),
      ].join("\n"),
    ),
  );
  return searched;
}

/** @type {Set<string>[]} the outlets through which each statement comes: in its chain, or the document's publisher */
const outletsOf = statements.map((statement, index) => {
  const found = new Set();
  for (const link of chain(index)) {
    const actor = statements[link].actor;
    if (actor !== null && actors[actor].class === "outlet") found.add(actors[actor].name);
  }
  const publisher = documents[statement.document].publisher;
  if (publisher) found.add(publisher);
  return found;
});

const FACETS = {
  actor: { any: "All actors", values: (index) => [statements[index].actor ?? NONE], name: (key) => actors[key].name },
  outlet: { any: "All outlets", values: (index) => [...outletsOf[index]], name: (key) => key },
  act: { any: "All speech acts", values: (index) => [statements[index].speech_act ?? NONE], name: (key) => key },
  document: {
    any: "All documents",
    values: (index) => [String(statements[index].document)],
    name: (key) => titleOf(documents[Number(key)]),
  },
};

/** Whether a statement passes every filter but one. @param {number} index @param {string} [except] */
function passes(index, except) {
  if (except !== "kind" && filter.hidden.has(statements[index].class)) return false;
  for (const [facet, { values }] of Object.entries(FACETS)) {
    if (facet !== except && filter[facet] !== NONE && !values(index).includes(filter[facet])) return false;
  }
  return filter.words === NONE || filter.words.split(/\s+/).every((word) => searchable()[index].includes(word));
}

/** The statements shown, in text order. */
const shownStatements = () => statements.map((_, index) => index).filter((index) => passes(index));

const filtering = () =>
  filter.words !== NONE || filter.hidden.size > 0 || Object.keys(FACETS).some((facet) => filter[facet] !== NONE);

function clearFilters() {
  filter.words = NONE;
  filter.hidden.clear();
  for (const facet of Object.keys(FACETS)) filter[facet] = NONE;
  byId("search").value = NONE;
}

/** Fill the menus: each value with the number of statements it would leave, given the other filters. */
function drawMenus() {
  for (const [facet, { any, values, name }] of Object.entries(FACETS)) {
    const counts = new Map();
    statements.forEach((_, index) => {
      const counts_ = passes(index, facet) ? 1 : 0;
      for (const key of values(index)) if (key !== NONE) counts.set(key, (counts.get(key) ?? 0) + counts_);
    });
    const menu = byId(`filter-${facet}`);
    const options = [...counts].sort((a, b) => name(a[0]).localeCompare(name(b[0]), "en"));
    menu.replaceChildren(
      element("option", { value: NONE }, any),
      ...options
        .filter(([key, count]) => count || key === filter[facet])
        .map(([key, count]) => element("option", { value: key }, `${shortened(name(key), 60)} (${count})`)),
    );
    menu.value = filter[facet];
    menu.disabled = counts.size === 0;
    menu.classList.toggle("set", filter[facet] !== NONE);
  }
}

/** @param {string} text @param {number} length */
function shortened(text, length) {
  const points = Array.from(text.slice(0, 4 * length));
  return points.length > length || text.length > 4 * length ? `${points.slice(0, length - 1).join("")}…` : text;
}
