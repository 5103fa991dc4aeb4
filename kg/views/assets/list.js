// Statements as rows: everything the picture shows, to read, to tab through, and to hear from a screen reader.

/** Rows of the list made at once: a browser slows down with thousands. */
const ROWS = 150;

/** @param {string} name  @param {string} text */
const named = (name, text) => element("span.named", {}, icon(name), element("bdi", {}, text));

/** @param {number} index */
const speakerClass = (index) => (statements[index].actor === null ? "unnamed" : actors[statements[index].actor].class);

/** A statement as one row that opens it. @param {number} index @param {number} [indent] */
function row(index, indent = 0) {
  const statement = statements[index];
  const words = shortened(wordsOf(statement.document, statement.content), 180);
  return element(
    "li",
    { class: `depth-${Math.min(indent, 4)}` },
    element(
      `button.row.kind-${statement.class}`,
      { type: "button", "data-open": `statement/${statement.id}` },
      element(
        "span.who",
        {},
        named(speakerClass(index), shortened(speaker(index), 80)),
        element("span.act", {}, actOf(statement)),
      ),
      element("span.words", { dir: "auto" }, words),
    ),
  );
}

/** @param {Statement} statement */
function actOf(statement) {
  const act = statement.speech_act ?? data.classes.nodes[statement.class].label.toLowerCase();
  return statement.cue_negated ? `not ${act}` : act;
}

/**
 * A list, what does not fit at once behind a button.
 * @template T @param {T[]} items @param {(item: T) => Node} make
 */
function longList(items, make) {
  const list = element("ol.rows");
  let next = 0;
  const left = () => items.length - next;
  const more = element("button.more-rows", { type: "button", onclick: () => add() });
  const add = () => {
    list.append(...items.slice(next, next + ROWS).map(make));
    next += ROWS;
    more.textContent = `Show ${Math.min(ROWS, left())} more of ${left().toLocaleString("en")}`;
    more.hidden = next >= items.length;
  };
  add();
  return element("div", {}, list, more);
}

/** The statements shown, under their documents, what is nested set in. @param {number[]} shown */
function listPanel(shown) {
  /** @type {{document?: number, statement?: number}[]} */
  const items = [];
  for (const index of shown) {
    const at = statements[index].document;
    if (!items.length || statements[items[items.length - 1].statement].document !== at) items.push({ document: at });
    items.push({ statement: index });
  }
  return element(
    "div.page.list",
    {},
    element("h2", {}, filtering() ? "Statements found" : "Statements"),
    element(
      "p.lead",
      {},
      "In the order of the text, what somebody reports of somebody else set in. Choose one to see its words.",
    ),
    longList(items, (item) =>
      item.document === undefined ? row(item.statement, statements[item.statement].depth) : documentRow(item.document),
    ),
  );
}

/** @param {number} at */
const documentRow = (at) =>
  element(
    "li",
    {},
    element(
      "h3.document",
      {},
      element(
        "button.link",
        { type: "button", "data-open": `document/${at}` },
        named("document", shortened(titleOf(documents[at]), 160)),
      ),
    ),
  );
