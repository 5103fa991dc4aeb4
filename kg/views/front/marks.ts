/** Highlights that stand in one another, made of spans that may also cross. */

import { h, type Child } from "./dom";
import type { Graph } from "./graph";
import { pairs } from "./graph";
import type { PointText } from "./points";

export type Role = "content" | "source" | "cue";
export const ROLES: Role[] = ["content", "source", "cue"];

export interface Mark {
  start: number;
  end: number;
  role: Role;
  statement: number;
  /** Which of two marks on the same words stands in the other: the lower is outside. */
  rank: number;
}

export interface Nested extends Mark {
  inner: Nested[];
}

export function marksOf(graph: Graph, statement: number): Mark[] {
  const { statements } = graph.data;
  return ROLES.flatMap((role, order) =>
    pairs(statements[role][statement] ?? []).map(([start, end]) => ({
      start,
      end,
      role,
      statement,
      rank: (statements.depth[statement] ?? 0) * ROLES.length + order,
    })),
  );
}

const outerFirst = (a: Mark, b: Mark): number => a.start - b.start || b.end - a.end || a.rank - b.rank;

/** The marks as a tree; a mark that crosses the end of another is cut in two there. */
export function nest(marks: Mark[]): Nested[] {
  const waiting = marks.filter(({ start, end }) => start < end).sort(outerFirst);
  const roots: Nested[] = [];
  const open: Nested[] = [];
  for (let at = 0; at < waiting.length; at++) {
    const mark = waiting[at];
    while (open.length && open[open.length - 1].end <= mark.start) open.pop();
    const around = open[open.length - 1];
    const made: Nested = { ...mark, inner: [] };
    if (around && around.end < mark.end) {
      made.end = around.end;
      insert(waiting, at + 1, { ...mark, start: around.end });
    }
    (around ? around.inner : roots).push(made);
    open.push(made);
  }
  return roots;
}

function insert(sorted: Mark[], from: number, mark: Mark): void {
  let at = from;
  while (at < sorted.length && outerFirst(sorted[at], mark) < 0) at++;
  sorted.splice(at, 0, mark);
}

/** What goes in front of a mark that is the first of its statement, and is not part of the text. */
export type Before = (mark: Nested) => Child;

/** The text from `start` to `end` with its marks, every character of it in its place. */
export function marked(text: PointText, start: number, end: number, marks: Nested[], before: Before = () => null): Node[] {
  const nodes: Node[] = [];
  let done = start;
  for (const mark of marks) {
    if (mark.end <= done || mark.start >= end) continue;
    const from = Math.max(mark.start, done);
    const to = Math.min(mark.end, end);
    nodes.push(...plain(text.slice(done, from)));
    nodes.push(
      h(
        "mark",
        { class: `role ${mark.role}`, "data-role": mark.role, "data-statement": mark.statement },
        before(mark),
        ...marked(text, from, to, mark.inner, before),
      ),
    );
    done = to;
  }
  nodes.push(...plain(text.slice(done, end)));
  return nodes;
}

const CONTROLS = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/;

/** Characters that turn the direction of what follows stay what they are, but turn nothing. */
function plain(text: string): Node[] {
  if (!CONTROLS.test(text)) return text ? [document.createTextNode(text)] : [];
  return text
    .split(/([\u202a-\u202e\u2066-\u2069\u200e\u200f])/)
    .filter(Boolean)
    .map((part) => (CONTROLS.test(part) ? h("span", { class: "turner", title: "Direction mark" }, part) : document.createTextNode(part)));
}
