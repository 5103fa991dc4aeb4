/** What the graph shows once something is chosen in it: an actor's statements, a statement's chain and relations. */

import { href } from "./address";
import { count, cut, h, words, type Child } from "./dom";
import type { Graph } from "./graph";
import { icon } from "./icons";
import type { Card, Column, Link } from "./ladder";

/** Statements of an actor that are drawn at most. */
export const MOST = 40;

export interface Scene {
  columns: Column[];
  links: Link[];
  note: Child;
}

/** An actor, what it said, and the documents in which that stands. */
export function actorScene(graph: Graph, actor: number): Scene {
  const { statements, actors, documents } = graph.data;
  const all = graph.by(actor);
  const shown = all.slice(0, MOST);
  const where = [...new Set(shown.map((i) => statements.document[i]))];
  const published = documents.publisher.flatMap((each, document) => (each === actor && !where.includes(document) ? [document] : [])).slice(0, MOST - shown.length);
  const links: Link[] = [
    ...shown.map((i): Link => ({ from: "actor", to: `s${i}`, relation: saying(graph, i) })),
    ...shown.map((i): Link => ({ from: `s${i}`, to: `d${statements.document[i]}`, relation: "published" })),
    ...(shown.length ? [] : published.map((document): Link => ({ from: "actor", to: `d${document}`, relation: "published" }))),
  ];
  const left = all.length - shown.length;
  return {
    columns: [
      { label: "Who", cards: [{ id: "actor", element: actorCard(graph, actor, "") }] },
      { label: "Said what", cards: shown.map((i) => statementCard(graph, i)) },
      { label: shown.length ? "In which document" : "Published", cards: [...where, ...(shown.length ? [] : published)].map((document) => documentCard(graph, document)) },
    ],
    links,
    note: left > 0 ? h("span", {}, `${count(left, "more statement")}: `, h("a", { href: href("statements", { actor: actors.key[actor], sel: null }) }, "all in the table")) : null,
  };
}

/** Who published, who reported, down to the statement; what stands inside it, and what it reads, answers or denies. */
export function statementScene(graph: Graph, i: number): Scene {
  const { statements } = graph.data;
  const chain = graph.chain(i);
  const document = statements.document[i];
  const links: Link[] = [{ from: `d${document}`, to: `s${chain[0]}`, relation: "published" }];
  chain.slice(1).forEach((link, place) => links.push({ from: `s${chain[place]}`, to: `s${link}`, relation: "expresses" }));
  const related: [string, number[], Link["relation"], boolean][] = [
    ["Said inside it", graph.back("parent", i), "expresses", true],
    ["The remark it interprets", one(statements.interprets[i]), "interprets", true],
    ["How others interpret it", graph.back("interprets", i), "interprets", false],
    ["What it answers", one(statements.answers[i]), "answers", true],
    ["Its answers", graph.back("answers", i), "answers", false],
    ["What it denies", one(statements.denies[i]), "denies", true],
    ["Who denies it", graph.back("denies", i), "denies", false],
  ];
  const cards: Card[] = [];
  const known = new Set(chain);
  for (const [label, found, relation, outwards] of related) {
    for (const other of found.slice(0, MOST)) {
      links.push(outwards ? { from: `s${i}`, to: `s${other}`, relation } : { from: `s${other}`, to: `s${i}`, relation });
      if (!known.has(other)) cards.push(statementCard(graph, other, label));
      known.add(other);
    }
  }
  return {
    columns: [
      { label: "Published in", cards: [documentCard(graph, document)] },
      ...chain.map((link, place) => ({ label: place === chain.length - 1 ? "This statement" : "Reported by", cards: [statementCard(graph, link, "", link === i)] })),
      { label: "Linked with it", cards },
    ],
    links,
    note: null,
  };
}

const one = (at: number): number[] => (at >= 0 ? [at] : []);

function saying(graph: Graph, i: number): string {
  return graph.data.statements.depth[i] > 0 ? "reportedly" : "said";
}

function actorCard(graph: Graph, actor: number, label: string): HTMLElement {
  return h("div", { class: "card actor here" }, label ? h("span", { class: "relation" }, label) : null,
    h("span", { class: "by" }, icon(graph.actorType(actor).value), words(graph.actorName(actor))),
    h("span", { class: "verb" }, `${graph.actorType(actor).label} · ${count(graph.by(actor).length, "statement")}`));
}

export function statementCard(graph: Graph, i: number, label = "", here = false): Card {
  const { statements } = graph.data;
  const element = h("a", { class: `card ${graph.kind(i).value}${here ? " here" : ""}`, href: href("overview", { sel: statements.key[i] }),
    ...(here ? { "aria-current": "true" } : {}) },
    label ? h("span", { class: "relation" }, label) : null,
    h("span", { class: "by" }, icon(graph.actorType(statements.actor[i]).value), words(graph.who(i), "name"), h("span", { class: "verb" }, graph.act(i) || graph.kind(i).label)),
    words(cut(statements.quotation[i], 150), "said"));
  return { id: `s${i}`, element };
}

function documentCard(graph: Graph, document: number): Card {
  const publisher = graph.publisher(document);
  const date = graph.data.documents.date[document];
  const element = h("a", { class: "card document", href: href("reader", { doc: graph.data.documents.id[document], sel: null }) },
    h("span", { class: "by" }, icon("document"), words(publisher >= 0 ? graph.actorName(publisher) : "Document", "name"), date ? h("span", { class: "verb" }, String(date).slice(0, 10)) : null),
    words(cut(graph.title(document), 110), "said"));
  return { id: `d${document}`, element };
}
