/** What each document made of a remark, or of what an actor says on a topic: found by links, else by words. */

import { folded } from "./facets";
import type { Graph } from "./graph";

export const WAYS = ["remark", "verbatim", "paraphrase", "contradicts", "interpretation", "related"] as const;
export type Way = (typeof WAYS)[number];

export const WAY_LABELS: Record<Way, string> = {
  remark: "The remark",
  verbatim: "Verbatim",
  paraphrase: "In other words",
  contradicts: "Contradicts it",
  interpretation: "Interpretation",
  related: "Same speaker and topic",
};

export interface Version {
  statement: number;
  way: Way;
}

export interface Column {
  /** Those in which the outlet has something of it, in the order of time. */
  documents: number[];
  /** Who speaks there in a document that quotes others, as a statement of theirs; -1 for the publisher itself. */
  voice: number;
  /** In the order of time. */
  versions: Version[];
}

export interface Comparison {
  /** Each outlet that has something, in the order of time. */
  columns: Column[];
  /** Documents that speak of the same, of outlets that have nothing of it. */
  silent: number[];
}

/** Words that are too few to be the same by more than chance. */
const SHORT = 20;

/** What documents made of one remark. */
export function ofRemark(graph: Graph, remark: number): Comparison {
  const { statements, likenesses } = graph.data;
  const found = new Map<number, Way>([[remark, "remark"]]);
  const add = (statement: number, way: Way): void => {
    const known = found.get(statement);
    if (known === undefined || WAYS.indexOf(way) < WAYS.indexOf(known)) found.set(statement, way);
  };
  for (const [first, second, relation] of likenesses) {
    if (first === remark) add(second, relation);
    if (second === remark) add(first, relation);
  }
  for (const other of sameWords(graph, remark)) add(other, "verbatim");
  for (const same of [...found.keys()]) for (const reading of graph.back("interprets", same)) add(reading, "interpretation");
  const actor = statements.actor[remark];
  const topics = new Set(statements.topics[remark]);
  if (actor >= 0 && !graph.isUnnamed(actor)) {
    for (const other of graph.by(actor)) {
      if (statements.document[other] !== statements.document[remark] && shares(statements.topics[other], topics)) add(other, "related");
    }
    for (const other of aboutRemarksOf(graph, graph.actorName(actor))) if (shares(statements.topics[other], topics)) add(other, "interpretation");
  }
  return arranged(graph, found, speaksOf(graph, actor, topics));
}

/** What documents made of what an actor says on a topic; -1 for every topic. */
export function ofTopic(graph: Graph, actor: number, topic: number): Comparison {
  const { statements, labels } = graph.data;
  const found = new Map<number, Way>();
  const fits = (i: number): boolean => topic < 0 || statements.topics[i].includes(topic);
  for (const i of graph.by(actor).filter(fits)) {
    const own = labels.forms[statements.form[i]]?.value !== "indirect";
    found.set(i, graph.kind(i).value === "interpretation" ? "interpretation" : own ? "verbatim" : "paraphrase");
    for (const reading of graph.back("interprets", i)) if (!found.has(reading)) found.set(reading, "interpretation");
  }
  for (const i of aboutRemarksOf(graph, graph.actorName(actor)).filter(fits)) if (!found.has(i)) found.set(i, "interpretation");
  return arranged(graph, found, topic < 0 ? new Set() : speaksOf(graph, -1, new Set([topic])));
}

/** Remarks that somebody interprets, repeats or contradicts, those with most of it first. */
export function remarks(graph: Graph): number[] {
  const weight = new Map<number, number>();
  const add = (i: number, by: number): void => void weight.set(i, (weight.get(i) ?? 0) + by);
  for (const remark of graph.data.statements.interprets) if (remark >= 0) add(remark, 3);
  for (const [first, second] of graph.data.likenesses) [first, second].forEach((i) => add(i, 2));
  return [...weight.keys()].sort((a, b) => (weight.get(b) as number) - (weight.get(a) as number) || a - b);
}

