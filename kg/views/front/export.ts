/** What is shown, as a file: CSV for spreadsheets, JSON, and Turtle in the words of the graph. */

import { announce, count, h } from "./dom";
import { pairs, type Graph } from "./graph";
import { turtle } from "./turtle";

export const FORMATS = ["CSV", "JSON", "Turtle"] as const;
export type Format = (typeof FORMATS)[number];

const FILES: Record<Format, [string, string]> = {
  CSV: ["statements.csv", "text/csv;charset=utf-8"],
  JSON: ["statements.json", "application/json"],
  Turtle: ["statements.ttl", "text/turtle;charset=utf-8"],
};

/** Without the mark, spreadsheets take it for Latin-1. */
const BOM = "\ufeff";

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
  return lines([names, ...rows.map((row) => names.map((name) => row[name]))]);
}

function lines(rows: Row[string][][]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: Row[string]): string {
  if (value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : value.map((span) => span.join("-")).join(" ");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export async function made(graph: Graph, shown: number[], format: Format): Promise<string> {
  if (format === "CSV") return BOM + csv(graph, shown);
  if (format === "Turtle") return turtle(graph, shown);
  return `${JSON.stringify({ graph: graph.data.version, statements: shown.map((i) => rowOf(graph, i)) }, null, 1)}\n`;
}

/** Buttons that save the statements which are shown then. */
export function saving(graph: Graph, shown: () => number[]): HTMLElement {
  const save = async (format: Format): Promise<void> => {
    const [name, type] = FILES[format];
    const statements = shown();
    download(name, new Blob([await made(graph, statements, format)], { type }));
    announce(`${count(statements.length, "statement")} saved as ${format}`);
  };
  return h("div", { class: "exports", role: "group", "aria-label": "Save what is shown" }, h("span", { class: "label" }, "Save as"),
    ...FORMATS.map((format) => h("button", { type: "button", class: "quiet", title: `Save the statements shown as ${format}`, click: () => void save(format) }, format)));
}

/** Have the browser save a table as CSV. */
export function saveTable(name: string, columns: string[], rows: (string | number | boolean | null)[][]): void {
  download(`${name}.csv`, new Blob([BOM, lines([columns, ...rows])], { type: FILES.CSV[1] }));
}

function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
