// The panel beside the picture: one statement with its evidence, an actor, a document.

/** @param {number} index */
function statementPanel(index) {
  const statement = statements[index];
  const spans = [...statement.source, ...statement.cue, ...statement.content];
  return element(
    "div.page.statement",
    {},
    back(),
    crumbs(index),
    element("h2", {}, named(speakerClass(index), shortened(speaker(index), 200))),
    element(
      "p.tags",
      {},
      element(`span.tag.kind-${statement.class}`, {}, sentence(data.classes.nodes[statement.class].label)),
      ...tags(statement),
    ),
    witness(index),
    passages(statement.document, spans, marksOf(index, 0), marksInside(index)),
    element("p.key", {}, ...["source", "cue", "content"].map((role) => roleKey(statement, role))),
    ...related("Inside this statement", inside[index]),
    ...related("Answers the question", statement.answers === undefined ? [] : [statement.answers]),
    ...related("Answered by", replies[index]),
    ...related("Reads the remark", statement.interprets === undefined ? [] : [statement.interprets]),
    ...related("Readings of this", readings[index]),
    ...related(
      "The same words, also",
      statements.map((_, i) => i).filter((i) => i !== index && statements[i].claim === statement.claim),
    ),
    element("h3", {}, "Where it stands"),
    where(statement),
    element("h3", {}, "How it was found"),
    found(statement),
  );
}

const back = () => element("button.back", { type: "button", "data-open": "" }, "← All statements");

/** The chain of custody: who passes the words on, outermost first. @param {number} index */
function crumbs(index) {
  const source = documents[statements[index].document];
  const links = chain(index);
  const first = element(
    "li",
    {},
    element(
      "button.link",
      { type: "button", "data-open": `document/${statements[index].document}` },
      named("document", shortened(source.publisher || titleOf(source), 60)),
    ),
  );
  return element(
    "nav",
    { "aria-label": "Chain: who passes these words on" },
    element(
      "ol.crumbs",
      {},
      first,
      ...links.map((link) =>
        element(
          "li",
          {},
          element(
            "button.link",
            {
              type: "button",
              "data-open": `statement/${statements[link].id}`,
              "aria-current": link === index ? "true" : undefined,
            },
            named(speakerClass(link), shortened(speaker(link), 60)),
          ),
        ),
      ),
    ),
  );
}

/** @param {number} index */
function witness(index) {
  const links = chain(index).slice(0, -1);
  const text = links.length
    ? `Only reported: the document is a witness to ${speaker(links[0])}, not to these words.`
    : "Said in the document itself.";
  return element("p.witness", {}, text);
}

/** @param {Statement} statement */
function tags(statement) {
  const list = [statement.speech_act, statement.form, statement.certainty].filter(Boolean);
  if (statement.cue_negated) list.push("negated cue");
  return list.map((text) => element("span.tag", {}, text));
}

/** @param {Statement} statement @param {string} role */
function roleKey(statement, role) {
  const spans = statement[role].map(([start, end]) => `${start}–${end}`).join(", ");
  return element(
    "span",
    {},
    element(`span.role.${role}`, {}, role),
    " ",
    element("span.offsets", {}, spans || "not in the text"),
  );
}

/** A heading and the statements below it, nothing where there are none. @param {string} title @param {number[]} indices */
function related(title, indices) {
  if (!indices.length) return [];
  const tree = (list, depth) =>
    list.flatMap((index) => [[index, depth], ...(title.startsWith("Inside") ? tree(inside[index], depth + 1) : [])]);
  const flat = tree(indices, 0);
  return [element("h3", {}, title), longList(flat, ([index, depth]) => row(index, depth))];
}

/** @param {Statement} statement */
function where(statement) {
  const source = documents[statement.document];
  return facts({
    Document: element(
      "button.link",
      { type: "button", "data-open": `document/${statement.document}` },
      element("bdi", {}, titleOf(source)),
    ),
    Publisher: source.publisher,
    Date: source.date,
    Characters: statement.content
      .map(([start, end]) => `${start.toLocaleString("en")} to ${end.toLocaleString("en")}`)
      .join(", "),
  });
}

/** @param {Statement} statement */
function found(statement) {
  const score = statement.link_score === undefined ? "" : `, score ${statement.link_score.toFixed(2)}`;
  return facts({
    Actor:
      statement.actor === null
        ? "No source is named in the text"
        : statement.link_method
          ? `linked by ${statement.link_method}${score}`
          : "not linked to a known name",
    Extractor: statement.extractor,
    Confidence: statement.confidence === undefined ? undefined : statement.confidence.toFixed(2),
  });
}

/** @param {Record<string, any>} items  empty ones are left out */
function facts(items) {
  return element(
    "dl.facts",
    {},
    ...Object.entries(items)
      .filter(([, value]) => value)
      .flatMap(([name, value]) => [
        element("dt", {}, name),
        element("dd", {}, typeof value === "string" ? element("bdi", {}, value) : value),
      ]),
  );
}

/** @param {string} key */
function actorPanel(key) {
  const actor = actors[key];
  const own = statements.map((_, index) => index).filter((index) => statements[index].actor === key);
  const direct = own.filter((index) => statements[index].depth === 0);
  const relayed = own.filter((index) => statements[index].depth > 0);
  const methods = [...new Set(own.map((index) => statements[index].link_method).filter(Boolean))].join(", ");
  return element(
    "div.page.actor",
    {},
    back(),
    element("h2", {}, named(actor.class, actor.name)),
    element("p.tags", {}, element("span.tag", {}, sentence(data.classes.nodes[actor.class].label))),
    ...(actor.class === "unnamed"
      ? [element("p.witness", {}, "Nobody is named here, so this source is nobody else’s too.")]
      : []),
    ...related(`Said (${direct.length})`, direct),
    ...related(`Only reportedly said (${relayed.length})`, relayed),
    ...(methods ? [element("h3", {}, "How it was found"), facts({ Linked: `by ${methods}` })] : []),
  );
}

/** @param {number} at */
function documentPanel(at) {
  const source = documents[at];
  const own = statements.map((_, index) => index).filter((index) => statements[index].document === at);
  // a turn is marked by its label alone: with whole answers underlined nothing would stand out
  const marks = own
    .flatMap((index) => marksOf(index, statements[index].depth))
    .filter(({ role, statement }) => role !== "content" || statements[statement].form !== "turn");
  const whole = source.excerpts.map(([start], i) => [start, excerpts(at)[i].end]);
  const secure = /^https?:\/\//i.test(source.url ?? "");
  return element(
    "div.page.source",
    {},
    back(),
    element("h2", {}, named("document", titleOf(source))),
    facts({
      Publisher: source.publisher,
      Date: source.date,
      Author: source.author,
      Language: source.language,
      Name: source.title && source.id,
      Address: secure
        ? element("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, source.url)
        : source.url,
      Statements: counted(own.length, "statement"),
    }),
    ...(own.length
      ? [element("h3", {}, "The text, as far as it holds evidence"), passages(at, whole, [], marks)]
      : [element("p.lead", {}, "No statement was found in this document.")]),
  );
}