/** The topics of an actor with the number of documents in which it speaks of them. */
export function topicsOf(graph: Graph, actor: number): [topic: number, documents: number][] {
  const { statements } = graph.data;
  const documents = new Map<number, Set<number>>();
  for (const i of graph.by(actor)) {
    for (const topic of statements.topics[i]) documents.set(topic, (documents.get(topic) ?? new Set()).add(statements.document[i]));
  }
  return [...documents].map(([topic, set]): [number, number] => [topic, set.size]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

const shares = (topics: number[], wanted: Set<number>): boolean => topics.some((topic) => wanted.has(topic));

function aboutRemarksOf(graph: Graph, name: string): number[] {
  const found: number[] = [];
  graph.data.statements.aboutRemarkOf.forEach((of, i) => of === name && found.push(i));
  return found;
}

/** The documents in which the actor speaks or is spoken of, together with one of the topics where there are any. */
function speaksOf(graph: Graph, actor: number, topics: Set<number>): Set<number> {
  const { statements } = graph.data;
  const found = new Set<number>();
  for (let i = 0; i < graph.size; i++) {
    const byOrAbout = actor >= 0 && (statements.actor[i] === actor || statements.mentions[i].includes(actor));
    if (actor >= 0 && !graph.isUnnamed(actor) ? byOrAbout : shares(statements.topics[i], topics)) found.add(statements.document[i]);
  }
  return found;
}

const words = new WeakMap<Graph, Map<string, number[]>>();

/** Statements with the same words in quotation, capitals, marks and spaces aside. */
function sameWords(graph: Graph, statement: number): number[] {
  let known = words.get(graph);
  if (!known) {
    known = new Map();
    graph.data.statements.quotation.forEach((quotation, i) => {
      const key = bare(quotation);
      const list = known?.get(key);
      if (list) list.push(i);
      else known?.set(key, [i]);
    });
    words.set(graph, known);
  }
  const key = bare(graph.data.statements.quotation[statement]);
  return key.length < SHORT ? [] : (known.get(key) ?? []).filter((other) => other !== statement);
}

function bare(quotation: string): string {
  return folded(quotation).replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(/^that /, "");
}

/** A column an outlet, also where one speaks in a document of another. */
function arranged(graph: Graph, found: Map<number, Way>, around: Set<number>): Comparison {
  const { document } = graph.data.statements;
  const columns = new Map<string, Column>();
  const published = (at: number): string => graph.data.documents.date[at] || "9999";
  const inTime = (a: number, b: number): number => (published(a) < published(b) ? -1 : published(a) > published(b) ? 1 : a - b);
  const order = (a: Version, b: Version): number => inTime(document[a.statement], document[b.statement]) || WAYS.indexOf(a.way) - WAYS.indexOf(b.way) || a.statement - b.statement;
  for (const version of [...found].map(([statement, way]): Version => ({ statement, way })).sort(order)) {
    const voice = voiceOf(graph, version.statement, version.way);
    const name = outletOf(graph, document[version.statement], voice);
    const column = columns.get(name) ?? { documents: [], voice, versions: [] };
    column.versions.push(version);
    if (!column.documents.includes(document[version.statement])) column.documents.push(document[version.statement]);
    columns.set(name, column);
  }
  const having = new Set([...found.keys()].map((statement) => outletOf(graph, document[statement], -1)));
  return {
    columns: [...columns.values()],
    silent: [...around].filter((at) => !having.has(outletOf(graph, at, -1))).sort(inTime),
  };
}

/** A name for who publishes, or speaks; documents and voices without one are each their own. */
function outletOf(graph: Graph, document: number, voice: number): string {
  const actor = voice < 0 ? graph.publisher(document) : graph.data.statements.actor[voice];
  return graph.isUnnamed(actor) ? `${document} ${voice < 0 ? "" : graph.who(voice)}` : `actor ${actor}`;
}

/** The outermost link of the chain of a statement, where an outlet says it or somebody interprets; else -1. */
function voiceOf(graph: Graph, statement: number, way: Way): number {
  const [root] = graph.chain(statement);
  const outlet = graph.actorType(graph.data.statements.actor[root]).value === "outlet";
  return way !== "remark" && (outlet || way === "interpretation") ? root : -1;
}
