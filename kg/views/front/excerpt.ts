/** The sentence in which a statement stands, with its source, cue and content marked. */

import { h, replace } from "./dom";
import { pairs, type Graph } from "./graph";
import { marked, marksOf, nest } from "./marks";
import type { PointText } from "./points";

/** Code points that are shown before and behind a statement's words at most. */
const FAR = 240;

/** A quotation that becomes the sentence around it once the text of its document is there. */
export function excerpt(graph: Graph, statement: number): HTMLElement {
  const { statements } = graph.data;
  const box = h("blockquote", { class: "excerpt", dir: "auto" }, h("mark", { class: `role content chosen ${graph.kind(statement).value}` }, statements.quotation[statement]));
  graph.text(statements.document[statement]).then(
    (text) => text.length && replace(box, ...passage(graph, text, statement)),
    () => box.append(h("span", { class: "note" }, " (the text of the document is not there)")),
  );
  return box;
}

function passage(graph: Graph, text: PointText, statement: number): Node[] {
  const marks = marksOf(graph, statement);
  const { source, cue, content } = graph.data.statements;
  const spans = [source, cue, content].flatMap((role) => pairs(role[statement]));
  const from = opening(text, Math.min(...spans.map(([start]) => start)));
  const to = closing(text, Math.max(...spans.map(([, end]) => end)));
  const nodes = marked(text, from, to, nest(marks));
  for (const node of nodes) if (node instanceof HTMLElement && node.dataset["role"]) dress(graph, node, statement);
  return [...(from > 0 ? [gap("⋯ ")] : []), ...nodes, ...(to < text.length ? [gap(" ⋯")] : [])];
}

function dress(graph: Graph, node: HTMLElement, statement: number): void {
  for (const mark of [node, ...node.querySelectorAll("mark")]) mark.classList.add("chosen", graph.kind(statement).value);
}

function gap(text: string): HTMLElement {
  return h("span", { class: "note", "aria-hidden": "true" }, text);
}

const END = /[\n.!?…。！？]/;

/** Where the sentence around `point` begins: after a line or sentence that ends, if that is near. */
function opening(text: PointText, point: number): number {
  const before = text.slice(Math.max(0, point - FAR), point);
  const points = Array.from(before);
  for (let at = points.length; at > 0; at--) {
    if (points[at - 1] === "\n" || (END.test(points[at - 1]) && /\s/.test(points[at] ?? ""))) return point - points.length + at + (points[at - 1] === "\n" ? 0 : 1);
  }
  return point - points.length;
}

function closing(text: PointText, point: number): number {
  const points = Array.from(text.slice(Math.max(0, point - 1), Math.min(text.length, point + FAR)));
  for (let at = 0; at < points.length; at++) {
    const done = points[at] === "\n" ? at : at + 1;
    if (END.test(points[at]) && (at + 1 >= points.length || /\s/.test(points[at + 1]) || points[at] === "\n")) return Math.max(point, point - 1 + done);
  }
  return Math.min(text.length, point + FAR);
}
