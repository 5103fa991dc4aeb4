/** What is shown, as a file: CSV for spreadsheets, JSON, and Turtle in the words of the graph. */

import { pairs, type Graph } from "./graph";
import { turtle } from "./turtle";

export const FORMATS = ["CSV", "JSON", "Turtle"] as const;
export type Format = (typeof FORMATS)[number];

const FILES: Record<Format, [string, string]> = {
  CSV: ["statements.csv", "text/csv;charset=utf-8"],
  JSON: ["statements.json", "application/json"],
  Turtle: ["statements.ttl", "text/turtle;charset=utf-8"],
};

type Row = Record<string, string | number | boolean | null | [number, number][]>;

export function rowOf(graph: Graph, i: number): Row {
  const { statements, documents, labels, topics } = graph.data;
  const document = statements.document[i];
  const parent = statements.parent[i];
  return {
    statement: statements.key[i],
    actor: graph.who(i),
    actor_type: graph.actorType(statements.actor[i]).value,
    kind: graph.kind(i).value,
    speech_act: labels.acts[statements.act[i]]?.value ?? null,
    certainty: labels.certainties[statements.certainty[i]]?.value ?? null,
    form: labels.forms[statements.form[i]]?.value ?? null,
    date: statements.date[i] || null,
    quotation: statements.quotation[i],
    cue: statements.cueText[i] || null,
    source: statements.sourceText[i] || null,
    topics: statements.topics[i].map((topic) => topics[topic]).join("; ") || null,
    depth: statements.depth[i],
    within: parent >= 0 ? statements.key[parent] : null,
    interprets: statements.interprets[i] >= 0 ? statements.key[statements.interprets[i]] : null,
    cue_negated: graph.has(i, "cueNegated"),
    confidence: statements.confidence[i] / 100,
    document: documents.id[document],
    title: documents.title[document] || null,
    publisher: graph.publisher(document) >= 0 ? graph.actorName(graph.publisher(document)) : null,
    published: documents.date[document] || null,
    source_spans: pairs(statements.source[i]),
    cue_spans: pairs(statements.cue[i]),
    content_spans: pairs(statements.content[i]),
  };
}

/** The statements as CSV; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csv(graph: Graph, shown: number[]): string {
  const rows = shown.map((i) => rowOf(graph, i));
  const names = Object.keys(rows[0] ?? { statement: "" });
  const lines = rows.map((row) => names.map((name) => cell(row[name])).join(","));
  return `${[names.join(","), ...lines].join("\r\n")}\r\n`;
}

function cell(value: Row[string]): string {
  if (value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : value.map((span) => span.join("-")).join(" ");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export async function made(graph: Graph, shown: number[], format: Format): Promise<string> {
  if (format === "CSV") return `\ufeff${csv(graph, shown)}`; // without the mark, spreadsheets take it for Latin-1
  if (format === "Turtle") return turtle(graph, shown);
  return `${JSON.stringify({ graph: graph.data.version, statements: shown.map((i) => rowOf(graph, i)) }, null, 1)}\n`;
}

/** Have the browser save the statements. */
export async function download(graph: Graph, shown: number[], format: Format): Promise<void> {
  const [name, type] = FILES[format];
  save(name, new Blob([await made(graph, shown, format)], { type }));
}

export function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
